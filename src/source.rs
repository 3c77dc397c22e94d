//! Where it comes from: bytes become tables, triples and documents.
//!
//! Knows file formats and nothing of what their words mean; that is `extract`'s.

pub mod cells;
pub mod document;
pub mod encoding;
pub mod folder;
pub mod given;
mod html;
pub mod line;
mod pdf;
pub mod table;
pub mod text;
pub mod turtle;
pub mod walk;
mod workbook;
mod wrapped;

pub use cells::{Cell, Cells, Rows, tables};
pub use document::{Document, read_documents};
pub use folder::{File, read_folder, unread_tables};
pub use given::{Form, Given};
pub use line::{BadLine, Line, parse_lines, write_lines};
pub use table::{Row, Table, parse_table};
pub use text::{Text, TextBuilder};
pub use turtle::{Triple, TripleObject, parse_turtle};
pub use walk::{is_document, walk};

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
    /// A file cannot be written.
    #[error("cannot write `{path}`: {cause}")]
    Unwritable {
        /// The path.
        path: String,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// A reader failed where it must not; the panic itself stands on standard error.
    #[error(
        "the reader of `{path}` failed, which is a fault of this program: expected it to read or refuse any file"
    )]
    Fault {
        /// The path as the user named it.
        path: String,
    },
    /// The sources are to be in a folder, and are not.
    #[error(
        "found a file at `{path}`: expected a folder of tables such as `agencies.csv` or `policies.csv`"
    )]
    NotAFolder {
        /// The path.
        path: String,
    },
    /// What bears the name of a table or Turtle file is a folder or a device.
    #[error("`{path}` is no file: expected a table or a Turtle file, as its name says")]
    NotAFile {
        /// The path.
        path: String,
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
    #[error(
        "{place}: found the byte 0x{byte:02x}, which is not UTF-8: expected text saved as UTF-8"
    )]
    NotUtf8 {
        /// The line and character where it stops being UTF-8.
        place: Place,
        /// The byte found there.
        byte: u8,
    },
    /// The bytes are UTF-8, but not text.
    #[error("{place}: found a NUL: expected text saved as UTF-8")]
    Nul {
        /// The line and character of the first.
        place: Place,
    },
    /// The bytes are in no encoding that is known here.
    #[error(
        "{place}: found the byte 0x{byte:02x}, which is neither UTF-8 nor GB18030: expected text saved as one of them"
    )]
    UnknownEncoding {
        /// The line and character where it stops being UTF-8.
        place: Place,
        /// The byte found there.
        byte: u8,
    },
    /// A document is empty, or all of it is white space.
    #[error("`{path}` holds no words: expected the text of a document")]
    NoWords {
        /// The file.
        path: String,
    },
    /// A file is of a kind that is not read as a document.
    #[error(
        "`{path}` is {found}: expected text, a web page, a PDF, a table as CSV or XLSX, or JSON Lines"
    )]
    UnknownForm {
        /// The file.
        path: String,
        /// What it is.
        found: String,
    },
    /// A PDF, and the program was built without its reader.
    #[error(
        "`{path}` is a PDF, which this build does not read: expected one built with `--features pdf`"
    )]
    NoPdfReader {
        /// The file.
        path: String,
    },
    /// A PDF that only a password opens.
    #[error("`{path}` is a PDF with a password: expected one that opens without")]
    PdfPassword {
        /// The file.
        path: String,
    },
    /// A PDF whose pages hold no text.
    #[error(
        "`{path}` is a PDF without text on any of its {pages} pages: expected text, such as recognition makes of pictures"
    )]
    PdfWithoutText {
        /// The file.
        path: String,
        /// How many pages it has.
        pages: usize,
    },
    /// A PDF that breaks the rules of PDF.
    #[error("`{path}` begins as a PDF and is none: {message}")]
    NotPdf {
        /// The file.
        path: String,
        /// What its reader expected.
        message: String,
    },
    /// A workbook that breaks the rules of XLSX.
    #[error("`{path}` begins as a workbook and is none: {message}")]
    NotWorkbook {
        /// The file.
        path: String,
        /// What its reader expected.
        message: String,
    },
    /// A workbook that would fill the memory.
    #[error("`{path}` unpacks to more than {found}: expected at most {expected}")]
    TooLarge {
        /// The file.
        path: String,
        /// How much it is at least.
        found: String,
        /// How much is read.
        expected: String,
    },
    /// A table has no header line.
    #[error("{place}: no header: expected a first line of column names")]
    NoHeader {
        /// The file.
        place: Place,
    },
    /// A column name stands twice.
    #[error("{place}: found `{name}` again: expected each column name once")]
    SecondColumn {
        /// The place of the second.
        place: Place,
        /// The name.
        name: String,
    },
    /// A field of the header is empty.
    #[error("{place}: found a column without a name: expected a name, or no comma there")]
    NamelessColumn {
        /// The field.
        place: Place,
    },
    /// The columns are parted by something else than commas.
    #[error("{place}: found `{}` between the columns: expected commas", .found.escape_default())]
    NotCommas {
        /// The header.
        place: Place,
        /// What stands between the columns.
        found: char,
    },
    /// A row has fewer fields than the header.
    #[error(
        "{place}: found a row that ends before it, {found} of {expected} fields: expected as many as in the header"
    )]
    FewFields {
        /// The first that is missing.
        place: Place,
        /// How many fields the row has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// A row has more fields than the header.
    #[error("{place}: found {found} fields: expected {expected}, as in the header")]
    ManyFields {
        /// The first too many.
        place: Place,
        /// How many fields the row has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// A quoted cell does not end.
    #[error(
        "{place}: found a `\"` that nothing closes: expected a second one at the end of the cell"
    )]
    OpenQuote {
        /// Where the cell begins.
        place: Place,
    },
    /// A quoted cell goes on after its quotes.
    #[error(
        "{place}: found `{found}` after the closing `\"` of the cell: expected a comma or the end of the line"
    )]
    AfterQuote {
        /// The cell.
        place: Place,
        /// What follows.
        found: char,
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
/// Gives line and character of the first byte that is not UTF-8, or of the first NUL.
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, SourceError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        SourceError::NotUtf8 {
            place: place_of(path, bytes, at),
            byte: bytes[at],
        }
    })?;
    match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => Err(SourceError::Nul {
            place: place_of(path, bytes, at),
        }),
        None => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
    }
}

/// Returns the line and character of a byte; the bytes before it are UTF-8.
fn place_of(path: &str, bytes: &[u8], at: usize) -> Place {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let last_line = before.rsplit('\n').next().unwrap_or("");
    Place {
        file: path.to_owned(),
        line: 1 + before.matches('\n').count() as u64,
        column: 1 + last_line.chars().count() as u64,
        field: String::new(),
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
            "a.csv:2:3: found the byte 0xff, which is not UTF-8: expected text saved as UTF-8"
        );
        assert_eq!(
            decode("a.csv", b"key\n\0").unwrap_err().to_string(),
            "a.csv:2:1: found a NUL: expected text saved as UTF-8"
        );
    }
}
