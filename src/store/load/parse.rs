//! Parses a block of lines and numbers the terms in it.
//!
//! A term is checked where it is new to the block, as the strict parsers of
//! oxigraph check it; a line with one that does not pass, or of an unusual kind,
//! is given to such a parser, which reads it or says what is wrong with it.

use std::io;

use oxigraph::{
    io::{RdfFormat, RdfParser, RdfSyntaxError},
    model::{
        BlankNode, GraphName, Literal, LiteralRef, NamedNodeRef, NamedOrBlankNode, Quad, Term,
        TermRef,
        vocab::{rdf, xsd},
    },
};

use super::line::{Cut, Lines, Statement};
use crate::store::{
    index::{Dictionary, Id, dictionary, inline::inline},
    language::recase,
};

/// The files that a block can be of.
#[derive(Clone, Debug)]
pub struct Form {
    /// Whether a line may name a graph.
    pub with_graph: bool,
    /// The graph of triples that name none.
    pub graph: String,
    /// What the labels of blank nodes begin with.
    pub prefix: String,
}

/// What a block says; the room for it is used again.
#[derive(Debug, Default)]
pub struct Parser {
    /// The terms, numbered within the block.
    pub dictionary: Dictionary,
    /// Subject, predicate, object and graph of each statement; what needs no dictionary has its own number.
    pub rows: Vec<[u32; 4]>,
    /// How many lines the block has; up to the mistake, where there is one.
    pub lines: u64,
    spelling: Vec<u8>,
    /// The language tags of the block that are valid, and how the graph writes them.
    tags: Vec<(Vec<u8>, String)>,
}

/// Why a line was not taken up.
#[derive(Debug)]
pub enum Refusal {
    /// It is no statement.
    Mistake(Mistake),
    /// There are more terms than the format can hold.
    Full(io::Error),
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The character of the line, from 1.
    pub column: u64,
    /// What stands there, or the beginning of it, between backticks.
    pub found: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Why a term has no number.
enum Unnumbered {
    /// It does not pass.
    Invalid,
    Full(io::Error),
}

impl From<io::Error> for Unnumbered {
    fn from(error: io::Error) -> Self {
        Self::Full(error)
    }
}

/// The subject of the line before and its number.
type Before<'a> = Option<(&'a [u8], u32)>;

impl Parser {
    /// Parses a block; what was parsed before is forgotten.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the first line that is no statement; it is the one after `lines`.
    pub fn parse(&mut self, bytes: &[u8], form: &Form) -> Result<(), Refusal> {
        self.dictionary.clear();
        self.rows.clear();
        self.lines = 0;
        let mut lines = Lines::new(bytes);
        let mut before = None;
        while !lines.is_at_end() {
            if !lines.skip_empty() {
                let mut usual = lines.clone();
                let statement = usual.statement(form.with_graph);
                if let Some(row) = self.row(statement, form, &mut before)? {
                    self.rows.push(row);
                    lines = usual;
                } else {
                    self.read(lines.take_line(), form)?;
                }
            }
            self.lines += 1;
        }
        Ok(())
    }

    /// Numbers the terms of a statement; `None` where there is none, or one of its terms does not pass.
    fn row<'a>(
        &mut self,
        statement: Option<Statement<'a>>,
        form: &Form,
        before: &mut Before<'a>,
    ) -> Result<Option<[u32; 4]>, Refusal> {
        let Some(([subject, predicate, object], graph)) = statement else {
            return Ok(None);
        };
        let numbered = || {
            let subject = match (subject, *before) {
                (Cut::Iri(iri), Some((last, number))) if iri == last => number,
                (Cut::Iri(iri), _) => {
                    let number = self.iri(iri)?;
                    *before = Some((iri, number));
                    number
                }
                (other, _) => self.number(other, form)?,
            };
            // Each only where those before it pass: the numbers are in the order of the line.
            let predicate = self.number(predicate, form)?;
            let object = self.number(object, form)?;
            let graph = match graph {
                Some(graph) => self.number(graph, form)?,
                None => self.iri(form.graph.as_bytes())?,
            };
            Ok([subject, predicate, object, graph])
        };
        match numbered() {
            Ok(row) => Ok(Some(row)),
            Err(Unnumbered::Invalid) => Ok(None),
            Err(Unnumbered::Full(error)) => Err(Refusal::Full(error)),
        }
    }

    fn number(&mut self, cut: Cut<'_>, form: &Form) -> Result<u32, Unnumbered> {
        match cut {
            Cut::Iri(iri) => self.iri(iri),
            Cut::Blank(label) => {
                self.spelling.clear();
                dictionary::spell_blank(form.prefix.as_bytes(), &mut self.spelling);
                self.spelling.extend_from_slice(label);
                self.spelled(|| true)
            }
            Cut::Plain(text) => self.typed(&text, xsd::STRING.as_str().as_bytes()),
            Cut::Tagged(text, tag) => self.tagged(&text, tag),
            Cut::Typed(text, datatype) => match inline_number(&text, datatype) {
                Some(number) => Ok(number),
                None => self.typed(&text, datatype),
            },
        }
    }

    fn spelled(&mut self, is_valid: impl FnOnce() -> bool) -> Result<u32, Unnumbered> {
        let number = self.dictionary.number_of_valid(&self.spelling, is_valid)?;
        number.ok_or(Unnumbered::Invalid)
    }

    fn iri(&mut self, iri: &[u8]) -> Result<u32, Unnumbered> {
        self.spelling.clear();
        dictionary::spell_iri(iri, &mut self.spelling);
        self.spelled(|| is_iri(iri))
    }

    fn typed(&mut self, text: &[u8], datatype: &[u8]) -> Result<u32, Unnumbered> {
        self.spelling.clear();
        dictionary::spell_typed(text, datatype, &mut self.spelling);
        let needs_tag = datatype == rdf::LANG_STRING.as_str().as_bytes();
        self.spelled(|| !needs_tag && is_text(text) && is_iri(datatype))
    }

    fn tagged(&mut self, text: &[u8], tag: &[u8]) -> Result<u32, Unnumbered> {
        let known = self.tags.iter().position(|(known, _)| known == tag);
        let place = if let Some(place) = known {
            // The usual tags come to the front.
            self.tags.swap(place, place / 2);
            place / 2
        } else {
            let recased = recased(tag).ok_or(Unnumbered::Invalid)?;
            self.tags.push((tag.to_owned(), recased));
            self.tags.len() - 1
        };
        self.spelling.clear();
        dictionary::spell_tagged(text, &self.tags[place].1, &mut self.spelling);
        self.spelled(|| is_text(text))
    }

    /// Reads a line as oxigraph does.
    fn read(&mut self, line: &[u8], form: &Form) -> Result<(), Refusal> {
        let format = if form.with_graph {
            RdfFormat::NQuads
        } else {
            RdfFormat::NTriples
        };
        for quad in RdfParser::from_format(format).for_slice(line) {
            let quad = quad.map_err(|error| Refusal::Mistake(Mistake::new(line, &error)))?;
            let row = self.quad(&quad, form).map_err(Refusal::Full)?;
            self.rows.push(row);
        }
        Ok(())
    }

    fn quad(&mut self, quad: &Quad, form: &Form) -> io::Result<[u32; 4]> {
        let renamed = |node: &BlankNode| {
            let label = format!("{}{}", form.prefix, node.as_str());
            Term::from(BlankNode::new_unchecked(label))
        };
        let subject = match &quad.subject {
            NamedOrBlankNode::BlankNode(node) => renamed(node),
            NamedOrBlankNode::NamedNode(node) => node.clone().into(),
        };
        let object = match &quad.object {
            Term::BlankNode(node) => renamed(node),
            other => other.clone(),
        };
        let graph = match &quad.graph_name {
            GraphName::BlankNode(node) => renamed(node),
            GraphName::NamedNode(node) => node.clone().into(),
            GraphName::DefaultGraph => NamedNodeRef::new_unchecked(&form.graph).into_owned().into(),
        };
        let mut number = |term: TermRef<'_>| self.dictionary.number_of(term);
        Ok([
            number(subject.as_ref())?,
            number(quad.predicate.as_ref().into())?,
            number(object.as_ref())?,
            number(graph.as_ref())?,
        ])
    }
}

/// Says whether a name is an IRI, which is absolute (RFC 3987).
pub fn is_iri(iri: &[u8]) -> bool {
    str::from_utf8(iri).is_ok_and(|iri| NamedNodeRef::new(iri).is_ok())
}

/// Says whether bytes are text; that it stands on one line was seen where it was cut.
fn is_text(text: &[u8]) -> bool {
    str::from_utf8(text).is_ok()
}

/// Returns a valid language tag as the graph writes it.
fn recased(tag: &[u8]) -> Option<String> {
    let tag = str::from_utf8(tag).ok()?;
    let is_valid = Literal::new_language_tagged_literal("", tag).is_ok();
    is_valid.then(|| recase(tag))
}

/// Returns the number of a literal that needs no dictionary.
fn inline_number(text: &[u8], datatype: &[u8]) -> Option<u32> {
    let text = str::from_utf8(text).ok()?;
    let datatype = NamedNodeRef::new_unchecked(str::from_utf8(datatype).ok()?);
    let literal = LiteralRef::new_typed_literal(text, datatype);
    inline(literal.into()).map(Id::get)
}

impl Mistake {
    /// The most characters of a line that are shown.
    const SHOWN: usize = 60;

    fn new(line: &[u8], error: &RdfSyntaxError) -> Self {
        let byte = |offset: u64| {
            usize::try_from(offset)
                .unwrap_or(usize::MAX)
                .min(line.len())
        };
        let (start, end) = error.location().map_or((0, 0), |place| {
            (byte(place.start.offset), byte(place.end.offset))
        });
        let before = String::from_utf8_lossy(&line[..start]);
        let found = match line.get(start..end) {
            Some(found) if !found.is_empty() => found,
            _ => line[start..]
                .split(u8::is_ascii_whitespace)
                .next()
                .unwrap_or(b""),
        };
        Self {
            column: before.chars().count() as u64 + 1,
            found: shown(found),
            problem: problem(&error.to_string()),
        }
    }
}

/// Returns what a message of oxigraph says, in the way of the program's own.
fn problem(message: &str) -> String {
    // What stands before is the place in this line.
    let problem = message.split_once(": ").map_or(message, |(_, rest)| rest);
    // What it names there as a type of its own is shown as it stands in the file.
    let problem = problem.split(", found ").next().unwrap_or(problem);
    if problem.starts_with("Unexpected end") {
        return "the line ends within a term".to_owned();
    }
    let mut letters = problem.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// Returns the beginning of a text, what cannot be seen in it escaped.
fn shown(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return "the end of the line".to_owned();
    }
    let mut shown = String::from("`");
    for letter in text.chars().take(Mistake::SHOWN) {
        if letter.is_control() || letter == '\u{feff}' {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    if text.chars().nth(Mistake::SHOWN).is_some() {
        shown.push('…');
    }
    shown + "`"
}
