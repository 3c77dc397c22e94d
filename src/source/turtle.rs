//! Turtle files: the ontology, and facts that come as RDF.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
};

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
    /// The line on which the object ends, from 1.
    pub line: u64,
}

/// Reads the triples of a Turtle file, in the order of the file.
///
/// # Errors
///
/// Refuses bytes that are not UTF-8 and what breaks the grammar, with line and character.
pub fn parse_turtle(file: &File) -> Result<Vec<Triple>, SourceError> {
    let text = decode(&file.path, &file.bytes)?;
    let mut triples = Vec::new();
    let line = Cell::new(0);
    let lines = Lines {
        rest: text.as_bytes(),
        line: &line,
        new: true,
    };
    let mut parser = TurtleParser::new(lines, None);
    let parsed = parser.parse_all(&mut |triple| -> Result<(), TurtleError> {
        triples.push(Triple {
            subject: subject(triple.subject),
            predicate: triple.predicate.iri.to_owned(),
            object: object(triple.object),
            line: line.get(),
        });
        Ok(())
    });
    parsed.map_err(|error| not_turtle(&file.path, text, &error))?;
    Ok(triples)
}

/// Gives the parser one line a time, and so knows on which it is.
struct Lines<'a> {
    rest: &'a [u8],
    /// The line of what was given last, from 1.
    line: &'a Cell<u64>,
    /// Whether what comes next begins a line.
    new: bool,
}

impl BufRead for Lines<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let end = self
            .rest
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(self.rest.len(), |at| at + 1);
        Ok(&self.rest[..end])
    }

    fn consume(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let line = self.fill_buf()?;
        let bytes = line.len().min(buffer.len());
        buffer[..bytes].copy_from_slice(&line[..bytes]);
        if self.new {
            self.line.set(self.line.get() + 1);
        }
        self.new = buffer[..bytes].ends_with(b"\n");
        self.consume(bytes);
        Ok(bytes)
    }
}

/// Puts the parser's error into words. It counts lines from a line break of
/// its own before the first, and characters by bytes.
fn not_turtle(path: &str, text: &str, error: &TurtleError) -> SourceError {
    let position = rio_api::parser::ParseError::textual_position(error);
    let (line, byte) = position.map_or((1, 1), |p| (p.line_number().max(1), p.byte_number()));
    let words = text
        .lines()
        .nth(usize::try_from(line - 1).unwrap_or(0))
        .unwrap_or("");
    let before = words
        .char_indices()
        .take_while(|(at, _)| (*at as u64) + 1 < byte)
        .count();
    let message = error.to_string();
    let message = message.split(" on line ").next().unwrap_or(&message);
    SourceError::NotTurtle {
        place: Place {
            file: path.to_owned(),
            line,
            column: 1 + before as u64,
            field: String::new(),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Vec<Triple>, SourceError> {
        parse_turtle(&File::new("extra.ttl", text.as_bytes().to_vec()))
    }

    #[test]
    fn a_triple_knows_the_line_of_its_object() {
        let text = "@prefix x: <http://x/> .\n\nx:a x:b 1 ,\n  \"\"\"工\n信\"\"\" ;\n  x:c\n  x:d .\nx:e x:f x:g .";
        let lines: Vec<u64> = parse(text)
            .unwrap()
            .iter()
            .map(|triple| triple.line)
            .collect();
        assert_eq!(lines, [3, 5, 7, 8]);
    }

    #[test]
    fn an_error_is_placed_by_line_and_character() {
        for (text, message) in [
            (
                "@prefix x: <http://x/> .\nx:工 x:信 \"部\" x:y .\n",
                "extra.ttl:2:13: not Turtle: unexpected character 'x'",
            ),
            (
                "x:a x:b x:c .",
                "extra.ttl:1:3: not Turtle: unknown prefix 'x'",
            ),
            (
                "<http://x/a> <http://x/b>\n",
                "extra.ttl:2:1: not Turtle: premature end of file",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message, "{text}");
        }
    }
}
