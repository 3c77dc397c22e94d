//! The names that the table of bodies has for those that accepted claims are about.
//!
//! A document in Chinese does not say what a ministry is called in English.
//! The table does; it is no document, so each name that it gives is a statement
//! from general knowledge: curated, with half the confidence, and only in a
//! language in which nothing else names the body.

use std::collections::{BTreeMap, BTreeSet};

use super::{CompileError, DATA, read::RULES, shipped};
use crate::{
    extract::{bodies::read_bodies, rules::Tables},
    fact::{Body, Decimal, Evidence, Fact, Id, Kind, Modality, Place, Review, Value},
    vocab,
};

/// The table of bodies in the shipped rules.
const BODIES: &str = "bodies";

/// The document of what is entered from general knowledge, and what it is called.
const CURATION: (&str, &str) = ("curation", "policygraph curation");

/// The method of such statements.
const CURATED: &str = "curated";

/// Returns the names of the bodies of claims that facts lack; `claims` are among the facts.
///
/// # Errors
///
/// Fails where the shipped table is broken, which it is not.
pub(super) fn names_of_bodies(facts: &[Fact], claims: &[Fact]) -> Result<Vec<Fact>, CompileError> {
    let is_body = |fact: &&Fact| {
        fact.subject.kind() == Kind::Agency
            && fact.predicate == vocab::RDF_TYPE
            && fact.evidence.review == Review::Accepted
    };
    let bodies: BTreeSet<&Id> = claims
        .iter()
        .filter(is_body)
        .map(|fact| &fact.subject)
        .collect();
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let labels = labels(facts);
    let table = table()?;
    let mut names = Vec::new();
    for id in bodies {
        let Some(body) = table.get(id.key()) else {
            continue;
        };
        let offered = [("en", body.name_en.as_ref()), ("zh-Hans", Some(&body.name))];
        for (language, name) in offered {
            if let Some(name) = name.filter(|_| !labels.contains(&(id, language))) {
                let name = Value::Text(name.clone(), Some(language));
                names.push(curated(id, vocab::RDFS_LABEL, name));
            }
        }
    }
    if !names.is_empty() {
        names.extend(curation(facts));
    }
    Ok(names)
}

/// Returns in which languages entities bear a label.
fn labels(facts: &[Fact]) -> BTreeSet<(&Id, &'static str)> {
    let accepted = facts
        .iter()
        .filter(|fact| fact.evidence.review == Review::Accepted);
    let labels = accepted.filter_map(|fact| match &fact.object {
        Value::Text(_, Some(language)) if fact.predicate == vocab::RDFS_LABEL => {
            Some((&fact.subject, *language))
        }
        _ => None,
    });
    labels.collect()
}

fn table() -> Result<BTreeMap<String, Body>, CompileError> {
    let rules = DATA.get_dir(RULES);
    let mut files = rules
        .map(|folder| shipped(folder, "csv"))
        .unwrap_or_default();
    files.retain(|file| file.stem == BODIES);
    let bodies = read_bodies(&Tables::new(&files)?)?;
    Ok(bodies
        .into_iter()
        .map(|body| (body.key.clone(), body))
        .collect())
}

/// Says what the document of general knowledge is, unless facts do.
fn curation(facts: &[Fact]) -> Vec<Fact> {
    let id = Id::coined(Kind::Document, CURATION.0);
    if facts.iter().any(|fact| fact.subject == id) {
        return Vec::new();
    }
    let class = Value::Iri(vocab::DOCUMENT.to_owned());
    let label = Value::Text(CURATION.1.to_owned(), Some("en"));
    vec![
        curated(&id, vocab::RDF_TYPE, class),
        curated(&id, vocab::RDFS_LABEL, label),
    ]
}

fn curated(subject: &Id, predicate: &str, object: Value) -> Fact {
    Fact {
        subject: subject.clone(),
        predicate: predicate.to_owned(),
        object,
        evidence: Evidence {
            document: Id::coined(Kind::Document, CURATION.0),
            section: None,
            span: None,
            modality: Modality::Stated,
            method: CURATED.to_owned(),
            confidence: Decimal::half(),
            review: Review::Accepted,
            note: Some("from the table of bodies".to_owned()),
            mention: None,
            place: Place {
                file: "rules/bodies.csv".to_owned(),
                line: 1,
                column: 1,
                field: String::new(),
            },
        },
    }
}
