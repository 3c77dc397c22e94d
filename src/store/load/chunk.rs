//! Reads files in blocks that end where a line does, and their SHA-256 on the way.
//!
//! No term of N-Triples or N-Quads holds a line break, so a block can be parsed without those before it.

use std::{fs::File, io::Read};

use memchr::memrchr;

use super::{Limits, LoadError, Source};
use crate::fact::digest::Sha256Sum;

/// A part of a file: whole lines.
pub struct Chunk {
    /// The place of the file among the sources.
    pub source: usize,
    /// The lines.
    pub bytes: Vec<u8>,
}

/// The files that are not read yet, and the rest of one.
pub struct Chunks<'a> {
    sources: &'a [Source],
    limits: Limits,
    open: Option<Open>,
    /// The place of the next file.
    next: usize,
    /// How many blocks were given.
    given: u64,
    digests: Vec<(String, String)>,
}

/// A file that is being read.
struct Open {
    file: File,
    /// What was read after the last line of the last block.
    rest: Vec<u8>,
    sum: Sha256Sum,
}

impl<'a> Chunks<'a> {
    pub fn new(sources: &'a [Source], limits: Limits) -> Self {
        Self {
            sources,
            limits,
            open: None,
            next: 0,
            given: 0,
            digests: Vec::new(),
        }
    }

    /// Returns the next block and its place among all, in a buffer that is no longer needed; `None` after the last and after an error.
    pub fn next(&mut self, buffer: Vec<u8>) -> Option<(u64, Result<Chunk, LoadError>)> {
        if self.open.is_none() && self.next == self.sources.len() {
            return None;
        }
        let chunk = self.read(buffer);
        if chunk.is_err() {
            (self.open, self.next) = (None, self.sources.len());
        }
        self.given += 1;
        Some((self.given - 1, chunk))
    }

    /// Returns name and SHA-256 of each file, by name.
    pub fn into_digests(mut self) -> Vec<(String, String)> {
        self.digests.sort();
        self.digests
    }

    fn read(&mut self, mut bytes: Vec<u8>) -> Result<Chunk, LoadError> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.open()?,
        };
        let source = self.next - 1;
        bytes.clear();
        bytes.append(&mut open.rest);
        let has_more = self.fill(&mut open, &mut bytes)?;
        if has_more {
            self.open = Some(open);
        } else {
            let name = self.sources[source].path.file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            self.digests.push((name, open.sum.finish()));
        }
        Ok(Chunk { source, bytes })
    }

    fn open(&mut self) -> Result<Open, LoadError> {
        let path = &self.sources[self.next].path;
        let file = File::open(path).map_err(LoadError::read(path))?;
        self.next += 1;
        Ok(Open {
            file,
            rest: Vec::new(),
            sum: Sha256Sum::default(),
        })
    }

    /// Reads on to the end of a line; says whether the file may have more.
    fn fill(&self, open: &mut Open, bytes: &mut Vec<u8>) -> Result<bool, LoadError> {
        let path = &self.sources[self.next - 1].path;
        loop {
            let before = bytes.len();
            let wanted = self.limits.chunk;
            bytes.reserve(wanted);
            let mut part = (&mut open.file).take(wanted as u64);
            let read = part.read_to_end(bytes).map_err(LoadError::read(path))?;
            open.sum.add(&bytes[before..]);
            if read < wanted {
                return Ok(false);
            }
            // The last byte before may have been the first of a line end of two.
            let from = before.saturating_sub(1);
            if let Some(end) = last_line_end(&bytes[from..]) {
                open.rest = bytes.split_off(from + end);
                return Ok(true);
            }
            if bytes.len() as u64 > self.limits.line.max(wanted as u64) {
                return Err(LoadError::Line {
                    path: path.display().to_string(),
                    line: 1,
                    found: bytes.len() as u64,
                    most: self.limits.line,
                });
            }
        }
    }
}

/// Returns where the last whole line ends; a line that ends with CR at the end of the bytes may go on with LF.
fn last_line_end(bytes: &[u8]) -> Option<usize> {
    let (_, known) = bytes.split_last()?;
    let end = memrchr(b'\n', bytes).or_else(|| memrchr(b'\r', known));
    end.map(|end| end + 1)
}
