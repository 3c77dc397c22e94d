//! What is loaded is what oxigraph's own parser reads, in the same bytes however it is loaded.

use std::{fmt::Write, fs, io::Cursor, path::Path, sync::Mutex};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term},
};
use proptest::prelude::*;

use super::*;
use crate::{
    fact::digest::sha256,
    store::{DefaultGraph, Graph},
};

mod refusals;

const GRAPH: &str = "http://example.com/graph";

/// Nothing further beside the index.
const ALONE: Beside<'_> = Beside {
    plain: str::to_owned,
    files: &|_| Ok(Vec::new()),
};

const QUIET: Loading<'static> = Loading {
    memory: MEMORY,
    threads: 2,
    progress: &|_, _| (),
};

/// Limits under which everything of the tests fits.
fn wide() -> Limits {
    Limits::new(MEMORY, 2)
}

fn source(path: &Path) -> Source {
    Source {
        path: path.to_owned(),
        graph: GRAPH.to_owned(),
    }
}

/// Writes files into a folder.
fn written(folder: &Path, files: &[(&str, &str)]) -> Vec<Source> {
    let write = |(name, text): &(&str, &str)| {
        fs::write(folder.join(name), text).unwrap();
        source(&folder.join(name))
    };
    files.iter().map(write).collect()
}

fn index_of(
    folder: &Path,
    sources: &[Source],
    threads: usize,
    limits: Limits,
) -> Result<(Vec<u8>, Loaded), LoadError> {
    let loading = Loading { threads, ..QUIET };
    let out = Cursor::new(Vec::new());
    let (out, _, read) = load(sources, &loading, limits, (folder, out))?;
    Ok((out.into_inner(), read.loaded))
}

/// Makes the index of what oxigraph reads in files.
fn wanted(sources: &[Source]) -> Vec<u8> {
    let mut quads = Vec::new();
    for (place, source) in (1..).zip(sources) {
        let bytes = fs::read(&source.path).unwrap();
        let is_nquads = source.path.extension().unwrap() == "nq";
        let format = if is_nquads {
            RdfFormat::NQuads
        } else {
            RdfFormat::NTriples
        };
        let parsed = RdfParser::from_format(format).for_slice(&bytes);
        quads.extend(parsed.map(|quad| renamed(quad.unwrap(), place)));
    }
    let graph = Graph::from_dataset(quads, DefaultGraph::Union).unwrap();
    graph.to_bytes()
}

fn renamed(mut quad: Quad, place: usize) -> Quad {
    let name = |node: &BlankNode| BlankNode::new(format!("f{place}_{}", node.as_str())).unwrap();
    if let NamedOrBlankNode::BlankNode(node) = &mut quad.subject {
        *node = name(node);
    }
    if let Term::BlankNode(node) = &mut quad.object {
        *node = name(node);
    }
    match &mut quad.graph_name {
        GraphName::BlankNode(node) => *node = name(node),
        graph @ GraphName::DefaultGraph => *graph = NamedNode::new(GRAPH).unwrap().into(),
        GraphName::NamedNode(_) => {}
    }
    quad
}

/// Lines of every kind, some twice; each ends with `end`.
fn varied(count: usize, end: &str) -> String {
    let mut text = String::new();
    for place in 0..count {
        let (subject, other) = (place / 3, place * 7 % 41);
        let _ = match place % 11 {
            0 => write!(text, "# a comment <a> {place}{end}{end} \t{end}"),
            1 => write!(
                text,
                "<http://x/s{subject}> <http://x/p> <http://x/s{other}> . # yes{end}"
            ),
            2 => write!(
                text,
                "<http://x/s{subject}>\t<http://x/p>\"text {other}\"@zh-hans.{end}"
            ),
            3 => write!(
                text,
                "_:b{other} <http://x/q> \"{other}\"^^<http://www.w3.org/2001/XMLSchema#integer> <http://x/g{}> .{end}",
                place % 5
            ),
            4 => write!(
                text,
                "_:b{other} <http://x/q> _:c{subject} <http://x/g{}> .{end}",
                place % 5
            ),
            5 => write!(
                text,
                "<http://x/s{subject}> <http://x/\\u5DE5> \"a\\u0000\\n{other}\" _:g .{end}"
            ),
            6 => write!(
                text,
                "<http://x/工{other}> <http://x/p> \"\\\"q\\\\\\t{other}\" .{end}"
            ),
            7 => write!(
                text,
                "<http://x/s{other}> <http://x/p> \"2023-01-{:02}\"^^<http://www.w3.org/2001/XMLSchema#date> .{end}",
                other % 31
            ),
            8 => write!(
                text,
                "<http://x/s{other}> <http://x/p> \"\"^^<http://x/t> <http://x/g1> .{end}"
            ),
            9 => write!(
                text,
                "<http://x/s{other}> <http://x/p> \"x\"^^<http://www.w3.org/2001/XMLSchema#string> <http://x/g1> .{end}"
            ),
            _ => write!(
                text,
                "<http://x/s1> <http://x/p> <http://x/s2> <http://x/g{}> .{end}",
                place % 3
            ),
        };
    }
    text
}

#[test]
fn the_bytes_are_the_same_for_any_threads_blocks_and_memory() {
    let folder = tempfile::tempdir().unwrap();
    let last = "<http://x/last> <http://x/p> <http://x/s1>.";
    let unix = varied(600, "\n") + last;
    let (windows, old) = (varied(300, "\r\n"), varied(100, "\r"));
    let files = [
        ("a.nq", &*unix),
        ("b.nq", &windows),
        ("c.nq", &old),
        ("d.nq", ""),
    ];
    let sources = written(folder.path(), &files);
    let wanted = wanted(&sources);
    let tables = folder.path().join("tables");
    fs::create_dir(&tables).unwrap();
    for threads in [1, 2, 3] {
        for (chunk, memory) in [
            (1, 1 << 30),
            (7, 1 << 30),
            (100, 2000),
            (4096, 600),
            (1 << 20, 20_000),
        ] {
            let limits = Limits {
                chunk,
                memory,
                line: 1 << 20,
                in_flight: 0,
                terms: 1 << 30,
            };
            let (bytes, loaded) = index_of(&tables, &sources, threads, limits).unwrap();
            assert!(
                bytes == wanted,
                "{threads} threads, blocks of {chunk}, {memory} bytes"
            );
            assert_eq!(loaded.runs > 3, memory < 1 << 20, "{}", loaded.runs);
            assert_eq!(
                loaded.bytes,
                files.iter().map(|(_, text)| text.len() as u64).sum::<u64>()
            );
        }
    }
    let left: Vec<_> = fs::read_dir(&tables).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_line_may_be_longer_than_many_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let long = "工".repeat(3_500_000);
    let text =
        format!("<http://x/s> <http://x/p> \"{long}\" .\n<http://x/s> <http://x/p> \"short\" .");
    let sources = written(folder.path(), &[("long.nt", &text)]);
    let limits = Limits {
        chunk: 10_000,
        ..wide()
    };
    let (bytes, loaded) = index_of(folder.path(), &sources, 2, limits).unwrap();
    assert!(bytes == wanted(&sources));
    assert_eq!((loaded.lines, loaded.statements), (2, 2));
}

#[test]
fn a_blank_node_is_one_of_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = "_:b <http://x/p> \"x\" .\n";
    let sources = written(folder.path(), &[("a.nt", text), ("b.nt", text)]);
    let out = folder.path().join("graph");
    let (manifest, loaded) = load_graph(&out, &sources, &QUIET, &ALONE).unwrap();
    assert_eq!((manifest.quads, loaded.statements), (2, 2));
    let (graph, _) = Graph::open(&out).unwrap();
    let rows = graph
        .rows("q", "SELECT ?s { ?s ?p ?o } ORDER BY ?s")
        .unwrap();
    assert_eq!([rows.text(0, "s"), rows.text(1, "s")], ["f1_b", "f2_b"]);
}

#[test]
fn a_graph_is_built_with_the_digests_of_its_files_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let text = varied(200, "\n");
    let sources = written(folder.path(), &[("b.nq", &text), ("a.nq", "# nothing")]);
    let out = folder.path().join("graph");
    let told = Mutex::new(Vec::new());
    let progress = |done, all| told.lock().unwrap().push((done, all));
    let loading = Loading {
        progress: &progress,
        ..QUIET
    };
    let (manifest, loaded) = load_graph(&out, &sources, &loading, &ALONE).unwrap();
    let digests = [
        ("a.nq", sha256(b"# nothing")),
        ("b.nq", sha256(text.as_bytes())),
    ];
    assert_eq!(
        manifest.sources,
        digests.map(|(name, sum)| (name.to_owned(), sum))
    );
    let all = text.len() as u64 + 9;
    assert_eq!(told.lock().unwrap().last(), Some(&(all, all)));
    assert_eq!((loaded.bytes, loaded.runs), (all, 0));
    let version = fs::read_to_string(out.join("current")).unwrap();
    let mut names: Vec<_> = fs::read_dir(out.join(version.trim()))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["graph.index", "manifest.json", "names.index"]);

    let bad = written(folder.path(), &[("bad.nt", "<a:b> <a:b> <a:b>")]);
    let error = load_graph(&out, &bad, &QUIET, &ALONE).unwrap_err();
    assert!(
        matches!(error, LoadError::Syntax { line: 1, .. }),
        "{error}"
    );
    assert_eq!(fs::read_to_string(out.join("current")).unwrap(), version);
    assert!(!out.join("build.new").exists());
}

fn any_quad() -> impl Strategy<Value = Quad> {
    let iri = "[a-z工]{1,2}".prop_map(|name| NamedNode::new(format!("http://x/{name}")).unwrap());
    let blank = "[a-z0-9][a-z.-]{0,2}[0-9工]".prop_map(|label| BlankNode::new(label).unwrap());
    let text = || {
        prop_oneof![
            any::<String>(),
            "[a\"\\\\\n\r\t\0\u{7f}\u{85}工]{0,4}",
            Just(String::new())
        ]
    };
    let tag = prop_oneof![Just("en"), Just("zh-Hans"), Just("ZH-hant-tw"), Just("x-a")];
    let literal = prop_oneof![
        text().prop_map(Literal::new_simple_literal),
        (text(), tag)
            .prop_map(|(text, tag)| Literal::new_language_tagged_literal(text, tag).unwrap()),
        (text(), iri.clone())
            .prop_map(|(text, datatype)| Literal::new_typed_literal(text, datatype)),
        any::<i64>().prop_map(Literal::from),
    ];
    let node = prop_oneof![
        iri.clone().prop_map(NamedOrBlankNode::from),
        blank.prop_map(NamedOrBlankNode::from)
    ];
    let object = prop_oneof![
        node.clone().prop_map(Term::from),
        literal.prop_map(Term::from)
    ];
    let graph = proptest::option::of(node.clone());
    (node, iri, object, graph).prop_map(|(subject, predicate, object, graph)| {
        let graph = graph.map_or(GraphName::DefaultGraph, GraphName::from);
        Quad::new(subject, predicate, object, graph)
    })
}

proptest! {
    #[test]
    fn what_oxigraph_writes_is_loaded_as_oxigraph_reads_it(
        quads in proptest::collection::vec(any_quad(), 0..30),
        chunk in 1_usize..300,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
        let sources = written(folder.path(), &[("any.nq", &lines.concat())]);
        let limits = Limits { chunk, ..wide() };
        let (bytes, loaded) = index_of(folder.path(), &sources, 2, limits).unwrap();
        prop_assert!(bytes == wanted(&sources));
        prop_assert_eq!(loaded.statements, quads.len() as u64);
    }
}
