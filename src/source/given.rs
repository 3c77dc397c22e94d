//! A document as a user gives it: bytes become words with their places.

use super::{SourceError, Text, decode};
use crate::fact::digest::sha256;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Plain text or Markdown, which keeps its marks.
    Text,
    /// A web page.
    Html,
    /// A PDF; what was given is the text of its pages, a form feed after each.
    Pdf,
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
}

impl Given {
    /// Opens a document of these bytes.
    ///
    /// # Errors
    ///
    /// Refuses bytes that are no text.
    pub fn open(path: &str, bytes: &[u8]) -> Result<Self, SourceError> {
        let text = decode(path, bytes)?;
        Ok(Self {
            path: path.to_owned(),
            sha256: sha256(bytes),
            form: Form::Text,
            text: Text::plain(text.to_owned()),
        })
    }
}
