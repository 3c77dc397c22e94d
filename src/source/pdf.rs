//! PDF files (cargo feature `pdf`): the text of their pages.

use super::SourceError;

/// Reads the text of a PDF's pages, a form feed after each.
#[cfg(not(feature = "pdf"))]
pub(super) fn read(path: &str, _bytes: &[u8]) -> Result<String, SourceError> {
    let path = path.to_owned();
    Err(SourceError::NoPdfReader { path })
}
