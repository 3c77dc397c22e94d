//! A graph in a folder: written beside the old one, then switched by one rename.
//!
//! `DIR/current` names the versions, the current one first; `DIR/VERSION` holds
//! the index and a manifest of what it was made from. A version's name is made
//! from its content. Three versions before the current one are kept. Whoever
//! writes holds a lock on the folder, which the operating system lifts when the
//! process ends; whoever reads needs none, for nothing that is in place is ever
//! written to, and what is mapped stays whole when its name is gone.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

mod manifest;

pub use manifest::{DiskError, Manifest};

use super::{
    index::{Index, Layout, checksum},
    names::NameIndex,
};
use crate::fact::digest::sha256;
use manifest::{FORMAT, damaged, failed, read_manifest};

/// How many hexadecimal digits of the manifest's SHA-256 name a version.
const VERSION_DIGITS: usize = 16;

/// How many versions before the current one are kept.
const KEPT: usize = 3;

/// The file of a version that holds the quads.
const INDEX: &str = "graph.index";

/// The file of a version that holds the digests of names.
pub(super) const NAMES: &str = "names.index";

/// How often a reader looks again where builds take the version away before it is open.
const MOST_LOOKS: usize = 8;

/// What was written: where to, what the index's header says, and from which files: name and SHA-256.
pub(super) struct Written {
    pub(super) out: Out,
    pub(super) layout: Layout,
    pub(super) sources: Vec<(String, String)>,
}

/// A version that is in its place.
#[derive(Clone, Debug)]
pub(super) struct Version {
    folder: PathBuf,
    pub(super) manifest: Manifest,
}

/// The graph of a version.
pub(super) struct Opened {
    pub(super) version: Version,
    pub(super) index: Index,
    /// Where the file is there and fits.
    pub(super) names: Option<NameIndex>,
}

/// A file that stands beside an index: its name and its bytes.
pub type BesideFile = (String, Vec<u8>);

/// What a graph is written to.
pub(super) type Out = BufWriter<File>;

/// Writes a graph into a folder and makes it the current one; returns its manifest.
///
/// `write` writes the index, `beside` makes what stands beside it. Until the last rename the folder shows the graph that was there; where
/// anything fails, it still does, and nothing is left behind.
///
/// # Errors
///
/// Refuses a folder that holds something other than graphs; fails where `write` or the disk does.
pub(super) fn write_graph(
    folder: &Path,
    write: impl FnOnce(Out) -> io::Result<Written>,
    beside: impl FnOnce(Index) -> io::Result<Vec<BesideFile>>,
) -> Result<Manifest, DiskError> {
    let made = !folder.exists();
    fs::create_dir_all(folder).map_err(failed("write", folder))?;
    let written = lock(folder).and_then(|_lock| {
        let before = versions_to_replace(folder)?;
        let unfinished = folder.join("build.new");
        let written = write_version(&unfinished, write, beside).and_then(|(manifest, version)| {
            switch(folder, &unfinished, &version, &before)?;
            Ok(manifest)
        });
        if written.is_err() {
            // Nothing more can be done where even the clean-up fails.
            let _ = fs::remove_dir_all(&unfinished);
        }
        written
    });
    if written.is_err() && made {
        // Fails where it is not empty, and then it must stay.
        let _ = fs::remove_dir(folder);
    }
    written
}

/// Makes the version before the current one the current one, and removes what was; returns its manifest.
///
/// # Errors
///
/// Refuses a folder that is no graph's or has no version before; fails where the disk does.
pub fn roll_back(folder: &Path) -> Result<Manifest, DiskError> {
    fs::read_dir(folder).map_err(failed("read", folder))?;
    let _lock = lock(folder)?;
    let versions = versions(folder)?;
    let [_, before @ ..] = versions.as_slice() else {
        return Err(not_a_graph(folder));
    };
    let Some(version) = before.first() else {
        let path = folder.display().to_string();
        return Err(DiskError::NoVersionBefore { path });
    };
    let opened = open_version(&folder.join(version))?;
    name_versions(folder, before)?;
    prune(folder, before);
    Ok(opened.version.manifest)
}

/// Opens the current graph of a folder. O(1): the index is mapped, its header checked.
///
/// # Errors
///
/// Refuses a folder that is no graph's, another format than this program's, and an index that is not as it was written.
pub(super) fn open_index(folder: &Path) -> Result<Opened, DiskError> {
    fs::read_dir(folder).map_err(failed("read", folder))?;
    let mut looks = 0;
    loop {
        let current = versions(folder)?.into_iter().next();
        let current =
            current.ok_or_else(|| damaged(&folder.join("current"), "it names no version"))?;
        looks += 1;
        match open_version(&folder.join(&current)) {
            // A build may have pruned the version since it was named.
            Err(DiskError::Io { cause, .. })
                if cause.kind() == io::ErrorKind::NotFound
                    && looks < MOST_LOOKS
                    && versions(folder)?.first() != Some(&current) => {}
            opened => return opened,
        }
    }
}

fn open_version(version: &Path) -> Result<Opened, DiskError> {
    let manifest = read_manifest(&version.join("manifest.json"))?;
    let file = version.join(INDEX);
    let index = Index::open(&file).map_err(failed("read", &file))?;
    let index = index.map_err(|cause| DiskError::Index {
        path: file.display().to_string(),
        cause,
    })?;
    if hexadecimal(index.header_checksum()) != manifest.checksum {
        return Err(damaged(&file, "it is not the manifest's"));
    }
    let names = NameIndex::open(&version.join(NAMES), &index);
    let version = Version {
        folder: version.to_owned(),
        manifest,
    };
    Ok(Opened {
        version,
        index,
        names,
    })
}

/// Locks a folder against other writers until the value is dropped; `None` where the file system has no locks.
fn lock(folder: &Path) -> Result<Option<File>, DiskError> {
    let Ok(opened) = File::open(folder) else {
        return Ok(None);
    };
    match opened.lock() {
        Ok(()) => Ok(Some(opened)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(failed("lock", folder)(error)),
    }
}

/// Returns the versions that `current` names, the current one first.
fn versions(folder: &Path) -> Result<Vec<String>, DiskError> {
    let current = folder.join("current");
    let names = fs::read_to_string(&current).map_err(|_| not_a_graph(folder))?;
    let versions: Vec<String> = names.lines().map(|line| line.trim().to_owned()).collect();
    if versions.iter().all(|version| is_version(version)) {
        Ok(versions)
    } else {
        Err(damaged(&current, "it names no version"))
    }
}

/// Returns the versions of a folder that is to be written to; none of an empty one.
fn versions_to_replace(folder: &Path) -> Result<Vec<String>, DiskError> {
    if !folder.join("current").exists() {
        return if is_foreign(folder)? {
            Err(not_a_graph(folder))
        } else {
            Ok(Vec::new())
        };
    }
    // What is damaged is replaced; what a newer program wrote is not.
    let versions = versions(folder).unwrap_or_default();
    let manifest = versions
        .first()
        .map(|current| folder.join(current).join("manifest.json"));
    match manifest.map(|file| read_manifest(&file)) {
        Some(Err(newer @ DiskError::Newer { .. })) => Err(newer),
        _ => Ok(versions),
    }
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

/// Writes index, what stands beside it, and manifest into a folder that is not yet a version; returns the manifest and the version's name.
fn write_version(
    folder: &Path,
    write: impl FnOnce(Out) -> io::Result<Written>,
    beside: impl FnOnce(Index) -> io::Result<Vec<BesideFile>>,
) -> Result<(Manifest, String), DiskError> {
    // An aborted build may have left one.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(failed("write", folder))?;
    let path = folder.join(INDEX);
    let written = || {
        let written = write(BufWriter::with_capacity(1 << 20, File::create(&path)?))?;
        written.out.into_inner()?.sync_all()?;
        Ok((written.layout, written.sources))
    };
    let (layout, sources) = written().map_err(failed("write", &path))?;
    let manifest = Manifest {
        format: FORMAT,
        policygraph: env!("CARGO_PKG_VERSION").to_owned(),
        terms: layout.terms,
        triples: layout.triples,
        quads: layout.quads,
        checksum: hexadecimal(layout.checksum()),
        beside: write_beside(folder, beside)?,
        sources,
    };
    let path = folder.join("manifest.json");
    let text = serde_json::to_string_pretty(&manifest);
    let text = text.map_err(|error| damaged(&path, error.to_string()))? + "\n";
    write_file(&path, text.as_bytes())?;
    sync_folder(folder)?;
    let version = sha256(text.as_bytes())[..VERSION_DIGITS].to_owned();
    Ok((manifest, version))
}

/// Writes what stands beside an index; returns the name of each file and its checksum.
fn write_beside(
    folder: &Path,
    beside: impl FnOnce(Index) -> io::Result<Vec<BesideFile>>,
) -> Result<Vec<(String, String)>, DiskError> {
    let path = folder.join(INDEX);
    let index = Index::open(&path).map_err(failed("read", &path))?;
    let index = index.map_err(|cause| DiskError::Index {
        path: path.display().to_string(),
        cause,
    })?;
    let mut names = Vec::new();
    for (name, bytes) in beside(index).map_err(failed("write", folder))? {
        write_file(&folder.join(&name), &bytes)?;
        names.push((name, hexadecimal(checksum(&bytes))));
    }
    Ok(names)
}

fn hexadecimal(checksum: u64) -> String {
    format!("{checksum:016x}")
}

impl Version {
    /// Reads a file that stands beside the index; `None` where the version has none of that name.
    ///
    /// # Errors
    ///
    /// Fails where it cannot be read, or is not as it was written.
    pub(super) fn beside(&self, name: &str) -> Option<Result<Vec<u8>, DiskError>> {
        let (_, sum) = self
            .manifest
            .beside
            .iter()
            .find(|(known, _)| known == name)?;
        let path = self.folder.join(name);
        let bytes = fs::read(&path).map_err(failed("read", &path));
        Some(bytes.and_then(|bytes| {
            if hexadecimal(checksum(&bytes)) == *sum {
                Ok(bytes)
            } else {
                Err(damaged(&path, "its checksum is not the manifest's"))
            }
        }))
    }

    /// Verifies the checksums of the index and of each file that stands beside it.
    ///
    /// # Errors
    ///
    /// As [`Self::beside`], for the first that is wrong, the index before all.
    pub(super) fn verify(&self, index: &Index) -> Result<(), DiskError> {
        let path = self.folder.join(INDEX);
        index.verify().map_err(|cause| DiskError::Index {
            path: path.display().to_string(),
            cause,
        })?;
        for (name, _) in &self.manifest.beside {
            self.beside(name).transpose()?;
        }
        Ok(())
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(failed("write", path))
}

fn sync_folder(folder: &Path) -> Result<(), DiskError> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(failed("write", folder))
}

/// Puts a version in its place, also where a damaged one of that name stands there, and makes it current.
fn switch(folder: &Path, beside: &Path, version: &str, before: &[String]) -> Result<(), DiskError> {
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
    let older = before.iter().filter(|other| *other != version).cloned();
    let versions: Vec<String> = std::iter::once(version.to_owned())
        .chain(older)
        .take(KEPT + 1)
        .collect();
    name_versions(folder, &versions)?;
    prune(folder, &versions);
    Ok(())
}

/// Writes `current`, by one rename.
fn name_versions(folder: &Path, versions: &[String]) -> Result<(), DiskError> {
    let next = folder.join("current.new");
    let current = folder.join("current");
    let named = write_file(&next, (versions.join("\n") + "\n").as_bytes())
        .and_then(|()| fs::rename(&next, &current).map_err(failed("write", &current)));
    if named.is_err() {
        // Nothing more can be done where even the clean-up fails.
        let _ = fs::remove_file(&next);
    }
    named?;
    sync_folder(folder)
}

/// Removes what an aborted build left, and versions that are not kept. What cannot be removed stays.
fn prune(folder: &Path, keep: &[String]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if (is_version(&name) && !keep.contains(&name)) || is_unfinished(&name) {
            let path: PathBuf = entry.path();
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        }
    }
}
