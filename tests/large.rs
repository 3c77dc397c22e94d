//! A large document is read in its own memory, the bytes of the file taken over; from another encoding, in that and its text.
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

/// Holds the process to a tenth more than some bytes beyond what it held before, and to what it needs for any document.
fn held(before: usize, bytes: usize, for_any: usize) {
    if let Some(peak) = peak() {
        let most = before + bytes / 10 * 11 + for_any * MEBIBYTE;
        assert!(
            peak < most,
            "{} MiB of {} MiB",
            peak / MEBIBYTE,
            bytes / MEBIBYTE
        );
    }
}

#[test]
fn a_large_document_is_read_in_its_own_memory_and_in_another_encoding_in_that_and_its_text() {
    let large = std::env::var("LARGE_MIB")
        .ok()
        .and_then(|size| size.parse().ok());
    let large: usize = large.unwrap_or(12);
    let before = peak().unwrap_or(0);
    let row = "国发〔2015〕28号,国务院,2015-05-08,x,国务院关于印发《中国制造2025》的通知,中华人民共和国预算法,https://x\n";
    let rows = large * MEBIBYTE / row.len();
    let length = rows * row.len();
    for path in ["a.txt", "a.csv"] {
        let given = Given::open(path, row.repeat(rows).into_bytes()).unwrap();
        assert_eq!(given.text.words().len(), length);
        let last = given.text.words().rfind("国务院关于").unwrap();
        assert_eq!(given.text.quote(last..last + 15), "国务院关于");
        if path == "a.csv" {
            let cells = tables(&given).remove(0).map(|row| row.cells.len());
            assert_eq!(cells.sum::<usize>(), rows * 7);
        }
    }
    held(before, length, 2);
    let (once, _, _) = encoding_rs::GB18030.encode(row);
    let given = Given::open("a.txt", once.repeat(rows)).unwrap();
    assert_eq!(given.text.words().len(), length);
    // The detector has tables, and a sample is decoded.
    held(before, length + once.len() * rows, 8);
}
