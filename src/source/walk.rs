//! The documents among what a user names: files as they are named, folders by the endings of their files' names.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{SourceError, given::ending};

/// The endings of the names of documents.
const ENDINGS: [&str; 9] = [
    "md", "txt", "html", "htm", "pdf", "csv", "xlsx", "jsonl", "ndjson",
];

/// Says whether a file of a folder is read as a document, by its name; one whose name begins with a dot is not.
#[must_use]
pub fn is_document(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && ENDINGS.contains(&ending(&name).as_str())
}

/// Returns the documents among files and folders, each once, in the order of their paths.
///
/// A file that is named is one whatever its name. Links in folders are not followed.
///
/// # Errors
///
/// Fails where a path or a folder in it cannot be read.
pub fn walk(paths: &[PathBuf]) -> Result<Vec<PathBuf>, SourceError> {
    let mut documents = BTreeSet::new();
    let mut folders = Vec::new();
    for path in paths {
        let found = fs::metadata(path).map_err(unreadable(path))?;
        if found.is_dir() {
            folders.push(path.clone());
        } else {
            documents.insert(path.clone());
        }
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(unreadable(&folder))? {
            let entry = entry.map_err(unreadable(&folder))?;
            let path = entry.path();
            let kind = entry.file_type().map_err(unreadable(&path))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && is_document(&path) {
                documents.insert(path);
            }
        }
    }
    Ok(documents.into_iter().collect())
}

pub(super) fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> SourceError + use<> {
    let path = path.display().to_string();
    move |cause| SourceError::Unreadable { path, cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_documents_by_name_and_a_named_file_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        for name in ["b/2.html", "b/1.PDF", "c.md", "a.rs", ".d.md", "e.docx"] {
            fs::write(at(name), "x").unwrap();
        }
        let found = walk(&[folder.path().to_owned(), at("a.rs"), at("c.md")]).unwrap();
        let expected = ["a.rs", "b/1.PDF", "b/2.html", "c.md"].map(at);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_path_that_is_not_there_is_named() {
        let error = walk(&[PathBuf::from("no/such")]).unwrap_err().to_string();
        assert!(error.starts_with("cannot read `no/such`"), "{error}");
    }
}
