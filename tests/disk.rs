//! The graph in RocksDB, held to the graph in memory: every saved query, and the commands as a user runs them.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod program;

use std::{fs, path::Path, sync::OnceLock};

use oxigraph::{
    model::{GraphName, NamedNode, Quad},
    store::Store,
};
use policygraph::{
    fact::{Id, Kind},
    pipeline,
    store::{Graph, Quads, RocksError, Written, open_rocks, restrict, saved::free, write_rocks},
};
use program::{must, run};
use tempfile::{TempDir, tempdir};

/// What the newsletter says, in both forms.
fn newsletter() -> &'static (Graph, Graph, TempDir) {
    static BOTH: OnceLock<(Graph, Graph, TempDir)> = OnceLock::new();
    BOTH.get_or_init(|| {
        let compiled = pipeline::compile(&pipeline::sources(None).unwrap()).unwrap();
        let document = Id::new(Kind::Document, "merics-china-industries-2023-11-01").unwrap();
        let quads = restrict(compiled.quads, &document);
        let folder = tempdir().unwrap();
        write_rocks(folder.path(), &quads).unwrap();
        let rocks = open_rocks(folder.path()).unwrap();
        (Graph::new(quads), rocks, folder)
    })
}

fn node(name: &str) -> NamedNode {
    NamedNode::new(format!("http://x/{name}")).unwrap()
}

/// Makes quads of words: subject, predicate, object, graph.
fn quads(lines: &[&str]) -> Quads {
    let quad = |line: &&str| {
        let [s, p, o, g] = line
            .split(' ')
            .map(node)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        Quad::new(s, p, o, g)
    };
    lines.iter().map(quad).collect()
}

/// Writes quads into a new folder and opens it.
fn rocks(lines: &[&str]) -> (Graph, TempDir) {
    let folder = tempdir().unwrap();
    write_rocks(folder.path(), &quads(lines)).unwrap();
    (open_rocks(folder.path()).unwrap(), folder)
}

fn count(graph: &Graph, query: &str) -> usize {
    graph.rows("query", query).unwrap().rows.len()
}

#[test]
fn every_saved_query_is_answered_alike() {
    let (memory, rocks, _) = newsletter();
    for kind in ["ask", "check", "project"] {
        for query in pipeline::saved_queries(kind) {
            let answer = |graph: &Graph| {
                let mut rows = graph.rows(&query.name, &free(&query.text)).unwrap();
                // What has an order has it in both; a projection has none.
                rows.rows.sort();
                rows
            };
            assert_eq!(answer(rocks), answer(memory), "{kind}/{}", query.name);
        }
    }
}

#[test]
fn a_dump_has_the_same_bytes() {
    let (memory, rocks, _) = newsletter();
    let form = policygraph::store::DumpForm::NQuads;
    assert!(rocks.dump(form).unwrap() == memory.dump(form).unwrap());
}

#[test]
fn commands_print_the_same_from_both_folders() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    must(folder, &["build", "--graph", "versions"]);
    let built = must(folder, &["build", "--graph", "rocks", "--as", "rocksdb"]);
    assert!(built.err.contains(" added, 0 removed"), "{}", built.err);
    for question in [
        "ask co-issuers agency=MIIT --as csv",
        "ask deals --as csv",
        "ask documents-by-agency --document merics-china-industries-2023-11-01 --as csv",
        "show MIIT --as json",
        "trace metrology-industry-guiding-opinions --as csv",
        "rank agencies --by degree --as csv",
        "check --as csv",
        "export --as nq",
    ] {
        let from = |graph: &str| {
            let mut arguments: Vec<&str> = question.split(' ').collect();
            arguments.extend(["--graph", graph]);
            let ended = run(folder, &arguments);
            (ended.code, ended.text().to_owned())
        };
        let (code, text) = from("versions");
        assert!(!text.is_empty(), "{question}: exit code {code}");
        assert_eq!(from("rocks"), (code, text), "{question}");
    }
}

#[test]
fn a_triple_of_two_graphs_counts_once() {
    let lines = ["s p o one", "s p o two", "s p q two", "s r o three"];
    let (rocks, _folder) = rocks(&lines);
    let memory = Graph::new(quads(&lines));
    for (query, rows) in [
        ("SELECT * { ?s ?p ?o }", 3),
        ("SELECT * { ?s <http://x/p> ?o }", 2),
        ("SELECT * { <http://x/s> <http://x/p> <http://x/o> }", 1),
        ("SELECT * { ?s ?p <http://x/o> }", 2),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", 4),
        ("SELECT * { GRAPH <http://x/two> { ?s ?p ?o } }", 2),
        ("SELECT * { GRAPH ?g {} }", 3),
        ("SELECT * { \"s\" ?p ?o }", 0),
    ] {
        assert_eq!(count(&rocks, query), rows, "{query}");
        assert_eq!(count(&memory, query), rows, "{query}");
    }
    for (query, rows) in [
        (
            "SELECT * FROM <http://x/one> FROM <http://x/two> { ?s ?p ?o }",
            2,
        ),
        ("SELECT * FROM <http://x/three> { ?s ?p ?o }", 1),
        (
            "SELECT * FROM <http://x/three> { GRAPH ?g { ?s ?p ?o } }",
            0,
        ),
        (
            "SELECT * FROM NAMED <http://x/two> { GRAPH ?g { ?s ?p ?o } }",
            2,
        ),
        ("SELECT * FROM NAMED <http://x/two> { ?s ?p ?o }", 0),
    ] {
        assert_eq!(count(&rocks, query), rows, "{query}");
    }
}

#[test]
fn one_graph_is_asked_as_many_are() {
    let (rocks, _folder) = rocks(&["s p o one", "o p q one"]);
    for (query, rows) in [
        ("SELECT * { ?s ?p ?o }", 2),
        ("SELECT * { <http://x/s> <http://x/p>+ ?o }", 2),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", 2),
        ("SELECT * FROM <http://x/other> { ?s ?p ?o }", 0),
    ] {
        assert_eq!(count(&rocks, query), rows, "{query}");
    }
}

#[test]
fn a_second_writing_changes_what_differs() {
    let folder = tempdir().unwrap();
    let write = |lines: &[&str]| write_rocks(folder.path(), &quads(lines)).unwrap();
    let written = |quads, added, removed| Written {
        quads,
        added,
        removed,
    };
    assert_eq!(
        write(&["a p b one", "a p c two", "a p c two"]),
        written(2, 2, 0)
    );
    assert_eq!(write(&["a p b one", "a p d one"]), written(2, 1, 1));
    assert_eq!(write(&["a p b one", "a p d one"]), written(2, 0, 0));
    let graph = open_rocks(folder.path()).unwrap();
    assert_eq!(count(&graph, "SELECT * { ?s ?p ?o }"), 2);
    // The graph whose last quad went is gone.
    assert_eq!(count(&graph, "SELECT * { GRAPH ?g {} }"), 1);
}

#[test]
fn what_another_program_puts_in_place_is_seen() {
    let (_, folder) = rocks(&["a p b one"]);
    let store = Store::open(folder.path()).unwrap();
    let [a, p, b] = ["a", "p", "b"].map(node);
    // The same triple, in the graph without a name.
    store
        .insert(&Quad::new(a, p, b, GraphName::DefaultGraph))
        .unwrap();
    drop(store);
    let graph = open_rocks(folder.path()).unwrap();
    assert_eq!(count(&graph, "SELECT * { ?s ?p ?o }"), 1);
    assert_eq!(count(&graph, "SELECT * { GRAPH ?g { ?s ?p ?o } }"), 1);
}

#[test]
fn a_folder_of_something_else_is_refused_and_left_alone() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let refused = write_rocks(folder.path(), &quads(&["a p b one"]));
    assert!(
        matches!(refused, Err(RocksError::NotRocks { .. })),
        "{refused:?}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(matches!(
        open_rocks(Path::new("nowhere")),
        Err(RocksError::NotRocks { .. })
    ));
}

#[test]
fn who_reads_is_not_written_under() {
    let (reader, folder) = rocks(&["a p b one"]);
    let refused = write_rocks(folder.path(), &quads(&["a p c one"]));
    assert!(
        matches!(refused, Err(RocksError::InUse { .. })),
        "{refused:?}"
    );
    let beside = open_rocks(folder.path()).unwrap();
    assert_eq!(count(&beside, "SELECT * { ?s ?p ?o }"), 1);
    drop((reader, beside));
    write_rocks(folder.path(), &quads(&["a p c one"])).unwrap();
}

#[test]
fn a_broken_store_is_an_error() {
    let (graph, folder) = rocks(&["a p b one"]);
    drop(graph);
    for entry in fs::read_dir(folder.path()).unwrap().flatten() {
        if entry.file_name().to_string_lossy().starts_with("MANIFEST") {
            fs::write(entry.path(), "x").unwrap();
        }
    }
    let refused = open_rocks(folder.path()).map(|_| ());
    assert!(
        matches!(refused, Err(RocksError::Storage { .. })),
        "{refused:?}"
    );
}
