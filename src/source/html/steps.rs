//! The bytes of a page for `html5gum`, so that a tag of any number of attributes is read.
//!
//! The library (0.9.0) goes from one quoted attribute to the next by a call within
//! the call, and a tag of some ten thousand overflows the stack, which ends the
//! whole process. An unexpected `=` after an attribute makes it return first. So
//! now and then, in tags that no page for readers has, the space there is read as `=`.

use std::convert::Infallible;

use html5gum::{Readable, Reader, StringReader};

/// After so many attributes in one tag the library has to return.
const MOST: usize = 64;

/// Reads a page byte by byte.
#[derive(Debug)]
pub(super) struct Steps<'a> {
    page: StringReader<'a>,
    /// Whether the last byte may be the quote that closes a value.
    quoted: bool,
    /// How many quoted attributes followed each other in this tag.
    attributes: usize,
}

impl<'a> Steps<'a> {
    /// Begins with a page.
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            page: html.to_reader(),
            quoted: false,
            attributes: 0,
        }
    }

    /// Counts the attributes of a tag by what follows the quote of a value; returns the byte that the library is given.
    fn step(&mut self, byte: u8) -> u8 {
        let parts = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/');
        if byte == b'>' {
            self.attributes = 0;
        } else if self.quoted && parts {
            self.attributes += 1;
            if self.attributes >= MOST {
                self.attributes = 0;
                return b'=';
            }
        }
        byte
    }
}

impl Reader for Steps<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let byte = self.page.read_byte()?;
        let byte = byte.map(|byte| self.step(byte));
        self.quoted = false;
        Ok(byte)
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        self.quoted = false;
        self.page.try_read_string(text, case_sensitive)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        char_buf: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        let read = self.page.read_until(needle, char_buf)?;
        self.quoted = read == Some(b"\"");
        if read == Some(b">") {
            self.attributes = 0;
        }
        Ok(read)
    }
}
