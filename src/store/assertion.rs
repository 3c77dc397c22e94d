//! The assertion of a fact: one statement in one document, as a node of its own.

use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef};

use super::{
    quads::Quads,
    term::{named, object},
};
use crate::{
    fact::{Evidence, Fact, digest::sha256},
    vocab,
};

/// How many hexadecimal digits of the SHA-256 make an assertion's key: 96 bits,
/// so that among 10^9 assertions two meet with a chance below 10^-11.
const KEY_DIGITS: usize = 24;

/// Returns the assertion's IRI, made from all that it says; the same fact gives the same IRI.
#[must_use]
pub fn assertion_iri(fact: &Fact) -> String {
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
    format!("{}{key}", vocab::ASSERTION_BASE)
}

/// Adds the quads of a fact's assertion.
pub fn add_assertion(fact: &Fact, graph: TermRef<'_>, quads: &mut Quads) {
    let subject = assertion_iri(fact);
    let mut say = |predicate: &str, object: TermRef<'_>| {
        quads.add([named(&subject), named(predicate), object, graph]);
    };
    let evidence = &fact.evidence;
    say(vocab::RDF_TYPE, named(vocab::ASSERTION));
    say(vocab::RDF_SUBJECT, named(&fact.subject.to_iri()));
    say(vocab::RDF_PREDICATE, named(&fact.predicate));
    say(vocab::RDF_OBJECT, object(&fact.object).as_ref());
    say(vocab::IN_DOCUMENT, named(&evidence.document.to_iri()));
    say(vocab::MODALITY, named(evidence.modality.iri()));
    say(vocab::REVIEW, named(evidence.review.iri()));
    say(vocab::METHOD, text(&evidence.method));
    let confidence = evidence.confidence.as_str();
    say(vocab::CONFIDENCE, number(confidence, vocab::XSD_DECIMAL));
    if let Some(section) = &evidence.section {
        say(vocab::SECTION, text(section));
    }
    if let Some(span) = evidence.span {
        let (start, end) = (span.start.to_string(), span.end.to_string());
        say(vocab::START, number(&start, vocab::XSD_INTEGER));
        say(vocab::END, number(&end, vocab::XSD_INTEGER));
    }
    if let Some(note) = &evidence.note {
        say(vocab::RDFS_COMMENT, text(note));
    }
    if let Some(mention) = &evidence.mention {
        say(vocab::MENTION, text(mention));
    }
}

fn text(text: &str) -> TermRef<'_> {
    LiteralRef::new_simple_literal(text).into()
}

fn number<'a>(number: &'a str, datatype: &'a str) -> TermRef<'a> {
    LiteralRef::new_typed_literal(number, NamedNodeRef::new_unchecked(datatype)).into()
}
