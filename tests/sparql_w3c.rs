//! The W3C's tests of SPARQL 1.0 and 1.1 queries, on our engine and on Oxigraph's own store.
//!
//! `POLICYGRAPH_W3C` is a folder that holds them (`sparql11/`, `dawg-data-r2/`); `.ci/w3c` fetches
//! one. What fails is in `tests/w3c/known.csv` with a reason each, and this fails where that is no
//! longer so, where anything else fails, and where our engine fails a test that Oxigraph passes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod conformance;
mod w3c;

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::PathBuf};

use conformance::{
    Engine,
    ours::Ours,
    peer::{self, Stored},
};
use oxigraph::{
    model::{GraphName, NamedNode, Quad},
    sparql::SparqlEvaluator,
};
use policygraph::store::DefaultGraph;
use w3c::{
    Folder, expected,
    manifest::{Evaluation, Kind, Test, tests},
    verdict::judge,
};

/// Why a test fails, of ours and of the peer.
type Verdicts = [Result<(), String>; 2];

#[test]
fn the_w3c_tests_of_queries_pass_but_for_those_with_a_reason() {
    let Some(folder) = env::var_os("POLICYGRAPH_W3C") else {
        eprintln!("skipped: POLICYGRAPH_W3C names no folder of tests; see .ci/w3c");
        return;
    };
    let folder = Folder(PathBuf::from(folder));
    let mut known = known();
    let (mut run, mut passed) = (0, 0);
    let mut wrong = String::new();
    for manifest in folder.manifests() {
        for test in tests(&folder, &folder.iri(&manifest)) {
            let reason = known.remove(&test.name);
            let [ours, theirs] = verdicts(&folder, &test);
            run += 1;
            passed += usize::from(ours.is_ok());
            let complaint = match (ours, theirs, reason) {
                (Ok(()), _, None) | (Err(_), Err(_), Some(_)) => continue,
                (Ok(()), _, Some(reason)) => format!("passes, but is listed: {reason}"),
                (Err(why), Ok(()), _) => format!("fails where Oxigraph's store passes: {why}"),
                (Err(why), Err(_), None) => format!("fails: {why}"),
            };
            writeln!(wrong, "{}: {complaint}\n", test.name).unwrap();
        }
    }
    println!("{run} tests of the W3C: {passed} pass");
    assert!(run > 0, "no test below {}", folder.0.display());
    for name in known.keys() {
        writeln!(wrong, "{name}: is listed, but there is no such test").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Reads which tests fail, and why.
fn known() -> BTreeMap<String, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/w3c/known.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect()
}

/// Runs a test.
fn verdicts(folder: &Folder, test: &Test) -> Verdicts {
    let query = fs::read_to_string(folder.path(&test.query)).unwrap();
    match &test.kind {
        Kind::Syntax(good) => taken(&test.query, &query).map(|taken| {
            let right = taken == *good;
            right
                .then_some(())
                .ok_or(format!("taken for SPARQL: {taken}"))
        }),
        Kind::Evaluation(asked) => evaluate(folder, &test.query, &query, asked),
    }
}

/// Says whether our engine, and the peer's, take a text for a query.
fn taken(base: &str, query: &str) -> [bool; 2] {
    let peer = SparqlEvaluator::new().with_base_iri(base).unwrap();
    [
        Ours::takes(Some(base), query),
        peer.parse_query(query).is_ok(),
    ]
}

fn evaluate(folder: &Folder, iri: &str, query: &str, asked: &Evaluation) -> Verdicts {
    let (quads, names) = match data(folder, iri, query, asked) {
        Ok(data) => data,
        Err(why) => return [Err(why.clone()), Err(why)],
    };
    let expected = match expected::read(folder, &asked.result) {
        Ok(expected) => expected,
        Err(why) => return [Err(why.clone()), Err(why)],
    };
    let store = Stored::new(&peer::dataset(&quads, DefaultGraph::Own, None));
    for name in &names {
        store.name_graph(name);
    }
    let ours = Ours::new(&quads, DefaultGraph::Own).answer(Some(iri), query);
    let theirs = store.answer(Some(iri), query);
    [ours, theirs].map(|outcome| judge(&outcome, &expected, asked.lax))
}

/// Returns the quads of a test, and the names of its graphs: what its manifest gives, and what its `FROM` names.
fn data(
    folder: &Folder,
    iri: &str,
    query: &str,
    asked: &Evaluation,
) -> Result<(Vec<Quad>, Vec<NamedNode>), String> {
    let mut quads = Vec::new();
    for data in &asked.data {
        quads.extend(folder.triples(data)?);
    }
    let mut names = asked.graphs.clone();
    let peer = SparqlEvaluator::new().with_base_iri(iri).unwrap();
    if let Ok(prepared) = peer.parse_query(query) {
        let dataset = prepared.dataset();
        let merged = dataset.default_graph_graphs().unwrap_or_default().iter();
        let from_named = dataset.available_named_graphs().unwrap_or_default().iter();
        names.extend(merged.filter_map(|graph| match graph {
            GraphName::NamedNode(node) => Some(node.as_str().to_owned()),
            _ => None,
        }));
        names.extend(from_named.filter_map(|graph| match graph {
            oxigraph::model::NamedOrBlankNode::NamedNode(node) => Some(node.as_str().to_owned()),
            oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
        }));
    }
    names.sort();
    names.dedup();
    let names: Vec<NamedNode> = names.into_iter().map(NamedNode::new_unchecked).collect();
    for name in &names {
        for quad in folder.triples(name.as_str())? {
            quads.push(Quad {
                graph_name: name.clone().into(),
                ..quad
            });
        }
    }
    Ok((quads, names))
}
