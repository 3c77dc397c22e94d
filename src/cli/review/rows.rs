//! Claims as rows: what is said, in which words, and what was decided.

use std::collections::HashMap;

use super::Listed;
use crate::{
    cli::statements::{number_term, text_term},
    fact::{Id, Review, Value},
    pipeline::Facts,
    store::{Rows, Term},
    vocab,
};

/// The columns of the list.
const COLUMNS: [&str; 16] = [
    "fact",
    "decision",
    "subject",
    "subject_label",
    "predicate",
    "object",
    "object_label",
    "quote",
    "rule",
    "confidence",
    "modality",
    "document",
    "section",
    "start",
    "end",
    "note",
];

/// What each entity is called, by the facts themselves.
pub struct Labels<'a>(HashMap<&'a Id, &'a str>);

impl<'a> Labels<'a> {
    /// Collects the labels; the first of an entity counts, Chinese or English.
    pub fn of(facts: &'a Facts) -> Self {
        let mut labels = HashMap::new();
        for fact in &facts.facts {
            if let (vocab::RDFS_LABEL, Value::Text(text, _)) =
                (fact.predicate.as_str(), &fact.object)
            {
                labels.entry(&fact.subject).or_insert(text.as_str());
            }
        }
        Self(labels)
    }

    /// Returns what an entity is called; nothing where nothing says so.
    pub fn label(&self, id: &Id) -> &'a str {
        self.0.get(id).copied().unwrap_or_default()
    }
}

/// Returns the word for a state; none for what waits.
pub const fn word(review: Review) -> &'static str {
    match review {
        Review::Accepted => "accepted",
        Review::Rejected => "rejected",
        Review::Pending => "",
    }
}

/// Returns a value as a person reads it.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Entity(id) => id.to_string(),
        Value::Iri(iri) => iri.strip_prefix(vocab::NS).unwrap_or(iri).to_owned(),
        Value::Text(text, _) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
    }
}

/// Returns the rows of claims.
pub fn rows(claims: &[Listed], facts: &Facts) -> Rows {
    let labels = Labels::of(facts);
    Rows {
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows: claims.iter().map(|claim| row(claim, &labels)).collect(),
    }
}

fn row((fact, id, quote): &Listed, labels: &Labels) -> Vec<Option<Term>> {
    let evidence = &fact.evidence;
    let object_label = match &fact.object {
        Value::Entity(id) => labels.label(id),
        _ => "",
    };
    vec![
        text_term(id),
        text_term(word(evidence.review)),
        text_term(&fact.subject.to_string()),
        text_term(labels.label(&fact.subject)),
        text_term(vocab::local_name(&fact.predicate)),
        text_term(&shown(&fact.object)),
        text_term(object_label),
        text_term(quote),
        text_term(&evidence.method),
        evidence
            .confidence
            .as_str()
            .parse::<f64>()
            .ok()
            .map(|share| number_term(&share)),
        text_term(vocab::local_name(evidence.modality.iri()).trim_start_matches("modality-")),
        text_term(evidence.document.key()),
        text_term(evidence.section.as_deref().unwrap_or_default()),
        evidence.span.map(|span| number_term(&span.start)),
        evidence.span.map(|span| number_term(&span.end)),
        text_term(evidence.note.as_deref().unwrap_or_default()),
    ]
}
