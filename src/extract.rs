//! What it says: rows and triples become statements that name whom they are about.
//!
//! What a column means stands in `ontology/tables.csv`, which concepts and
//! units there are in the ontology; here is only how a cell is read. Whom a
//! name means is left to `link`.

pub mod account;
pub mod bodies;
pub mod cell;
pub mod claim;
pub mod decision;
pub mod from_title;
pub mod header_fields;
pub mod mapped;
pub mod mapping;
pub mod newsletter;
pub mod official;
pub mod relation;
pub mod row;
pub mod rules;
pub mod schema;
pub mod terms;
pub mod triple;
mod usage;

pub use account::read_document;
pub use claim::{Against, Pending, read_claims};
pub use decision::read_decisions;
pub use mapping::Mapping;
pub use row::read_table;
pub use schema::{Column, Reading, Schema};
pub use terms::Terms;
pub use triple::read_triples;

use crate::{
    fact::Place,
    source::{BadLine, SourceError},
};

/// Why a table or a triple says nothing that can be held.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// The file's name is no table's.
    #[error("{place}: no table is called `{table}`: expected one of {expected}")]
    UnknownTable {
        /// The file.
        place: Place,
        /// The name.
        table: String,
        /// The tables there are.
        expected: String,
    },
    /// A column's name is not one of the table's.
    #[error("{place}: no column `{column}` in a table of {table}: expected one of {expected}")]
    UnknownColumn {
        /// The header's field.
        place: Place,
        /// The name.
        column: String,
        /// The table.
        table: String,
        /// The columns there are.
        expected: String,
    },
    /// A column that every row needs is not there.
    #[error("{place}: no column `{column}`: expected it in the header of a table of {table}")]
    MissingColumn {
        /// The header.
        place: Place,
        /// The name.
        column: String,
        /// The table.
        table: String,
    },
    /// A cell does not hold what its column takes.
    #[error("{place}: found `{found}`: expected {expected}")]
    BadCell {
        /// The cell.
        place: Place,
        /// What it holds.
        found: String,
        /// What it should.
        expected: String,
    },
    /// A row gives a key and evidence and says nothing, or what is required is empty.
    #[error("{place}: found nothing: expected {expected}")]
    EmptyCell {
        /// The cell.
        place: Place,
        /// What it should hold.
        expected: String,
    },
    /// A triple of a Turtle source cannot become a fact.
    #[error("{place}: found {found}: expected {expected}")]
    BadTriple {
        /// The line.
        place: Place,
        /// What stands there.
        found: String,
        /// What a source may say.
        expected: String,
    },
    /// A file of facts is no text.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Lines of a file of facts hold no fact that can be held.
    #[error("{}", told(.bad, *.left_out))]
    BadLines {
        /// The first of them.
        bad: Vec<BadLine>,
        /// How many more there are.
        left_out: usize,
    },
}

fn told(bad: &[BadLine], left_out: usize) -> String {
    let mut lines: Vec<String> = bad
        .iter()
        .map(|line| line.to_string().replace('\n', "\\n"))
        .collect();
    if left_out > 0 {
        lines.push(format!("and {left_out} more such lines"));
    }
    lines.join("\n")
}
