//! One cell becomes the values it holds, or the reason why it holds none.

use super::{Reading, Terms};
use crate::{
    fact::{DocumentNumber, Mention, Object, Place, Value},
    vocab,
};

/// The comparators a target may use.
const COMPARATORS: [&str; 5] = ["=", ">=", "<=", ">", "<"];

/// Reads one value of a cell.
///
/// # Errors
///
/// Gives what was expected, in words, where the text is not of the reading.
pub fn read_cell(
    text: &str,
    reading: &Reading,
    terms: &Terms,
    place: &Place,
) -> Result<Object, String> {
    if let Reading::Entity(kinds) = reading {
        return Ok(Object::Mention(Mention {
            text: text.to_owned(),
            kinds: kinds.clone(),
            place: place.clone(),
        }));
    }
    read_value(text, reading, terms).map(Object::Value)
}

fn read_value(text: &str, reading: &Reading, terms: &Terms) -> Result<Value, String> {
    match reading {
        Reading::Text(language) => Ok(Value::Text(text.to_owned(), *language)),
        Reading::Date => text.parse().map(Value::Date).map_err(|_| {
            "a date that the calendar has, as YYYY-MM-DD, YYYY-MM or YYYY".to_owned()
        }),
        Reading::Decimal => text.parse().map(Value::Decimal).map_err(|_| {
            "a number in digits with at most one decimal point and no separators, such as 9900000000 or 46.6".to_owned()
        }),
        Reading::Integer => whole_number(text),
        Reading::Number => Ok(plain(&DocumentNumber::canonical(text))),
        Reading::Concept(scheme) => concept(text, scheme, terms),
        Reading::Class(top) => class(text, top, terms),
        Reading::Unit => unit(text, terms),
        Reading::Comparator if COMPARATORS.contains(&text) => Ok(plain(text)),
        Reading::Comparator => Err(format!("one of {}", COMPARATORS.join(" "))),
        Reading::Iri => web_address(text),
        Reading::Sha256 => digest(text),
        Reading::Entity(_) => Err("the name of an entity".to_owned()),
    }
}

/// Returns the words of a cell where the value that was read from them is another form of them.
pub(super) fn printed(text: &str, reading: &Reading) -> Option<String> {
    let other = *reading == Reading::Number && DocumentNumber::canonical(text) != text;
    other.then(|| text.to_owned())
}

fn plain(text: &str) -> Value {
    Value::Text(text.to_owned(), None)
}

fn whole_number(text: &str) -> Result<Value, String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits);
    number
        .map(Value::Integer)
        .ok_or_else(|| "a whole number in digits, without separators, such as 6000".to_owned())
}

fn concept(text: &str, scheme: &str, terms: &Terms) -> Result<Value, String> {
    let iri = format!("{}{scheme}-{text}", vocab::NS);
    if terms.is_concept(&iri) {
        return Ok(Value::Iri(iri));
    }
    Err(format!(
        "a {scheme}, one of {}",
        terms.concepts_of(scheme).join(" ")
    ))
}

fn class(text: &str, top: &str, terms: &Terms) -> Result<Value, String> {
    let classes = terms.classes_under(top);
    if classes.contains(&text) {
        return Ok(Value::Iri(format!("{}{text}", vocab::NS)));
    }
    Err(format!("one of {}", classes.join(" ")))
}

fn unit(text: &str, terms: &Terms) -> Result<Value, String> {
    if terms.is_unit(text) {
        return Ok(plain(text));
    }
    Err(format!("a unit, one of {}", terms.units().join(" ")))
}

fn web_address(text: &str) -> Result<Value, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let fits = |c: char| !c.is_control() && !c.is_whitespace() && !"<>\"{}|\\^`".contains(c);
    match rest {
        Some(rest) if !rest.is_empty() && rest.chars().all(fits) => Ok(Value::Iri(text.to_owned())),
        _ => Err("a web address that begins with https:// or http://".to_owned()),
    }
}

fn digest(text: &str) -> Result<Value, String> {
    let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if text.len() == 64 && text.bytes().all(hexadecimal) {
        return Ok(plain(text));
    }
    Err("a SHA-256 as 64 digits 0-9 a-f".to_owned())
}
