//! PDF files: the text of their pages, a form feed after each.
//!
//! Read with cargo feature `pdf` only; without it a PDF is refused by what to
//! do. Pictures are not read: a scanned page has no text.

#[cfg(feature = "pdf")]
mod page;

use super::SourceError;

/// What is said of a PDF whose end is missing.
pub(super) const CUT_OFF: &str =
    "the PDF has no `%%EOF` at its end and may be cut off: pages may be missing";

/// Where a PDF says that it ends: in its last 1,024 bytes. Source: ISO 32000-1, annex H.3.4.4.
const TAIL: usize = 1024;

/// Says whether the end of a PDF is missing.
pub(super) fn is_cut_off(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    !tail.windows(5).any(|mark| mark == b"%%EOF")
}

/// Reads the text of a PDF's pages.
#[cfg(not(feature = "pdf"))]
pub(super) fn read(path: &str, _bytes: &[u8]) -> Result<String, SourceError> {
    let path = path.to_owned();
    Err(SourceError::NoPdfReader { path })
}

/// Reads the text of a PDF's pages. Whatever the library does with a broken file, it is an error of this file only.
#[cfg(feature = "pdf")]
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<String, SourceError> {
    let read = std::panic::catch_unwind(|| pages(path, bytes));
    read.unwrap_or_else(|_| Err(not_pdf(path, "its reader gave up on it")))
}

/// All text that a file may hold, and a page's instructions unpacked: far more than any document of a public body.
#[cfg(feature = "pdf")]
const MOST_BYTES: usize = 64 * 1024 * 1024;

#[cfg(feature = "pdf")]
fn pages(path: &str, bytes: &[u8]) -> Result<String, SourceError> {
    let options = lopdf::LoadOptions {
        max_decompressed_size: Some(MOST_BYTES),
        ..lopdf::LoadOptions::default()
    };
    let password = || SourceError::PdfPassword {
        path: path.to_owned(),
    };
    let document = match lopdf::Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(password()),
        Err(error) => return Err(not_pdf(path, &error.to_string())),
    };
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(password());
    }
    let mut text = String::new();
    let mut pages = 0;
    for page in document.page_iter() {
        page::read(&document, page, &mut text)
            .map_err(|error| not_pdf(path, &error.to_string()))?;
        text.push('\u{c}');
        pages += 1;
        if text.len() > MOST_BYTES {
            let mebibytes = MOST_BYTES / 1024 / 1024;
            return Err(SourceError::TooLarge {
                path: path.to_owned(),
                found: format!("{mebibytes} MiB of text"),
                expected: format!("{mebibytes} MiB"),
            });
        }
    }
    if text.trim().is_empty() {
        let path = path.to_owned();
        if is_cut_off(bytes) {
            return Err(not_pdf(&path, "it is cut off before any text"));
        }
        return Err(SourceError::PdfWithoutText { path, pages });
    }
    Ok(text)
}

#[cfg(feature = "pdf")]
fn not_pdf(path: &str, message: &str) -> SourceError {
    SourceError::NotPdf {
        path: path.to_owned(),
        message: message.to_owned(),
    }
}

#[cfg(test)]
#[cfg(feature = "pdf")]
mod tests;
