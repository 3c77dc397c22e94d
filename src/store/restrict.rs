//! The graph of one document: what it says, and the names of those it speaks of.

use std::collections::BTreeSet;

use super::{
    closure::{close, is_of_document},
    quads::{Quads, Row},
    term::named,
};
use crate::{fact::Id, vocab};

/// The properties by which an entity is named and typed.
const NAMING: [&str; 4] = [
    vocab::RDF_TYPE,
    vocab::RDFS_LABEL,
    vocab::SKOS_ALT_LABEL,
    vocab::ABBREVIATION,
];

/// Keeps the statements of one document, the ontology, and what other documents call the same entities.
///
/// What follows from subclasses and subproperties is worked out anew. O(quads × log terms).
#[must_use]
pub fn restrict(mut quads: Quads, document: &Id) -> Quads {
    let number = |iri: &str| quads.terms.find(named(iri));
    let wanted = number(&document.to_iri());
    let ontology = number(vocab::GRAPH_ONTOLOGY);
    let naming: BTreeSet<u32> = NAMING.into_iter().filter_map(number).collect();
    let (about, property) = (number(vocab::RDF_SUBJECT), number(vocab::RDF_PREDICATE));
    let rows = &quads.rows;
    let said = rows.iter().filter(|row| Some(row[3]) == wanted);
    let spoken_of: BTreeSet<u32> = said.flat_map(|row| [row[0], row[2]]).collect();
    let assertions = |end: Option<u32>, of: &BTreeSet<u32>| -> BTreeSet<u32> {
        let fits = |row: &&Row| Some(row[1]) == end && of.contains(&row[2]);
        rows.iter().filter(fits).map(|row| row[0]).collect()
    };
    let about = assertions(about, &spoken_of);
    let names = assertions(property, &naming);
    let is_name = |row: &Row| {
        (naming.contains(&row[1]) && spoken_of.contains(&row[0]))
            || (about.contains(&row[0]) && names.contains(&row[0]))
    };
    let keep = |row: &&Row| {
        [wanted, ontology].contains(&Some(row[3]))
            || (is_of_document(&quads.terms, row[3]) && is_name(row))
    };
    quads.rows = rows.iter().filter(keep).copied().collect();
    close(&mut quads);
    quads
}
