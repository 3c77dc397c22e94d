//! What documents say by the reading of a person: the gold that an account is compared with.
//!
//! One object a document: a line of JSON Lines, or a file of JSON; a folder of such files is
//! taken as well. An object has the shape of `read --as json` with a `file` in the place of
//! the document, or the flat shape of a law, which `law` turns into that. What a field
//! means is left to the comparison.

mod error;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use self::error::GoldError;
use super::{
    entry::{Entry, text},
    law,
};

/// What one document says, as a person read it.
#[derive(Debug)]
pub struct GoldDocument {
    /// The end of its path.
    pub file: PathBuf,
    /// The policies; nothing where they are not compared.
    pub policies: Option<Vec<Entry>>,
    /// The events; nothing where they are not compared.
    pub events: Option<Vec<Entry>>,
    /// The gold tells of the first policy only.
    pub first_only: bool,
}

/// Reads a gold: a file, or the `.json` and `.jsonl` files of a folder.
///
/// # Errors
///
/// Refuses what is no JSON or has not the shape of a gold, with file and line.
pub fn read(path: &Path) -> Result<Vec<GoldDocument>, GoldError> {
    let mut documents = Vec::new();
    for file in files(path)? {
        let text = fs::read_to_string(&file).map_err(unreadable(&file))?;
        documents.extend(parse(&file.display().to_string(), &text)?);
    }
    if documents.is_empty() {
        let path = path.display().to_string();
        return Err(GoldError::Empty { path });
    }
    Ok(documents)
}

/// Parses the text of a gold file: one object if its name ends in `.json`, else one a line.
fn parse(path: &str, text: &str) -> Result<Vec<GoldDocument>, GoldError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if has_ending(Path::new(path), &["json"]) {
        return Ok(vec![parse_object(path, 1, text)?]);
    }
    let lines = text.lines().zip(1..);
    lines
        .filter(|(text, _)| !text.trim().is_empty())
        .map(|(text, line)| parse_object(path, line, text))
        .collect()
}

fn parse_object(path: &str, line: usize, text: &str) -> Result<GoldDocument, GoldError> {
    let value: Value = serde_json::from_str(text).map_err(|cause| GoldError::NotJson {
        path: path.to_owned(),
        line: line + cause.line().max(1) - 1,
        cause: cause.to_string(),
    })?;
    document(value).map_err(|(found, expected)| GoldError::NotGold {
        path: path.to_owned(),
        line,
        found,
        expected,
    })
}

/// What was found, and what was expected in its place.
pub type Unfit = (String, String);

fn document(value: Value) -> Result<GoldDocument, Unfit> {
    let Value::Object(mut entry) = value else {
        return Err(unfit("what is no object", "an object a document"));
    };
    let inner = entry.get("document").and_then(Value::as_object);
    let inner = inner.and_then(|inner| text(inner, "file").or_else(|| text(inner, "path")));
    let file = text(&entry, "file")
        .or(inner)
        .filter(|file| !file.is_empty());
    let file =
        file.ok_or_else(|| unfit("no `file`", "the end of the document's path as `file`"))?;
    let file = PathBuf::from(file);
    let flat = !entry.contains_key("policies") && !entry.contains_key("events");
    if flat {
        return Ok(GoldDocument {
            file,
            policies: Some(vec![law::policy(&entry)?]),
            events: None,
            first_only: true,
        });
    }
    let policies = objects(&mut entry, "policies")?;
    for policy in policies.iter().flatten() {
        law::checked(policy)?;
    }
    let dated = |policies: Vec<Entry>| policies.into_iter().map(law::dated).collect();
    Ok(GoldDocument {
        file,
        policies: policies.map(dated),
        events: objects(&mut entry, "events")?,
        first_only: false,
    })
}

/// Takes a list of objects out of an entry; nothing where it is not there.
fn objects(entry: &mut Entry, field: &str) -> Result<Option<Vec<Entry>>, Unfit> {
    let Some(value) = entry.remove(field) else {
        return Ok(None);
    };
    let expected = || unfit(&format!("`{field}`: {value}"), "a list of objects");
    let list = value.as_array().ok_or_else(expected)?;
    let objects = list.iter().map(|one| one.as_object().cloned());
    let objects: Option<Vec<Entry>> = objects.collect();
    objects.ok_or_else(expected).map(Some)
}

/// Says what was found and what was expected; of a long finding the beginning.
pub fn unfit(found: &str, expected: &str) -> Unfit {
    let found: String = found.chars().take(80).collect();
    (found, expected.to_owned())
}

fn files(path: &Path) -> Result<Vec<PathBuf>, GoldError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable(path))? {
        let file = entry.map_err(unreadable(path))?.path();
        if has_ending(&file, &["json", "jsonl", "ndjson"]) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> GoldError + use<> {
    let path = path.display().to_string();
    move |cause| GoldError::Unreadable { path, cause }
}

#[cfg(test)]
mod tests;
