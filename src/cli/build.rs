//! `policygraph build`: compile sources into a graph folder.

use std::path::PathBuf;

use anyhow::Result;

use super::{
    Outcome,
    open::{compile, sources},
    output::tell,
};
use crate::store::{DumpForm, Written, write_graph, write_rocks};

/// Compile sources into a graph folder
///
/// Writes the new graph beside the old one and switches by one rename: whatever goes wrong, the folder holds the
/// graph that was there. The same sources give the same bytes. With `--as rocksdb` the folder is a RocksDB that other
/// programs can update in place; building into it again changes only what differs, and removes what others added.
///
/// Example: policygraph build --from data --graph graph
#[derive(Debug, clap::Args)]
pub struct Build {
    /// The sources: tables, Turtle files and facts (*.jsonl) [default: data/, or the shipped data]
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// Where the graph goes
    #[arg(long, value_name = "DIR", default_value = "graph")]
    graph: PathBuf,
    /// What the folder is made as
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t)]
    form: Kept,
    /// Hold the words of facts (*.jsonl) to the documents in this folder, found by their SHA-256
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
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
        let files = sources(self.from.as_deref())?;
        let compiled = compile(&files, self.documents.as_deref())?;
        let statements = compiled.facts.len();
        if self.form == Kept::Rocksdb {
            let Written {
                quads,
                added,
                removed,
            } = write_rocks(&self.graph, &compiled.quads)?;
            tell(format_args!(
                "built {statements} statements, {quads} quads, in the RocksDB `{}`: {added} added, {removed} removed",
                self.graph.display()
            ));
            return Ok(Outcome::Done);
        }
        let lines = compiled.quads.dump(DumpForm::NQuads)?;
        let manifest = write_graph(&self.graph, &lines, compiled.sources)?;
        tell(format_args!(
            "built {statements} statements, {} quads, in `{}`",
            manifest.quads,
            self.graph.display()
        ));
        Ok(Outcome::Done)
    }
}
