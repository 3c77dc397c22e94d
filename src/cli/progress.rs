//! How far the reading of files is, on a terminal: files, bytes, the rate, the time left.

use std::{
    fs,
    io::{self, IsTerminal},
    path::PathBuf,
};

use indicatif::{ProgressBar, ProgressStyle};

/// How the bar looks: a rate in bytes tells more than one in files, which differ in size.
const LOOK: &str = "{wide_bar} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left";

/// Returns a bar over the bytes of these files; a hidden one where standard error is no terminal.
#[must_use]
pub fn bar(paths: &[PathBuf]) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let sizes = paths.iter().filter_map(|path| fs::metadata(path).ok());
    let bar = ProgressBar::new(sizes.map(|file| file.len()).sum());
    match ProgressStyle::with_template(LOOK) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
