//! The documents of facts: one key is one document, and its words are the quotes.

use std::collections::{BTreeMap, HashMap};

use super::{Against, InField, refuse};
use crate::{
    fact::{
        Decimal, Evidence, Id, Kind, Mention, Modality, Object, Place, Review, Span, Statement,
        Value,
    },
    source::{Document, Line, line::Source},
    vocab,
};

/// One key is one document: a second with other bytes is refused.
pub(super) fn check_document(document: &Source, against: &mut Against) -> Result<(), InField> {
    if let Some(known) = against.known.get(&document.key) {
        if known.sha256 == document.sha256 {
            return Ok(());
        }
        let expected = format!(
            "`{}`, as the document `{}` has elsewhere",
            known.sha256, document.key
        );
        return Err(refuse("sha256", &document.sha256, &expected));
    }
    Id::new(Kind::Document, &document.key)
        .map_err(|_| refuse("key", &document.key, "a key of letters, digits and hyphens"))?;
    let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if document.sha256.len() != 64 || !document.sha256.bytes().all(hexadecimal) {
        return Err(refuse(
            "sha256",
            &document.sha256,
            "a SHA-256 as 64 digits 0-9 a-f",
        ));
    }
    against.known.insert(document.key.clone(), document.clone());
    Ok(())
}

/// The quote is as long as its place, and stands there where the document is at hand.
pub(super) fn check_words(line: &Line, texts: &HashMap<String, Document>) -> Result<(), InField> {
    let characters = line.quote.chars().count() as u64;
    if line.end <= line.start || line.end - line.start != characters {
        let found = format!(
            "a place of {}..{} for words of {characters} characters",
            line.start, line.end
        );
        let expected = "`start` and `end` to count the characters of the quote".to_owned();
        return Err(("start", (found, expected)));
    }
    let Some(text) = texts.get(&line.document.sha256) else {
        return Ok(());
    };
    let span = Span {
        start: line.start,
        end: line.end,
    };
    match text.quote(span) {
        Some(words) if words == line.quote => Ok(()),
        Some(words) => {
            let expected = format!("`{words}`, which stands at {}..{}", line.start, line.end);
            Err(refuse("quote", &line.quote, &expected))
        }
        None => {
            let expected = format!("a place within `{}`", line.document.path);
            Err(refuse("end", &line.end.to_string(), &expected))
        }
    }
}

/// Says what each document is: its class, its digest and what it is called. These are about our files and are accepted.
#[must_use]
pub fn describe(documents: &BTreeMap<String, Source>) -> Vec<Statement> {
    documents.values().flat_map(describe_one).collect()
}

fn describe_one(document: &Source) -> Vec<Statement> {
    let Ok(id) = Id::new(Kind::Document, &document.key) else {
        return Vec::new();
    };
    let name = document.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let title = document.title.as_deref().unwrap_or(name);
    let hanzi = title
        .chars()
        .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let language = if hanzi { "zh-Hans" } else { "en" };
    let place = Place {
        file: document.path.clone(),
        line: 1,
        column: 1,
        field: String::new(),
    };
    let say = |predicate: &str, value: Value| Statement {
        subject: Mention {
            text: id.to_string(),
            kinds: vec![Kind::Document],
            place: place.clone(),
        },
        predicate: predicate.to_owned(),
        object: Object::Value(value),
        evidence: Evidence {
            document: id.clone(),
            section: None,
            span: None,
            modality: Modality::Stated,
            method: "file".to_owned(),
            confidence: Decimal::one(),
            review: Review::Accepted,
            note: None,
            mention: None,
            place: place.clone(),
        },
    };
    vec![
        say(vocab::RDF_TYPE, Value::Iri(vocab::DOCUMENT.to_owned())),
        say(vocab::SHA256, Value::Text(document.sha256.clone(), None)),
        say(
            vocab::RDFS_LABEL,
            Value::Text(title.to_owned(), Some(language)),
        ),
    ]
}
