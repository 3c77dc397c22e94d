//! Documents that a user has beside the graph, found by what they say and not by their name.
//!
//! The graph keeps where a statement stands, not the words. Whoever has the
//! document sees them: it is known by the SHA-256 of its bytes.

use std::{fs, path::Path};

use super::SourceError;
use crate::fact::{Span, digest::sha256};

/// A document as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its characters.
    text: Vec<char>,
}

impl Document {
    /// Takes a document's bytes; `None` where they are not UTF-8. A byte order mark counts as a character.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(Self {
            sha256: sha256(bytes),
            text: text.chars().collect(),
        })
    }

    /// Returns the words of a passage; `None` where it reaches beyond the document.
    #[must_use]
    pub fn quote(&self, span: Span) -> Option<String> {
        let start = usize::try_from(span.start).ok()?;
        let end = usize::try_from(span.end).ok()?;
        Some(self.text.get(start..end)?.iter().collect())
    }
}

/// Reads every text file in a folder and the folders in it, whatever its name.
///
/// What is not UTF-8 is passed over: it cannot be a document with character
/// offsets. Links are not followed. In the order of the paths.
///
/// # Errors
///
/// Fails where the folder or a file cannot be read.
pub fn read_documents(folder: &Path) -> Result<Vec<Document>, SourceError> {
    let unreadable = |path: &Path| {
        let path = path.display().to_string();
        move |cause| SourceError::Unreadable { path, cause }
    };
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
