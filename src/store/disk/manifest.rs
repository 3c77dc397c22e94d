//! What a version of a graph was made from, and what can be wrong with its folder.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::store::index::IndexError;

/// The layout of the folder that this program writes, and the newest it reads.
pub(super) const FORMAT: u32 = 2;

/// What a built graph was made from; nothing in it depends on when or where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the folder.
    pub format: u32,
    /// The version of the program that built it.
    pub policygraph: String,
    /// How many terms it has, without those whose number is their value.
    pub terms: u64,
    /// How many triples it has, each once.
    pub triples: u64,
    /// How many quads it has.
    pub quads: u64,
    /// The checksum of the index's header, which holds those of its sections: XXH3, hexadecimal.
    pub checksum: String,
    /// What stands beside the index: the name of each file and the XXH3 of its bytes, hexadecimal.
    pub beside: Vec<(String, String)>,
    /// The files it was built from: name and SHA-256, by name.
    pub sources: Vec<(String, String)>,
}

/// Why a graph folder cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiskError {
    /// The operating system refused.
    #[error("cannot {act} `{path}`: {cause}")]
    Io {
        /// `read`, `write` or `lock`.
        act: &'static str,
        /// The file or folder.
        path: String,
        /// What it said.
        cause: io::Error,
    },
    /// The folder holds something else.
    #[error(
        "`{path}` is not a graph folder: expected a file `current` in it, as `policygraph build` writes"
    )]
    NotAGraph {
        /// The folder.
        path: String,
    },
    /// A newer program wrote it.
    #[error(
        "{path}: found format {found}, written by policygraph {by}: expected format {FORMAT} or older"
    )]
    Newer {
        /// The manifest.
        path: String,
        /// Its format.
        found: u32,
        /// The version of the program that wrote it.
        by: String,
    },
    /// An older program wrote it.
    #[error("{path}: found format {found}: expected format {FORMAT}; build the graph again")]
    Older {
        /// The manifest.
        path: String,
        /// Its format.
        found: u32,
    },
    /// A file is not what was written.
    #[error("{path}: {problem}: expected the file as `policygraph build` wrote it")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The index is not what was written.
    #[error("{path}: {cause}")]
    Index {
        /// The file.
        path: String,
        /// What is wrong with it.
        cause: IndexError,
    },
    /// There is no version before the current one.
    #[error("`{path}` has no version before the current one: expected one to go back to")]
    NoVersionBefore {
        /// The folder.
        path: String,
    },
}

pub(super) fn failed<'a>(
    act: &'static str,
    path: &'a Path,
) -> impl FnOnce(io::Error) -> DiskError + 'a {
    move |cause| {
        let path = path.display().to_string();
        DiskError::Io { act, path, cause }
    }
}

pub(super) fn damaged(path: &Path, problem: impl Into<String>) -> DiskError {
    let (path, problem) = (path.display().to_string(), problem.into());
    DiskError::Damaged { path, problem }
}

/// The part of a manifest that every format has.
#[derive(Deserialize)]
struct Stamp {
    format: u32,
    #[serde(default)]
    policygraph: String,
}

/// Reads a manifest of this program's format.
pub(super) fn read_manifest(file: &Path) -> Result<Manifest, DiskError> {
    let text = fs::read_to_string(file).map_err(failed("read", file))?;
    let wrong = |error: serde_json::Error| damaged(file, error.to_string());
    let Stamp {
        format: found,
        policygraph: by,
    } = serde_json::from_str(&text).map_err(wrong)?;
    let path = || file.display().to_string();
    match found {
        FORMAT => serde_json::from_str(&text).map_err(wrong),
        0..FORMAT => Err(DiskError::Older {
            path: path(),
            found,
        }),
        _ => Err(DiskError::Newer {
            path: path(),
            found,
            by,
        }),
    }
}
