//! Triples as documents state them, with no regard to assertions.

use oxigraph::model::Term;

use super::{
    index::{Id, Index},
    rows,
    term::{named, plain},
};
use crate::vocab;

/// A triple and a document that states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bare {
    /// The subject's IRI.
    pub subject: String,
    /// The property's IRI.
    pub property: String,
    /// The object.
    pub value: rows::Term,
    /// The IRI of the document in whose graph it stands.
    pub document: String,
}

/// Returns the triples with an entity as subject, or as object, that stand in graphs of documents; sorted.
///
/// What assertions say of themselves is left out. O(triples of the entity × log).
pub(super) fn triples_of(index: &Index, iri: &str, as_object: bool) -> Vec<Bare> {
    let Some(entity) = index.find(named(iri)) else {
        return Vec::new();
    };
    let pattern = if as_object {
        [None, None, Some(entity)]
    } else {
        [Some(entity), None, None]
    };
    let mut found = Vec::new();
    for triple in index.triples(pattern) {
        if !index.is_iri_under(triple[0], vocab::ASSERTION_BASE) {
            let documents = index.graphs_of(triple);
            let documents =
                documents.filter(|graph| !index.is_iri_under(*graph, vocab::GRAPH_BASE));
            found.extend(documents.filter_map(|document| bare(index, triple, document)));
        }
    }
    found.sort();
    found
}

fn bare(index: &Index, [subject, property, value]: [Id; 3], document: Id) -> Option<Bare> {
    let iri = |id: Id| match index.term(id) {
        Term::NamedNode(iri) => Some(iri.into_string()),
        _ => None,
    };
    Some(Bare {
        subject: iri(subject)?,
        property: iri(property)?,
        value: plain(&index.term(value)),
        document: iri(document)?,
    })
}
