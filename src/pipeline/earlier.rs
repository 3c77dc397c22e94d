//! What was saved before: the facts of documents that are not read now stay.
//!
//! A document is known by its bytes and by its file. Where it is read again,
//! what was saved of it gives way; the lines of all others are kept.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use super::{CompileError, facts::Texts, save::FACTS};
use crate::{
    extract::{Against, ExtractError, Terms, claim::describe, read_claims},
    fact::{Statement, account::Account},
    source::{
        File, Line, SourceError,
        line::{Source, parse_lines, write_lines},
    },
};

/// A line that was saved before, with its number from 1.
pub(super) type Kept = (u64, Line);

/// Returns the documents of which facts were saved in a folder and that are not read now, in the order of their paths,
/// and how many facts of each.
///
/// # Errors
///
/// Refuses a file of facts with a broken line, with its place.
pub fn earlier(
    folder: &Path,
    accounts: &[Account],
) -> Result<BTreeMap<Source, usize>, CompileError> {
    kept(folder, accounts).map(documents)
}

/// Counts the lines of each document.
pub(super) fn documents(lines: Vec<Kept>) -> BTreeMap<Source, usize> {
    let mut documents = BTreeMap::new();
    for (_, line) in lines {
        *documents.entry(line.document).or_default() += 1;
    }
    documents
}

/// Returns the lines of a folder that are of none of these documents.
pub(super) fn kept(folder: &Path, accounts: &[Account]) -> Result<Vec<Kept>, CompileError> {
    let mut lines = lines(folder)?;
    let is_read = Covered::of(accounts);
    let mut met: BTreeMap<Source, bool> = BTreeMap::new();
    lines.retain(|(_, line)| {
        if let Some(read) = met.get(&line.document) {
            return !read;
        }
        let read = is_read.has(&line.document);
        met.insert(line.document.clone(), read);
        !read
    });
    Ok(lines)
}

/// The documents that are read now, by their bytes and their files.
struct Covered<'a> {
    digests: HashSet<&'a str>,
    files: HashSet<PathBuf>,
}

impl<'a> Covered<'a> {
    fn of(accounts: &'a [Account]) -> Self {
        Self {
            digests: accounts.iter().map(|read| read.sha256.as_str()).collect(),
            files: accounts.iter().map(|read| file(&read.path)).collect(),
        }
    }

    /// Says whether a document is one of them.
    #[must_use]
    fn has(&self, document: &Source) -> bool {
        self.digests.contains(document.sha256.as_str())
            || self.files.contains(&file(&document.path))
    }
}

/// Returns the file of a path, whatever way to it was named; the path where it is not there.
fn file(path: &str) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.into())
}

fn lines(folder: &Path) -> Result<Vec<Kept>, CompileError> {
    let path = folder.join(FACTS);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let name = path.display().to_string();
    let bytes = fs::read(&path).map_err(|cause| SourceError::Unreadable {
        path: name.clone(),
        cause,
    })?;
    let (mut lines, mut bad) = (Vec::new(), Vec::new());
    for (number, line) in parse_lines(&File::new(&name, bytes))? {
        match line {
            Ok(line) => lines.push((number, line)),
            Err(line) => bad.push(line),
        }
    }
    if bad.is_empty() {
        return Ok(lines);
    }
    let left_out = bad.len().saturating_sub(1);
    bad.truncate(1);
    Err(ExtractError::BadLines { bad, left_out }.into())
}

/// Returns what kept lines say, and what their documents are.
pub(super) fn statements(
    folder: &Path,
    lines: &[Kept],
    terms: &Terms,
) -> Result<Vec<Statement>, CompileError> {
    let path = folder.join(FACTS).display().to_string();
    let mut bytes = Vec::new();
    let mut at = 1;
    for (number, line) in lines {
        // Each stands on the line where it was, so that messages name that.
        bytes.extend((at..*number).map(|_| b'\n'));
        at = number + 1;
        let line = write_lines(std::slice::from_ref(line));
        bytes.extend(line.map_err(|cause| SourceError::Unreadable {
            path: path.clone(),
            cause,
        })?);
    }
    let mut against = Against {
        terms,
        texts: &Texts::default(),
        known: BTreeMap::new(),
    };
    let claims = read_claims(&File::new(&path, bytes), &mut against)?;
    let mut statements = describe(&against.known);
    statements.extend(claims.into_iter().map(|claim| claim.statement));
    Ok(statements)
}
