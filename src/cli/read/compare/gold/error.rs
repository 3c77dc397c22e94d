//! Why a gold cannot be used.

/// Why a gold cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldError {
    /// A file or folder of it cannot be read.
    #[error("cannot read the gold `{path}`")]
    Unreadable {
        /// The file or folder.
        path: String,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// A line is no JSON.
    #[error("{path}:{line}: no JSON: {cause}")]
    NotJson {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        cause: String,
    },
    /// A line is JSON and no gold.
    #[error("{path}:{line}: found {found}, expected {expected}")]
    NotGold {
        /// The file.
        path: String,
        /// The line where the object begins, from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// What should.
        expected: String,
    },
    /// There is no document in it.
    #[error(
        "`{path}` has no document: expected one JSON object a line, or a folder of .json and .jsonl files"
    )]
    Empty {
        /// The file or folder.
        path: String,
    },
}
