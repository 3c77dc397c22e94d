//! 0 fine, 1 nothing found or a rule broken, 2 wrong use or bad input; a reader that stops early is fine.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::{
    io::Read,
    path::Path,
    process::{Command, Stdio},
};

use program::{must, run, write_small_sources};
use tempfile::TempDir;

fn built() -> TempDir {
    let folder = TempDir::new().unwrap();
    write_small_sources(&folder.path().join("sources"));
    must(folder.path(), &["build", "--from", "sources"]);
    folder
}

fn code(folder: &Path, arguments: &[&str]) -> i32 {
    run(folder, &[arguments, &["--graph", "graph"]].concat()).code
}

#[test]
fn what_is_found_ends_with_0_and_what_is_not_with_1() {
    let folder = built();
    for (expected, arguments) in [
        (0, &["show", "MIIT"][..]),
        (0, &["trace", "plan"]),
        (0, &["path", "miit", "cac"]),
        (0, &["rank", "agencies"]),
        (0, &["ask", "ASK { ?s ?p ?o }"]),
        (0, &["export", "--as", "json"]),
        (1, &["show", "Nobody"]),
        (1, &["trace", "国发〔2051〕28号"]),
        (1, &["trace", "plan", "--relation", "supersedes"]),
        (1, &["path", "miit", "boeing"]),
        (1, &["rank", "agencies", "--at", "1900"]),
        (1, &["ask", "ASK { ?s <http://nowhere/> ?o }"]),
        (1, &["ask", "SELECT * { ?s <http://nowhere/> ?o }"]),
        (1, &["check"]),
        (2, &["show"]),
        (2, &["rank", "ministers"]),
        (2, &["export"]),
        (2, &["check", "--rule", "nonsense"]),
        (2, &["show", "miit", "--document"]),
    ] {
        assert_eq!(code(folder.path(), arguments), expected, "{arguments:?}");
    }
    assert_eq!(run(folder.path(), &[]).code, 2);
    assert_eq!(run(folder.path(), &["--help"]).code, 0);
}

#[test]
fn what_is_not_found_is_told_on_standard_error_with_the_nearest() {
    let folder = built();
    let told =
        |arguments: &[&str]| run(folder.path(), &[arguments, &["--graph", "graph"]].concat()).err;
    for (arguments, message) in [
        (
            &["show", "Foxcon"][..],
            "error: no entity is called `Foxcon`\nhint: did you mean `Foxconn`?\n",
        ),
        (
            &["show", "Cyberspace"],
            "error: no entity is called `Cyberspace`\nhint: did you mean `Cyberspace Administration of China`?\n",
        ),
        (
            &["show", "agency/mit"],
            "error: no entity is called `agency/mit`\nhint: did you mean `MIIT`?\n",
        ),
        (
            &["trace", "plan", "--down"],
            "no statement relates policy/plan to a newer policy\n",
        ),
        (
            &["path", "miit", "miit"],
            "agency/miit is both start and end\n",
        ),
        (
            &["rank", "agencies", "--at", "1900"],
            "network co-issuance by 1900: 0 nodes, 0 edges\nthe network co-issuance has no agency to rank\n",
        ),
    ] {
        assert_eq!(told(arguments), message, "{arguments:?}");
    }
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let folder = built();
    let mut child = Command::new(env!("CARGO_BIN_EXE_policygraph"))
        .args(["export", "--as", "nq", "--graph", "graph"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
