//! XLSX workbooks: their sheets as lines of cells parted by tabs, a form feed after each sheet.
//!
//! A row is the line of its number, so that messages name what a spreadsheet
//! shows. Dates are written as ISO, the value of merged cells in each row that they span. What would unpack to more than memory
//! should hold is refused before it is read.

use std::{
    collections::{BTreeMap, HashMap},
    io::{Cursor, Read},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;

use super::SourceError;

/// A workbook may unpack to so many bytes, and be so long as text: about a million rows of a library of policies.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// XML of spreadsheets packs to about a tenth; what packs a hundredfold, and is larger than [`SMALL`], is a bomb.
const MOST_RATIO: u64 = 100;

/// A part so small does no harm however it is packed.
const SMALL: u64 = 10 * 1024 * 1024;

/// The rows and columns of a sheet. Source: Microsoft, "Excel specifications and limits".
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Reads the sheets of a workbook. Whatever the library does with a broken file, it is an error of this file only.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<String, SourceError> {
    let read = std::panic::catch_unwind(|| sheets(path, bytes));
    read.unwrap_or_else(|_| {
        Err(SourceError::NotWorkbook {
            path: path.to_owned(),
            message: "its reader gave up on it".to_owned(),
        })
    })
}

fn sheets(path: &str, bytes: &[u8]) -> Result<String, SourceError> {
    measure(path, bytes)?;
    let refused = |message: String| SourceError::NotWorkbook {
        path: path.to_owned(),
        message,
    };
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(error.to_string()))?;
    let sheets = workbook.sheets_metadata().iter();
    let names: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut text = String::new();
    for name in names {
        let merged = tall(&mut workbook, &name);
        let sheet = Sheet::new(&mut text, merged);
        let read = sheet.read(&mut workbook, &name);
        match read.map_err(|error| refused(error.to_string()))? {
            Ended::Whole => text.push('\u{c}'),
            Ended::TooLarge => return Err(too_large(path)),
        }
    }
    if text.trim().is_empty() {
        let path = path.to_owned();
        return Err(SourceError::NoWords { path });
    }
    Ok(text)
}

/// Returns the first cells of those of a sheet that are merged over several rows, with the last row.
///
/// What is wrong there is no reason to refuse the cells.
fn tall(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> HashMap<(u32, u32), u32> {
    let merged = workbook.merge_cells_by_sheet_name(sheet);
    let merged = merged.into_iter().flatten();
    merged
        .filter(|merged| merged.end.0 > merged.start.0)
        .map(|merged| (merged.start, merged.end.0))
        .collect()
}

fn too_large(path: &str) -> SourceError {
    let mebibytes = MOST_BYTES / 1024 / 1024;
    SourceError::TooLarge {
        path: path.to_owned(),
        found: format!("{mebibytes} MiB"),
        expected: format!(
            "{mebibytes} MiB, and of a part over {} MiB {MOST_RATIO} times its packed size",
            SMALL / 1024 / 1024
        ),
    }
}

/// Unpacks every part once and counts, for what an archive says of its sizes may be a lie.
fn measure(path: &str, bytes: &[u8]) -> Result<(), SourceError> {
    let refused = |message: String| SourceError::NotWorkbook {
        path: path.to_owned(),
        message,
    };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(error.to_string()))?;
    let of_workbook = |name: &str| name.starts_with("xl/");
    if !archive
        .file_names()
        .flatten()
        .any(|name| of_workbook(&name))
    {
        let word = archive.index_for_name("word/document.xml").is_some();
        let found = if word {
            "a text of Word (.docx)"
        } else {
            "an archive"
        };
        return Err(SourceError::UnknownForm {
            path: path.to_owned(),
            found: found.to_owned(),
        });
    }
    let mut total = 0;
    for at in 0..archive.len() {
        let part = archive
            .by_index(at)
            .map_err(|error| refused(error.to_string()))?;
        let packed = part.compressed_size().max(1);
        let most = (packed.saturating_mul(MOST_RATIO))
            .max(SMALL)
            .min(MOST_BYTES - total);
        let mut unpacked = part.take(most + 1);
        let size = std::io::copy(&mut unpacked, &mut std::io::sink())
            .map_err(|error| refused(error.to_string()))?;
        if size > most {
            return Err(too_large(path));
        }
        total += size;
    }
    Ok(())
}

/// How the reading of a sheet ended.
enum Ended {
    Whole,
    TooLarge,
}

/// A sheet that is being written.
struct Sheet<'a> {
    text: &'a mut String,
    /// The row and the column that were written last, from 0.
    at: (u32, u32),
    /// The first column of the row that is not written yet.
    free: u32,
    /// The first cells of those that are merged over several rows, with the last row.
    merged: HashMap<(u32, u32), u32>,
    /// The values of merged cells that stand in the next rows too, by column, with the last row.
    tall: BTreeMap<u32, (u32, String)>,
}

impl<'a> Sheet<'a> {
    fn new(text: &'a mut String, merged: HashMap<(u32, u32), u32>) -> Self {
        Self {
            text,
            at: (0, 0),
            free: 0,
            merged,
            tall: BTreeMap::new(),
        }
    }

    /// Takes the cells one by one: a table of all would hold every cell up to the farthest.
    fn read(mut self, workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Ended, XlsxError> {
        let mut cells = workbook.worksheet_cells_reader(name)?;
        while let Some(cell) = cells.next_cell()? {
            if matches!(cell.get_value(), DataRef::Empty) {
                continue;
            }
            let (row, column) = cell.get_position();
            if (row, column) < self.at {
                return Err(XlsxError::Unexpected("cells out of their order"));
            }
            if row >= ROWS || column >= COLUMNS {
                return Err(XlsxError::Unexpected(
                    "a cell beyond the last row or column",
                ));
            }
            self.go_to(row, column);
            self.write(&shown(cell.get_value()));
            if self.is_full() {
                return Ok(Ended::TooLarge);
            }
        }
        self.fill(COLUMNS);
        self.text.push('\n');
        Ok(Ended::Whole)
    }

    fn is_full(&self) -> bool {
        self.text.len() as u64 > MOST_BYTES
    }

    /// Writes the value of the cell that was gone to, and keeps it for the rows that it is merged over.
    fn write(&mut self, value: &str) {
        self.text.push_str(value);
        self.free = self.at.1 + 1;
        if let Some(last) = self.merged.get(&self.at) {
            self.tall.insert(self.at.1, (*last, value.to_owned()));
        }
    }

    fn go_to(&mut self, row: u32, column: u32) {
        while self.at.0 < row && !self.is_full() {
            self.fill(COLUMNS);
            self.text.push('\n');
            self.at = (self.at.0 + 1, 0);
            self.free = 0;
            self.tall.retain(|_, (last, _)| *last >= self.at.0);
        }
        self.fill(column);
        self.move_to(column);
    }

    fn move_to(&mut self, column: u32) {
        while self.at.1 < column {
            self.text.push('\t');
            self.at.1 += 1;
        }
    }

    /// Writes the values that stand in this row too, before a column.
    fn fill(&mut self, before: u32) {
        let tall = std::mem::take(&mut self.tall);
        for (column, (_, value)) in tall.range(self.free.min(before)..before) {
            self.move_to(*column);
            self.text.push_str(value);
            self.free = column + 1;
        }
        self.tall = tall;
    }
}

/// Returns a value as it is shown, without what parts cells and lines.
fn shown(value: &DataRef) -> String {
    let shown = match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(time) => iso(time),
        DataRef::DateTimeIso(time) => time.trim_end_matches("T00:00:00").to_owned(),
        DataRef::DurationIso(time) => time.clone(),
        DataRef::Error(error) => error.to_string(),
    };
    let plain = shown.trim().chars();
    plain
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The first day that a spreadsheet does not have: 10000-01-01.
const AFTER_ALL: f64 = 2_958_466.0;

/// Writes a time as ISO; a number that is no time of a spreadsheet as it is.
fn iso(time: &ExcelDateTime) -> String {
    if !(0.0..AFTER_ALL).contains(&time.as_f64()) {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    let date = format!("{year:04}-{month:02}-{day:02}");
    // Below one day a number is a time of no day.
    match (time.is_duration(), time.as_f64() < 1.0, clock.as_str()) {
        (true, ..) => time.as_f64().to_string(),
        (_, true, _) => clock,
        (.., "00:00:00") => date,
        _ => format!("{date} {clock}"),
    }
}

#[cfg(test)]
mod tests;
