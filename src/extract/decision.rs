//! The table of decisions: what a person said of which claim, when and why.

use super::{
    ExtractError,
    row::{bad_cell, require},
};
use crate::{
    fact::{Decision, Review},
    source::{Row, Table},
};

/// The name of the table, without ending.
pub const TABLE: &str = "decisions";

/// The columns that every table of decisions has; others are for its readers.
const REQUIRED: [&str; 4] = ["fact", "decision", "by", "on"];

/// Reads decisions, in the order of the rows. Of two about one claim the later row counts.
///
/// # Errors
///
/// Refuses a missing column, and a cell that does not hold what its column takes.
pub fn read_decisions(table: &Table) -> Result<Vec<Decision>, ExtractError> {
    require(table, TABLE, &REQUIRED)?;
    table.rows.iter().map(|row| read(table, row)).collect()
}

fn read(table: &Table, row: &Row) -> Result<Decision, ExtractError> {
    let field = |name: &str| table.column(name).unwrap_or(0);
    let cell = |name: &str| row.cells[field(name)].as_str();
    let wrong = |name: &str, expected: &str| {
        bad_cell(table, row, field(name), cell(name), expected.to_owned())
    };
    let fact = cell("fact");
    if fact.len() != 16 || !fact.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(wrong("fact", "the id of a fact, 16 digits 0-9 a-f"));
    }
    if cell("by").is_empty() {
        return Err(wrong("by", "who decided"));
    }
    Ok(Decision {
        fact: fact.to_ascii_lowercase(),
        review: match cell("decision") {
            "accepted" => Review::Accepted,
            "rejected" => Review::Rejected,
            "pending" => Review::Pending,
            _ => return Err(wrong("decision", "one of accepted rejected pending")),
        },
        by: cell("by").to_owned(),
        on: cell("on")
            .parse()
            .map_err(|_| wrong("on", "the day of the decision, as YYYY-MM-DD"))?,
        reason: table
            .column("reason")
            .map_or_else(String::new, |field| row.cells[field].clone()),
        place: table.place(row.line, field("fact")),
    })
}
