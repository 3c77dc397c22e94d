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
    io,
    path::Path,
};

mod manifest;
mod version;

pub use manifest::{DiskError, Manifest};
pub use version::BesideFile;
pub(super) use version::{INDEX, NAMES, Opened, Out, Version, Written};

use super::index::Index;
pub(super) use manifest::failed;

use manifest::{damaged, read_manifest};
use version::{VERSION_DIGITS, open_version, sync_folder, write_file, write_version};

/// How many versions before the current one are kept.
const KEPT: usize = 3;

/// How often a reader looks again where builds take the version away before it is open.
const MOST_LOOKS: usize = 8;

/// Writes a graph into a folder and makes it the current one; returns its manifest.
///
/// `write` writes the index, and may put files of its own into the folder it is given, which it has to take away;
/// `beside` makes what stands beside the index. Until the last rename the folder shows the graph that was there;
/// where anything fails, it still does, and nothing is left behind.
///
/// # Errors
///
/// Refuses a folder that holds something other than graphs; fails where `write`, `beside` or the disk does.
pub(super) fn write_graph<E: From<DiskError>>(
    folder: &Path,
    write: impl FnOnce(&Path, Out) -> Result<Written, E>,
    beside: impl FnOnce(Index) -> io::Result<Vec<BesideFile>>,
) -> Result<Manifest, E> {
    let made = !folder.exists();
    fs::create_dir_all(folder).map_err(failed("write", folder))?;
    let written = lock(folder).map_err(E::from).and_then(|_lock| {
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
    let before = versions.get(1..).unwrap_or_default();
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
            let path = entry.path();
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        }
    }
}
