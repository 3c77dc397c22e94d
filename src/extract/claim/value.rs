//! Whom a line of facts is about and what it gives: kind and name, value and sort.

use super::{InField, refuse};
use crate::{
    extract::{
        Terms,
        triple::{Refusal, class, object},
        usage::{Values, entities_in_words},
    },
    fact::{Id, Kind, Mention, Object, Place},
    source::{
        TripleObject,
        line::{Given, Subject},
    },
    vocab,
};

pub(super) fn subject(subject: &Subject, place: &Place) -> Result<Mention, InField> {
    let (text, kind) = match subject {
        Subject::Key(text) => {
            let id = Id::parse(text).filter(|id| id.kind() != Kind::Assertion);
            let id = id.ok_or_else(|| {
                refuse(
                    "subject",
                    text,
                    "an entity as `kind/key`, or {\"kind\": …, \"name\": …}",
                )
            })?;
            (id.to_string(), id.kind())
        }
        Subject::Named { kind, name } => (
            name.clone(),
            read_kind(kind).map_err(|refusal| ("kind", refusal))?,
        ),
    };
    Ok(Mention {
        text,
        kinds: vec![kind],
        place: place.clone(),
    })
}

fn read_kind(kind: &str) -> Result<Kind, Refusal> {
    let read = kind.parse().ok().filter(|kind| *kind != Kind::Assertion);
    read.ok_or_else(|| {
        (
            format!("`{kind}`"),
            "a kind of entity, such as policy, agency or firm".to_owned(),
        )
    })
}

pub(super) fn read_object(
    given: &Given,
    predicate: &str,
    values: &Values,
    subject: &Mention,
    terms: &Terms,
    place: &Place,
) -> Result<Object, Refusal> {
    if let (Some(name), Values::Entities(kinds)) = (&given.entity, values)
        && Id::parse(name).is_none()
    {
        alone(given)?;
        return named(name, given.kind.as_deref(), kinds, place);
    }
    let term = to_term(given)?;
    if predicate == vocab::RDF_TYPE {
        class(&term, subject, terms)
    } else {
        object(&term, predicate, values, terms, place)
    }
}

/// Reads an entity that is named and not told by key.
fn named(name: &str, kind: Option<&str>, kinds: &[Kind], place: &Place) -> Result<Object, Refusal> {
    let kinds = match kind.map(read_kind).transpose()? {
        None => kinds.to_vec(),
        Some(kind) if kinds.contains(&kind) => vec![kind],
        Some(kind) => return Err((format!("a {kind}"), entities_in_words(kinds))),
    };
    Ok(Object::Mention(Mention {
        text: name.to_owned(),
        kinds,
        place: place.clone(),
    }))
}

fn alone(given: &Given) -> Result<(), Refusal> {
    let filled = [
        given.entity.is_some(),
        given.text.is_some(),
        given.date.is_some(),
        given.integer.is_some(),
        given.decimal.is_some(),
        given.concept.is_some(),
        given.iri.is_some(),
    ];
    match filled.into_iter().filter(|filled| *filled).count() {
        1 => Ok(()),
        count => {
            let expected =
                "one of entity, text, date, integer, decimal, concept and iri".to_owned();
            Err((format!("{count} values"), expected))
        }
    }
}

/// Returns the value as Turtle would hold it.
fn to_term(given: &Given) -> Result<TripleObject, Refusal> {
    alone(given)?;
    let literal = |value: &str, datatype: Option<&str>| TripleObject::Literal {
        value: value.to_owned(),
        datatype: datatype.map(str::to_owned),
        language: given.language.clone(),
    };
    if let Some(id) = &given.entity {
        return Ok(TripleObject::Iri(format!("{}{id}", vocab::ID)));
    }
    if let Some(name) = &given.concept {
        return Ok(TripleObject::Iri(format!("{}{name}", vocab::NS)));
    }
    if let Some(iri) = &given.iri {
        return Ok(TripleObject::Iri(iri.clone()));
    }
    if let Some(date) = &given.date {
        return Ok(literal(date, Some(vocab::XSD_DATE)));
    }
    if let Some(number) = &given.decimal {
        return Ok(literal(number, Some(vocab::XSD_DECIMAL)));
    }
    if let Some(number) = given.integer {
        return Ok(literal(&number.to_string(), Some(vocab::XSD_INTEGER)));
    }
    Ok(literal(given.text.as_deref().unwrap_or_default(), None))
}
