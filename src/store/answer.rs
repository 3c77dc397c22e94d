//! What a query gives back: rows, yes or no, or triples.

use oxigraph::{
    model::Triple,
    sparql::{QueryEvaluationError, QueryResults},
};

use super::{
    quads::Quads,
    rows::Rows,
    term::{iri, plain},
};
use crate::vocab;

/// The answer to a SPARQL query.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Of `SELECT`.
    Rows(Rows),
    /// Of `ASK`.
    Boolean(bool),
    /// Of `CONSTRUCT` and `DESCRIBE`, in the graph of what is inferred.
    Triples(Quads),
}

impl Answer {
    /// Takes an engine's results whole.
    pub(super) fn collect(results: QueryResults<'_>) -> Result<Self, QueryEvaluationError> {
        match results {
            QueryResults::Boolean(answer) => Ok(Self::Boolean(answer)),
            QueryResults::Solutions(solutions) => {
                let names = solutions.variables().iter();
                let columns = names.map(|name| name.as_str().to_owned()).collect();
                let row = |solution: oxigraph::sparql::QuerySolution| {
                    let cells = solution.values().iter();
                    cells.map(|cell| cell.as_ref().map(plain)).collect()
                };
                let rows = solutions
                    .map(|solution| solution.map(row))
                    .collect::<Result<_, _>>()?;
                Ok(Self::Rows(Rows { columns, rows }))
            }
            QueryResults::Graph(triples) => {
                let inferred = iri(vocab::GRAPH_INFERRED);
                let quad = |triple: Triple| triple.in_graph(inferred.clone());
                let quads = triples.map(|triple| triple.map(quad));
                Ok(Self::Triples(quads.collect::<Result<_, _>>()?))
            }
        }
    }
}
