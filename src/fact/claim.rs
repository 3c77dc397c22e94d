//! Facts that wait for a person's word, and the words of that person.
//!
//! A [`Claim`] is a fact with the passage it rests on. It is known by a digest
//! of what it says and where, so that a [`Decision`] about it holds when the
//! document is read again, by a better rule too.

use std::sync::Arc;

use super::{Fact, Id, KnownDate, Place, Review, Span, Value, digest::sha256};
use crate::vocab;

/// How many hexadecimal digits of the SHA-256 are a claim's id: 64 bits, so that among 10^6 claims two meet with a
/// chance below 10^-7.
const ID_DIGITS: usize = 16;

/// A document that was read, as those know it who read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The path of the file as the user named it.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// The document.
    pub key: Id,
    /// What it is called.
    pub title: Option<String>,
}

/// A fact with the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The fact.
    pub fact: Fact,
    /// The words, exactly as they stand in the document.
    pub quote: String,
    /// The document.
    pub origin: Arc<Origin>,
}

impl Claim {
    /// Returns the digest by which decisions know it.
    #[must_use]
    pub fn id(&self) -> String {
        let fact = &self.fact;
        claim_id(
            &self.origin.sha256,
            &fact.subject.to_string(),
            vocab::local_name(&fact.predicate),
            &told(&fact.object),
            fact.evidence.span,
        )
    }
}

/// Returns the digest of a claim: document, subject, local name of the property, object as [`told`], first and last
/// character, each on a line. How it was read and how surely is no part of it.
#[must_use]
pub fn claim_id(
    document: &str,
    subject: &str,
    predicate: &str,
    object: &str,
    span: Option<Span>,
) -> String {
    let (start, end) = span.map_or_else(Default::default, |span| {
        (span.start.to_string(), span.end.to_string())
    });
    let said = format!("{document}\n{subject}\n{predicate}\n{object}\n{start}\n{end}");
    let mut digits = sha256(said.as_bytes());
    digits.truncate(ID_DIGITS);
    digits
}

/// Returns a value with its sort before it: `entity agency/miit`, `text@en Patent law`, `date 2020-01`.
#[must_use]
pub fn told(value: &Value) -> String {
    match value {
        Value::Entity(id) => format!("entity {id}"),
        Value::Iri(iri) => match iri.strip_prefix(vocab::NS) {
            Some(name) => format!("concept {name}"),
            None => format!("iri {iri}"),
        },
        Value::Text(text, None) => format!("text {text}"),
        Value::Text(text, Some(language)) => format!("text@{language} {text}"),
        Value::Date(date) => format!("date {date}"),
        Value::Integer(number) => format!("integer {number}"),
        Value::Decimal(number) => format!("decimal {number}"),
    }
}

/// What a person decided about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The id of the claim.
    pub fact: String,
    /// Accepted or rejected.
    pub review: Review,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: KnownDate,
    /// Why, in words.
    pub reason: String,
    /// Where it is recorded.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_sixteen_digits_of_what_is_said_and_where() {
        let span = Some(Span { start: 3, end: 9 });
        let id = claim_id("ab", "policy/a", "basedOn", "entity policy/b", span);
        // printf 'ab\npolicy/a\nbasedOn\nentity policy/b\n3\n9' | sha256sum
        assert_eq!(
            id,
            &sha256(b"ab\npolicy/a\nbasedOn\nentity policy/b\n3\n9")[..16]
        );
        assert_ne!(
            id,
            claim_id("ab", "policy/a", "basedOn", "entity policy/b", None)
        );
    }

    #[test]
    fn a_value_is_told_with_its_sort() {
        let id = Id::parse("agency/miit").unwrap();
        for (value, words) in [
            (Value::Entity(id), "entity agency/miit"),
            (Value::Iri(vocab::POLICY.to_owned()), "concept Policy"),
            (Value::Iri("https://a.b/c".to_owned()), "iri https://a.b/c"),
            (
                Value::Text("法".to_owned(), Some("zh-Hans")),
                "text@zh-Hans 法",
            ),
            (Value::Text("x".to_owned(), None), "text x"),
            (Value::Date("2020-01".parse().unwrap()), "date 2020-01"),
            (Value::Integer(6), "integer 6"),
            (Value::Decimal("4.50".parse().unwrap()), "decimal 4.5"),
        ] {
            assert_eq!(told(&value), words);
        }
    }
}
