//! Facts as JSON Lines: one object a line, read and written; `docs/facts.schema.json` has the fields.
//!
//! Only the form is looked at here. What a line means is `extract`'s.

use serde::{Deserialize, Deserializer, Serialize};

use super::{File, SourceError, decode};
use crate::fact::Place;

/// A fact as a line holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The digest by which decisions know it; checked where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whom it is about.
    pub subject: Subject,
    /// The local name of the property.
    pub predicate: String,
    /// What the property gives.
    pub object: Given,
    /// The document.
    pub document: Source,
    /// The part of the document, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The first character of the words, from 0.
    pub start: u64,
    /// The character after the last.
    pub end: u64,
    /// The words, exactly as they stand there.
    pub quote: String,
    /// The name by which the document means the object, where it is not the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<String>,
    /// stated, judged, reported or inferred.
    pub modality: String,
    /// The rule, person or program that read it.
    pub method: String,
    /// How sure it is, 0 to 1.
    #[serde(deserialize_with = "exact", serialize_with = "as_number")]
    pub confidence: String,
    /// A remark on the passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whom a line is about: `kind/key`, or a name with a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "expected `subject` as \"kind/key\" or as {\"kind\": …, \"name\": …}"
)]
pub enum Subject {
    /// `policy/国发-2015-28`.
    Key(String),
    /// A name that a table or another line gives.
    Named {
        /// What it is.
        kind: String,
        /// The name.
        name: String,
    },
}

/// What the property gives: one of the fields; `kind` goes with `entity`, `language` with `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Given {
    /// An entity, as `kind/key` or by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// What the entity is, where it is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Their language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// A date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// A whole number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integer: Option<u64>,
    /// A decimal number; as a string it is exact.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "exact_if_any"
    )]
    pub decimal: Option<String>,
    /// A class or concept of the vocabulary by its local name: `Policy`, `kind-notice`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// A web address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
}

/// The document of a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The path of the file.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its key.
    pub key: String,
    /// What it is called; the name of the file where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A line that holds no fact, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct BadLine {
    /// The file, the line and the character.
    pub place: Place,
    /// What was found and expected.
    pub message: String,
}

/// A line with its number from 1, or why it holds no fact.
pub type Numbered = (u64, Result<Line, BadLine>);

/// Reads the lines of a file, each with its number from 1; empty lines are passed over.
///
/// # Errors
///
/// Refuses bytes that are not UTF-8 text. A line that holds no fact stands among the others.
pub fn parse_lines(file: &File) -> Result<Vec<Numbered>, SourceError> {
    let text = decode(&file.path, &file.bytes)?;
    let numbered = (1..).zip(text.lines());
    let filled = numbered.filter(|(_, line)| !line.trim().is_empty());
    let read = filled.map(|(number, line)| (number, parse_line(&file.path, number, line)));
    Ok(read.collect())
}

fn parse_line(path: &str, number: u64, text: &str) -> Result<Line, BadLine> {
    serde_json::from_str(text).map_err(|error| {
        let before = text.as_bytes().get(..error.column().saturating_sub(1));
        let before = String::from_utf8_lossy(before.unwrap_or_default());
        let told = error.to_string();
        let told = told.split(" at line ").next().unwrap_or_default();
        BadLine {
            place: Place {
                file: path.to_owned(),
                line: number,
                column: 1 + before.chars().count() as u64,
                field: String::new(),
            },
            message: format!("no fact: {told}"),
        }
    })
}

/// Returns where a field stands in a line of a file, for messages.
#[must_use]
pub fn place_of(file: &File, line: u64, field: &str) -> Place {
    let nth = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let text = decode(&file.path, &file.bytes).unwrap_or_default();
    let text = text.lines().nth(nth).unwrap_or_default();
    let before = text.split(&format!("\"{field}\"")).next();
    let column = before.filter(|before| before.len() < text.len());
    Place {
        file: file.path.clone(),
        line,
        column: 1 + column.map_or(0, |before| before.chars().count() as u64),
        field: String::new(),
    }
}

/// Writes lines, each as one object.
///
/// # Errors
///
/// None that is known: the writer writes to memory. The signature is the JSON library's.
pub fn write_lines(lines: &[Line]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut bytes, line)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Takes a number, or a string that holds one.
fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("expected a number")),
    }
}

fn exact_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    exact(deserializer).map(Some)
}

fn as_number<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match text.parse::<serde_json::Number>() {
        Ok(number) => number.serialize(serializer),
        Err(_) => serializer.serialize_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"subject":"policy/a","predicate":"published","object":{"date":"2020"},"document":{"path":"a.txt","sha256":"00","key":"a"},"start":0,"end":2,"quote":"二〇","modality":"stated","method":"m","confidence":0.9}"#;

    #[test]
    fn a_line_is_read_and_written_as_it_was() {
        let file = File::new("facts.jsonl", format!("{GOOD}\n\n{GOOD}").into_bytes());
        let lines = parse_lines(&file).unwrap();
        assert_eq!([lines[0].0, lines[1].0], [1, 3]);
        let line = lines[0].1.clone().unwrap();
        assert_eq!(line.confidence, "0.9");
        assert_eq!(
            write_lines(&[line]).unwrap(),
            format!("{GOOD}\n").into_bytes()
        );
    }

    #[test]
    fn a_broken_line_is_told_by_line_and_character() {
        for (text, told) in [
            (
                "{\"subject\":",
                "f.jsonl:1:11: no fact: EOF while parsing a value",
            ),
            ("[", "f.jsonl:1:1: no fact: EOF while parsing a list"),
            ("{\"二\":1}", "f.jsonl:1:4: no fact: unknown field `二`"),
            (
                "{\"subject\":3}",
                "f.jsonl:1:13: no fact: expected `subject` as",
            ),
        ] {
            let file = File::new("f.jsonl", text.as_bytes().to_vec());
            let lines = parse_lines(&file).unwrap();
            let error = lines[0].1.clone().unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
        assert_eq!(
            place_of(&File::new("f.jsonl", GOOD.into()), 1, "predicate").column,
            23
        );
    }
}
