//! The documents among what a user names: files as they are named, folders by the endings of their files' names.

use std::{
    collections::BTreeSet,
    fs, io,
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

/// Returns the documents among files and folders, each once, in the order of their paths, and which paths and folders
/// cannot be read: one of them hides none of the others.
///
/// A file that is named is one whatever its name. Links in folders are not followed.
#[must_use]
pub fn walk(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<SourceError>) {
    let mut found = Found::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(kind) if kind.is_dir() => found.folders.push(path.clone()),
            Ok(_) => found.take(path.clone()),
            Err(cause) => found.unread.push(unreadable(path)(cause)),
        }
    }
    while let Some(folder) = found.folders.pop() {
        if let Err(cause) = found.enter(&folder) {
            found.unread.push(unreadable(&folder)(cause));
        }
    }
    (found.documents.into_iter().collect(), found.unread)
}

#[derive(Default)]
struct Found {
    documents: BTreeSet<PathBuf>,
    folders: Vec<PathBuf>,
    unread: Vec<SourceError>,
}

impl Found {
    fn take(&mut self, document: PathBuf) {
        self.documents.insert(document);
    }

    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                self.folders.push(path);
            } else if kind.is_file() && is_document(&path) {
                self.take(path);
            }
        }
        Ok(())
    }
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
        let (found, unread) = walk(&[folder.path().to_owned(), at("a.rs"), at("c.md")]);
        let expected = ["a.rs", "b/1.PDF", "b/2.html", "c.md"].map(at);
        assert_eq!(found, expected);
        assert!(unread.is_empty(), "{unread:?}");
    }

    #[test]
    fn a_path_that_is_not_there_is_named() {
        let (found, unread) = walk(&[PathBuf::from("no/such"), PathBuf::from("src/lib.rs")]);
        assert_eq!(found, [PathBuf::from("src/lib.rs")]);
        let error = unread[0].to_string();
        assert!(error.starts_with("cannot read `no/such`"), "{error}");
    }
}
