//! Documents become accounts: found, opened and read, on all cores, in the order of their paths.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{CompileError, DATA, Saved, save, shipped};
use crate::{
    extract::{
        mapping::Mapping,
        read_document,
        rules::{Rules, RulesError, Tables},
    },
    fact::{Id, Kind, KnownDate, account::Account},
    link::{bodies::Registry, titles::slug},
    source::{File, Given, SourceError, parse_table, read_folder},
};

/// Where the tables of rules are in the shipped data.
pub(super) const RULES: &str = "rules";
/// How many documents are read before their accounts are handed on: as many as keep the cores busy.
const BATCH: usize = 64;

/// What became of one file.
#[derive(Debug)]
pub struct ReadFile {
    /// Its path.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it says, or why it cannot be read.
    pub account: Result<Account, SourceError>,
}

/// Returns the rules of a folder of tables, or the shipped ones, and with them what a file says of the columns of the
/// tables to be read.
///
/// # Errors
///
/// Refuses a table that is missing or wrong, with its place.
pub fn rules(folder: Option<&Path>, mapping: Option<&Path>) -> Result<Rules, RulesError> {
    let files = match folder {
        Some(folder) => read_folder(folder)?,
        None => DATA
            .get_dir(RULES)
            .map(|folder| shipped(folder, "csv"))
            .unwrap_or_default(),
    };
    let mut rules = Rules::new(&Tables::new(&files)?)?;
    if let Some(mapping) = mapping {
        let path = mapping.display().to_string();
        let bytes = fs::read(mapping).map_err(|cause| SourceError::Unreadable {
            path: path.clone(),
            cause,
        })?;
        rules.mapping = Some(Mapping::new(&parse_table(&File::new(&path, bytes))?)?);
    }
    Ok(rules)
}

/// Saves what documents say as pending facts in a folder, bodies named by the table of bodies.
///
/// # Errors
///
/// Fails where a table of the folder is wrong or the disk fails.
pub fn save_accounts(
    accounts: &[Account],
    folder: &Path,
    rules: &Rules,
) -> Result<Saved, CompileError> {
    let registry = Registry::new(rules.bodies.table(), rules.bodies.name_words());
    let body = |name: &str, on: Option<KnownDate>| {
        let found = registry.resolve(name, on);
        found.map_or_else(|| Id::coined(Kind::Agency, &slug(name)), |found| found.id)
    };
    save(accounts, folder, Some(&body))
}

/// Reads documents on all cores and hands each on in the order of the paths.
///
/// At most a batch of them is in memory at a time. One that cannot be read does not stop the others.
///
/// # Errors
///
/// Stops at the first error of `take`.
pub fn read_files<E>(
    paths: &[PathBuf],
    rules: &Rules,
    mut take: impl FnMut(ReadFile) -> Result<(), E>,
) -> Result<(), E> {
    for batch in paths.chunks(BATCH) {
        let read: Vec<ReadFile> = batch
            .par_iter()
            .map(|path| read_file(path, rules))
            .collect();
        for file in read {
            take(file)?;
        }
    }
    Ok(())
}

fn read_file(path: &Path, rules: &Rules) -> ReadFile {
    let name = path.display().to_string();
    let read = fs::read(path).map_err(|cause| SourceError::Unreadable {
        path: name.clone(),
        cause,
    });
    let bytes = read.as_ref().map_or(0, |bytes| bytes.len() as u64);
    // A fault of ours in one document must not cost the others.
    let account = read.and_then(|bytes| {
        let account = || Ok(read_document(&Given::open(&name, bytes)?, rules));
        catch_unwind(AssertUnwindSafe(account)).unwrap_or(Err(SourceError::Fault { path: name }))
    });
    ReadFile {
        path: path.to_owned(),
        bytes,
        account,
    }
}
