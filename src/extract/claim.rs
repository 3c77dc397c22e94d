//! Lines of facts become statements that wait for review, each with its words.
//!
//! A property may say of an entity only what the ontology lets it, as in a
//! Turtle source. The words are held to the document where that is at hand.

use std::collections::{BTreeMap, HashMap};

use super::{
    ExtractError, Terms,
    triple::{Refusal, an_entity_of, class, number, object, short, usage},
    usage::{Values, entities_in_words},
};
use crate::{
    fact::{
        Decimal, Evidence, Id, Kind, Mention, Object, Place, Review, Span, Statement, Value,
        claim::{claim_id, told},
    },
    source::{
        BadLine, Document, File, Line, TripleObject,
        line::{Given, Source, Subject, parse_lines, place_of},
    },
    vocab,
};

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

/// One key is one document: a second with other bytes is refused.
fn check_document(document: &Source, against: &mut Against) -> Result<(), InField> {
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
fn check_words(line: &Line, texts: &HashMap<String, Document>) -> Result<(), InField> {
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

fn subject(subject: &Subject, place: &Place) -> Result<Mention, InField> {
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

fn read_object(
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
            modality: crate::fact::Modality::Stated,
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
