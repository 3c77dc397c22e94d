//! A version of a graph: its index, what stands beside it, and the manifest of both.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use super::manifest::{DiskError, FORMAT, Manifest, damaged, failed, read_manifest};
use crate::{
    fact::digest::sha256,
    store::{
        index::{Index, Layout, checksum},
        names::NameIndex,
    },
};

/// How many hexadecimal digits of the manifest's SHA-256 name a version.
pub(super) const VERSION_DIGITS: usize = 16;

/// The file of a version that holds the quads.
pub const INDEX: &str = "graph.index";

/// The file of a version that holds the digests of names.
pub const NAMES: &str = "names.index";

/// What was written: where to, what the index's header says, and from which files: name and SHA-256.
pub struct Written {
    pub out: Out,
    pub layout: Layout,
    pub sources: Vec<(String, String)>,
}

/// A version that is in its place.
#[derive(Clone, Debug)]
pub struct Version {
    folder: PathBuf,
    pub manifest: Manifest,
}

/// The graph of a version.
pub struct Opened {
    pub version: Version,
    pub index: Index,
    /// Where the file is there and fits.
    pub names: Option<NameIndex>,
}

/// A file that stands beside an index: its name and its bytes.
pub type BesideFile = (String, Vec<u8>);

/// What a graph is written to.
pub type Out = BufWriter<File>;

pub(super) fn open_version(version: &Path) -> Result<Opened, DiskError> {
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

/// Writes index, what stands beside it, and manifest into a folder; returns the manifest and the version's name.
pub(super) fn write_version<E: From<DiskError>>(
    folder: &Path,
    write: impl FnOnce(&Path, Out) -> Result<Written, E>,
    beside: impl FnOnce(Index) -> io::Result<Vec<BesideFile>>,
) -> Result<(Manifest, String), E> {
    // An aborted build may have left one.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(failed("write", folder))?;
    let path = folder.join(INDEX);
    let file = File::create(&path).map_err(failed("write", &path))?;
    let Written {
        out,
        layout,
        sources,
    } = write(folder, BufWriter::with_capacity(1 << 20, file))?;
    let file = out.into_inner().map_err(io::Error::from);
    let synced = file.and_then(|file| file.sync_all());
    synced.map_err(failed("write", &path))?;
    let beside = write_beside(folder, beside)?;
    Ok(write_manifest(folder, &layout, beside, sources)?)
}

fn write_manifest(
    folder: &Path,
    layout: &Layout,
    beside: Vec<(String, String)>,
    sources: Vec<(String, String)>,
) -> Result<(Manifest, String), DiskError> {
    let manifest = Manifest {
        format: FORMAT,
        policygraph: env!("CARGO_PKG_VERSION").to_owned(),
        terms: layout.terms,
        triples: layout.triples,
        quads: layout.quads,
        checksum: hexadecimal(layout.checksum()),
        beside,
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
    pub fn beside(&self, name: &str) -> Option<Result<Vec<u8>, DiskError>> {
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
    pub fn verify(&self, index: &Index) -> Result<(), DiskError> {
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

pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(failed("write", path))
}

pub(super) fn sync_folder(folder: &Path) -> Result<(), DiskError> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(failed("write", folder))
}
