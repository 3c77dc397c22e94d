//! The assertion of a fact: one statement in one document, as a node of its own.

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

use super::quads::{iri, object, typed};
use crate::{
    fact::{Evidence, Fact, digest::sha256},
    vocab,
};

/// How many hexadecimal digits of the SHA-256 make an assertion's key: 96 bits,
/// so that among 10^9 assertions two meet with a chance below 10^-11.
const KEY_DIGITS: usize = 24;

/// Returns the assertion's IRI, made from all that it says; the same fact gives the same IRI.
#[must_use]
pub fn assertion_iri(fact: &Fact) -> NamedNode {
    let Evidence {
        document,
        section,
        span,
        modality,
        method,
        confidence,
        review,
        note,
        mention,
        place: _,
    } = &fact.evidence;
    let said = format!(
        "{document}\n{}\n{}\n{}\n{section:?}\n{span:?}\n{modality:?}\n{method}\n{confidence}\n{review:?}\n{note:?}\n{mention:?}",
        fact.subject,
        fact.predicate,
        object(&fact.object),
    );
    let key = &sha256(said.as_bytes())[..KEY_DIGITS];
    iri(&format!("{}{key}", vocab::ASSERTION_BASE))
}

/// Adds the quads of a fact's assertion.
pub fn add_assertion(fact: &Fact, graph: &GraphName, quads: &mut Vec<Quad>) {
    let subject = assertion_iri(fact);
    let mut say = |predicate: &str, object: Term| {
        quads.push(Quad::new(
            subject.clone(),
            iri(predicate),
            object,
            graph.clone(),
        ));
    };
    let evidence = &fact.evidence;
    say(vocab::RDF_TYPE, iri(vocab::ASSERTION).into());
    say(vocab::RDF_SUBJECT, iri(&fact.subject.to_iri()).into());
    say(vocab::RDF_PREDICATE, iri(&fact.predicate).into());
    say(vocab::RDF_OBJECT, object(&fact.object));
    say(vocab::IN_DOCUMENT, iri(&evidence.document.to_iri()).into());
    say(vocab::MODALITY, iri(evidence.modality.iri()).into());
    say(vocab::REVIEW, iri(evidence.review.iri()).into());
    say(vocab::METHOD, text(&evidence.method));
    say(
        vocab::CONFIDENCE,
        typed(evidence.confidence.as_str(), vocab::XSD_DECIMAL),
    );
    if let Some(section) = &evidence.section {
        say(vocab::SECTION, text(section));
    }
    if let Some(span) = evidence.span {
        say(
            vocab::START,
            typed(&span.start.to_string(), vocab::XSD_INTEGER),
        );
        say(vocab::END, typed(&span.end.to_string(), vocab::XSD_INTEGER));
    }
    if let Some(note) = &evidence.note {
        say(vocab::RDFS_COMMENT, text(note));
    }
    if let Some(mention) = &evidence.mention {
        say(vocab::MENTION, text(mention));
    }
}

fn text(text: &str) -> Term {
    Literal::new_simple_literal(text).into()
}
