//! A Turtle source becomes statements: the file is the document, each triple a statement of it.

use super::{
    ExtractError, Reading, Terms,
    cell::{read_value, web_address},
    usage::{Values, entities_in_words},
};
use crate::{
    fact::{
        Decimal, DocumentNumber, Evidence, Id, Kind, Mention, Modality, Object, Place, Review,
        Statement, Value,
    },
    source::{Triple, TripleObject},
    vocab,
};

/// Reads the triples of one file as statements of the document that bears the file's name.
///
/// `stem` is the file's name without ending and the key of its row in the table of documents.
///
/// # Errors
///
/// Refuses a subject that is no entity of ours, a property that the vocabulary does not have, a subject or value
/// that is none of the property's, and a literal that no fact can hold.
pub fn read_triples(
    path: &str,
    stem: &str,
    triples: &[Triple],
    terms: &Terms,
) -> Result<Vec<Statement>, ExtractError> {
    let read = |triple: &Triple| {
        let place = Place {
            file: path.to_owned(),
            line: triple.line,
            column: 1,
            field: String::new(),
        };
        let statement = read_triple(triple, stem, terms, &place);
        statement.map_err(|(found, expected)| ExtractError::BadTriple {
            place,
            found,
            expected,
        })
    };
    triples.iter().map(read).collect()
}

/// What was found, and what was expected.
pub(super) type Refusal = (String, String);

fn read_triple(
    triple: &Triple,
    stem: &str,
    terms: &Terms,
    place: &Place,
) -> Result<Statement, Refusal> {
    let evidence = evidence(stem, place)?;
    let subject = entity(&triple.subject, place).ok_or_else(|| {
        (
            format!("the subject {}", quoted(&triple.subject)),
            an_entity(),
        )
    })?;
    let predicate = triple.predicate.clone();
    let (subjects, values) = usage(&predicate, &subject, terms).ok_or_else(|| {
        let expected = format!("one of the vocabulary <{}>", vocab::NS);
        (format!("the property <{predicate}>"), expected)
    })?;
    if !subject.kinds.iter().all(|kind| subjects.contains(kind)) {
        let found = format!("`{}` as subject of {}", subject.text, short(&predicate));
        return Err((found, an_entity_of(&subjects, &predicate)));
    }
    let object = if predicate == vocab::RDF_TYPE {
        class(&triple.object, &subject, terms)?
    } else {
        object(&triple.object, &predicate, &values, terms, place)?
    };
    let (object, evidence) = number(&predicate, object, evidence);
    Ok(Statement {
        subject,
        predicate,
        object,
        evidence,
    })
}

/// Returns of whom a property may speak, and with what values; `None` for one that a source may not use.
pub(super) fn usage(
    predicate: &str,
    subject: &Mention,
    terms: &Terms,
) -> Option<(Vec<Kind>, Values)> {
    let all = || Kind::ALL.to_vec();
    let words = || Values::Literals(vec![vocab::RDF_LANG_STRING.to_owned()]);
    match predicate {
        vocab::RDF_TYPE => Some((all(), Values::Concepts)),
        vocab::RDFS_LABEL | vocab::SKOS_ALT_LABEL => Some((all(), words())),
        vocab::SKOS_BROADER => {
            let same = Values::Entities(subject.kinds.clone());
            Some((vec![Kind::Technology, Kind::Sector], same))
        }
        vocab::ORG_SUB_ORGANIZATION_OF => {
            Some((vec![Kind::Agency], Values::Entities(vec![Kind::Agency])))
        }
        _ => terms.usage(predicate),
    }
}

/// The name of a property as people write it.
pub(super) fn short(property: &str) -> String {
    format!("`{}`", vocab::local_name(property))
}

pub(super) fn an_entity_of(kinds: &[Kind], predicate: &str) -> String {
    if kinds.is_empty() {
        return format!(
            "no source to state {}, which `build` makes",
            short(predicate)
        );
    }
    entities_in_words(kinds)
}

/// Reads the class of an entity: its kind's, or a part of that.
pub(super) fn class(
    object: &TripleObject,
    subject: &Mention,
    terms: &Terms,
) -> Result<Object, Refusal> {
    let kind = subject.kinds[0];
    match object {
        TripleObject::Iri(iri) if terms.is_class_of(iri, kind) => {
            Ok(Object::Value(Value::Iri(iri.clone())))
        }
        other => {
            let class = vocab::local_name(kind.class());
            let expected = format!("pg:{class} or a class under it, as `{}` says", subject.text);
            Err((format!("the class {}", told(other)), expected))
        }
    }
}

fn told(object: &TripleObject) -> String {
    match object {
        TripleObject::Iri(iri) => format!("<{iri}>"),
        TripleObject::Blank(_) => "of a blank node".to_owned(),
        TripleObject::Literal { value, .. } => format!("`{value}`"),
    }
}

/// Brings a document number into its one form, and keeps the form of the source as the mention.
pub(super) fn number(predicate: &str, object: Object, evidence: Evidence) -> (Object, Evidence) {
    let Object::Value(Value::Text(text, None)) = &object else {
        return (object, evidence);
    };
    let form = DocumentNumber::spell(text);
    if predicate != vocab::DOCUMENT_NUMBER || form == *text {
        return (object, evidence);
    }
    let mention = Some(text.clone());
    let evidence = Evidence {
        mention,
        ..evidence
    };
    (Object::Value(Value::Text(form, None)), evidence)
}

fn an_entity() -> String {
    format!("an entity, <{}KIND/KEY>", vocab::ID)
}

/// An IRI in brackets; a blank node has no name that its writer knows.
fn quoted(node: &str) -> String {
    if node.starts_with("_:") {
        "of a blank node".to_owned()
    } else {
        format!("<{node}>")
    }
}

fn evidence(stem: &str, place: &Place) -> Result<Evidence, Refusal> {
    let document = Id::new(Kind::Document, stem).map_err(|_| {
        let expected = "letters, digits and hyphens, as in its row of the table of documents";
        (format!("the file name `{stem}.ttl`"), expected.to_owned())
    })?;
    Ok(Evidence {
        document,
        section: None,
        span: None,
        modality: Modality::Stated,
        method: "rdf".to_owned(),
        confidence: Decimal::one(),
        review: Review::Accepted,
        note: None,
        mention: None,
        place: place.clone(),
    })
}

fn entity(iri: &str, place: &Place) -> Option<Mention> {
    let id = Id::from_iri(iri)?;
    Some(Mention {
        text: id.to_string(),
        kinds: vec![id.kind()],
        place: place.clone(),
    })
}

pub(super) fn object(
    object: &TripleObject,
    predicate: &str,
    values: &Values,
    terms: &Terms,
    place: &Place,
) -> Result<Object, Refusal> {
    let wrong = || {
        let found = format!("{} as value of {}", told(object), short(predicate));
        (found, values.in_words())
    };
    match (object, values) {
        (TripleObject::Iri(iri), Values::Entities(kinds)) => entity(iri, place)
            .filter(|mention| mention.kinds.iter().all(|kind| kinds.contains(kind)))
            .map(Object::Mention)
            .ok_or_else(wrong),
        (TripleObject::Iri(iri), Values::Concepts) if terms.is_value_of(iri, predicate) => {
            Ok(Object::Value(Value::Iri(iri.clone())))
        }
        (TripleObject::Iri(iri), Values::Pages) => web_address(iri)
            .map(Object::Value)
            .map_err(|expected| (format!("<{iri}>"), expected)),
        (TripleObject::Blank(_), _) => Err((
            "a blank node as value, which no one could cite".to_owned(),
            values.in_words(),
        )),
        (
            TripleObject::Literal {
                value,
                datatype,
                language,
            },
            Values::Literals(_),
        ) => {
            let read = literal(value, datatype.as_deref(), language.as_deref());
            let read = read.map_err(|(found, expected)| (found, expected.to_owned()))?;
            if !values.admit(&read) {
                return Err(wrong());
            }
            special(predicate, value, terms)?;
            Ok(Object::Value(read))
        }
        _ => Err(wrong()),
    }
}

/// Refuses a unit, comparator or digest that is none: their properties take any text as far as the ontology says.
fn special(predicate: &str, value: &str, terms: &Terms) -> Result<(), Refusal> {
    let reading = match predicate {
        vocab::UNIT => Reading::Unit,
        vocab::COMPARATOR => Reading::Comparator,
        vocab::SHA256 => Reading::Sha256,
        _ => return Ok(()),
    };
    let read = read_value(value, &reading, terms);
    read.map(|_| ())
        .map_err(|expected| (format!("the value `{value}`"), expected))
}

fn literal(
    value: &str,
    datatype: Option<&str>,
    language: Option<&str>,
) -> Result<Value, (String, &'static str)> {
    let quoted = || format!("the value `{value}`");
    match (datatype, language) {
        (None, None) | (Some(vocab::XSD_STRING), _) => Ok(Value::Text(value.to_owned(), None)),
        (_, Some("en")) => Ok(Value::Text(value.to_owned(), Some("en"))),
        (_, Some(tag)) if tag.eq_ignore_ascii_case("zh-Hans") => {
            Ok(Value::Text(value.to_owned(), Some("zh-Hans")))
        }
        (_, Some(tag)) => Err((format!("the language `{tag}`"), "en or zh-Hans")),
        (Some(vocab::XSD_DATE | vocab::XSD_G_YEAR | vocab::XSD_G_YEAR_MONTH), _) => value
            .parse()
            .map(Value::Date)
            .map_err(|_| (quoted(), "a date that the calendar has")),
        (Some(vocab::XSD_INTEGER), _) if value.bytes().all(|b| b.is_ascii_digit()) => value
            .parse()
            .map(Value::Integer)
            .map_err(|_| (quoted(), "a number below 2^64")),
        (Some(vocab::XSD_INTEGER | vocab::XSD_DECIMAL), _) => value
            .parse()
            .map(Value::Decimal)
            .map_err(|_| (quoted(), "a decimal number of at most 30 digits")),
        (Some(other), _) => {
            let expected =
                "xsd:string, xsd:date, xsd:gYearMonth, xsd:gYear, xsd:integer or xsd:decimal";
            Err((format!("the datatype <{other}>"), expected))
        }
    }
}
