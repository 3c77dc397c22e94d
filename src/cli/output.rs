//! Where output goes: standard output, or a file that is whole or not there.

use std::{
    fmt::Display,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};

use crate::view::text::visible;

/// Tells the user something beside the output, on standard error; one line, nothing in it that hides.
///
/// Where nobody listens (`2>&1 | head`) it is lost, which is no error.
pub fn tell(message: impl Display) {
    let _ = writeln!(io::stderr(), "{}", visible(&message.to_string()));
}

/// Where to write.
#[derive(Debug, Default, clap::Args)]
pub struct Out {
    /// Write to this file instead of standard output
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// Returns a number with its noun: `1 node`, `2 nodes`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

impl Out {
    /// Returns the ending of the file's name, if there is a file and it has one.
    #[must_use]
    pub fn ending(&self) -> Option<&str> {
        self.out.as_ref()?.extension()?.to_str()
    }

    /// Writes the output of a command. A reader that stops early (`| head`) is no error.
    ///
    /// # Errors
    ///
    /// Fails where the file or standard output cannot be written.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        if let Some(path) = &self.out {
            return write_file(path, bytes);
        }
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.context("cannot write to standard output"),
        }
    }
}

/// Writes a file beside its place and renames it, so that a failure leaves the old one.
///
/// What is no plain file (`/dev/null`, a pipe) is written to as it is.
///
/// # Errors
///
/// Fails where the disk does, with the path.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = || format!("cannot write `{}`", path.display());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        return Err(anyhow!("there is no folder `{}`", folder.display())).with_context(failed);
    }
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return fs::write(path, bytes).with_context(failed);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = write_whole(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // Nothing more can be done where even the clean-up fails.
        let _ = fs::remove_file(&beside);
    }
    written.with_context(failed)
}

/// Writes a file and waits until the disk has it, for a full disk may tell so late.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
