//! The text of a query, read: its algebra, or what is wrong with it and where.

use oxigraph::model::IriParseError;
use spargebra::{Query, SparqlParser, algebra::QueryDataset};

use super::{
    QueryError,
    language::recase_query,
    syntax::{Fault, find_fault},
};
use crate::vocab;

/// Reads a query, its language tags in the case of the graph's.
pub(super) fn parse(name: &str, sparql: &str) -> Result<Query, QueryError> {
    let parser = parser().map_err(|error| QueryError::stopped(&error))?;
    let query = parser.clone().parse_query(sparql);
    let mut query = query.map_err(|error| refuse(name, sparql, &error.to_string(), &parser))?;
    recase_query(&mut query);
    Ok(query)
}

/// Takes the graphs that a query lists out of it: the view knows which those are.
pub(super) fn take_dataset(query: &mut Query) -> Option<QueryDataset> {
    let (Query::Select { dataset, .. }
    | Query::Construct { dataset, .. }
    | Query::Describe { dataset, .. }
    | Query::Ask { dataset, .. }) = query;
    dataset.take()
}

/// Returns a parser that knows the prefixes of the vocabulary.
fn parser() -> Result<SparqlParser, IriParseError> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in vocab::PREFIXES {
        parser = parser.with_prefix(*prefix, *iri)?;
    }
    Ok(parser)
}

/// Puts the parser's refusal into words.
fn refuse(name: &str, sparql: &str, refusal: &str, parser: &SparqlParser) -> QueryError {
    // The grammar takes an empty text for an update of nothing.
    let says_something = sparql
        .lines()
        .any(|line| !matches!(line.trim().chars().next(), None | Some('#')));
    if says_something && parser.clone().parse_update(sparql).is_ok() {
        return QueryError::Update {
            name: name.to_owned(),
        };
    }
    let parse = |text: &str| {
        parser
            .clone()
            .parse_query(text)
            .err()
            .map(|error| error.to_string())
    };
    let Fault { place, message } = find_fault(name, sparql, refusal, &parse);
    QueryError::Syntax { place, message }
}
