//! The graph a command works on: built in memory, or read from a folder.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use anyhow::{Result, bail};

use super::{
    entity::{Entities, Terms},
    output::{counted, tell},
};
use crate::{
    fact::Kind,
    pipeline::{self, Compiled},
    source::File,
    store::{Graph, is_rocks, open_rocks, restrict},
};

/// Which graph to read.
#[derive(Debug, Default, clap::Args)]
pub struct Source {
    /// The built graph to read; without it the graph of the sources is built in memory
    #[arg(long, value_name = "DIR")]
    pub graph: Option<PathBuf>,
    /// The sources to build in memory [default: data/, or the shipped data]
    #[arg(long, value_name = "DIR", conflicts_with = "graph")]
    pub from: Option<PathBuf>,
    /// Count only what this document says
    #[arg(long, value_name = "NAME")]
    pub document: Option<String>,
}

/// Returns the files to build from, and tells where a `data` here is passed over for the shipped one.
///
/// # Errors
///
/// Fails where the folder cannot be read or holds nothing to build.
pub fn sources(from: Option<&Path>) -> Result<Vec<File>> {
    if from.is_none() && pipeline::passes_over_data() {
        tell(
            "note: `data` here has no documents.csv, so this is the shipped data; --from data reads it",
        );
    }
    for name in pipeline::unread_tables(from) {
        tell(format_args!(
            "note: `{name}` is not read; in a spreadsheet, save it as `CSV UTF-8 (comma delimited)`"
        ));
    }
    Ok(pipeline::sources(from)?)
}

/// Compiles files, holds the words of facts to the documents of a folder, and tells which decisions are about no fact.
///
/// # Errors
///
/// As [`pipeline::compile_against`].
pub fn compile(files: &[File], documents: Option<&Path>) -> Result<Compiled> {
    let texts = documents.map(pipeline::texts).transpose()?;
    let compiled = pipeline::compile_against(files, &texts.unwrap_or_default())?;
    if let [first, ..] = compiled.lost.as_slice() {
        tell(format_args!(
            "note: {} about facts that there are no longer, the first at {}; `policygraph review` lists them",
            counted(compiled.lost.len(), "decision"),
            first.place
        ));
    }
    Ok(compiled)
}

/// A graph that is open, with the names in it.
pub struct Opened {
    /// The graph.
    pub graph: Arc<Graph>,
    /// Its entities and what they are called.
    pub entities: Entities,
    terms: OnceLock<Terms>,
}

impl Opened {
    fn of(graph: Graph) -> Self {
        let graph = Arc::new(graph);
        let entities = Entities::of(&graph);
        Self {
            graph,
            entities,
            terms: OnceLock::new(),
        }
    }

    /// Returns what terms and concepts are called; reads it where it is first asked for.
    ///
    /// # Errors
    ///
    /// Fails where the query does, which the shipped one does not.
    pub fn terms(&self) -> Result<&Terms> {
        if let Some(terms) = self.terms.get() {
            return Ok(terms);
        }
        let terms = Terms::of(&self.graph)?;
        Ok(self.terms.get_or_init(|| terms))
    }
}

impl Source {
    /// Opens the graph.
    ///
    /// # Errors
    ///
    /// Fails where sources or folder cannot be read, and where the document is unknown.
    pub fn open(&self) -> Result<Opened> {
        self.open_against(None)
    }

    /// Opens the graph; where it is built, the words of facts are held to the documents of a folder.
    ///
    /// # Errors
    ///
    /// As [`Self::open`], and where words do not stand in their document.
    pub fn open_against(&self, documents: Option<&Path>) -> Result<Opened> {
        let opened = Opened::of(self.graph(documents)?);
        let Some(document) = &self.document else {
            return Ok(opened);
        };
        let document = opened.entities.find(document, &[Kind::Document])?;
        let restricted = restrict(opened.graph.quads()?, &document);
        Ok(Opened::of(Graph::new(&restricted)?))
    }

    /// Opens the whole graph.
    ///
    /// # Errors
    ///
    /// Fails where sources or folder cannot be read, and where the graph is empty.
    fn graph(&self, documents: Option<&Path>) -> Result<Graph> {
        let Some(folder) = &self.graph else {
            let files = sources(self.from.as_deref())?;
            return Ok(Graph::new(&compile(&files, documents)?.quads)?);
        };
        if is_rocks(folder) {
            return Ok(open_rocks(folder)?);
        }
        let (graph, _) = Graph::open(folder)?;
        if graph.is_empty() {
            bail!(
                "the graph in `{}` is empty: expected quads",
                folder.display()
            );
        }
        Ok(graph)
    }
}
