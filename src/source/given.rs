//! A document as a user gives it: bytes become words with their places.
//!
//! What it is is told by its bytes first and by its name's ending after. What
//! the words mean is left to `extract`.

use std::{borrow::Cow, ops::Range};

use super::{SourceError, Text, encoding::decode_document, html, pdf, workbook, wrapped};
use crate::fact::digest::sha256;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Plain text or Markdown, which keeps its marks.
    Text,
    /// A web page; what was given is its HTML.
    Html,
    /// A PDF; what was given is the text of its pages, a form feed after each.
    Pdf,
    /// A table as CSV.
    Csv,
    /// An XLSX workbook; what was given are its sheets, cells parted by tabs, a form feed after each sheet.
    Workbook,
    /// JSON, one object a line.
    JsonLines,
}

/// A document: how it is known, how it is written, its words.
#[derive(Clone, Debug)]
pub struct Given {
    /// The path as the user named it.
    pub path: String,
    /// The SHA-256 of the bytes of the file.
    pub sha256: String,
    /// How it is written.
    pub form: Form,
    /// Its words and their places.
    pub text: Text,
    /// The cells of a web page's tables in order, in bytes of the words; an empty cell has an empty range.
    pub cells: Vec<Range<usize>>,
    /// The title in the head of a web page, with which the words begin where the page holds it nowhere else; in bytes of
    /// the words.
    pub title: Option<Range<usize>>,
    /// What was doubtful as it was opened, in words.
    pub doubts: Vec<String>,
}

impl Given {
    /// Opens a document of these bytes; handed over, they are not held twice.
    ///
    /// # Errors
    ///
    /// Refuses what holds no words, is in no encoding or form known here, and what is too large once unpacked.
    pub fn open<'a>(path: &str, bytes: impl Into<Cow<'a, [u8]>>) -> Result<Self, SourceError> {
        let bytes = bytes.into();
        let sha256 = sha256(&bytes);
        let opened = open(path, bytes)?;
        let mut given = Self {
            path: path.to_owned(),
            sha256,
            form: opened.form,
            text: Text::default(),
            cells: Vec::new(),
            title: None,
            doubts: opened.doubts,
        };
        if given.form == Form::Html {
            let page = html::read(opened.text);
            (given.text, given.cells, given.title) = (page.text, page.cells, page.title);
            given.doubts.extend(page.doubts);
            let begins = given.title.as_ref().map_or(0, |title| title.end);
            if given.text.words()[begins..].trim().is_empty() {
                let path = given.path;
                return Err(SourceError::NoWords { path });
            }
        } else if matches!(given.form, Form::Text | Form::Pdf) {
            given.text = wrapped::joined(opened.text, given.form);
        } else {
            given.text = Text::plain(opened.text);
        }
        Ok(given)
    }
}

/// A document's characters as given, which evidence counts.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub form: Form,
    pub text: String,
    pub doubts: Vec<String>,
}

/// Turns bytes into the characters that evidence counts.
pub(super) fn open(path: &str, bytes: Cow<[u8]>) -> Result<Opened, SourceError> {
    if let Some(form) = packed_form(&bytes) {
        let text = match form {
            Form::Pdf => pdf::read(path, &bytes)?,
            _ => workbook::read(path, &bytes)?,
        };
        let cut = form == Form::Pdf && pdf::is_cut_off(&bytes);
        let doubts = cut.then(|| pdf::CUT_OFF.to_owned()).into_iter().collect();
        return Ok(Opened { form, text, doubts });
    }
    if let Some((_, kind)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(SourceError::UnknownForm {
            path: path.to_owned(),
            found: (*kind).to_owned(),
        });
    }
    let decoded = decode_document(path, bytes)?;
    Ok(Opened {
        form: form_of(path, &decoded.text),
        text: decoded.text,
        doubts: decoded.doubts,
    })
}

/// What else people keep beside documents, by the bytes it begins with.
/// Source: the registry of the `file` program, version 5.44.
const BINARY: [(&[u8], &str); 8] = [
    (
        b"\xd0\xcf\x11\xe0",
        "a file of an old office program, such as .doc or .xls, or a workbook with a password",
    ),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"{\\rtf", "a file in RTF"),
];

fn packed_form(bytes: &[u8]) -> Option<Form> {
    // Readers of PDF take up to 1,024 bytes before the mark (ISO 32000-1, annex H.3.4.1); text may quote it later.
    if bytes.trim_ascii_start().starts_with(b"%PDF-") {
        return Some(Form::Pdf);
    }
    bytes.starts_with(b"PK\x03\x04").then_some(Form::Workbook)
}

/// Says how text is written: by its beginning, else by its name's ending.
fn form_of(path: &str, text: &str) -> Form {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let head = &start[..start.floor_char_boundary(1024)];
    let head = head.to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<meta"]
        .iter()
        .any(|mark| head.starts_with(mark))
        || (head.starts_with('<') && head.contains("<html"))
    {
        return Form::Html;
    }
    match ending(path).as_str() {
        "html" | "htm" | "xhtml" | "shtml" if head.starts_with('<') => Form::Html,
        "csv" => Form::Csv,
        "jsonl" | "ndjson" => Form::JsonLines,
        _ if head.starts_with("{\"") => Form::JsonLines,
        _ => Form::Text,
    }
}

/// Returns the ending of a path's name in lower case.
pub(super) fn ending(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_is_is_told_by_its_beginning_then_by_its_name() {
        for (path, text, form) in [
            ("a.txt", "国发", Form::Text),
            ("a.md", "# 国发", Form::Text),
            ("a.txt", "\u{feff} <!DOCTYPE HTML><p>国发", Form::Html),
            ("a", "<?xml version='1.0'?><html>国发", Form::Html),
            ("a.htm", "<div>国发</div>", Form::Html),
            ("a.md", "<div>国发</div>", Form::Text),
            ("a.CSV", "title\n国发", Form::Csv),
            ("a.jsonl", "{\"document\": {}}", Form::JsonLines),
            ("a", "{\"document\": {}}", Form::JsonLines),
        ] {
            let given = Given::open(path, text.as_bytes()).unwrap();
            assert_eq!(given.form, form, "{path}: {text}");
        }
    }

    #[test]
    fn a_file_of_another_kind_is_refused_by_what_it_is() {
        for (bytes, found) in [
            (&b"\x89PNG\r\n"[..], "a picture"),
            (b"\x1f\x8b\x08", "a compressed file"),
        ] {
            assert_eq!(
                Given::open("a", bytes).unwrap_err().to_string(),
                format!(
                    "`a` is {found}: expected text, a web page, a PDF, a table as CSV or XLSX, or JSON Lines"
                )
            );
        }
    }
}
