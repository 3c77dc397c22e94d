//! Facts and the ontology as quads.

use super::{
    assertion::add_assertion,
    closure::close,
    quads::Quads,
    rows,
    term::{named, object, term},
};
use crate::{
    fact::{Fact, Review},
    vocab,
};

/// A triple in plain terms: subject, predicate, object.
pub type Triple = [rows::Term; 3];

/// Returns the whole graph of the facts: their triples and assertions in the
/// graph of their document, the ontology in its own, and what follows from
/// subclasses and subproperties in the graph of what is inferred.
///
/// Only accepted facts give a triple; pending and rejected ones stay
/// assertions. A quad may stand twice; [`super::Graph`] and dumps keep one.
#[must_use]
pub fn quads_of(facts: &[Fact], ontology: &[Triple]) -> Quads {
    let mut quads = ontology_quads(ontology);
    for fact in facts {
        let document = fact.evidence.document.to_iri();
        add_assertion(fact, named(&document), &mut quads);
        if fact.evidence.review == Review::Accepted {
            quads.add([
                named(&fact.subject.to_iri()),
                named(&fact.predicate),
                object(&fact.object).as_ref(),
                named(&document),
            ]);
        }
    }
    close(&mut quads);
    quads
}

/// Returns the ontology's triples in the graph of the ontology.
#[must_use]
pub fn ontology_quads(triples: &[Triple]) -> Quads {
    let graph = named(vocab::GRAPH_ONTOLOGY);
    let mut quads = Quads::default();
    for [subject, predicate, object] in triples {
        let triple = [term(subject), term(predicate), term(object)];
        let [subject, predicate, object] = triple.each_ref().map(|term| term.as_ref());
        quads.add([subject, predicate, object, graph]);
    }
    quads
}
