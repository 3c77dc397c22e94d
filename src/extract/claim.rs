//! Lines of facts become statements that wait for review, each with its words.
//!
//! A property may say of an entity only what the ontology lets it, as in a
//! Turtle source. The words are held to the document where that is at hand.

use std::collections::{BTreeMap, HashMap};

use super::{
    ExtractError, Terms,
    triple::{Refusal, an_entity_of, number, short, usage},
    usage::Values,
};
use crate::{
    fact::{
        Decimal, Evidence, Id, Kind, Mention, Object, Place, Review, Span, Statement,
        claim::{claim_id, told},
    },
    source::{
        BadLine, Document, File, Line,
        line::{Source, parse_lines, place_of},
    },
    vocab,
};

mod document;
mod value;

pub use document::describe;
use document::{check_document, check_words};
use value::{read_object, subject};

/// How many broken lines are told; of the rest only the number.
const MOST_TOLD: usize = 50;

/// A statement that waits for review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The digest by which decisions know it.
    pub id: String,
    /// The statement, pending.
    pub statement: Statement,
    /// The words it rests on.
    pub quote: String,
}

/// What files of facts are held to.
pub struct Against<'a> {
    /// The vocabulary.
    pub terms: &'a Terms,
    /// The documents at hand, by SHA-256.
    pub texts: &'a HashMap<String, Document>,
    /// The documents that lines and tables know, by key.
    pub known: BTreeMap<String, Source>,
}

/// The properties met, by local name and kind of the subject: each is looked up once.
type Usages = HashMap<(String, Kind), Option<(String, Vec<Kind>, Values)>>;

/// Reads the facts of a file; its documents are added to those known.
///
/// # Errors
///
/// Refuses the file where any line is broken or unlike its document, with each such line and its place.
pub fn read_claims(file: &File, against: &mut Against) -> Result<Vec<Pending>, ExtractError> {
    let mut usages = Usages::new();
    let (mut pending, mut bad) = (Vec::new(), Vec::new());
    for (number, line) in parse_lines(file)? {
        let read = line.and_then(|line| {
            read_line(
                &line,
                &Place {
                    file: file.path.clone(),
                    line: number,
                    column: 1,
                    field: String::new(),
                },
                against,
                &mut usages,
            )
            .map_err(|(field, (found, expected))| BadLine {
                place: place_of(file, number, field),
                message: format!("found {found}: expected {expected}"),
            })
        });
        match read {
            Ok(read) => pending.push(read),
            Err(line) => bad.push(line),
        }
    }
    if bad.is_empty() {
        return Ok(pending);
    }
    let left_out = bad.len().saturating_sub(MOST_TOLD);
    bad.truncate(MOST_TOLD);
    Err(ExtractError::BadLines { bad, left_out })
}

/// The field, and what was found and expected there.
type InField = (&'static str, Refusal);

fn refuse(field: &'static str, found: &str, expected: &str) -> InField {
    (field, (format!("`{found}`"), expected.to_owned()))
}

fn read_line(
    line: &Line,
    place: &Place,
    against: &mut Against,
    usages: &mut Usages,
) -> Result<Pending, InField> {
    check_document(&line.document, against)?;
    check_words(line, against.texts)?;
    let subject = subject(&line.subject, place)?;
    let key = (line.predicate.clone(), subject.kinds[0]);
    let looked_up = usages
        .entry(key)
        .or_insert_with(|| look_up(&line.predicate, &subject, against.terms));
    let Some((predicate, subjects, values)) = looked_up else {
        let expected = "the local name of a property, such as basedOn, published, label or type";
        return Err(refuse("predicate", &line.predicate, expected));
    };
    if !subjects.contains(&subject.kinds[0]) {
        let found = format!("`{}` as subject of {}", subject.text, short(predicate));
        return Err(("subject", (found, an_entity_of(subjects, predicate))));
    }
    let given = read_object(
        &line.object,
        predicate,
        values,
        &subject,
        against.terms,
        place,
    )
    .map_err(|refusal| ("object", refusal))?;
    let (given, evidence) = self::number(predicate, given, evidence(line, place)?);
    let id = identify(line, &subject, &given, evidence.span)?;
    Ok(Pending {
        id,
        statement: Statement {
            subject,
            predicate: predicate.clone(),
            object: given,
            evidence,
        },
        quote: line.quote.clone(),
    })
}

fn look_up(name: &str, subject: &Mention, terms: &Terms) -> Option<(String, Vec<Kind>, Values)> {
    let predicate = match name {
        "type" => vocab::RDF_TYPE.to_owned(),
        "label" => vocab::RDFS_LABEL.to_owned(),
        "altLabel" => vocab::SKOS_ALT_LABEL.to_owned(),
        "broader" => vocab::SKOS_BROADER.to_owned(),
        "subOrganizationOf" => vocab::ORG_SUB_ORGANIZATION_OF.to_owned(),
        other => format!("{}{other}", vocab::NS),
    };
    let (subjects, values) = usage(&predicate, subject, terms)?;
    Some((predicate, subjects, values))
}

fn evidence(line: &Line, place: &Place) -> Result<Evidence, InField> {
    let document = Id::new(Kind::Document, &line.document.key).map_err(|_| {
        refuse(
            "key",
            &line.document.key,
            "a key of letters, digits and hyphens",
        )
    })?;
    let confidence: Option<Decimal> = line.confidence.parse().ok();
    let is_share = |number: &Decimal| {
        let text = number.as_str();
        text == "1" || text == "0" || text.starts_with("0.")
    };
    if line.method.trim().is_empty() {
        return Err(refuse(
            "method",
            &line.method,
            "the rule, person or program that read it",
        ));
    }
    Ok(Evidence {
        document,
        section: line.section.clone(),
        span: Some(Span {
            start: line.start,
            end: line.end,
        }),
        modality: line.modality.parse().map_err(|()| {
            refuse(
                "modality",
                &line.modality,
                "one of stated judged reported inferred",
            )
        })?,
        method: line.method.clone(),
        confidence: confidence
            .filter(is_share)
            .ok_or_else(|| refuse("confidence", &line.confidence, "a number from 0 to 1"))?,
        review: Review::Pending,
        note: line.note.clone(),
        mention: line.mention.clone(),
        place: place.clone(),
    })
}

/// Returns the line's id; one that is given has to be it.
fn identify(
    line: &Line,
    subject: &Mention,
    object: &Object,
    span: Option<Span>,
) -> Result<String, InField> {
    let named = |mention: &Mention| match (Id::parse(&mention.text), mention.kinds.as_slice()) {
        (None, [kind]) => format!("{kind} {}", mention.text),
        _ => mention.text.clone(),
    };
    let value = match object {
        Object::Mention(mention) => format!("entity {}", named(mention)),
        Object::Value(value) => told(value),
    };
    let id = claim_id(
        &line.document.sha256,
        &named(subject),
        &line.predicate,
        &value,
        span,
    );
    match &line.id {
        Some(given) if *given != id => {
            let expected = format!("`{id}`, the digest of the line, or no id");
            Err(refuse("id", given, &expected))
        }
        _ => Ok(id),
    }
}
