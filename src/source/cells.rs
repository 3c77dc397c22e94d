//! The cells of a table that is a document, each with its place in the words.
//!
//! A table of ours is read by [`super::parse_table`], which refuses what is
//! crooked. Here the table is someone else's: a crooked row is given as it is,
//! and the next ones too. Read by a scan of its own, since the `csv` crate does not
//! tell where in its line a cell stands.

use std::{borrow::Cow, ops::Range};

use super::{Form, Given};

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its value, white space at its ends left out.
    pub value: Cow<'a, str>,
    /// Where it stands in the words, in bytes; without the quotes round it.
    pub range: Range<usize>,
}

/// A row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells<'a> {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Where it stands in the words, in bytes, without the line break at its end.
    pub range: Range<usize>,
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

/// Returns the rows of the tables of a document one by one, empty ones left out: of a CSV file the one,
/// of a workbook that of each sheet.
#[must_use]
pub fn tables(given: &Given) -> Vec<Rows<'_>> {
    let words = given.text.words();
    let rows = |range: Range<usize>, comma| Rows {
        words,
        at: range.start,
        end: range.end,
        line: 1,
        comma,
    };
    if given.form != Form::Workbook {
        return vec![rows(0..words.len(), ',')];
    }
    let mut start = 0;
    let sheets = words.match_indices('\u{c}').map(|(end, mark)| {
        let sheet = rows(start..end, '\t');
        start = end + mark.len();
        sheet
    });
    sheets.collect()
}

/// The rows of a table.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    words: &'a str,
    at: usize,
    end: usize,
    line: u64,
    /// What parts its cells; quotes have a meaning only between commas.
    comma: char,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Cells<'a>;

    fn next(&mut self) -> Option<Cells<'a>> {
        while self.at < self.end {
            let row = self.row();
            if row.cells.iter().any(|cell| !cell.value.is_empty()) {
                return Some(row);
            }
        }
        None
    }
}

impl<'a> Rows<'a> {
    fn row(&mut self) -> Cells<'a> {
        let (start, line) = (self.at, self.line);
        let mut cells = Vec::new();
        loop {
            let (cell, end) = self.cell(self.at);
            self.line += self.words[self.at..end].matches('\n').count() as u64;
            cells.push(cell);
            let rest = &self.words[end..self.end];
            if rest.starts_with(self.comma) {
                self.at = end + 1;
                continue;
            }
            let breaks = if rest.starts_with("\r\n") {
                2
            } else {
                rest.len().min(1)
            };
            self.line += 1;
            self.at = end + breaks;
            let range = start..end;
            return Cells { line, range, cells };
        }
    }

    /// Reads the cell at a byte, and returns where what parts it from the next begins.
    ///
    /// As RFC 4180 has it. What follows the closing quote belongs to the cell; a quote that nothing closes is a letter.
    fn cell(&self, from: usize) -> (Cell<'a>, usize) {
        let rest = &self.words[from..self.end];
        let inner = rest.trim_start_matches([' ', '\t']);
        if self.comma == ','
            && let Some(quoted) = inner.strip_prefix('"')
            && let Some(length) = closing(quoted)
        {
            let start = from + rest.len() - quoted.len();
            let after = &quoted[length + 1..];
            let ends = after.find([self.comma, '\n', '\r']).unwrap_or(after.len());
            let after_blank = after[..ends].trim().is_empty();
            let close = start + length + if after_blank { 0 } else { 1 + ends };
            return (self.value(start..close, true), start + length + 1 + ends);
        }
        let length = rest.find([self.comma, '\n', '\r']).unwrap_or(rest.len());
        (self.value(from..from + length, false), from + length)
    }

    fn value(&self, range: Range<usize>, quoted: bool) -> Cell<'a> {
        let raw = &self.words[range.clone()];
        let words = raw.trim();
        let start = range.start + raw.len() - raw.trim_start().len();
        let value = if quoted && words.contains("\"\"") {
            Cow::Owned(words.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(words)
        };
        Cell {
            value,
            range: start..start + words.len(),
        }
    }
}

/// Returns the byte of the quote that closes a cell; doubled ones do not.
fn closing(quoted: &str) -> Option<usize> {
    let bytes = quoted.as_bytes();
    let mut at = 0;
    loop {
        at += quoted[at..].find('"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(path: &str, text: &str) -> Vec<(u64, Vec<String>)> {
        let given = Given::open(path, text.as_bytes()).unwrap();
        let mut rows = Vec::new();
        for row in tables(&given).remove(0) {
            for cell in &row.cells {
                let quote = given.text.quote(cell.range.clone());
                assert_eq!(quote.replace("\"\"", "\""), cell.value);
            }
            let cells = row.cells.iter().map(|cell| cell.value.to_string());
            rows.push((row.line, cells.collect()));
        }
        rows
    }

    #[test]
    fn a_cell_has_its_value_and_its_place() {
        let text = "\u{feff}title,number\r\n\r\n\"关于\"\"A\"\"的\n通知\" , 国发〔2015〕28号\n,\nx,\"y, z\"";
        let expected = [
            (1, vec!["title", "number"]),
            (3, vec!["关于\"A\"的\n通知", "国发〔2015〕28号"]),
            (6, vec!["x", "y, z"]),
        ];
        let expected =
            expected.map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect()));
        assert_eq!(rows("a.csv", text), expected);
    }

    #[test]
    fn a_crooked_row_is_given_as_it_is_and_the_next_too() {
        for (text, last) in [
            ("a,b\nc\nd,e", vec!["d", "e"]),
            ("a,b\nc,\"d\" e\nf,g", vec!["f", "g"]),
            ("a,b\nc,\"d\nf,g", vec!["f", "g"]),
        ] {
            assert_eq!(rows("a.csv", text).pop().unwrap().1, last, "{text}");
        }
    }

    #[test]
    fn a_hundred_thousand_open_quotes_are_read_in_linear_time() {
        let text = "a,b\n".to_owned() + &"x,\"y\n".repeat(100_001);
        assert_eq!(rows("a.csv", &text).len(), 50_002);
    }
}
