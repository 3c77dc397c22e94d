//! Our engine over quads. The one place to change when a graph is made otherwise.

use oxigraph::model::{BlankNode, Literal, NamedNode, Quad, Term, Triple};
use policygraph::store::{self, Answer, DefaultGraph, Graph, QueryError};

use super::{Engine, Found, Outcome, Table, same};

/// A graph of ours.
pub struct Ours(Graph);

impl Ours {
    /// Takes quads.
    pub fn new(quads: &[Quad], default: DefaultGraph) -> Self {
        Self(Graph::from_dataset(quads.iter().cloned(), default).unwrap())
    }

    /// Says whether the engine takes a text for a query.
    pub fn takes(base: Option<&str>, query: &str) -> bool {
        let refusal = ask(&Self::new(&[], DefaultGraph::Own).0, base, query).err();
        !matches!(
            refusal,
            Some(QueryError::Syntax { .. } | QueryError::Update { .. })
        )
    }
}

impl Engine for Ours {
    fn answer(&self, base: Option<&str>, query: &str) -> Outcome {
        match ask(&self.0, base, query) {
            Err(error) => Err(error.to_string()),
            Ok(Answer::Boolean(answer)) => Ok(Found::Boolean(answer)),
            Ok(Answer::Triples(quads)) => Ok(Found::Triples(same::small_tags(
                quads.iter().map(Triple::from),
            ))),
            Ok(Answer::Rows(rows)) => Ok(Found::Rows(table(rows))),
        }
    }
}

fn ask(graph: &Graph, base: Option<&str>, query: &str) -> Result<Answer, QueryError> {
    let based = base.map(|base| format!("BASE <{base}>\n{query}"));
    graph.answer("query", based.as_deref().unwrap_or(query))
}

fn table(rows: store::Rows) -> Table {
    let row = |row: Vec<Option<store::Term>>| {
        let cells = row.into_iter();
        cells.map(|cell| cell.map(term)).collect()
    };
    Table {
        columns: rows.columns,
        rows: rows.rows.into_iter().map(row).collect(),
    }
}

fn term(term: store::Term) -> Term {
    match term {
        store::Term::Iri(iri) => NamedNode::new_unchecked(iri).into(),
        store::Term::Blank(label) => {
            BlankNode::new_unchecked(label.trim_start_matches("_:")).into()
        }
        store::Term::Literal {
            value,
            language: Some(tag),
            ..
        } => same::tagged(value, &tag).into(),
        store::Term::Literal {
            value, datatype, ..
        } => Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype)).into(),
    }
}
