//! `policygraph build`: compile sources into a graph folder.

use std::{io, path::PathBuf};

use anyhow::Result;

use super::{
    Outcome, networks,
    open::{compile, sources},
    output::tell,
};
use crate::{link::names::plain, store::Beside};

/// Compile sources into a graph folder
///
/// Writes the new graph beside the old one and switches by one rename: whatever goes wrong, the folder holds the
/// graph that was there. The same sources give the same bytes.
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
    /// Hold the words of facts (*.jsonl) to the documents in this folder, found by their SHA-256
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
}

impl Build {
    pub(super) fn run(self) -> Result<Outcome> {
        let files = sources(self.from.as_deref())?;
        let beside = Beside {
            plain,
            files: &|graph| networks::kept(graph).map_err(io::Error::other),
        };
        let compiled = compile(&files, self.documents.as_deref())?;
        let manifest = compiled
            .quads
            .build(&self.graph, compiled.sources, &beside)?;
        let statements = compiled.facts.len();
        tell(format_args!(
            "built {statements} statements, {} quads, in `{}`",
            manifest.quads,
            self.graph.display()
        ));
        Ok(Outcome::Done)
    }
}
