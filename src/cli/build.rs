//! `policygraph build`: compile sources into a graph folder.

use std::{
    io,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Result, bail};

use super::{
    Outcome, networks,
    open::{compile, sources},
    output::tell,
};
use crate::{
    link::names::plain,
    store::{Beside, BesideFile, Graph, Manifest, Written, roll_back, write_rocks},
};

mod dumps;

use dumps::Memory;

/// Compile sources into a graph folder
///
/// Writes the new graph beside the old one and switches by one rename: whatever goes wrong, the folder holds the
/// graph that was there, and whoever reads it is not disturbed. The three graphs before are kept. The same sources
/// give the same bytes.
///
/// A file of N-Triples (.nt) or N-Quads (.nq) is taken as it is: nothing is inferred, and triples without a graph
/// stand in that of the file. It may be larger than memory.
///
/// With `--as rocksdb` the folder is a RocksDB that other programs can update in place; building into it again
/// changes only what differs, and removes what others added.
///
/// Example: policygraph build --from data --graph graph
#[derive(Debug, clap::Args)]
pub struct Build {
    /// The sources: a folder of tables, Turtle files and facts (*.jsonl), or a file of N-Triples or N-Quads; several
    /// of these if given several times [default: data/, or the shipped data]
    #[arg(long, value_name = "PATH")]
    from: Vec<PathBuf>,
    /// Where the graph goes
    #[arg(long, value_name = "DIR", default_value = "graph")]
    graph: PathBuf,
    /// What the folder is made as
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t)]
    form: Kept,
    /// Hold the words of facts (*.jsonl) to the documents in this folder, found by their SHA-256
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
    /// How much memory files of N-Triples and N-Quads may take: 512M, 4G; beyond it the rows are sorted on disk
    #[arg(long, value_name = "SIZE", default_value = "2G")]
    memory: Memory,
    /// Keep the networks of N-Triples and N-Quads beside the graph too, for trace, rank, path and report; sources of
    /// ours have them always
    #[arg(long)]
    networks: bool,
    /// Go back to the graph before, and remove the one that is there
    #[arg(long, conflicts_with_all = ["from", "documents", "memory", "networks"])]
    rollback: bool,
}

/// What a graph folder can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Kept {
    /// Versions, each written whole and never changed
    #[default]
    Versions,
    /// A RocksDB that is updated in place; needs a program compiled with feature `disk`
    Rocksdb,
}

impl Build {
    pub(super) fn run(self) -> Result<Outcome> {
        if self.rollback {
            let manifest = roll_back(&self.graph)?;
            let folder = self.graph.display();
            tell(format_args!("`{folder}` is back at {}", size(&manifest)));
            return Ok(Outcome::Done);
        }
        let started = Instant::now();
        if self.form == Kept::Rocksdb {
            return self.update();
        }
        let (what, manifest) = match self.from.as_slice() {
            [] => self.compile(None)?,
            [folder] if !dumps::is_dump(folder) => self.compile(Some(folder))?,
            files => self.load(files)?,
        };
        tell(format_args!(
            "built {what}{}, in `{}`, in {:.1} s",
            size(&manifest),
            self.graph.display(),
            started.elapsed().as_secs_f64()
        ));
        Ok(Outcome::Done)
    }

    /// Brings a RocksDB to what the sources say.
    fn update(&self) -> Result<Outcome> {
        if self.from.len() > 1 || self.from.iter().any(|path| dumps::is_dump(path)) {
            bail!(
                "a RocksDB is made of sources: expected a folder of tables, Turtle files and facts"
            );
        }
        let files = sources(self.from.first().map(PathBuf::as_path))?;
        let compiled = compile(&files, self.documents.as_deref())?;
        let Written {
            quads,
            added,
            removed,
        } = write_rocks(&self.graph, &compiled.quads)?;
        tell(format_args!(
            "built {} statements, {quads} quads, in the RocksDB `{}`: {added} added, {removed} removed",
            compiled.facts.len(),
            self.graph.display()
        ));
        Ok(Outcome::Done)
    }

    fn compile(&self, folder: Option<&Path>) -> Result<(String, Manifest)> {
        let files = sources(folder)?;
        let compiled = compile(&files, self.documents.as_deref())?;
        let beside = Beside {
            plain,
            files: &with_networks,
        };
        let manifest = compiled
            .quads
            .build(&self.graph, compiled.sources, &beside)?;
        Ok((format!("{} statements, ", compiled.facts.len()), manifest))
    }

    fn load(&self, files: &[PathBuf]) -> Result<(String, Manifest)> {
        if self.documents.is_some() {
            bail!("files of N-Triples and N-Quads hold no facts: leave out --documents");
        }
        let files_beside = if self.networks {
            with_networks
        } else {
            without
        };
        let beside = Beside {
            plain,
            files: &files_beside,
        };
        let manifest = dumps::load(&self.graph, files, self.memory, &beside)?;
        Ok((String::new(), manifest))
    }
}

fn size(manifest: &Manifest) -> String {
    format!("{} quads", manifest.quads)
}

fn with_networks(graph: &Graph) -> io::Result<Vec<BesideFile>> {
    networks::kept(graph).map_err(io::Error::other)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the type is that of `with_networks`"
)]
fn without(_: &Graph) -> io::Result<Vec<BesideFile>> {
    Ok(Vec::new())
}
