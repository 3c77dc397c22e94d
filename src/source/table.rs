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
    /// The line of the header, from 1.
    pub header_line: u64,
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

    /// Returns where a cell stands; the column is the field's number, as a spreadsheet counts.
    #[must_use]
    pub fn place(&self, line: u64, column: usize) -> Place {
        Place {
            file: self.path.clone(),
            line,
            column: column as u64 + 1,
            field: self.header.get(column).cloned().unwrap_or_default(),
        }
    }
}

/// Reads a CSV file (RFC 4180, comma, UTF-8 with or without byte order mark).
///
/// # Errors
///
/// Refuses bytes that are not UTF-8 text, a quote that does not close or does
/// not end its cell, a missing or doubled column name, and a row with more or
/// fewer fields than the header; each with its place.
pub fn parse_table(file: &File) -> Result<Table, SourceError> {
    let text = decode(&file.path, &file.bytes)?;
    check_quotes(&file.path, text)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut table = Table {
        path: file.path.clone(),
        stem: file.stem.clone(),
        header_line: 1,
        header: Vec::new(),
        rows: Vec::new(),
    };
    for record in reader.records() {
        let record = record.map_err(|cause| SourceError::Unreadable {
            path: file.path.clone(),
            cause: cause.into(),
        })?;
        let line = record.position().map_or(0, |start| line_of(text, start));
        take(&mut table, line, record.iter().map(str::to_owned).collect())?;
    }
    if table.header.is_empty() {
        return Err(SourceError::NoHeader {
            place: table.place(1, 0),
        });
    }
    Ok(table)
}

/// Returns the line a record begins on. The reader's own position still stands
/// before the line break that ends the last record and before empty lines.
fn line_of(text: &str, start: &csv::Position) -> u64 {
    let bytes = text.as_bytes();
    let from = usize::try_from(start.byte()).unwrap_or(bytes.len());
    let rest = bytes.get(from..).unwrap_or(&[]).iter();
    let breaks = rest.take_while(|byte| matches!(byte, b'\n' | b'\r'));
    start.line() + breaks.filter(|byte| **byte == b'\n').count() as u64
}

fn take(table: &mut Table, line: u64, cells: Vec<String>) -> Result<(), SourceError> {
    if table.header.is_empty() {
        table.header = cells;
        table.header_line = line;
        return check_header(table);
    }
    if cells.iter().all(String::is_empty) {
        return Ok(());
    }
    let (found, expected) = (cells.len(), table.header.len());
    if found != expected {
        let place = table.place(line, found.min(expected));
        return Err(if found < expected {
            SourceError::FewFields {
                place,
                found,
                expected,
            }
        } else {
            SourceError::ManyFields {
                place,
                found,
                expected,
            }
        });
    }
    table.rows.push(Row { line, cells });
    Ok(())
}

fn check_header(table: &Table) -> Result<(), SourceError> {
    for (column, name) in table.header.iter().enumerate() {
        let place = Place {
            field: String::new(),
            ..table.place(table.header_line, column)
        };
        let separator = name
            .find([';', '\t', '|'])
            .filter(|_| table.header.len() == 1);
        if let Some(found) = separator.and_then(|at| name[at..].chars().next()) {
            return Err(SourceError::NotCommas { place, found });
        }
        if name.is_empty() {
            return Err(SourceError::NamelessColumn { place });
        }
        if table.header[..column].contains(name) {
            let name = name.clone();
            return Err(SourceError::SecondColumn { place, name });
        }
    }
    Ok(())
}

/// Where a reader of cells stands, as RFC 4180 has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first character of a cell.
    Start,
    /// In a cell without quotes, where a quote is a character as any other.
    Plain,
    /// Between the quotes of a cell that began on this line, in this field.
    Quoted(u64, u64),
    /// After a quote in a quoted cell: the cell ends, or the quote was doubled.
    Closed(u64, u64),
}

/// Refuses quotes that the CSV library would mend in silence.
fn check_quotes(path: &str, text: &str) -> Result<(), SourceError> {
    let place = |line, column| Place {
        file: path.to_owned(),
        line,
        column,
        field: String::new(),
    };
    let (mut at, mut line, mut column) = (At::Start, 1, 1);
    for character in text.chars() {
        at = match (at, character) {
            (At::Start, '"') => At::Quoted(line, column),
            (At::Quoted(line, column), '"') => At::Closed(line, column),
            (At::Closed(line, column), '"') => At::Quoted(line, column),
            (At::Start | At::Plain | At::Closed(..), ',' | '\n' | '\r') => At::Start,
            (At::Closed(..), ' ' | '\t') | (At::Quoted(..), _) => at,
            (At::Closed(..), found) => {
                return Err(SourceError::AfterQuote {
                    place: place(line, column),
                    found,
                });
            }
            (At::Start | At::Plain, _) => At::Plain,
        };
        let inside = matches!(at, At::Quoted(..));
        match character {
            '\n' => (line, column) = (line + 1, if inside { column } else { 1 }),
            ',' if !inside => column += 1,
            _ => {}
        }
    }
    match at {
        At::Quoted(line, column) => Err(SourceError::OpenQuote {
            place: place(line, column),
        }),
        _ => Ok(()),
    }
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
                "data/agencies.csv:2:2: column `name`: found a row that ends before it, 1 of 2 fields: expected as many as in the header",
            ),
            (
                "key\na,b\n",
                "data/agencies.csv:2:2: found 2 fields: expected 1, as in the header",
            ),
            (
                "key,key\n",
                "data/agencies.csv:1:2: found `key` again: expected each column name once",
            ),
            (
                "key,\n",
                "data/agencies.csv:1:2: found a column without a name: expected a name, or no comma there",
            ),
            (
                "\n\nkey;name\n",
                "data/agencies.csv:3:1: found `;` between the columns: expected commas",
            ),
            (
                "key,name\na,\"b\nc,d\n",
                "data/agencies.csv:2:2: found a `\"` that nothing closes: expected a second one at the end of the cell",
            ),
            (
                "key,name\na,\"b\" c\n",
                "data/agencies.csv:2:2: found `c` after the closing `\"` of the cell: expected a comma or the end of the line",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message, "{text}");
        }
    }
}
