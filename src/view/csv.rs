//! Rows as CSV (RFC 4180): comma, quotes where needed, CRLF, a header line.
//!
//! Values stand in full and exactly: IRIs whole, literals without type or
//! language, unbound cells empty. Text is data here: a cell that starts with
//! `=` is not changed, so open a file of strangers' labels in a spreadsheet as
//! text.

use std::io;

use csv::{Terminator, WriterBuilder};

use crate::store::rows::{Rows, Term};

/// Returns the CSV text.
///
/// # Errors
///
/// None that is known: the writer writes to memory. The signature is the CSV library's.
pub fn csv(rows: &Rows) -> io::Result<String> {
    let mut lines = vec![rows.columns.iter().map(String::as_str).collect::<Vec<_>>()];
    for row in &rows.rows {
        lines.push(
            row.iter()
                .map(|cell| cell.as_ref().map_or("", Term::text))
                .collect(),
        );
    }
    write(&lines)
}

/// Writes lines of cells, all quoted where they must be.
pub(super) fn write(lines: &[Vec<&str>]) -> io::Result<String> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for line in lines {
        writer.write_record(line)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::csv;
    use crate::view::sample::{HOSTILE, iri, rows, text};

    #[test]
    fn each_label_is_read_back_exactly() {
        let given = rows(
            &["entity", "label"],
            HOSTILE
                .iter()
                .map(|label| vec![iri("https://x/a"), text(label)])
                .collect(),
        );
        let written = csv(&given).unwrap();
        let mut reader = ::csv::Reader::from_reader(written.as_bytes());
        let back: Vec<String> = reader
            .records()
            .map(|line| line.unwrap()[1].to_owned())
            .collect();
        assert_eq!(back, HOSTILE);
    }

    #[test]
    fn lines_end_in_crlf_and_quotes_are_doubled() {
        let given = rows(&["a", "b"], vec![vec![text("x,\"y\""), None]]);
        assert_eq!(csv(&given).unwrap(), "a,b\r\n\"x,\"\"y\"\"\",\r\n");
    }
}
