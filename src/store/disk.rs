//! A graph in a folder: written beside the old one, then switched by one rename.
//!
//! `DIR/current` names the version; `DIR/VERSION/graph.nq` holds the quads and
//! `DIR/VERSION/manifest.json` what they were made from. A version's name is
//! made from its content. The version before is kept. Whoever writes holds a
//! lock on the folder, whoever reads a shared one; the operating system lifts
//! both when the process ends. Where a folder cannot be locked, all goes on without.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use oxigraph::io::{RdfFormat, RdfParser};
use serde::{Deserialize, Serialize};

use super::Quads;
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
    let made = !folder.exists();
    fs::create_dir_all(folder).map_err(failed("write", folder))?;
    let written = lock(folder, File::lock).and_then(|_lock| {
        let before = current(folder)?;
        replace(folder, &version, lines, text.as_bytes())?;
        prune(folder, &[Some(version), before]);
        Ok(manifest)
    });
    if written.is_err() && made {
        // Fails where it is not empty, and then it must stay.
        let _ = fs::remove_dir(folder);
    }
    written
}

/// Locks a folder until the value is dropped; `None` where the file system has no locks.
fn lock(folder: &Path, how: impl Fn(&File) -> io::Result<()>) -> Result<Option<File>, DiskError> {
    let Ok(opened) = File::open(folder) else {
        return Ok(None);
    };
    match how(&opened) {
        Ok(()) => Ok(Some(opened)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(failed("lock", folder)(error)),
    }
}

/// Returns the version that is current, if any.
fn current(folder: &Path) -> Result<Option<String>, DiskError> {
    let Ok(version) = fs::read_to_string(folder.join("current")) else {
        return if is_foreign(folder)? {
            Err(not_a_graph(folder))
        } else {
            Ok(None)
        };
    };
    let version = version.trim().to_owned();
    if let Err(newer @ DiskError::Newer { .. }) =
        read_manifest(&folder.join(&version).join("manifest.json"))
    {
        return Err(newer);
    }
    Ok(Some(version))
}

/// Says whether a folder holds what no build has left there.
fn is_foreign(folder: &Path) -> Result<bool, DiskError> {
    let mut entries = fs::read_dir(folder).map_err(failed("read", folder))?;
    Ok(entries.any(|entry| {
        entry.is_ok_and(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            !is_unfinished(&name) && !is_version(&name)
        })
    }))
}

fn is_unfinished(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "new")
}

fn is_version(name: &str) -> bool {
    name.len() == VERSION_DIGITS && name.bytes().all(|b| b.is_ascii_hexdigit())
}

fn not_a_graph(folder: &Path) -> DiskError {
    let path = folder.display().to_string();
    DiskError::NotAGraph { path }
}

/// Writes a version and makes it current; where that fails, takes away what it wrote.
fn replace(folder: &Path, version: &str, lines: &[u8], manifest: &[u8]) -> Result<(), DiskError> {
    let beside = folder.join(format!("{version}.new"));
    let next = folder.join("current.new");
    let written = write_version(&beside, lines, manifest)
        .and_then(|()| write_file(&next, format!("{version}\n").as_bytes()))
        .and_then(|()| switch(folder, &beside, &next, version));
    if written.is_err() {
        // Nothing more can be done where even the clean-up fails.
        let _ = (fs::remove_dir_all(&beside), fs::remove_file(&next));
    }
    written
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

/// Puts the version in its place, also where a damaged one of that name stands there, and makes it current.
fn switch(folder: &Path, beside: &Path, next: &Path, version: &str) -> Result<(), DiskError> {
    let place = folder.join(version);
    let old = folder.join(format!("{version}.old.new"));
    let moved = place.exists();
    if moved {
        fs::rename(&place, &old).map_err(failed("write", &place))?;
    }
    fs::rename(beside, &place).map_err(|cause| {
        // Nothing more can be done where this fails too.
        let _ = moved.then(|| fs::rename(&old, &place));
        failed("write", &place)(cause)
    })?;
    let current = folder.join("current");
    fs::rename(next, &current).map_err(failed("write", &current))?;
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed("write", folder))
}

/// Removes what an aborted build left, and versions that are neither current
/// nor the one before. What cannot be removed stays.
fn prune(folder: &Path, keep: &[Option<String>]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let old = is_version(&name) && !keep.iter().flatten().any(|kept| *kept == name);
        if old || is_unfinished(&name) {
            let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
        }
    }
}

/// Reads the current graph of a folder and its manifest.
///
/// # Errors
///
/// Refuses a folder that is no graph's, a format newer than this program's,
/// and files whose digest is not the manifest's.
pub fn read_graph(folder: &Path) -> Result<(Manifest, Quads), DiskError> {
    let (manifest, file, lines) = read_files(folder)?;
    if sha256(&lines) != manifest.sha256 {
        return Err(damaged(&file, "its digest is not the manifest's"));
    }
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient();
    let quads: Result<Quads, _> = parser.for_slice(&lines).collect();
    let quads = quads.map_err(|error| damaged(&file, error.to_string()))?;
    Ok((manifest, quads))
}

/// Reads the current version's files under a shared lock, so that no build prunes them meanwhile.
fn read_files(folder: &Path) -> Result<(Manifest, PathBuf, Vec<u8>), DiskError> {
    fs::read_dir(folder).map_err(failed("read", folder))?;
    let _lock = lock(folder, File::lock_shared)?;
    let current = folder.join("current");
    let version = fs::read_to_string(&current).map_err(|_| not_a_graph(folder))?;
    let version = version.trim_end();
    if !is_version(version) {
        return Err(damaged(&current, "it names no version"));
    }
    let manifest = read_manifest(&folder.join(version).join("manifest.json"))?;
    let file = folder.join(version).join("graph.nq");
    let lines = fs::read(&file).map_err(failed("read", &file))?;
    Ok((manifest, file, lines))
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
