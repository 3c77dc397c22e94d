//! Our engine over quads. The one place to change when a graph is made otherwise.

use oxigraph::model::{BlankNode, Literal, NamedNode, Quad, Term, Triple};
use policygraph::store::{self, Answer, Graph, Quads, QueryError};

use super::{DefaultGraph, Engine, Found, Outcome, Table, same};

/// Says whether a graph of ours keeps the quads of the default graph, and can be asked them alone.
///
/// With `Graph::from_dataset` (issue 4) this is true, and goes, with what it guards.
pub const KEEPS_DEFAULT_GRAPH: bool = false;

/// Says whether a triple of two graphs that `FROM` names counts once.
///
/// With `store::view` (issue 4) this is true, and goes.
pub const MERGES_FROM: bool = false;

/// A graph of ours.
pub struct Ours(Graph);

impl Ours {
    /// Takes quads.
    pub fn new(quads: &[Quad], default: DefaultGraph) -> Self {
        assert!(
            KEEPS_DEFAULT_GRAPH || default == DefaultGraph::Union,
            "today's graph is the merge of its graphs"
        );
        // With it: Self(Graph::from_dataset(quads.iter().cloned(), default)).
        Self(Graph::new(quads.iter().cloned().collect::<Quads>()))
    }

    /// Takes the quads of a test of the W3C, whose default graph is its own.
    pub fn of_tests(mut quads: Vec<Quad>) -> Self {
        if KEEPS_DEFAULT_GRAPH {
            return Self::new(&quads, DefaultGraph::Own);
        }
        for quad in &mut quads {
            quad.graph_name = NamedNode::new_unchecked("x:default").into();
        }
        Self::new(&quads, DefaultGraph::Union)
    }

    /// Says whether the engine takes a text for a query.
    pub fn takes(base: Option<&str>, query: &str) -> bool {
        let refusal = ask(&Graph::new(Quads::default()), base, query).err();
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
