//! The bytes of an index: a file mapped into memory, or bytes that this process made.
//!
//! The one place of the program with `unsafe`.

use std::{fs::File, io, ops::Deref, path::Path};

use memmap2::Mmap;

/// Bytes that do not change.
#[derive(Debug)]
pub enum Bytes {
    /// A file, read by the operating system where it is touched, and shared by all processes that map it.
    Mapped(Mmap),
    /// Bytes of this process.
    Owned(Vec<u8>),
}

impl Bytes {
    /// Maps a file. O(1).
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be opened or mapped.
    #[expect(unsafe_code, reason = "a map has no safe form")]
    pub fn map(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: the bytes must not change while they are mapped. `store::disk` writes a graph to a
        // new file, renames it into place and never opens it for writing again; pruning and replacing
        // unlink the file, which leaves it whole for who has it mapped. Nothing here trusts the bytes:
        // every offset and number in them is held to its bounds where it is used, and text to UTF-8.
        let map = unsafe { Mmap::map(&file)? };
        Ok(Self::Mapped(map))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Owned(bytes) => bytes,
        }
    }
}
