//! A graph in a folder: written beside the old one, then switched by one rename.
//!
//! `DIR/current` names the version; `DIR/VERSION/graph.nq` holds the quads and
//! `DIR/VERSION/manifest.json` what they were made from. A version's name is
//! made from its content. The version before is kept, so that whoever is
//! reading it can finish.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use oxigraph::io::{RdfFormat, RdfParser};
use serde::{Deserialize, Serialize};

use super::Quad;
use crate::fact::digest::sha256;

/// The layout of the folder that this program writes, and the newest it reads.
const FORMAT: u32 = 1;

/// How many hexadecimal digits of the content's SHA-256 name a version.
const VERSION_DIGITS: usize = 16;

/// What a built graph was made from; nothing in it depends on when or where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the folder.
    pub format: u32,
    /// The version of the program that built it.
    pub policygraph: String,
    /// How many quads it has.
    pub quads: usize,
    /// The SHA-256 of `graph.nq`.
    pub sha256: String,
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
        /// `read` or `write`.
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
    /// A file is not what was written.
    #[error("{path}: {problem}: expected the file as `policygraph build` wrote it")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
}

fn failed<'a>(act: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> DiskError + 'a {
    move |cause| {
        let path = path.display().to_string();
        DiskError::Io { act, path, cause }
    }
}

fn damaged(path: &Path, problem: impl Into<String>) -> DiskError {
    let (path, problem) = (path.display().to_string(), problem.into());
    DiskError::Damaged { path, problem }
}

/// Writes a graph into a folder and makes it the current one; returns its manifest.
///
/// `lines` are the sorted N-Quads. Until the last rename the folder shows the
/// graph that was there; where anything fails, it still does, and nothing is left behind.
///
/// # Errors
///
/// Refuses a folder that holds something other than graphs; fails where the disk does.
pub fn write_graph(
    folder: &Path,
    lines: &[u8],
    sources: Vec<(String, String)>,
) -> Result<Manifest, DiskError> {
    let manifest = Manifest {
        format: FORMAT,
        policygraph: env!("CARGO_PKG_VERSION").to_owned(),
        quads: lines.split(|byte| *byte == b'\n').count() - 1,
        sha256: sha256(lines),
        sources,
    };
    let text = serde_json::to_string_pretty(&manifest)
        .map_err(|error| damaged(folder, error.to_string()))?;
    let text = format!("{text}\n");
    let version = sha256(text.as_bytes())[..VERSION_DIGITS].to_owned();
    let before = prepare(folder)?;
    let beside = folder.join(format!("{version}.{}.new", std::process::id()));
    let written = write_version(&beside, lines, text.as_bytes())
        .and_then(|()| switch(folder, &beside, &version));
    if written.is_err() {
        // Nothing more can be done where even the clean-up fails.
        let _ = fs::remove_dir_all(&beside);
    }
    written?;
    prune(folder, &[Some(version), before]);
    Ok(manifest)
}

/// Makes the folder where it is missing; returns the version that is current, if any.
fn prepare(folder: &Path) -> Result<Option<String>, DiskError> {
    fs::create_dir_all(folder).map_err(failed("write", folder))?;
    if let Ok(version) = fs::read_to_string(folder.join("current")) {
        return Ok(Some(version.trim().to_owned()));
    }
    let mut entries = fs::read_dir(folder).map_err(failed("read", folder))?;
    let unfinished = |name: &str| {
        Path::new(name)
            .extension()
            .is_some_and(|ending| ending == "new")
    };
    let foreign = entries
        .any(|entry| entry.is_ok_and(|entry| !unfinished(&entry.file_name().to_string_lossy())));
    if foreign {
        let path = folder.display().to_string();
        return Err(DiskError::NotAGraph { path });
    }
    Ok(None)
}

fn write_version(folder: &Path, lines: &[u8], manifest: &[u8]) -> Result<(), DiskError> {
    fs::create_dir_all(folder).map_err(failed("write", folder))?;
    write_file(&folder.join("graph.nq"), lines)?;
    write_file(&folder.join("manifest.json"), manifest)
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(failed("write", path))
}

fn switch(folder: &Path, beside: &Path, version: &str) -> Result<(), DiskError> {
    let place = folder.join(version);
    if place.is_dir() {
        fs::remove_dir_all(beside).map_err(failed("write", beside))?;
    } else {
        fs::rename(beside, &place).map_err(failed("write", &place))?;
    }
    let next = folder.join(format!("current.{}.new", std::process::id()));
    write_file(&next, format!("{version}\n").as_bytes())?;
    let current = folder.join("current");
    fs::rename(&next, &current).map_err(failed("write", &current))?;
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed("write", folder))
}

/// Removes versions that are neither current nor the one before. What cannot be removed stays.
fn prune(folder: &Path, keep: &[Option<String>]) {
    let is_version =
        |name: &str| name.len() == VERSION_DIGITS && name.bytes().all(|b| b.is_ascii_hexdigit());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_version(&name) && !keep.iter().flatten().any(|kept| *kept == name) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Reads the current graph of a folder and its manifest.
///
/// # Errors
///
/// Refuses a folder that is no graph's, a format newer than this program's,
/// and files whose digest is not the manifest's.
pub fn read_graph(folder: &Path) -> Result<(Manifest, Vec<Quad>), DiskError> {
    let path = folder.display().to_string();
    fs::read_dir(folder).map_err(failed("read", folder))?;
    let version =
        fs::read_to_string(folder.join("current")).map_err(|_| DiskError::NotAGraph { path })?;
    let version = folder.join(version.trim());
    let manifest = read_manifest(&version.join("manifest.json"))?;
    let file: PathBuf = version.join("graph.nq");
    let lines = fs::read(&file).map_err(failed("read", &file))?;
    if sha256(&lines) != manifest.sha256 {
        return Err(damaged(&file, "its digest is not the manifest's"));
    }
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient();
    let quads: Result<Vec<Quad>, _> = parser.for_slice(&lines).collect();
    let quads = quads.map_err(|error| damaged(&file, error.to_string()))?;
    Ok((manifest, quads))
}

/// The part of a manifest that every format has.
#[derive(Deserialize)]
struct Stamp {
    format: u32,
    #[serde(default)]
    policygraph: String,
}

fn read_manifest(file: &Path) -> Result<Manifest, DiskError> {
    let text = fs::read_to_string(file).map_err(failed("read", file))?;
    let stamp: Stamp =
        serde_json::from_str(&text).map_err(|error| damaged(file, error.to_string()))?;
    if stamp.format > FORMAT {
        let path = file.display().to_string();
        return Err(DiskError::Newer {
            path,
            found: stamp.format,
            by: stamp.policygraph,
        });
    }
    serde_json::from_str(&text).map_err(|error| damaged(file, error.to_string()))
}
