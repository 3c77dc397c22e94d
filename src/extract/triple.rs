//! A Turtle source becomes statements: the file is the document, each triple a statement of it.

use super::{ExtractError, Terms};
use crate::{
    fact::{
        Decimal, DocumentNumber, Evidence, Id, Kind, Mention, Modality, Object, Place, Review,
        Statement, Value,
    },
    source::{Triple, TripleObject},
    vocab,
};

/// Properties from other vocabularies that a source may use.
const OUTSIDE: [&str; 5] = [
    vocab::RDF_TYPE,
    vocab::RDFS_LABEL,
    vocab::SKOS_ALT_LABEL,
    vocab::SKOS_BROADER,
    vocab::ORG_SUB_ORGANIZATION_OF,
];

/// Reads the triples of one file as statements of the document that bears the file's name.
///
/// `stem` is the file's name without ending and the key of its row in the table of documents.
///
/// # Errors
///
/// Refuses a subject that is no entity of ours, a property that the
/// vocabulary does not have and a literal that no fact can hold.
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
type Refusal = (String, String);

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
    if !terms.is_property(&predicate) && !OUTSIDE.contains(&predicate.as_str()) {
        let expected = format!("one of the vocabulary <{}>", vocab::NS);
        return Err((format!("the property <{predicate}>"), expected));
    }
    let object = object(&triple.object, place)?;
    let (object, evidence) = number(&predicate, object, evidence);
    Ok(Statement {
        subject,
        predicate,
        object,
        evidence,
    })
}

/// Brings a document number into its one form, and keeps the form of the source as the mention.
fn number(predicate: &str, object: Object, evidence: Evidence) -> (Object, Evidence) {
    let Object::Value(Value::Text(text, None)) = &object else {
        return (object, evidence);
    };
    let form = DocumentNumber::canonical(text);
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

/// An IRI in brackets, a blank node as it is.
fn quoted(node: &str) -> String {
    if node.starts_with("_:") {
        format!("`{node}`")
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

fn object(object: &TripleObject, place: &Place) -> Result<Object, Refusal> {
    match object {
        TripleObject::Iri(iri) if iri.starts_with(vocab::ID) => entity(iri, place)
            .map(Object::Mention)
            .ok_or_else(|| (format!("the value <{iri}>"), an_entity())),
        TripleObject::Iri(iri) => Ok(Object::Value(Value::Iri(iri.clone()))),
        TripleObject::Blank(_) => Err((
            "a blank node as value, which no one could cite".to_owned(),
            an_entity(),
        )),
        TripleObject::Literal {
            value,
            datatype,
            language,
        } => {
            let read = literal(value, datatype.as_deref(), language.as_deref());
            read.map(Object::Value)
                .map_err(|(found, expected)| (found, expected.to_owned()))
        }
    }
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
