//! Rows as JSON: one array of rows, one object each.
//!
//! Numbers keep every digit they are stored with (`6000`, `0.30`), unbound
//! cells are `null`, all else is a string: the IRI or the lexical form. What
//! would turn text around or end a `<script>` is written `\uXXXX`, so that a
//! parser gives back the exact label and a page or terminal is not fooled.

use std::fmt::Write;

use super::text::is_hidden;
use crate::store::rows::{Rows, Term};

/// The namespace of XML Schema's datatypes, which say what is a number.
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The datatypes whose values JSON can hold as numbers.
const NUMBERS: [&str; 6] = ["integer", "decimal", "double", "float", "int", "long"];

/// Returns the JSON text: a row a line, ended by a newline.
#[must_use]
pub fn json(rows: &Rows) -> String {
    let lines = rows.rows.iter().map(|row| {
        let fields: Vec<(&str, String)> = rows
            .columns
            .iter()
            .zip(row)
            .map(|(name, cell)| (name.as_str(), value(cell.as_ref())))
            .collect();
        object(&fields)
    });
    let mut text = array(lines, "");
    text.push('\n');
    text
}

fn value(cell: Option<&Term>) -> String {
    match cell {
        None => "null".to_owned(),
        Some(Term::Literal {
            value, datatype, ..
        }) => number(value, datatype).unwrap_or_else(|| string(value)),
        Some(term) => string(term.text()),
    }
}

/// Spells a numeric literal as JSON wants it; `None` where it is no JSON number (`INF`, a date).
fn number(lexical: &str, datatype: &str) -> Option<String> {
    let datatype = datatype.strip_prefix(XSD)?;
    if !NUMBERS.contains(&datatype) || !lexical.trim_matches(' ').parse::<f64>().ok()?.is_finite() {
        return None;
    }
    let lexical = lexical.trim_matches(' ');
    let (sign, rest) = match lexical.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", lexical.strip_prefix('+').unwrap_or(lexical)),
    };
    let (mantissa, exponent) = rest.split_at(rest.find(['e', 'E']).unwrap_or(rest.len()));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}{exponent}"))
}

/// Quotes a text; a parser gives it back exactly.
pub(super) fn string(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let mut safe = String::with_capacity(quoted.len());
    for character in quoted.chars() {
        if character == '<' || is_hidden(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Quotes a text, or gives `null`.
pub(super) fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), string)
}

/// Joins names and finished values to an object on one line.
pub(super) fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}: {value}", string(name)))
        .collect();
    format!("{{{}}}", fields.join(", "))
}

/// Joins finished values to an array, one a line, set in by `indent`.
pub(super) fn array(values: impl Iterator<Item = String>, indent: &str) -> String {
    let lines: Vec<String> = values.map(|value| format!("\n{indent}  {value}")).collect();
    if lines.is_empty() {
        return "[]".to_owned();
    }
    format!("[{}\n{indent}]", lines.join(","))
}

#[cfg(test)]
mod tests {
    use super::{json, number};
    use crate::view::sample::{HOSTILE, iri, literal, rows, text};

    #[test]
    fn numbers_keep_their_digits_and_other_literals_stay_strings() {
        for (lexical, datatype, spelled) in [
            ("800000000000", "integer", Some("800000000000")),
            (
                "123456789012345678901234567890",
                "integer",
                Some("123456789012345678901234567890"),
            ),
            ("+007", "integer", Some("7")),
            ("-0.30", "decimal", Some("-0.30")),
            (".5", "decimal", Some("0.5")),
            ("5.", "decimal", Some("5")),
            ("1.0E6", "double", Some("1.0E6")),
            ("INF", "double", None),
            ("NaN", "double", None),
            ("six", "integer", None),
            ("2023", "gYear", None),
        ] {
            let datatype = format!("http://www.w3.org/2001/XMLSchema#{datatype}");
            assert_eq!(number(lexical, &datatype).as_deref(), spelled, "{lexical}");
        }
    }

    #[test]
    fn each_label_is_read_back_exactly_and_is_inert() {
        let given = rows(
            &["label"],
            HOSTILE.iter().map(|label| vec![text(label)]).collect(),
        );
        let written = json(&given);
        assert!(!written.contains(['<', '\u{202e}', '\u{200f}', '\u{2028}', '\0']));
        let back: serde_json::Value = serde_json::from_str(&written).unwrap();
        for (place, label) in HOSTILE.iter().enumerate() {
            assert_eq!(back[place]["label"], *label);
        }
    }

    #[test]
    fn a_row_is_an_object_with_null_for_the_unbound() {
        let given = rows(
            &["entity", "degree", "label"],
            vec![vec![iri("https://x/a"), literal("3", "integer"), None]],
        );
        let line = r#"{"entity": "https://x/a", "degree": 3, "label": null}"#;
        assert_eq!(json(&given), format!("[\n  {line}\n]\n"));
        assert_eq!(json(&rows(&["a"], vec![])), "[]\n");
    }
}
