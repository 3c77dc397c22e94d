//! How rows leave a command: in which form, with which columns, and where to.

use std::borrow::Cow;

use anyhow::{Result, bail};

use super::{
    form::{TableForm, write_rows},
    output::Out,
};
use crate::store::{Rows, Term};

/// The form of an answer of rows.
#[derive(Debug, Default, clap::Args)]
pub struct Answer {
    /// The form of the answer [default: by the ending of --out, else table]
    #[arg(long = "as", value_name = "FORM")]
    form: Option<TableForm>,
    #[command(flatten)]
    columns: Columns,
    #[command(flatten)]
    out: Out,
}

/// The columns of an answer that are wanted.
#[derive(Debug, Default, clap::Args)]
pub struct Columns {
    /// Only these columns, in this order, with commas between
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',')]
    columns: Vec<String>,
}

impl Answer {
    /// Returns the form that was asked for, or that the ending of the file means.
    #[must_use]
    pub fn form(&self) -> TableForm {
        let meant = match self.out.ending() {
            Some("csv") => TableForm::Csv,
            Some("json") => TableForm::Json,
            _ => TableForm::Table,
        };
        self.form.unwrap_or(meant)
    }

    /// Writes rows.
    ///
    /// # Errors
    ///
    /// Refuses a column that the rows do not have; fails where the file or standard output does.
    pub fn write(&self, rows: &Rows) -> Result<()> {
        let rows = self.columns.of(rows)?;
        self.out.write(&write_rows(&rows, self.form())?)
    }

    /// Writes an answer that is not of rows.
    ///
    /// # Errors
    ///
    /// Refuses `--columns`; fails where the file or standard output does.
    pub fn write_bytes(&self, bytes: &[u8]) -> Result<()> {
        self.columns.refuse()?;
        self.out.write(bytes)
    }
}

impl Columns {
    /// Says whether any column is named.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Keeps the wanted columns, in their order; all where none is named.
    ///
    /// # Errors
    ///
    /// Refuses a column that the rows do not have.
    pub fn of<'a>(&self, rows: &'a Rows) -> Result<Cow<'a, Rows>> {
        if self.columns.is_empty() {
            return Ok(Cow::Borrowed(rows));
        }
        let mut places = Vec::new();
        for name in &self.columns {
            let Some(place) = rows.column(name) else {
                let expected = rows.columns.join(" ");
                bail!("the answer has no column `{name}`: expected one of {expected}");
            };
            places.push(place);
        }
        let row =
            |row: &Vec<Option<Term>>| places.iter().map(|place| row[*place].clone()).collect();
        Ok(Cow::Owned(Rows {
            columns: self.columns.clone(),
            rows: rows.rows.iter().map(row).collect(),
        }))
    }

    /// Says that an answer has no columns, where some are wanted.
    ///
    /// # Errors
    ///
    /// Refuses any column.
    pub fn refuse(&self) -> Result<()> {
        if !self.columns.is_empty() {
            bail!("the answer has no columns: leave out --columns");
        }
        Ok(())
    }
}
