//! Why files do not load.

use std::{io, path::Path};

use crate::store::DiskError;

/// Why files do not load.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A file cannot be read.
    #[error("cannot read `{path}`: {cause}")]
    Read {
        /// The file.
        path: String,
        /// What the operating system said.
        cause: io::Error,
    },
    /// A file's ending says that it is something else.
    #[error("found `{path}`: expected a file of N-Triples (.nt) or N-Quads (.nq)")]
    Form {
        /// The file.
        path: String,
    },
    /// The name for the graph of triples without one is no IRI.
    #[error("found `{graph}` as the graph of `{path}`: expected an IRI")]
    Graph {
        /// The file.
        path: String,
        /// The name.
        graph: String,
    },
    /// A line is no statement.
    #[error("{path}:{line}:{column}: found {found}: {problem}: expected {expected}")]
    Syntax {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// The character of the line, from 1.
        column: u64,
        /// What stands there.
        found: String,
        /// What is wrong with it.
        problem: String,
        /// What a line may be.
        expected: &'static str,
    },
    /// A line is longer than memory may be used for.
    #[error(
        "{path}:{line}: found a line of more than {found} bytes: expected at most {most}; give more --memory"
    )]
    Line {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// How much of it was read.
        found: u64,
        /// How long one may be.
        most: u64,
    },
    /// The terms need more memory than there may be.
    #[error("found terms that take {} MiB after {done} of {all} bytes: expected at most {} MiB with --memory {}M; the whole needs about --memory {}M", mebibytes(*.found), mebibytes(*.most), mebibytes(*.memory), mebibytes(*.needed))]
    Memory {
        /// How many bytes they take.
        found: u64,
        /// How many they may.
        most: u64,
        /// How many everything may.
        memory: u64,
        /// How many everything needs, if the rest is like what was read.
        needed: u64,
        /// How many bytes of the files were read.
        done: u64,
        /// How many there are.
        all: u64,
    },
    /// The threads could not be made, or one ended too early.
    #[error("cannot work with several threads: {cause}")]
    Threads {
        /// What the operating system said.
        cause: String,
    },
    /// The index cannot be written.
    #[error("cannot write the graph: {0}")]
    Write(io::Error),
    /// The folder is not one for graphs.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Returns bytes in mebibytes, the part of one as a whole.
fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

impl LoadError {
    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.display().to_string();
        move |cause| Self::Read { path, cause }
    }
}
