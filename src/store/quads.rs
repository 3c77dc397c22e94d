//! Quads as four numbers each, and the terms that the numbers stand for.
//!
//! What a graph is while it is made: in the order of arrival, and a quad may stand twice.

use std::{io, path::Path};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term, TermRef};

use super::{
    DiskError, Manifest,
    beside::{Beside, build},
    disk::{INDEX, Written, failed},
    dump::{DumpForm, write},
    terms::Terms,
};

/// Subject, predicate, object, graph: numbers of terms.
pub type Row = [u32; 4];

/// Quads of named graphs.
#[derive(Clone, Debug, Default)]
pub struct Quads {
    pub(super) terms: Terms,
    pub(super) rows: Vec<Row>,
}

impl Quads {
    /// Adds a quad of four terms.
    pub(super) fn add(&mut self, terms: [TermRef<'_>; 4]) {
        self.rows.push(terms.map(|term| self.terms.number(term)));
    }

    /// Returns how many quads there are; one that stands twice counts twice.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Says whether there is no quad.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the quads, in the order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = Quad> {
        self.rows.iter().filter_map(|row| quad(&self.terms, *row))
    }

    /// Builds a graph of the quads in a folder, and makes it the current one there; returns its manifest.
    ///
    ///
    /// # Errors
    ///
    /// Refuses a folder that holds something other than graphs; fails where the disk does.
    pub fn build(
        &self,
        folder: &Path,
        sources: Vec<(String, String)>,
        beside: &Beside<'_>,
    ) -> Result<Manifest, DiskError> {
        build(folder, beside, |unfinished, out| {
            let written = self
                .write_index(out)
                .map_err(failed("write", &unfinished.join(INDEX)));
            let (out, layout) = written?;
            Ok(Written {
                out,
                layout,
                sources,
            })
        })
    }

    /// Writes the quads in an open format, each once. See [`DumpForm`].
    ///
    /// # Errors
    ///
    /// Fails only where the serializer does.
    pub fn dump(&self, form: DumpForm) -> io::Result<Vec<u8>> {
        write(&self.terms, &self.rows, form)
    }
}

/// Quads of the default graph have no document and are left out.
impl Extend<Quad> for Quads {
    fn extend<I: IntoIterator<Item = Quad>>(&mut self, quads: I) {
        for quad in quads {
            let graph = match &quad.graph_name {
                GraphName::NamedNode(node) => node.as_ref().into(),
                GraphName::BlankNode(node) => node.as_ref().into(),
                GraphName::DefaultGraph => continue,
            };
            let subject = quad.subject.as_ref().into();
            self.add([
                subject,
                quad.predicate.as_ref().into(),
                quad.object.as_ref(),
                graph,
            ]);
        }
    }
}

impl FromIterator<Quad> for Quads {
    fn from_iter<I: IntoIterator<Item = Quad>>(quads: I) -> Self {
        let mut all = Self::default();
        all.extend(quads);
        all
    }
}

/// Makes a quad of a row; `None` where its terms make none.
pub(super) fn quad(terms: &Terms, row: Row) -> Option<Quad> {
    let [subject, predicate, object, graph] = row.map(|number| terms.term(number));
    let Term::NamedNode(predicate) = predicate else {
        return None;
    };
    let (subject, graph) = (node(subject)?, GraphName::from(node(graph)?));
    Some(Quad::new(subject, predicate.clone(), object.clone(), graph))
}

fn node(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    }
}
