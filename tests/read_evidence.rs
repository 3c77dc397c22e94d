//! The words of every evidence stand in the document at its place, in characters of the document as it was given.
//!
//! With `POLICYGRAPH_SHARED` set, over all laws of the corpus as well.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::{
    fs,
    path::{Path, PathBuf},
};

use program::run;
use serde_json::Value;

#[test]
fn the_words_of_notices_stand_at_their_places() {
    let documents = fixtures("notices");
    // Forty-eight documents with six fields each at the least; ten of them are web pages.
    assert!(held(&documents) > 6 * documents.len());
}

#[test]
fn the_words_of_newsletters_stand_at_their_places() {
    let documents = fixtures("newsletters");
    assert!(held(&documents) > 100 * documents.len());
}

#[test]
fn the_words_of_laws_stand_at_their_places() {
    let Some(shared) = std::env::var_os("POLICYGRAPH_SHARED") else {
        eprintln!("skipped: POLICYGRAPH_SHARED is not set, so there are no laws to read");
        return;
    };
    // A title and an issuer or a date in each of 2,331 laws, at the least.
    assert!(held(&[Path::new(&shared).join("corpus/laws")]) > 2 * 2331);
}

/// The documents of a folder of fixtures, without its README.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let is_document = |path: &PathBuf| {
        let ending = path.extension().unwrap().to_str().unwrap();
        ["txt", "md", "html"].contains(&ending) && !path.ends_with("README.md")
    };
    files.filter(is_document).collect()
}

/// Reads documents, insists that the words of each evidence stand at its place, and counts them.
fn held(documents: &[PathBuf]) -> usize {
    let paths = documents.iter().map(|path| path.to_str().unwrap());
    let arguments: Vec<&str> = ["read", "--as", "json"].into_iter().chain(paths).collect();
    let ended = run(Path::new("."), &arguments);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let mut count = 0;
    for line in ended.text().lines() {
        let account: Value = serde_json::from_str(line).unwrap();
        let path = account["document"]["path"].as_str().unwrap();
        let document: Vec<char> = fs::read_to_string(path).unwrap().chars().collect();
        count += check(&account, &document, path);
    }
    count
}

/// Checks each object with a quote in a value; returns how many there are.
fn check(value: &Value, document: &[char], path: &str) -> usize {
    if let Value::Array(values) = value {
        return values
            .iter()
            .map(|value| check(value, document, path))
            .sum();
    }
    let Value::Object(fields) = value else {
        return 0;
    };
    let inside: usize = fields
        .values()
        .map(|value| check(value, document, path))
        .sum();
    let Some(quote) = fields.get("quote") else {
        return inside;
    };
    let place = |field: &str| usize::try_from(fields[field].as_u64().unwrap()).unwrap();
    let (start, end) = (place("start"), place("end"));
    let words: String = document[start..end].iter().collect();
    assert_eq!(words, quote.as_str().unwrap(), "{path}: {start}..{end}");
    assert!(!words.is_empty(), "{path}: {start}..{end}");
    inside + 1
}
