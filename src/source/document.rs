//! Documents that a user has beside the graph, found by what they say and not by their name.
//!
//! The graph keeps where a statement stands, not the words. Whoever has the
//! document sees them: it is known by the SHA-256 of its bytes.

use std::{fs, path::Path};

use super::{SourceError, given::open, walk::unreadable};
use crate::fact::{Span, digest::sha256};

/// The byte of every so manieth character is kept, so that a passage is found without counting all before it.
const STRIDE: usize = 1024;

/// A document as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its characters.
    text: String,
    /// The byte at which each [`STRIDE`]th character begins.
    strides: Vec<usize>,
}

impl Document {
    /// Takes a document's bytes; `None` where they are none that could be read. A byte order mark counts as a character.
    ///
    /// What is counted is what [`super::Given`] has as given: of a web page its HTML, of a PDF the text of its pages.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let text = open("", bytes.into()).ok()?.text;
        let starts = text.char_indices().step_by(STRIDE);
        Some(Self {
            sha256: sha256(bytes),
            strides: starts.map(|(at, _)| at).collect(),
            text,
        })
    }

    /// Returns the words of a passage; `None` where it reaches beyond the document.
    #[must_use]
    pub fn quote(&self, span: Span) -> Option<String> {
        let start = self.byte_of(span.start)?;
        let end = self.byte_of(span.end)?;
        self.text.get(start..end).map(str::to_owned)
    }

    /// Returns the byte at which a character begins, or the end of the document.
    fn byte_of(&self, character: u64) -> Option<usize> {
        let character = usize::try_from(character).ok()?;
        let from = *self.strides.get(character / STRIDE).or_else(|| {
            // The end of a document as long as its strides.
            self.strides.last().filter(|_| character % STRIDE == 0)
        })?;
        let counted = self.strides.partition_point(|at| *at < from) * STRIDE;
        let rest = &self.text[from..];
        let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        Some(from + ends.nth(character - counted)?)
    }
}

/// Reads every text file in a folder and the folders in it, whatever its name.
///
/// What cannot be read is passed over: it cannot be a document with character
/// offsets. Links are not followed. In the order of the paths.
///
/// # Errors
///
/// Fails where the folder or a file cannot be read.
pub fn read_documents(folder: &Path) -> Result<Vec<Document>, SourceError> {
    let mut documents = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder)
            .and_then(Iterator::collect::<Result<_, _>>)
            .map_err(unreadable(&folder))?;
        entries.sort_by_key(fs::DirEntry::path);
        for entry in entries {
            let path = entry.path();
            let kind = entry.file_type().map_err(unreadable(&path))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                let bytes = fs::read(&path).map_err(unreadable(&path))?;
                documents.extend(Document::new(&bytes));
            }
        }
    }
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_counted_in_characters_not_bytes() {
        let document = Document::new("工信部 led it".as_bytes()).unwrap();
        let quote = |start, end| document.quote(Span { start, end });
        assert_eq!(quote(0, 3), Some("工信部".to_owned()));
        assert_eq!(quote(4, 7), Some("led".to_owned()));
        assert_eq!(quote(4, 99), None);
        assert_eq!(quote(7, 4), None);
        assert_eq!(quote(10, 10), Some(String::new()));
        assert_eq!(quote(11, 11), None);
    }

    #[test]
    fn a_passage_is_found_far_into_a_document_and_at_its_end() {
        for characters in [1023, 1024, 1025, 4096] {
            let text = "工".repeat(characters - 1) + "部";
            let document = Document::new(text.as_bytes()).unwrap();
            let end = characters as u64;
            let quote = |start, end| document.quote(Span { start, end });
            assert_eq!(quote(end - 1, end), Some("部".to_owned()), "{characters}");
            assert_eq!(quote(end, end + 1), None, "{characters}");
        }
    }

    #[test]
    fn a_document_in_gb18030_is_counted_in_its_characters() {
        // 根据中华人民共和国宪法制定本法 in GB18030.
        let bytes = b"\xb8\xf9\xbe\xdd\xd6\xd0\xbb\xaa\xc8\xcb\xc3\xf1\xb9\xb2\xba\xcd\xb9\xfa\xcf\xdc\xb7\xa8\xd6\xc6\xb6\xa8\xb1\xbe\xb7\xa8";
        let document = Document::new(bytes).unwrap();
        let quote = document.quote(Span { start: 9, end: 11 });
        assert_eq!(quote, Some("宪法".to_owned()));
    }

    #[test]
    fn a_document_is_known_by_the_digest_of_its_bytes() {
        // The digest of `abc` is the example of FIPS 180-2, appendix B.1.
        let document = Document::new(b"abc").unwrap();
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(document.sha256, expected);
        assert_eq!(Document::new(b"\xff"), None);
    }
}
