//! Oxigraph's own engine over quads, by two roads.
//!
//! `Stored` is its `Store`, which keeps numbers and dates by value: `"01"^^xsd:integer` comes out
//! as `"1"`. `Exact` is its plain `Dataset`, which keeps each term as it is written. What a query
//! sees is made beforehand (see [`dataset`]): Oxigraph's own union of graphs, and its `FROM` of two
//! graphs, count a triple of both twice, which RDF's merge does not.

use oxigraph::{
    model::{Dataset, GraphName, GraphNameRef, NamedNode, Quad, QuadRef, Triple},
    sparql::{QueryResults, SparqlEvaluator},
    store::Store,
};

use policygraph::store::DefaultGraph;

use super::{Engine, Found, Outcome, Table, same};

/// The graphs that `FROM` and `FROM NAMED` name.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct From {
    /// The graphs whose merge is the default graph.
    pub merged: Vec<NamedNode>,
    /// The named graphs.
    pub named: Vec<NamedNode>,
}

/// Returns the dataset that a query sees, as SPARQL 1.1 section 13.2 has it.
pub fn dataset(quads: &[Quad], default: DefaultGraph, from: Option<&From>) -> Dataset {
    let mut dataset = Dataset::new();
    for quad in quads {
        let (mut in_default, mut in_named) = match from {
            None => (default == DefaultGraph::Union, true),
            Some(from) => (
                among(&from.merged, quad.graph_name.as_ref()),
                among(&from.named, quad.graph_name.as_ref()),
            ),
        };
        if quad.graph_name == GraphName::DefaultGraph {
            in_default = from.is_none();
            in_named = false;
        }
        let quad = same::small_tag(Triple::from(quad.clone())).in_graph(quad.graph_name.clone());
        if in_named {
            dataset.insert(&quad);
        }
        if in_default {
            dataset.insert(&Triple::from(quad).in_graph(GraphName::DefaultGraph));
        }
    }
    dataset
}

fn among(graphs: &[NamedNode], graph: GraphNameRef<'_>) -> bool {
    graphs
        .iter()
        .any(|node| GraphNameRef::from(node.as_ref()) == graph)
}

/// Oxigraph's `Store`, in memory.
pub struct Stored(Store);

impl Stored {
    /// Takes a dataset.
    pub fn new(dataset: &Dataset) -> Self {
        let store = Store::new().unwrap();
        store
            .extend(dataset.iter().map(QuadRef::into_owned))
            .unwrap();
        Self(store)
    }

    /// Adds a graph that may hold nothing.
    pub fn name_graph(&self, name: &NamedNode) {
        self.0.insert_named_graph(name.as_ref()).unwrap();
    }
}

impl Engine for Stored {
    fn answer(&self, base: Option<&str>, query: &str) -> Outcome {
        let prepared = evaluator(base)
            .parse_query(query)
            .map_err(|error| error.to_string())?;
        found(prepared.on_store(&self.0).execute())
    }
}

/// Oxigraph's plain dataset.
pub struct Exact<'a>(&'a Dataset);

impl<'a> Exact<'a> {
    /// Takes a dataset.
    pub fn new(dataset: &'a Dataset) -> Self {
        Self(dataset)
    }
}

impl Engine for Exact<'_> {
    fn answer(&self, base: Option<&str>, query: &str) -> Outcome {
        let prepared = evaluator(base)
            .parse_query(query)
            .map_err(|error| error.to_string())?;
        found(prepared.on_queryable_dataset(self.0).execute())
    }
}

/// Oxigraph's plain dataset, each query evaluated as it is written.
///
/// Its optimizer (sparopt 0.3.9) loops over a group for each row of another, where an EXISTS of the
/// group then sees what only the other binds; SPARQL evaluates each group by itself (18.2).
pub struct AsWritten<'a>(&'a Dataset);

impl<'a> AsWritten<'a> {
    /// Takes a dataset.
    pub fn new(dataset: &'a Dataset) -> Self {
        Self(dataset)
    }
}

impl Engine for AsWritten<'_> {
    fn answer(&self, base: Option<&str>, query: &str) -> Outcome {
        let prepared = evaluator(base)
            .without_optimizations()
            .parse_query(query)
            .map_err(|error| error.to_string())?;
        found(prepared.on_queryable_dataset(self.0).execute())
    }
}

/// Says why Oxigraph takes a text for no query, if it does not.
pub fn takes(base: Option<&str>, query: &str) -> Result<(), String> {
    let parsed = evaluator(base).parse_query(query);
    parsed.map(|_| ()).map_err(|error| error.to_string())
}

fn evaluator(base: Option<&str>) -> SparqlEvaluator {
    match base {
        Some(base) => SparqlEvaluator::new().with_base_iri(base).unwrap(),
        None => SparqlEvaluator::new(),
    }
}

fn found(results: Result<QueryResults<'_>, impl std::error::Error>) -> Outcome {
    let said = |error: &dyn std::error::Error| error.to_string();
    match results.map_err(|error| said(&error))? {
        QueryResults::Boolean(answer) => Ok(Found::Boolean(answer)),
        QueryResults::Graph(triples) => {
            let triples: Result<Vec<Triple>, _> = triples.collect();
            Ok(Found::Triples(same::small_tags(
                triples.map_err(|error| said(&error))?.into_iter(),
            )))
        }
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().iter();
            let columns = columns.map(|name| name.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution.map_err(|error| said(&error))?;
                let cells = solution.values().iter().cloned();
                rows.push(cells.map(|cell| cell.map(same::small)).collect());
            }
            Ok(Found::Rows(Table { columns, rows }))
        }
    }
}
