//! Facts and the ontology as quads.

use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::{assertion::add_assertion, closure::close, rows};
use crate::{
    fact::{Fact, Review, Value},
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
pub fn quads_of(facts: &[Fact], ontology: &[Triple]) -> Vec<Quad> {
    let mut quads = ontology_quads(ontology);
    for fact in facts {
        let graph = GraphName::from(iri(&fact.evidence.document.to_iri()));
        add_assertion(fact, &graph, &mut quads);
        if fact.evidence.review == Review::Accepted {
            let subject = iri(&fact.subject.to_iri());
            quads.push(Quad::new(
                subject,
                iri(&fact.predicate),
                object(&fact.object),
                graph,
            ));
        }
    }
    close(&mut quads);
    quads
}

/// Returns the ontology's triples in the graph of the ontology.
#[must_use]
pub fn ontology_quads(triples: &[Triple]) -> Vec<Quad> {
    let graph = GraphName::from(iri(vocab::GRAPH_ONTOLOGY));
    let quad = |[subject, predicate, object]: &Triple| {
        Quad::new(
            node(subject),
            iri(predicate.text()),
            term(object),
            graph.clone(),
        )
    };
    triples.iter().map(quad).collect()
}

/// Makes a node of an IRI that our own types or a parser have checked.
pub(super) fn iri(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// Makes a literal of a form that our own types have checked.
pub(super) fn typed(value: &str, datatype: &str) -> Term {
    Literal::new_typed_literal(value, iri(datatype)).into()
}

/// Returns a fact's value as a term.
pub(super) fn object(value: &Value) -> Term {
    match value {
        Value::Entity(id) => iri(&id.to_iri()).into(),
        Value::Iri(text) => iri(text).into(),
        Value::Text(text, None) => Literal::new_simple_literal(text).into(),
        Value::Text(text, Some(tag)) => {
            let tag = tag.to_ascii_lowercase();
            Literal::new_language_tagged_literal_unchecked(text, tag).into()
        }
        Value::Date(date) => typed(&date.to_string(), date.datatype()),
        Value::Integer(number) => typed(&number.to_string(), vocab::XSD_INTEGER),
        Value::Decimal(number) => typed(number.as_str(), vocab::XSD_DECIMAL),
    }
}

fn node(term: &rows::Term) -> NamedOrBlankNode {
    match term {
        rows::Term::Blank(label) => blank(label).into(),
        other => iri(other.text()).into(),
    }
}

fn blank(label: &str) -> BlankNode {
    BlankNode::new_unchecked(label.trim_start_matches("_:"))
}

/// Returns a plain term as oxigraph's.
pub(super) fn term(plain: &rows::Term) -> Term {
    match plain {
        rows::Term::Iri(text) => iri(text).into(),
        rows::Term::Blank(label) => blank(label).into(),
        rows::Term::Literal {
            value,
            language: Some(tag),
            ..
        } => {
            let tag = tag.to_ascii_lowercase();
            Literal::new_language_tagged_literal_unchecked(value, tag).into()
        }
        rows::Term::Literal {
            value,
            datatype,
            language: None,
        } => typed(value, datatype),
    }
}

/// Returns an oxigraph term as a plain one.
pub(super) fn plain(term: &Term) -> rows::Term {
    match term {
        Term::NamedNode(node) => rows::Term::Iri(node.as_str().to_owned()),
        Term::BlankNode(node) => rows::Term::Blank(node.as_str().to_owned()),
        Term::Literal(literal) => rows::Term::Literal {
            value: literal.value().to_owned(),
            datatype: literal.datatype().as_str().to_owned(),
            language: literal.language().map(str::to_owned),
        },
    }
}
