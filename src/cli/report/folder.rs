//! The folder of a report: written beside, then put in place, and never over what is no report.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::{Page, write_file};
use crate::view::report::GENERATOR;

/// Writes the files of a report into a folder, which is made where it is not there.
///
/// All are written beside the folder first, so that a full disk leaves the report that was there.
///
/// # Errors
///
/// Refuses a folder that holds files and no report of ours; fails where the disk does.
pub fn write_folder(folder: &Path, files: &[Page]) -> Result<()> {
    if !may_hold_a_report(folder) {
        bail!(
            "`{}` holds other files: expected a new or empty folder, or one with a report of `policygraph report`",
            folder.display()
        );
    }
    let failed = || format!("cannot write `{}`", folder.display());
    fs::create_dir_all(folder).with_context(failed)?;
    let beside = beside(folder);
    let written = fs::create_dir(&beside)
        .with_context(failed)
        .and_then(|()| write_all(&beside, files))
        .and_then(|()| put_in_place(&beside, folder, files).with_context(failed));
    // Nothing more can be done where the clean-up fails.
    let _ = fs::remove_dir_all(&beside);
    written
}

/// Says whether a folder is empty, not there, or holds a report.
fn may_hold_a_report(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let is_ours = || {
        let index = fs::read_to_string(folder.join("index.html"));
        index.is_ok_and(|page| page.contains(GENERATOR))
    };
    entries.count() == 0 || is_ours()
}

/// A folder of this process's own, in the folder itself: on the same disk, and allowed where that is.
fn beside(folder: &Path) -> PathBuf {
    folder.join(format!("report.{}.new", std::process::id()))
}

fn write_all(folder: &Path, files: &[Page]) -> Result<()> {
    for (name, bytes) in files {
        write_file(&folder.join(name), bytes)?;
    }
    Ok(())
}

fn put_in_place(from: &Path, to: &Path, files: &[Page]) -> io::Result<()> {
    for (name, _) in files {
        fs::rename(from.join(name), to.join(name))?;
    }
    Ok(())
}
