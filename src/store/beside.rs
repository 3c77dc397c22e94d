//! Writes a graph into a folder, with what is made of it beside its quads.

use std::{io, path::Path};

use super::{
    DiskError, Graph, Manifest,
    disk::{BesideFile, NAMES, Out, Written, write_graph},
    names::{NameIndex, Plain},
    view::DefaultGraph,
};

/// What is made of a graph to stand beside its quads in a folder.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The form in which names are compared.
    pub plain: Plain,
    /// Makes further files.
    pub files: &'a dyn Fn(&Graph) -> io::Result<Vec<BesideFile>>,
}

/// Writes a graph into a folder and makes it the current one there; returns its manifest.
pub(super) fn build<E: From<DiskError>>(
    folder: &Path,
    beside: &Beside<'_>,
    write: impl FnOnce(&Path, Out) -> Result<Written, E>,
) -> Result<Manifest, E> {
    write_graph(folder, write, |index| {
        let graph = Graph::of(index, DefaultGraph::Union);
        let names = NameIndex::of(graph.index(), beside.plain).to_bytes();
        let mut files = vec![(NAMES.to_owned(), names)];
        files.extend((beside.files)(&graph)?);
        Ok(files)
    })
}
