//! Reads a network from the answers of two queries: one for its nodes, one for its edges.
//!
//! Takes plain rows, gives a [`Network`] or says which row is wrong. Which
//! entities and which relations make a network is for the queries in
//! `queries/project/` to say.

mod entities;
#[cfg(test)]
mod tests;

use self::entities::read_nodes;
use super::assembly::NetworkError;
use super::network::{Edge, Network, Node};
use crate::store::rows::{Rows, Term};

/// Why rows make no network. Rows count from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RowsError {
    /// The query gives no such column.
    #[error("no column `{column}` in the {table}: found `{found}`")]
    NoColumn {
        /// `nodes` or `edges`.
        table: &'static str,
        /// The column looked for.
        column: &'static str,
        /// The columns there are.
        found: String,
    },
    /// A cell that has to name an entity is empty.
    #[error("row {row} of the {table}: `{column}` is unbound, expected an IRI")]
    Unbound {
        /// `nodes` or `edges`.
        table: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: &'static str,
    },
    /// An edge ends at an entity that is not among the nodes.
    #[error("row {row} of the edges: `{id}` is not among the nodes")]
    NoNode {
        /// The row.
        row: usize,
        /// The entity's IRI.
        id: String,
    },
    /// A weight that is no number.
    #[error("row {row} of the edges: cannot read the weight `{weight}` as a number")]
    NotANumber {
        /// The row.
        row: usize,
        /// The weight as found.
        weight: String,
    },
    /// The rows can be read, but do not fit together.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

impl Network {
    /// Makes a network of the rows of two queries.
    ///
    /// `nodes` has the columns `id`, `label`, `label_zh`, `abbreviation`, `kind`
    /// and `date`; only `id` has to be there. An entity may have several rows:
    /// of each cell the smallest value counts, of dates the earliest. `edges`
    /// has `from`, `to`, `weight` (1 where there is none) and `relation`; an IRI
    /// under `relation` or `kind` counts as its local name. In an undirected
    /// network each pair is to be listed once: the weights of A to B and of B to
    /// A are added.
    ///
    /// # Errors
    ///
    /// A column that is missing, an unbound `id`, `from` or `to`, an edge to an
    /// entity that is no node, and a weight that is no number, negative or not
    /// finite.
    pub fn from_rows(
        name: impl Into<String>,
        directed: bool,
        nodes: &Rows,
        edges: &Rows,
    ) -> Result<Self, RowsError> {
        let nodes = read_nodes(nodes)?;
        let edges = read_edges(edges, &nodes)?;
        Ok(Self::new(name, directed, nodes, edges)?)
    }
}

/// One query's answer, with the name it bears in errors.
struct Table<'a> {
    name: &'static str,
    rows: &'a Rows,
}

impl Table<'_> {
    fn require(&self, column: &'static str) -> Result<usize, RowsError> {
        self.rows.column(column).ok_or_else(|| RowsError::NoColumn {
            table: self.name,
            column,
            found: self.rows.columns.join(", "),
        })
    }

    /// Returns the text of a cell; `None` where it is unbound or empty, or there is no such column.
    fn cell(&self, row: usize, column: Option<usize>) -> Option<&Term> {
        let term = self.rows.rows.get(row)?.get(column?)?.as_ref()?;
        (!term.text().is_empty()).then_some(term)
    }

    fn id(&self, row: usize, place: usize, column: &'static str) -> Result<&str, RowsError> {
        let cell = self.cell(row, Some(place)).map(Term::text);
        cell.ok_or(RowsError::Unbound {
            table: self.name,
            row: row + 1,
            column,
        })
    }
}

/// Reads the edges, with the places of their ends among `nodes`, which are sorted.
fn read_edges(rows: &Rows, nodes: &[Node]) -> Result<Vec<Edge>, RowsError> {
    let table = Table {
        name: "edges",
        rows,
    };
    let (from, to) = (table.require("from")?, table.require("to")?);
    let (weight, relation) = (rows.column("weight"), rows.column("relation"));
    let find = |row: usize, id: &str| {
        let found = nodes.binary_search_by(|node| node.id.as_str().cmp(id));
        found.map_err(|_| RowsError::NoNode {
            row: row + 1,
            id: id.to_owned(),
        })
    };
    let read = |row| {
        Ok(Edge {
            from: find(row, table.id(row, from, "from")?)?,
            to: find(row, table.id(row, to, "to")?)?,
            weight: parse_weight(row, table.cell(row, weight))?,
            relation: table.cell(row, relation).map_or("", local_name).to_owned(),
        })
    };
    (0..rows.rows.len()).map(read).collect()
}

fn parse_weight(row: usize, cell: Option<&Term>) -> Result<f64, RowsError> {
    let Some(text) = cell.map(Term::text) else {
        return Ok(1.0);
    };
    text.parse().map_err(|_| RowsError::NotANumber {
        row: row + 1,
        weight: text.to_owned(),
    })
}

fn local_name(term: &Term) -> &str {
    if term.is_iri() {
        last_part(term.text())
    } else {
        term.text()
    }
}

fn last_part(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}
