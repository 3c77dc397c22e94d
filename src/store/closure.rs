//! What follows from subclasses and subproperties: the "is also" column of the vocabulary.
//!
//! RDFS rules 5, 7, 9 and 11 (RDF 1.1 Semantics, section 9.2.1) and no others:
//! domains and ranges tell a reader what a term is for and make no types here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use foldhash::fast::FixedState;
use oxigraph::model::Term;

use super::{
    quads::{Quads, Row},
    term::named,
    terms::Terms,
};
use crate::vocab;

/// The terms above a term, by number.
type Parents = BTreeMap<u32, BTreeSet<u32>>;

/// Adds the quads that follow, in the graph of what is inferred, where no document states their triple.
///
/// O(quads × the most ancestors of a term).
pub fn close(quads: &mut Quads) {
    let graph = quads.terms.number(named(vocab::GRAPH_INFERRED));
    let kind = quads.terms.number(named(vocab::RDF_TYPE));
    let classes = ancestors(quads, vocab::RDFS_SUB_CLASS_OF);
    let properties = ancestors(quads, vocab::RDFS_SUB_PROPERTY_OF);
    let stated = || {
        let of_document = |row: &&Row| is_of_document(&quads.terms, row[3]);
        quads.rows.iter().filter(of_document)
    };
    // The order in which they follow is that of no output: datasets and dumps sort.
    let mut found: HashSet<Row, FixedState> = HashSet::default();
    for &[subject, predicate, object, _] in stated() {
        for parent in properties.get(&predicate).into_iter().flatten() {
            found.insert([subject, *parent, object, graph]);
        }
        let above = (predicate == kind).then(|| classes.get(&object)).flatten();
        for parent in above.into_iter().flatten() {
            found.insert([subject, kind, *parent, graph]);
        }
    }
    for &[subject, predicate, object, _] in stated() {
        found.remove(&[subject, predicate, object, graph]);
    }
    quads.rows.extend(found);
}

/// Says whether a graph is that of a document.
pub(super) fn is_of_document(terms: &Terms, graph: u32) -> bool {
    match terms.term(graph) {
        Term::NamedNode(graph) => !graph.as_str().starts_with(vocab::GRAPH_BASE),
        _ => false,
    }
}

/// Returns, for each term, all terms above it in the ontology.
fn ancestors(quads: &Quads, relation: &str) -> Parents {
    let Some(relation) = quads.terms.find(named(relation)) else {
        return Parents::new();
    };
    let mut parents = Parents::new();
    for row in quads.rows.iter().filter(|row| row[1] == relation) {
        parents.entry(row[0]).or_default().insert(row[2]);
    }
    let all = |term: u32| {
        let mut reached = BTreeSet::new();
        let mut open = vec![term];
        while let Some(term) = open.pop() {
            let next = parents.get(&term).into_iter().flatten();
            open.extend(next.filter(|parent| reached.insert(**parent)));
        }
        reached
    };
    parents.keys().map(|term| (*term, all(*term))).collect()
}
