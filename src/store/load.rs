//! Builds a graph from files of N-Triples and N-Quads, beyond memory if need be.
//!
//! Threads read the files in blocks that end with a line, parse them and number
//! the terms of a block; then, in the order of the blocks, the blocks' terms get
//! their numbers in the graph ([`merge`]). So the bytes of the index depend on the
//! files alone: not on the number of threads, the sizes of blocks or the memory.
//!
//! What the parsers of oxigraph refuse in their strict mode is refused here too.
//! Where files are, and what a graph is called in which triples without one
//! stand, is left to the caller.

use std::{io, path::PathBuf};

mod chunk;
mod error;
mod line;
mod merge;
mod parse;
mod write;

#[cfg(test)]
mod tests;

pub use error::LoadError;

use super::{
    Manifest,
    beside::{Beside, build},
    disk::Written,
    index::Layout,
};
use merge::Shared;

/// A file of N-Triples (`.nt`) or N-Quads (`.nq`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    /// The IRI of the graph in which its triples stand that name none.
    pub graph: String,
}

/// How to load.
#[derive(Clone, Copy)]
pub struct Loading<'a> {
    /// How many bytes of memory it may take, about; [`MEMORY`] is a good default.
    pub memory: u64,
    /// How many threads parse and sort.
    pub threads: usize,
    /// Is told, as blocks are done, how many bytes of all files are done, and how many there are.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// The memory that loading may take where nothing is said: 2 GiB.
pub const MEMORY: u64 = 2 << 30;

/// What was loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// How many bytes the files had.
    pub bytes: u64,
    /// How many lines, those without a statement too.
    pub lines: u64,
    /// How many statements, those that stand twice too.
    pub statements: u64,
    /// How many times rows were sorted and put on disk, because memory did not hold them.
    pub runs: u64,
}

/// How memory is shared out.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// All of it, in bytes.
    memory: u64,
    /// How many bytes are read at once.
    chunk: usize,
    /// The longest line.
    line: u64,
    /// What all threads have at hand: for each byte of a block its terms, their table and its rows come to three more.
    in_flight: u64,
    /// The most that the terms may take.
    terms: u64,
}

impl Limits {
    fn new(memory: u64, threads: usize) -> Self {
        let threads = threads.max(1) as u64;
        // A larger block says fewer terms anew; a smaller one's terms stay in the cache of a core.
        let chunk = (memory / (32 * threads)).clamp(1 << 14, 1 << 22);
        Self {
            memory,
            chunk: usize::try_from(chunk).unwrap_or(1 << 22),
            line: memory / (16 * threads),
            in_flight: 4 * chunk * threads,
            terms: memory / 8 * 5,
        }
    }
}

/// Builds a graph of files in a folder, and makes it the current one there.
///
/// The quads get their terms' numbers in the order of the files and lines. A blank node is one of its file:
/// its label gets the place of the file before it, `f1_`. Needs room on the disk for the rows, twice at
/// most, where memory does not hold them.
///
/// # Errors
///
/// Names the first line, in the order of the files, that is no statement; refuses files whose terms
/// need more memory than there may be, and fails where the disk does. The folder then shows the graph that was there.
pub fn load_graph(
    folder: &std::path::Path,
    sources: &[Source],
    loading: &Loading<'_>,
    beside: &Beside<'_>,
) -> Result<(Manifest, Loaded), LoadError> {
    let mut loaded = Loaded::default();
    let manifest = build(folder, beside, |unfinished, out| {
        let limits = Limits::new(loading.memory, loading.threads);
        let (out, layout, read) = load(sources, loading, limits, (unfinished, out))?;
        loaded = read.loaded;
        let sources = read.sources;
        Ok::<_, LoadError>(Written {
            out,
            layout,
            sources,
        })
    })?;
    Ok((manifest, loaded))
}

/// What was read, and from what.
struct Read {
    loaded: Loaded,
    /// The name and the SHA-256 of each file.
    sources: Vec<(String, String)>,
}

/// Reads files and writes the index of what they say; puts what memory does not hold into a folder.
fn load<W: io::Write + io::Seek + Send>(
    sources: &[Source],
    loading: &Loading<'_>,
    limits: Limits,
    (folder, out): (&std::path::Path, W),
) -> Result<(W, Layout, Read), LoadError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(loading.threads.max(1));
    let pool = pool.build().map_err(|error| LoadError::Threads {
        cause: error.to_string(),
    })?;
    let shared = Shared::new(sources, limits, folder, loading.progress)?;
    pool.broadcast(|_| shared.work());
    let (merged, digests) = shared.into_merged()?;
    let loaded = merged.loaded();
    let written = pool.install(|| write::write(merged, limits, (folder, out)));
    let (out, layout, runs) = written.map_err(LoadError::Write)?;
    let loaded = Loaded {
        runs: loaded.runs + runs,
        ..loaded
    };
    let sources = digests;
    Ok((out, layout, Read { loaded, sources }))
}
