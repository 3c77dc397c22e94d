//! A folder of sources: its tables and Turtle files, by name, as bytes.

use std::{fs, path::Path};

use super::SourceError;

/// A file as it was found; nothing is decoded yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path as the user named the folder, with the file's name.
    pub path: String,
    /// The name without folder and ending: `policies`.
    pub stem: String,
    /// The ending in lower case: `csv`, `ttl`.
    pub ending: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl File {
    /// Makes a file of a path and its content.
    #[must_use]
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        Self {
            path: path.to_owned(),
            stem: stem.to_owned(),
            ending: ending.to_ascii_lowercase(),
            bytes,
        }
    }

    /// Says whether it is a table, a Turtle file or a file of facts.
    #[must_use]
    pub fn is_source(&self) -> bool {
        matches!(self.ending.as_str(), "csv" | "ttl" | "jsonl")
    }
}

/// Returns the names of a folder's files that hold tables in a form which is not read, sorted.
#[must_use]
pub fn unread_tables(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.path().display().to_string());
    let is_table = |name: &String| {
        let ending = File::new(name, Vec::new()).ending;
        matches!(ending.as_str(), "xlsx" | "xls" | "ods" | "tsv" | "numbers")
    };
    let mut names: Vec<String> = names.filter(is_table).collect();
    names.sort();
    names
}

/// Reads every `.csv`, `.ttl` and `.jsonl` file of a folder, by name; all else in it is left alone.
///
/// # Errors
///
/// Fails where the folder or a file of that name cannot be read or is no file, and where there is nothing to build.
pub fn read_folder(folder: &Path) -> Result<Vec<File>, SourceError> {
    let path = folder.display().to_string();
    if folder.is_file() {
        return Err(SourceError::NotAFolder { path });
    }
    let unreadable = |path: String| move |cause| SourceError::Unreadable { path, cause };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(path.clone()))? {
        let file = entry.map_err(unreadable(path.clone()))?.path();
        let name = file.display().to_string();
        if File::new(&name, Vec::new()).is_source() {
            let found = fs::metadata(&file).map_err(unreadable(name.clone()))?;
            if !found.is_file() {
                return Err(SourceError::NotAFile { path: name });
            }
            let bytes = fs::read(&file).map_err(unreadable(name.clone()))?;
            files.push(File::new(&name, bytes));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.is_empty() {
        let found = found_instead(folder);
        return Err(SourceError::Empty { path, found });
    }
    Ok(files)
}

/// Says whether a folder holds a table, a Turtle file or a file of facts.
#[must_use]
pub fn has_sources(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.path().display().to_string());
    names.any(|name| File::new(&name, Vec::new()).is_source())
}

fn found_instead(folder: &Path) -> String {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| format!("`{}`", entry.file_name().to_string_lossy()))
        .collect();
    names.sort();
    match names.len() {
        0 => "an empty folder".to_owned(),
        1..=3 => names.join(", "),
        more => format!("{} and {} more", names[0], more - 1),
    }
}
