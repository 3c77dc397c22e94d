//! The graph of one document: what it says, and the names of those it speaks of.

use std::collections::HashSet;

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::{
    closure::{close, is_of_document},
    quads::iri,
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
/// What follows from subclasses and subproperties is worked out anew. O(quads).
#[must_use]
pub fn restrict(quads: Vec<Quad>, document: &Id) -> Vec<Quad> {
    let wanted = GraphName::from(iri(&document.to_iri()));
    let spoken_of = entities(quads.iter().filter(|quad| quad.graph_name == wanted));
    let naming = naming_assertions(&quads, &spoken_of);
    let ontology = GraphName::from(iri(vocab::GRAPH_ONTOLOGY));
    let keep = |quad: &Quad| {
        quad.graph_name == wanted
            || quad.graph_name == ontology
            || (is_of_document(quad)
                && (naming.contains(&quad.subject.to_string())
                    || (is_naming(quad.predicate.as_str())
                        && spoken_of.contains(&quad.subject.to_string()))))
    };
    let mut kept: Vec<Quad> = quads.into_iter().filter(|quad| keep(quad)).collect();
    close(&mut kept);
    kept
}

fn is_naming(predicate: &str) -> bool {
    NAMING.contains(&predicate)
}

fn entities<'a>(quads: impl Iterator<Item = &'a Quad>) -> HashSet<String> {
    let mut entities = HashSet::new();
    for quad in quads {
        entities.insert(quad.subject.to_string());
        if let Term::NamedNode(object) = &quad.object {
            entities.insert(object.to_string());
        }
    }
    entities
}

/// Returns the assertions that name one of these entities.
fn naming_assertions(quads: &[Quad], spoken_of: &HashSet<String>) -> HashSet<String> {
    let nodes = |property: &str, holds: &dyn Fn(&Term) -> bool| -> HashSet<&NamedOrBlankNode> {
        let fitting = quads
            .iter()
            .filter(|quad| quad.predicate.as_str() == property && holds(&quad.object));
        fitting.map(|quad| &quad.subject).collect()
    };
    let about = nodes(vocab::RDF_SUBJECT, &|subject| {
        spoken_of.contains(&subject.to_string())
    });
    let naming = nodes(vocab::RDF_PREDICATE, &|predicate| match predicate {
        Term::NamedNode(predicate) => is_naming(predicate.as_str()),
        _ => false,
    });
    about
        .intersection(&naming)
        .map(ToString::to_string)
        .collect()
}
