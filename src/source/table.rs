//! Tables: CSV as spreadsheets write it, with the line of every row.

use super::{File, SourceError, decode};
use crate::fact::Place;

/// A table as it stands in a file: trimmed cells, nothing interpreted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The file's path, for messages.
    pub path: String,
    /// The file's name without folder and ending.
    pub stem: String,
    /// The column names.
    pub header: Vec<String>,
    /// The rows that hold anything.
    pub rows: Vec<Row>,
}

/// A row: the line it begins on and its cells, as many as the header's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line, from 1.
    pub line: u64,
    /// The cells, white space at their ends left out.
    pub cells: Vec<String>,
}

impl Table {
    /// Returns the place of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// Returns where a cell stands; the column is the field's number.
    #[must_use]
    pub fn place(&self, line: u64, column: usize) -> Place {
        Place {
            file: self.path.clone(),
            line,
            column: column as u64 + 1,
        }
    }
}

/// Reads a CSV file (RFC 4180, comma, UTF-8 with or without byte order mark).
///
/// # Errors
///
/// Refuses bytes that are not UTF-8, a missing or doubled column name, and a
/// row with more or fewer fields than the header; each with its place.
pub fn parse_table(file: &File) -> Result<Table, SourceError> {
    let text = decode(&file.path, &file.bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut table = Table {
        path: file.path.clone(),
        stem: file.stem.clone(),
        header: Vec::new(),
        rows: Vec::new(),
    };
    for record in reader.records() {
        let record = record.map_err(|cause| SourceError::Unreadable {
            path: file.path.clone(),
            cause: cause.into(),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        take(&mut table, line, record.iter().map(str::to_owned).collect())?;
    }
    if table.header.is_empty() {
        let place = table.place(1, 0);
        return Err(SourceError::NoHeader { place });
    }
    Ok(table)
}

fn take(table: &mut Table, line: u64, cells: Vec<String>) -> Result<(), SourceError> {
    if table.header.is_empty() {
        table.header = cells;
        return check_header(table, line);
    }
    if cells.iter().all(String::is_empty) {
        return Ok(());
    }
    let (found, expected) = (cells.len(), table.header.len());
    if found != expected {
        return Err(SourceError::FieldCount {
            place: table.place(line, found.min(expected)),
            found: found as u64,
            expected: expected as u64,
        });
    }
    table.rows.push(Row { line, cells });
    Ok(())
}

fn check_header(table: &Table, line: u64) -> Result<(), SourceError> {
    for (column, name) in table.header.iter().enumerate() {
        if name.is_empty() || table.header[..column].contains(name) {
            return Err(SourceError::BadHeader {
                place: table.place(line, column),
                name: name.clone(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Table, SourceError> {
        parse_table(&File::new("data/agencies.csv", text.as_bytes().to_vec()))
    }

    #[test]
    fn a_cell_keeps_quotes_commas_and_line_breaks_and_its_row_the_line() {
        let table =
            parse("\u{feff}key,name\n\nmiit,\"a \"\"b\"\",\nc\"\r\n cac , 网信办 \n").unwrap();
        assert_eq!(table.header, ["key", "name"]);
        assert_eq!(table.rows[0].cells, ["miit", "a \"b\",\nc"]);
        assert_eq!(table.rows[1].cells, ["cac", "网信办"]);
        assert_eq!((table.rows[0].line, table.rows[1].line), (3, 5));
    }

    #[test]
    fn a_crooked_table_is_refused_with_its_place() {
        for (text, message) in [
            (
                "",
                "data/agencies.csv:1:1: no header: expected a first line of column names",
            ),
            (
                "key,name\na\n",
                "data/agencies.csv:2:2: found 1 fields: expected 2, as in the header",
            ),
            (
                "key\na,b\n",
                "data/agencies.csv:2:2: found 2 fields: expected 1, as in the header",
            ),
            (
                "key,key\n",
                "data/agencies.csv:1:2: column name `key` is empty or stands twice: expected each name once",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message);
        }
    }
}
