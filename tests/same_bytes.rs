//! The same sources give the same bytes, wherever and in whatever order they
//! are read; a build switches whole or not at all.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::{
    fs,
    path::{Path, PathBuf},
};

use program::{command, contents, copy, must, run, table, write, write_small_sources};
use tempfile::TempDir;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn graph_of(folder: &Path) -> Vec<u8> {
    let versions = fs::read_to_string(folder.join("current")).unwrap();
    let current = versions.lines().next().unwrap();
    fs::read(folder.join(current).join("graph.index")).unwrap()
}

/// The program's folder with small sources in it.
fn small() -> TempDir {
    let folder = TempDir::new().unwrap();
    write_small_sources(&folder.path().join("sources"));
    folder
}

#[test]
fn two_builds_are_byte_equal_and_so_is_the_one_of_the_shipped_data() {
    let folder = TempDir::new().unwrap();
    let graph = |name: &str| folder.path().join(name).display().to_string();
    must(&repository(), &["build", "--graph", &graph("one")]);
    must(
        &repository(),
        &["build", "--graph", &graph("two"), "--from", "data"],
    );
    must(folder.path(), &["build", "--graph", "shipped"]);
    let one = contents(&folder.path().join("one"));
    assert_eq!(one.len(), 8);
    assert_eq!(one, contents(&folder.path().join("two")));
    assert_eq!(one, contents(&folder.path().join("shipped")));
}

#[test]
fn neither_the_order_of_rows_nor_the_names_of_files_make_a_difference() {
    let folder = TempDir::new().unwrap();
    let turned = folder.path().join("turned");
    for (name, bytes) in contents(&repository().join("data")) {
        let path = Path::new(&name);
        // The tables of rules, in a folder of their own, are no source of the graph.
        let source = path.components().count() == 1;
        if source && path.extension().is_some_and(|ending| ending == "csv") {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            write(
                &turned.join(format!("{stem}-turned.csv")),
                with_rows_turned(&bytes),
            );
        }
    }
    must(
        &repository(),
        &[
            "build",
            "--graph",
            folder.path().join("straight").to_str().unwrap(),
        ],
    );
    must(
        folder.path(),
        &["build", "--from", "turned", "--graph", "other"],
    );
    let same = graph_of(&folder.path().join("straight")) == graph_of(&folder.path().join("other"));
    assert!(same, "graph.index differs");
}

/// The table with its last row first.
fn with_rows_turned(bytes: &[u8]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes);
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    rows[1..].reverse();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(&row).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn every_form_of_export_is_the_same_twice_and_from_a_built_graph() {
    let folder = TempDir::new().unwrap();
    must(folder.path(), &["build"]);
    for form in [
        "dot", "svg", "graphml", "gexf", "csv", "json", "nq", "nt", "ttl", "jsonld",
    ] {
        let network: &[&str] = match form {
            "nq" | "nt" | "ttl" | "jsonld" => &[],
            _ => &["--network", "lineage"],
        };
        let arguments = [&["export", "--as", form], network].concat();
        let once = must(folder.path(), &arguments).out;
        assert!(once.len() > 1000, "{form}");
        assert!(
            once == must(folder.path(), &arguments).out,
            "{form} differs"
        );
        let built = [arguments, vec!["--graph", "graph"]].concat();
        assert!(
            once == must(folder.path(), &built).out,
            "{form} differs from a built graph"
        );
    }
}

#[test]
fn a_build_switches_and_keeps_three_versions_before() {
    let folder = small();
    let at = folder.path();
    let graph = at.join("graph");
    must(at, &["build", "--from", "sources"]);
    let first = contents(&graph);
    write(
        &at.join("sources/firms-x.csv"),
        table("key,name_en", &["acme,Acme"]),
    );
    must(at, &["build", "--from", "sources"]);
    let second = contents(&graph);
    assert_ne!(first["current"], second["current"]);
    assert_eq!(second.len(), 15);
    let kept = first.iter().filter(|(name, _)| *name != "current");
    for (name, bytes) in kept {
        assert_eq!(second[name], *bytes, "{name}");
    }
    must(at, &["show", "acme", "--graph", "graph"]);
    write(
        &at.join("sources/firms-x.csv"),
        table("key,name_en", &["bolt,Bolt"]),
    );
    must(at, &["build", "--from", "sources"]);
    for name in ["c", "d"] {
        write(
            &at.join("sources/firms-x.csv"),
            table("key,name_en", &[&format!("{name},{name}")]),
        );
        must(at, &["build", "--from", "sources"]);
    }
    let third = contents(&graph);
    assert_eq!(
        third.len(),
        29,
        "four versions of seven files, and their names"
    );
    assert_eq!(third["current"].len(), 4 * 17);
    let again = must(at, &["build", "--from", "sources"]);
    assert_eq!(again.out, b"");
    assert_eq!(contents(&graph)["current"], third["current"]);
}

#[test]
fn a_build_that_fails_leaves_all_as_it_was() {
    let folder = small();
    let at = folder.path();
    must(at, &["build", "--from", "sources"]);
    let before = contents(at);
    copy(&at.join("sources"), &at.join("broken"));
    write(&at.join("broken/firms-x.csv"), "key\n");
    assert_eq!(run(at, &["build", "--from", "broken"]).code, 2);
    assert_eq!(
        run(at, &["build", "--from", "broken", "--graph", "fresh"]).code,
        2
    );
    fs::remove_dir_all(at.join("broken")).unwrap();
    assert_eq!(contents(at), before);
    assert!(!at.join("fresh").exists());
}

#[test]
fn what_an_aborted_build_left_is_swept_by_the_next() {
    let folder = small();
    let at = folder.path();
    write(&at.join("graph/build.new/graph.index"), "half a li");
    write(&at.join("graph/current.new"), "0123");
    must(at, &["build", "--from", "sources"]);
    assert_eq!(contents(&at.join("graph")).len(), 8);
    must(at, &["show", "miit", "--graph", "graph"]);
}

#[test]
fn builds_at_the_same_time_leave_a_graph_that_can_be_read() {
    let folder = small();
    let at = folder.path();
    copy(&at.join("sources"), &at.join("other"));
    write(
        &at.join("other/firms-x.csv"),
        table("key,name_en", &["acme,Acme"]),
    );
    for round in 0..5 {
        let start = |arguments: &[&str]| command(at).args(arguments).spawn().unwrap();
        let mut running = vec![
            start(&["build", "--from", "sources"]),
            start(&["build", "--from", "other"]),
            start(&["build", "--from", "other"]),
        ];
        if round > 0 {
            running.push(start(&[
                "export",
                "--as",
                "dot",
                "--graph",
                "graph",
                "--out",
                "picture.dot",
            ]));
        }
        for child in &mut running {
            assert_eq!(child.wait().unwrap().code(), Some(0), "round {round}");
        }
        must(at, &["show", "miit", "--graph", "graph"]);
        let names: Vec<String> = contents(&at.join("graph")).into_keys().collect();
        assert!(!names.iter().any(|name| name.contains(".new")), "{names:?}");
    }
}
