//! A Turtle source becomes statements: the file is the document, each triple a statement of it.

use super::{ExtractError, Terms};
use crate::{
    fact::{
        Decimal, Evidence, Id, Kind, Mention, Modality, Object, Place, Review, Statement, Value,
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
    let place = Place {
        file: path.to_owned(),
        line: 1,
        column: 1,
    };
    let refuse = |triple: &Triple, reason: String| ExtractError::BadTriple {
        place: place.clone(),
        subject: triple.subject.clone(),
        predicate: triple.predicate.clone(),
        reason,
    };
    let read = |triple: &Triple| {
        let evidence = evidence(stem, &place)?;
        let subject = entity(&triple.subject, &place)
            .ok_or_else(|| format!("its subject is not under {}", vocab::ID))?;
        let known =
            terms.is_property(&triple.predicate) || OUTSIDE.contains(&triple.predicate.as_str());
        if !known {
            return Err("its property is not in the vocabulary".to_owned());
        }
        let object = object(&triple.object, &place)?;
        let predicate = triple.predicate.clone();
        Ok(Statement {
            subject,
            predicate,
            object,
            evidence,
        })
    };
    triples
        .iter()
        .map(|triple| read(triple).map_err(|reason| refuse(triple, reason)))
        .collect()
}

fn evidence(stem: &str, place: &Place) -> Result<Evidence, String> {
    let document = Id::new(Kind::Document, stem).map_err(|error| error.to_string())?;
    Ok(Evidence {
        document,
        section: None,
        span: None,
        modality: Modality::Stated,
        method: "rdf".to_owned(),
        confidence: "1".parse::<Decimal>().map_err(|error| error.to_string())?,
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

fn object(object: &TripleObject, place: &Place) -> Result<Object, String> {
    match object {
        TripleObject::Iri(iri) if iri.starts_with(vocab::ID) => entity(iri, place)
            .map(Object::Mention)
            .ok_or_else(|| format!("its object <{iri}> is no entity's IRI")),
        TripleObject::Iri(iri) => Ok(Object::Value(Value::Iri(iri.clone()))),
        TripleObject::Blank(_) => {
            Err("its object is a blank node, which no one could cite".to_owned())
        }
        TripleObject::Literal {
            value,
            datatype,
            language,
        } => literal(value, datatype.as_deref(), language.as_deref()).map(Object::Value),
    }
}

fn literal(value: &str, datatype: Option<&str>, language: Option<&str>) -> Result<Value, String> {
    match (datatype, language) {
        (None, None) | (Some(vocab::XSD_STRING), _) => Ok(Value::Text(value.to_owned(), None)),
        (_, Some("en")) => Ok(Value::Text(value.to_owned(), Some("en"))),
        (_, Some(tag)) if tag.eq_ignore_ascii_case("zh-Hans") => {
            Ok(Value::Text(value.to_owned(), Some("zh-Hans")))
        }
        (_, Some(tag)) => Err(format!("its language is `{tag}`: expected en or zh-Hans")),
        (Some(vocab::XSD_DATE | vocab::XSD_G_YEAR | vocab::XSD_G_YEAR_MONTH), _) => value
            .parse()
            .map(Value::Date)
            .map_err(|error: crate::fact::date::DateError| error.to_string()),
        (Some(vocab::XSD_INTEGER), _) if value.bytes().all(|b| b.is_ascii_digit()) => value
            .parse()
            .map(Value::Integer)
            .map_err(|_| format!("`{value}` is too large")),
        (Some(vocab::XSD_INTEGER | vocab::XSD_DECIMAL), _) => value
            .parse()
            .map(Value::Decimal)
            .map_err(|error: crate::fact::decimal::DecimalError| error.to_string()),
        (Some(other), _) => Err(format!(
            "its datatype <{other}> is none that a fact can hold"
        )),
    }
}
