//! An entry of the gold or of an account, as JSON: what its fields hold, and what else the gold accepts.

use serde_json::{Map, Value};

/// An object of JSON.
pub type Entry = Map<String, Value>;

/// Returns what a field holds as text; nothing where it is null or missing.
pub fn text(entry: &Entry, field: &str) -> Option<String> {
    entry.get(field).and_then(text_of)
}

/// Returns the texts of a list, or of a field of one text.
pub fn texts(entry: &Entry, field: &str) -> Vec<String> {
    match entry.get(field) {
        Some(Value::Array(values)) => values.iter().filter_map(text_of).collect(),
        Some(value) => text_of(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Returns the objects of a list.
pub fn entries<'a>(entry: &'a Entry, field: &str) -> impl Iterator<Item = &'a Entry> {
    let values = entry.get(field).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_object)
}

/// Says whether a field is true: `"optional": true`.
pub fn is(entry: &Entry, field: &str) -> bool {
    entry.get(field).and_then(Value::as_bool).unwrap_or(false)
}

/// Returns what the gold accepts beside the value: the list of `FIELD_ok`, where null is "nothing".
pub fn also(entry: &Entry, field: &str) -> Vec<Option<String>> {
    let values = entry.get(&format!("{field}_ok")).and_then(Value::as_array);
    values.into_iter().flatten().map(text_of).collect()
}

/// Says whether the gold accepts what was found for a field of one text.
///
/// `plain` leaves out of both what does not count.
pub fn accepts(
    gold: &Entry,
    field: &str,
    found: Option<&str>,
    plain: impl Fn(&str) -> String,
) -> bool {
    let found = found.map(&plain);
    let value = text(gold, field);
    let mut accepted = also(gold, field);
    accepted.push(value);
    accepted
        .iter()
        .any(|one| one.as_deref().map(&plain) == found)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_its_alternatives_and_nothing_else_are_accepted() {
        let gold = json!({"lead": "A", "lead_ok": [null, "B"], "kind": null});
        let gold = gold.as_object().unwrap();
        for (field, found, accepted) in [
            ("lead", Some("a"), true),
            ("lead", Some("B"), true),
            ("lead", None, true),
            ("lead", Some("C"), false),
            ("kind", None, true),
            ("kind", Some("A"), false),
        ] {
            let plain = str::to_lowercase;
            assert_eq!(
                accepts(gold, field, found, plain),
                accepted,
                "{field} {found:?}"
            );
        }
    }
}
