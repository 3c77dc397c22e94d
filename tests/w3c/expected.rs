//! Reads the answer that a test expects: the four forms of results, and RDF.

use std::{collections::BTreeMap, fs};

use oxigraph::{
    model::{Quad, Term, Triple},
    sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput},
};

use super::Folder;
use crate::conformance::{Found, Table, same};

const RS: &str = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

/// An expected answer.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The answer.
    pub found: Found,
    /// Whether the file numbers its rows.
    pub ordered: bool,
    /// Whether the terms are as CSV shows them: without kind, datatype and language.
    pub plain: bool,
}

/// Reads the file of an expected answer.
pub fn read(folder: &Folder, iri: &str) -> Result<Expected, String> {
    let ending = iri.rsplit('.').next().unwrap_or_default();
    let form = match ending {
        "srx" => Some(QueryResultsFormat::Xml),
        "srj" => Some(QueryResultsFormat::Json),
        "tsv" => Some(QueryResultsFormat::Tsv),
        _ => None,
    };
    let plain = ending == "csv";
    let (found, ordered) = match form {
        Some(form) => (results(folder, iri, form)?, false),
        None if plain => (csv(folder, iri), false),
        None => graph(&folder.triples(iri)?),
    };
    Ok(Expected {
        found,
        ordered,
        plain,
    })
}

fn results(folder: &Folder, iri: &str, form: QueryResultsFormat) -> Result<Found, String> {
    let text = fs::read(folder.path(iri)).map_err(|error| error.to_string())?;
    let parsed = QueryResultsParser::from_format(form).for_slice(&text);
    let wrong = |error: &dyn std::error::Error| format!("{iri}: {error}");
    let solutions = match parsed.map_err(|error| wrong(&error))? {
        SliceQueryResultsParserOutput::Boolean(answer) => return Ok(Found::Boolean(answer)),
        SliceQueryResultsParserOutput::Solutions(solutions) => solutions,
    };
    let names = solutions.variables().to_vec();
    let mut rows = Vec::new();
    for solution in solutions {
        let solution = solution.map_err(|error| wrong(&error))?;
        let cell = |name| solution.get(name).cloned().map(same::small);
        rows.push(names.iter().map(cell).collect());
    }
    let columns = names.iter().map(|name| name.as_str().to_owned()).collect();
    Ok(Found::Rows(Table { columns, rows }))
}

fn csv(folder: &Folder, iri: &str) -> Found {
    let mut reader = csv::Reader::from_path(folder.path(iri)).unwrap();
    let columns = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let cell = |text: &str| (!text.is_empty()).then(|| bare(text));
    let rows = reader.records();
    let rows = rows
        .map(|row| row.unwrap().iter().map(cell).collect())
        .collect();
    Found::Rows(Table { columns, rows })
}

/// Returns a term as CSV shows it.
pub fn bare(text: &str) -> Term {
    use oxigraph::model::{BlankNode, Literal};
    match text.strip_prefix("_:") {
        Some(label) => BlankNode::new_unchecked(label).into(),
        None => Literal::new_simple_literal(text).into(),
    }
}

/// Reads RDF: a table or a truth in the vocabulary of result sets, or the triples themselves.
fn graph(quads: &[Quad]) -> (Found, bool) {
    let by = |predicate: &str| {
        let wanted = format!("{RS}{predicate}");
        let all = quads.iter();
        all.filter(move |quad| quad.predicate.as_str() == wanted)
    };
    if let Some(truth) = by("boolean").next() {
        let truth = matches!(&truth.object, Term::Literal(literal) if literal.value() == "true");
        return (Found::Boolean(truth), false);
    }
    let columns: Vec<String> = by("resultVariable")
        .map(|quad| text(&quad.object))
        .collect();
    let is_table = quads.iter().any(
        |quad| matches!(&quad.object, Term::NamedNode(node) if node.as_str() == format!("{RS}ResultSet")),
    );
    if !is_table {
        let triples = quads.iter().cloned().map(Triple::from);
        return (Found::Triples(same::small_tags(triples)), false);
    }
    let mut indices: BTreeMap<String, i64> = BTreeMap::new();
    for quad in by("index") {
        indices.insert(
            quad.subject.to_string(),
            text(&quad.object).parse().unwrap(),
        );
    }
    let values: BTreeMap<String, &Term> = by("value")
        .map(|quad| (quad.subject.to_string(), &quad.object))
        .collect();
    let names: BTreeMap<String, String> = by("variable")
        .map(|quad| (quad.subject.to_string(), text(&quad.object)))
        .collect();
    let mut rows: Vec<(Option<i64>, same::Row)> = Vec::new();
    for solution in by("solution").map(|quad| quad.object.to_string()) {
        let mut row = vec![None; columns.len()];
        for binding in by("binding").filter(|quad| quad.subject.to_string() == solution) {
            let binding = binding.object.to_string();
            let column = columns.iter().position(|column| *column == names[&binding]);
            row[column.unwrap()] = Some(same::small(values[&binding].clone()));
        }
        rows.push((indices.get(&solution).copied(), row));
    }
    rows.sort_by_key(|(index, _)| *index);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    (Found::Rows(Table { columns, rows }), !indices.is_empty())
}

fn text(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        other => panic!("expected a literal, found {other}"),
    }
}
