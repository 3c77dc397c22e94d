//! A built graph in use: read while it is replaced, gone back from, damaged, and made of open formats.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::{fs, thread};

use policygraph::{
    pipeline,
    store::{DumpForm, Graph},
};
use program::{contents, copy, must, run, table, write, write_small_sources};
use tempfile::TempDir;

/// The program's folder with small sources in it, and others with a firm more.
fn two_sources() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    write_small_sources(&at.join("sources"));
    copy(&at.join("sources"), &at.join("other"));
    let firm = table("key,name_en", &["acme,Acme"]);
    write(&at.join("other/firms-x.csv"), firm);
    folder
}

const FIRMS: &str = "SELECT (COUNT(DISTINCT ?firm) AS ?firms) { ?firm a pg:Firm }";

fn firms(folder: &TempDir) -> String {
    let ended = must(
        folder.path(),
        &["ask", FIRMS, "--graph", "graph", "--as", "csv"],
    );
    ended.text().lines().nth(1).unwrap().to_owned()
}

#[test]
fn readers_see_one_graph_or_the_other_while_a_third_process_builds() {
    let folder = two_sources();
    let at = folder.path();
    must(at, &["build", "--from", "sources"]);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..4 {
                must(at, &["build", "--from", "other"]);
                must(at, &["build", "--from", "sources"]);
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let seen = firms(&folder);
                    assert!(["4", "5"].contains(&seen.as_str()), "{seen}");
                }
            });
        }
    });
    assert_eq!(firms(&folder), "4");
}

#[test]
fn a_build_can_be_gone_back_from() {
    let folder = two_sources();
    let at = folder.path();
    must(at, &["build", "--from", "sources"]);
    let before = contents(&at.join("graph"));
    must(at, &["build", "--from", "other"]);
    assert_eq!(firms(&folder), "5");
    let ended = must(at, &["build", "--rollback"]);
    assert!(
        ended.err.starts_with("`graph` is back at "),
        "{}",
        ended.err
    );
    assert_eq!(firms(&folder), "4");
    assert_eq!(contents(&at.join("graph")), before);
    let ended = run(at, &["build", "--rollback"]);
    let refusal =
        "error: `graph` has no version before the current one: expected one to go back to\n";
    assert_eq!((ended.code, ended.err.as_str()), (2, refusal));
}

#[test]
fn a_graph_is_made_again_of_its_own_dump() {
    let folder = two_sources();
    let at = folder.path();
    must(at, &["build", "--from", "sources"]);
    must(
        at,
        &[
            "export", "--as", "nq", "--graph", "graph", "--out", "all.nq",
        ],
    );
    must(
        at,
        &[
            "build",
            "--from",
            "all.nq",
            "--graph",
            "again",
            "--networks",
        ],
    );
    let again = must(at, &["export", "--as", "nq", "--graph", "again"]);
    assert_eq!(again.out, fs::read(at.join("all.nq")).unwrap());
    for command in [
        "show acme",
        "trace plan",
        "rank agencies",
        "export --network graph --as csv",
        "check --as csv",
    ] {
        let arguments: Vec<&str> = command.split(' ').collect();
        let from = |graph| run(at, &[&arguments[..], &["--graph", graph]].concat());
        let (one, other) = (from("graph"), from("again"));
        assert_eq!((one.code, one.out), (other.code, other.out), "{command}");
    }
    let ended = run(at, &["ask", FIRMS, "--from", "all.nq"]);
    assert_eq!(ended.code, 2, "a dump is built first");
}

#[test]
fn triples_of_a_file_stand_in_its_graph() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let agency = "<https://w3id.org/policygraph/id/agency/miit>";
    let label = "<http://www.w3.org/2000/01/rdf-schema#label>";
    write(
        &at.join("Open Data.nt"),
        format!("{agency} {label} \"MIIT\"@en .\n"),
    );
    must(at, &["build", "--from", "Open Data.nt"]);
    let query = "SELECT ?g ?l { GRAPH ?g { ?s rdfs:label ?l } }";
    let ended = must(at, &["ask", query, "--graph", "graph", "--as", "csv"]);
    assert_eq!(
        ended.text().lines().nth(1),
        Some("https://w3id.org/policygraph/id/document/open-data,MIIT")
    );
    let shown = must(at, &["show", "MIIT", "--graph", "graph", "--as", "csv"]);
    assert!(
        shown.text().contains("document/open-data"),
        "{}",
        shown.text()
    );
    write(&at.join("x/Open Data.nt"), "");
    let ended = run(
        at,
        &[
            "build",
            "--from",
            "Open Data.nt",
            "--from",
            "x/Open Data.nt",
        ],
    );
    assert!(ended.err.contains("would share the graph"), "{}", ended.err);
    write(
        &at.join("bad.nt"),
        format!("{agency} {label} \"MIIT\"@en .\n{agency} {label} .\n"),
    );
    let ended = run(at, &["build", "--from", "bad.nt"]);
    assert!(ended.err.starts_with("error: bad.nt:2:"), "{}", ended.err);
    assert_eq!(ended.code, 2);
    must(at, &["show", "MIIT", "--graph", "graph"]);
}

#[test]
fn what_points_nowhere_makes_every_answer_an_error() {
    let compiled = pipeline::compile(&pipeline::sources(None).unwrap()).unwrap();
    let mut bytes = Graph::new(&compiled.quads).unwrap().to_bytes();
    // Where the triples of the first subject end, by the format: the fourth section.
    let start = u64::from_le_bytes(bytes[56 + 3 * 24..][..8].try_into().unwrap());
    let start = usize::try_from(start).unwrap();
    bytes[start + 4..][..4].fill(0xFF);
    let graph = || Graph::from_bytes(bytes.clone()).unwrap();
    let told = "found an index that is altered: rows 0 to 4294967295 of";
    let dump = graph().dump(DumpForm::NQuads).unwrap_err().to_string();
    assert!(dump.starts_with(told), "{dump}");
    let answer = graph()
        .answer("q", "SELECT * { ?s ?p ?o }")
        .unwrap_err()
        .to_string();
    assert!(answer.starts_with(told), "{answer}");
}

#[test]
fn a_byte_that_is_altered_is_found_by_check_and_does_no_harm() {
    let folder = two_sources();
    let at = folder.path();
    must(at, &["build", "--from", "sources"]);
    let version = fs::read_to_string(at.join("graph/current")).unwrap();
    let index = at.join("graph").join(version.trim()).join("graph.index");
    let whole = fs::read(&index).unwrap();
    for place in (496..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0xFF;
        // What is mapped is not written to: the file is replaced.
        fs::remove_file(&index).unwrap();
        fs::write(&index, bytes).unwrap();
        for arguments in [
            vec!["show", "miit"],
            vec!["ask", "SELECT * { ?s ?p ?o }"],
            vec!["export", "--as", "nq"],
        ] {
            let ended = run(at, &[&arguments[..], &["--graph", "graph"]].concat());
            assert!((0..=2).contains(&ended.code), "{place}: {}", ended.err);
            assert!(!ended.err.contains("panicked"), "{place}: {}", ended.err);
        }
        let ended = run(at, &["check", "graph"]);
        let told = ended
            .err
            .starts_with("error: the graph in `graph` is not as it was built\n");
        assert!(told && ended.code == 2, "{place}: {}", ended.err);
    }
}
