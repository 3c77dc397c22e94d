//! A large document is read in about twice its memory, its own bytes among them.
//!
//! Alone in its file: what is measured is the peak of the whole process. 12 MiB here, for without optimisation
//! 200 take a minute; the share is the same: `LARGE_MIB=200 cargo test --release --test large`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use policygraph::source::{Given, tables};

const MEBIBYTE: usize = 1024 * 1024;

/// Returns the most memory that the process has held so far; `None` where the system does not tell.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}

#[test]
fn a_large_document_is_read_in_twice_its_memory() {
    let large = std::env::var("LARGE_MIB")
        .ok()
        .and_then(|size| size.parse().ok());
    let large: usize = large.unwrap_or(12);
    let before = peak().unwrap_or(0);
    let row = "国发〔2015〕28号,国务院,2015-05-08,x,国务院关于印发《中国制造2025》的通知,中华人民共和国预算法,https://x\n";
    let rows = large * MEBIBYTE / row.len();
    let bytes = row.repeat(rows).into_bytes();
    for path in ["a.txt", "a.csv"] {
        let given = Given::open(path, &bytes).unwrap();
        assert_eq!(given.text.words().len(), bytes.len());
        let last = given.text.words().rfind("国务院关于").unwrap();
        assert_eq!(given.text.quote(last..last + 15), "国务院关于");
        if path == "a.csv" {
            let cells = tables(&given).remove(0).map(|row| row.cells.len());
            assert_eq!(cells.sum::<usize>(), rows * 7);
        }
    }
    if let Some(peak) = peak() {
        let most = before + bytes.len() / 10 * 22;
        assert!(
            peak < most,
            "{} MiB of {} MiB",
            peak / MEBIBYTE,
            bytes.len() / MEBIBYTE
        );
    }
}
