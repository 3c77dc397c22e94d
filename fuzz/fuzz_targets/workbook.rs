//! Any bytes as a sheet of an XLSX workbook, and as the whole: rows, or an error.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use policygraph::source::{Given, tables};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The parts round the sheet.
const PARTS: [(&str, &str); 4] = [
    (
        "_rels/.rels",
        "<Relationships><Relationship Id='w' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='S' sheetId='1' r:id='r'/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
    ),
    ("xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>"),
];

/// The library may give up on a file, which its reader catches: only what is not caught is a crash.
static CAUGHT: std::sync::Once = std::sync::Once::new();

fuzz_target!(|bytes: &[u8]| {
    CAUGHT.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    if bytes.starts_with(b"PK") {
        open(bytes);
    } else if let Some(whole) = archive(bytes) {
        open(&whole);
    }
});

fn open(bytes: &[u8]) {
    if let Ok(given) = Given::open("x.xlsx", bytes) {
        for row in tables(&given).into_iter().flatten() {
            assert!(!row.cells.is_empty());
        }
    }
}

fn archive(sheet: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let parts = PARTS.iter().map(|(name, part)| (*name, part.as_bytes()));
    for (name, part) in parts.chain([("xl/worksheets/sheet1.xml", sheet)]) {
        archive.start_file(name, stored).ok()?;
        archive.write_all(part).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
