//! A graph in RocksDB, for those who update in place: cargo feature `disk`.
//!
//! Takes quads and a folder; gives a [`Graph`] and says what a writing changed. The folder is open to any other program
//! of oxigraph's. Without the feature it recognises such a folder and says what is missing. How quads are kept and asked
//! is left to `kept`.

use std::{fs::File, io::Read, path::Path};

use oxigraph::store::StorageError;

use super::{Graph, Quads};

#[cfg(feature = "disk")]
mod kept;
#[cfg(feature = "disk")]
mod merged;

#[cfg(feature = "disk")]
pub(super) use kept::Rocks;

/// With what the file `CURRENT` of a RocksDB begins; a graph folder of ours has a file `current`,
/// which some file systems take for the same.
const MARK: &[u8] = b"MANIFEST-";

/// What was changed in a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many quads the graph has.
    pub quads: usize,
    /// How many of them were not there before.
    pub added: usize,
    /// How many were there before and are no more.
    pub removed: usize,
}

/// Why a folder of RocksDB cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RocksError {
    /// The program cannot: it was compiled without RocksDB.
    #[error(
        "cannot use `{path}`: this policygraph was compiled without RocksDB; expected `cargo install --features disk`"
    )]
    NotCompiled {
        /// The folder.
        path: String,
    },
    /// The folder holds something else.
    #[error(
        "`{path}` holds something other than a RocksDB: expected it empty, or as `build --as rocksdb` wrote it"
    )]
    NotRocks {
        /// The folder.
        path: String,
    },
    /// Another process writes, or reads what is to be written.
    #[error(
        "`{path}` is in use by another process: expected to be alone with it, or among readers"
    )]
    InUse {
        /// The folder.
        path: String,
    },
    /// The operating system refused.
    #[error("cannot use `{path}`: {cause}")]
    Io {
        /// The folder.
        path: String,
        /// What it said.
        cause: std::io::Error,
    },
    /// RocksDB refused, or found what it did not write.
    #[error("RocksDB cannot use `{path}`: {cause}")]
    Storage {
        /// The folder.
        path: String,
        /// What it said.
        cause: StorageError,
    },
}

/// Says whether a folder holds a RocksDB.
#[must_use]
pub fn is_rocks(folder: &Path) -> bool {
    let mut begin = [0; MARK.len()];
    let file = File::open(folder.join("CURRENT"));
    file.and_then(|mut file| file.read_exact(&mut begin))
        .is_ok()
        && begin == MARK
}

/// Opens a folder that [`write_rocks`], or another program of oxigraph's, wrote.
///
/// The graph is what was there when it was opened.
///
/// # Errors
///
/// Refuses a folder that holds no RocksDB, and one that is being written.
pub fn open_rocks(folder: &Path) -> Result<Graph, RocksError> {
    #[cfg(feature = "disk")]
    {
        Rocks::open(folder).map(Graph::from)
    }
    #[cfg(not(feature = "disk"))]
    {
        Err(not_compiled(folder))
    }
}

/// Makes a folder hold exactly these quads, and says what that changed.
///
/// Until it is done, and where it fails, the folder holds what it did. Quads that others put there and that are not
/// among these are removed. O(n log n) in time; in memory the quads once, and what differs.
///
/// # Errors
///
/// Refuses a folder that holds something else, and one that is in use.
pub fn write_rocks(folder: &Path, quads: &Quads) -> Result<Written, RocksError> {
    #[cfg(feature = "disk")]
    {
        kept::write(folder, quads)
    }
    #[cfg(not(feature = "disk"))]
    {
        let _ = quads;
        Err(not_compiled(folder))
    }
}

#[cfg(not(feature = "disk"))]
fn not_compiled(folder: &Path) -> RocksError {
    let path = folder.display().to_string();
    RocksError::NotCompiled { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rocksdb_is_known_by_what_current_says() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_rocks(folder.path()));
        for (text, is) in [
            ("0123456789abcdef\n", false),
            ("MANIFEST-000005\n", true),
            ("MAN", false),
        ] {
            std::fs::write(folder.path().join("CURRENT"), text).unwrap();
            assert_eq!(is_rocks(folder.path()), is, "{text}");
        }
    }

    #[cfg(not(feature = "disk"))]
    #[test]
    fn without_the_feature_it_says_which_is_missing() {
        let refused = open_rocks(Path::new("graph")).unwrap_err().to_string();
        assert_eq!(
            refused,
            "cannot use `graph`: this policygraph was compiled without RocksDB; expected `cargo install --features disk`"
        );
        let refused = write_rocks(Path::new("graph"), &Quads::default());
        assert!(matches!(refused, Err(RocksError::NotCompiled { .. })));
    }
}
