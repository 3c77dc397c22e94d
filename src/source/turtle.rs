//! Turtle files: the ontology, and facts that come as RDF.

use rio_api::{
    model::{Literal, Subject, Term},
    parser::TriplesParser,
};
use rio_turtle::{TurtleError, TurtleParser};

use super::{File, SourceError, decode};
use crate::fact::Place;

/// The object of a triple.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TripleObject {
    /// An IRI.
    Iri(String),
    /// A blank node, by the parser's label.
    Blank(String),
    /// A literal: lexical form, datatype, language.
    Literal {
        /// The lexical form.
        value: String,
        /// The datatype, for literals that have one other than `xsd:string`.
        datatype: Option<String>,
        /// The language tag.
        language: Option<String>,
    },
}

/// A triple of plain strings; a blank node's label begins with `_:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triple {
    /// An IRI, or a blank node as `_:label`.
    pub subject: String,
    /// An IRI.
    pub predicate: String,
    /// What is said.
    pub object: TripleObject,
}

/// Reads the triples of a Turtle file, in the order of the file.
///
/// # Errors
///
/// Refuses bytes that are not UTF-8 and what breaks the grammar, with line and character.
pub fn parse_turtle(file: &File) -> Result<Vec<Triple>, SourceError> {
    let text = decode(&file.path, &file.bytes)?;
    let mut triples = Vec::new();
    let mut parser = TurtleParser::new(text.as_bytes(), None);
    let parsed = parser.parse_all(&mut |triple| -> Result<(), TurtleError> {
        triples.push(Triple {
            subject: subject(triple.subject),
            predicate: triple.predicate.iri.to_owned(),
            object: object(triple.object),
        });
        Ok(())
    });
    parsed.map_err(|error| not_turtle(&file.path, &error))?;
    Ok(triples)
}

fn not_turtle(path: &str, error: &TurtleError) -> SourceError {
    let position = rio_api::parser::ParseError::textual_position(error);
    let message = error.to_string();
    let message = message.split(" on line ").next().unwrap_or(&message);
    SourceError::NotTurtle {
        place: Place {
            file: path.to_owned(),
            line: position.map_or(1, |p| p.line_number() + 1),
            column: position.map_or(1, |p| p.byte_number() + 1),
        },
        message: message.to_owned(),
    }
}

fn subject(subject: Subject) -> String {
    match subject {
        Subject::NamedNode(node) => node.iri.to_owned(),
        other => other.to_string(),
    }
}

fn object(object: Term) -> TripleObject {
    match object {
        Term::NamedNode(node) => TripleObject::Iri(node.iri.to_owned()),
        Term::Literal(literal) => match literal {
            Literal::Simple { value } => plain(value, None, None),
            Literal::LanguageTaggedString { value, language } => plain(value, None, Some(language)),
            Literal::Typed { value, datatype } => plain(value, Some(datatype.iri), None),
        },
        other => TripleObject::Blank(other.to_string()),
    }
}

fn plain(value: &str, datatype: Option<&str>, language: Option<&str>) -> TripleObject {
    TripleObject::Literal {
        value: value.to_owned(),
        datatype: datatype.map(str::to_owned),
        language: language.map(str::to_owned),
    }
}
