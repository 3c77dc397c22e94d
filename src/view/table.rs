//! Rows as a table for a terminal: aligned, a header line, no colour.
//!
//! Takes rows and the prefixes that shorten IRIs. A hanzi takes two columns.
//! Nothing is cut: a long cell makes a wide table.

use unicode_width::UnicodeWidthStr;

use super::text::{shorten, visible};
use crate::store::rows::{Rows, Term};

/// The room between two columns.
const GAP: &str = "  ";

/// Returns the table, each line ended by a newline; without columns, nothing.
///
/// A column of numbers only is aligned right. An unbound cell is empty.
/// `prefixes` are the starts of IRIs and what stands for them, see
/// [`shorten`].
#[must_use]
pub fn table(rows: &Rows, prefixes: &[(&str, &str)]) -> String {
    let header: Vec<String> = rows.columns.iter().map(|name| visible(name)).collect();
    let cells: Vec<Vec<String>> = rows
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| shown(cell.as_ref(), prefixes))
                .collect()
        })
        .collect();
    let columns: Vec<Column> = (0..header.len())
        .map(|place| Column::measure(place, &header, &cells))
        .collect();
    let rule: Vec<String> = columns
        .iter()
        .map(|column| "─".repeat(column.width))
        .collect();
    let mut text = String::new();
    if header.is_empty() {
        return text;
    }
    for line in [&header, &rule].into_iter().chain(&cells) {
        push_line(&mut text, line, &columns);
    }
    text
}

/// How a column is set.
struct Column {
    width: usize,
    right: bool,
}

impl Column {
    fn measure(place: usize, header: &[String], cells: &[Vec<String>]) -> Self {
        let column = || cells.iter().filter_map(|row| row.get(place));
        let width = column()
            .chain(header.get(place))
            .map(|cell| cell.width())
            .max()
            .unwrap_or(0);
        let right = column().any(|cell| !cell.is_empty())
            && column().all(|cell| cell.is_empty() || is_number(cell));
        Self { width, right }
    }
}

fn push_line(text: &mut String, line: &[String], columns: &[Column]) {
    let start = text.len();
    for (cell, column) in line.iter().zip(columns) {
        if text.len() > start {
            text.push_str(GAP);
        }
        let blank = " ".repeat(column.width.saturating_sub(cell.width()));
        if column.right {
            text.push_str(&blank);
            text.push_str(cell);
        } else {
            text.push_str(cell);
            text.push_str(&blank);
        }
    }
    let end = text.trim_end_matches(' ').len().max(start);
    text.truncate(end);
    text.push('\n');
}

fn shown(cell: Option<&Term>, prefixes: &[(&str, &str)]) -> String {
    match cell {
        None => String::new(),
        Some(Term::Iri(iri)) => visible(&shorten(iri, prefixes)),
        Some(Term::Blank(label)) => visible(&format!("_:{label}")),
        Some(Term::Literal { value, .. }) => visible(value),
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    digits.starts_with(|c: char| c.is_ascii_digit()) && cell.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::view::sample::{HOSTILE, iri, rows, text};

    #[test]
    fn hanzi_take_two_columns_and_numbers_stand_right() {
        let given = rows(
            &["agency", "label", "documents"],
            vec![
                vec![iri("https://x/id/agency/miit"), text("工信部"), text("12")],
                vec![iri("https://x/id/agency/cac"), None, text("7")],
            ],
        );
        assert_eq!(
            table(&given, &[("https://x/id/", "")]),
            "agency       label   documents\n\
             ───────────  ──────  ─────────\n\
             agency/miit  工信部         12\n\
             agency/cac                   7\n"
        );
    }

    #[test]
    fn a_row_stays_one_line_whatever_its_label_holds() {
        let given = rows(
            &["label"],
            HOSTILE.iter().map(|label| vec![text(label)]).collect(),
        );
        let shown = table(&given, &[]);
        assert_eq!(shown.lines().count(), HOSTILE.len() + 2);
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\0']));
    }

    #[test]
    fn no_columns_give_no_table_and_no_rows_the_header() {
        assert_eq!(table(&rows(&[], vec![]), &[]), "");
        assert_eq!(table(&rows(&["a"], vec![]), &[]), "a\n─\n");
    }
}
