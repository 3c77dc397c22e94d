//! Where it comes from: bytes become tables, triples and documents.
//!
//! Knows file formats and nothing of what their words mean; that is `extract`'s.

pub mod document;
pub mod folder;
pub mod table;
pub mod turtle;

pub use document::{Document, read_documents};
pub use folder::{File, read_folder};
pub use table::{Row, Table, parse_table};
pub use turtle::{Triple, TripleObject, parse_turtle};

use crate::fact::Place;

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// A file or folder cannot be opened or read.
    #[error("cannot read `{path}`: {cause}")]
    Unreadable {
        /// The path as the user named it.
        path: String,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// A folder of sources holds no table and no Turtle file.
    #[error(
        "nothing to build in `{path}`: expected tables such as `agencies.csv` or `policies.csv`, found {found}"
    )]
    Empty {
        /// The folder.
        path: String,
        /// What it holds instead.
        found: String,
    },
    /// The bytes are not UTF-8.
    #[error("{place}: byte 0x{byte:02x} is not UTF-8: expected the file saved as UTF-8")]
    NotUtf8 {
        /// The line and character where it stops being UTF-8.
        place: Place,
        /// The byte found there.
        byte: u8,
    },
    /// A table has no header line.
    #[error("{place}: no header: expected a first line of column names")]
    NoHeader {
        /// The file.
        place: Place,
    },
    /// A column name stands twice, or is empty.
    #[error("{place}: column name `{name}` is empty or stands twice: expected each name once")]
    BadHeader {
        /// The place of the second.
        place: Place,
        /// The name.
        name: String,
    },
    /// A line has more or fewer fields than the header.
    #[error("{place}: found {found} fields: expected {expected}, as in the header")]
    FieldCount {
        /// The first field too many, or the place where one is missing.
        place: Place,
        /// How many fields the line has.
        found: u64,
        /// How many the header has.
        expected: u64,
    },
    /// A Turtle file breaks the grammar.
    #[error("{place}: not Turtle: {message}")]
    NotTurtle {
        /// Where the parser stopped.
        place: Place,
        /// What the parser expected.
        message: String,
    },
}

/// Reads bytes as UTF-8, a byte order mark at their start left out.
///
/// # Errors
///
/// Gives line and character of the first byte that is not UTF-8.
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, SourceError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => Err(not_utf8(path, bytes, error.valid_up_to())),
    }
}

fn not_utf8(path: &str, bytes: &[u8], at: usize) -> SourceError {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let last_line = before.rsplit('\n').next().unwrap_or("");
    SourceError::NotUtf8 {
        place: Place {
            file: path.to_owned(),
            line: 1 + before.matches('\n').count() as u64,
            column: 1 + last_line.chars().count() as u64,
        },
        byte: bytes[at],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_is_not_utf8_is_named_by_line_and_character() {
        let error = decode("agencies.csv", "key\n工信部".as_bytes()).map(str::to_owned);
        assert_eq!(error.unwrap(), "key\n工信部");
        let error = decode("a.csv", b"key\n\xe5\xb7\xa5x\xff").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.csv:2:3: byte 0xff is not UTF-8: expected the file saved as UTF-8"
        );
    }
}
