//! The tables of `data/rules`: cue phrases, names and number forms, by which documents are read.
//!
//! What a table holds, and what its columns mean, is its reader's; here they
//! are only found.

use std::collections::BTreeMap;

use super::{bodies::Bodies, header_fields, mapped, mapping::Mapping, newsletter, official};
use crate::source::{File, SourceError, Table, parse_table};

/// Why tables of rules are none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// A table could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A table is not there.
    #[error("no table `{name}.csv` among the rules: expected it in `data/rules`")]
    Missing {
        /// Its name without the ending.
        name: &'static str,
    },
    /// A table lacks a column.
    #[error("{path}: no column `{column}`: expected it in the header")]
    NoColumn {
        /// The file.
        path: String,
        /// The column.
        column: &'static str,
    },
    /// A cell does not hold what its column takes.
    #[error("{place}: found `{found}`: expected {expected}")]
    BadCell {
        /// The cell.
        place: crate::fact::Place,
        /// What it holds.
        found: String,
        /// What it should.
        expected: String,
    },
    /// A table holds more than can be looked for at once.
    #[error("cannot look for all names of `{name}.csv` at once: {cause}")]
    TooMany {
        /// Its name without the ending.
        name: &'static str,
        /// What the search said.
        cause: String,
    },
}

/// The tables by name.
#[derive(Clone, Debug, Default)]
pub struct Tables(BTreeMap<String, Table>);

impl Tables {
    /// Reads the tables of these files.
    ///
    /// # Errors
    ///
    /// Refuses a file that is no table.
    pub fn new(files: &[File]) -> Result<Self, RulesError> {
        let mut tables = BTreeMap::new();
        for file in files {
            tables.insert(file.stem.clone(), parse_table(file)?);
        }
        Ok(Self(tables))
    }

    /// Returns a table.
    ///
    /// # Errors
    ///
    /// Says so where there is none of this name.
    pub fn table(&self, name: &'static str) -> Result<&Table, RulesError> {
        self.0.get(name).ok_or(RulesError::Missing { name })
    }

    /// Returns the tables whose names begin so, by name.
    pub fn named(&self, prefix: &'static str) -> impl Iterator<Item = &Table> {
        let tables = self.0.iter();
        tables.filter_map(move |(name, table)| name.starts_with(prefix).then_some(table))
    }

    /// Returns the rows of a table as the cells of these columns, each with its line.
    ///
    /// # Errors
    ///
    /// Refuses a table that is not there or lacks a column.
    pub fn rows<'a, const N: usize>(
        &'a self,
        name: &'static str,
        columns: [&'static str; N],
    ) -> Result<Vec<(u64, [&'a str; N])>, RulesError> {
        let table = self.table(name)?;
        let mut fields = [0; N];
        for (field, column) in fields.iter_mut().zip(columns) {
            *field = table.column(column).ok_or_else(|| RulesError::NoColumn {
                path: table.path.clone(),
                column,
            })?;
        }
        let cells = |row: &'a crate::source::Row| fields.map(|field| row.cells[field].as_str());
        Ok(table
            .rows
            .iter()
            .map(|row| (row.line, cells(row)))
            .collect())
    }
}

/// All by which documents are read.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The names of public bodies.
    pub bodies: Bodies,
    /// The wording of official documents.
    pub official: official::Rules,
    /// The wording of newsletters.
    pub newsletter: newsletter::Rules,
    /// The labels of header tables.
    pub header_fields: header_fields::Rules,
    /// What the columns of known tables mean.
    pub mapped: mapped::Rules,
    /// What the columns of the tables at hand mean, where the user says so; then no known mapping counts.
    pub mapping: Option<Mapping>,
}

impl Rules {
    /// Makes the rules of tables.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing or wrong, with its place.
    pub fn new(tables: &Tables) -> Result<Self, RulesError> {
        Ok(Self {
            bodies: Bodies::new(tables)?,
            official: official::Rules::new(tables)?,
            newsletter: newsletter::Rules::new(tables)?,
            header_fields: header_fields::Rules::new(tables)?,
            mapped: mapped::Rules::new(tables)?,
            mapping: None,
        })
    }
}
