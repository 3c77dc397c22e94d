//! Our engine and Oxigraph's own, asked the same, with answers that can be compared.
//!
//! Each test file uses a part of it. `ours` is the one place that knows how a graph of ours is
//! made of quads; `peer` knows Oxigraph's; `same` says when two answers are the same.
#![allow(dead_code, reason = "each test file uses a part")]

pub mod ours;
pub mod peer;
pub mod same;

use oxigraph::model::{Term, Triple};

/// A table of answers: rows in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The variables, without `?`.
    pub columns: Vec<String>,
    /// The rows; each is as long as `columns`.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// What a query gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Of `ASK`.
    Boolean(bool),
    /// Of `SELECT`.
    Rows(Table),
    /// Of `CONSTRUCT` and `DESCRIBE`.
    Triples(Vec<Triple>),
}

impl Found {
    /// Says whether there is a row, a triple, or a yes.
    pub fn says_something(&self) -> bool {
        match self {
            Self::Boolean(answer) => *answer,
            Self::Rows(table) => !table.rows.is_empty(),
            Self::Triples(triples) => !triples.is_empty(),
        }
    }
}

/// What a query gave, or what the engine said in refusing it.
pub type Outcome = Result<Found, String>;

/// A graph of the data, so that more than one query can be asked of it.
pub trait Engine {
    /// Answers a query whose relative IRIs are of `base`.
    fn answer(&self, base: Option<&str>, query: &str) -> Outcome;
}
