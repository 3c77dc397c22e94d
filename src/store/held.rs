//! Where the quads of a graph are.

use super::index::Index;
#[cfg(feature = "disk")]
use super::rocks::Rocks;

/// The quads of a graph: an index, or a store that is asked in its place.
#[derive(Debug)]
pub(super) enum Held {
    /// In memory, or mapped.
    Index(Index),
    /// In RocksDB, and in an index of all its quads from when that is first needed.
    #[cfg(feature = "disk")]
    Rocks(Rocks),
}

impl Held {
    /// Returns the index of the quads; of those in RocksDB it is made where it is first asked for.
    pub(super) fn index(&self) -> &Index {
        match self {
            Self::Index(index) => index,
            #[cfg(feature = "disk")]
            Self::Rocks(rocks) => rocks.index(),
        }
    }
}
