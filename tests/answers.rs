//! How an answer leaves: the columns one asks for, the form that the file's name means, and refusals that say what to do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::fs;

use program::{must, run, write_small_sources};
use tempfile::TempDir;

fn built() -> TempDir {
    let folder = TempDir::new().unwrap();
    write_small_sources(&folder.path().join("data"));
    folder
}

#[test]
fn columns_come_in_the_order_that_is_asked_for() {
    let folder = built();
    let ended = must(
        folder.path(),
        &[
            "ask",
            "entities",
            "kind=agency",
            "--columns",
            "entity_en,entity",
            "--as",
            "csv",
        ],
    );
    let mut lines = ended.text().lines();
    assert_eq!(lines.next(), Some("entity_en,entity"));
    assert_eq!(
        lines.next_back(),
        Some(
            "Ministry of Industry and Information Technology,https://w3id.org/policygraph/id/agency/miit"
        )
    );
}

#[test]
fn the_ending_of_the_file_decides_the_form_unless_one_is_given() {
    let folder = built();
    for (file, arguments, start) in [
        ("a.csv", &["rank", "agencies"][..], "entity,label,"),
        ("a.json", &["show", "miit"], "[\n  {\"property\": "),
        ("a.txt", &["rank", "agencies"], "entity       label"),
        (
            "b.csv",
            &["rank", "agencies", "--as", "json"],
            "[\n  {\"entity\": ",
        ),
        ("b.json", &["trace", "plan"], "[\n  {\"direction\": "),
        ("b.dot", &["trace", "plan"], "digraph"),
    ] {
        must(folder.path(), &[arguments, &["--out", file]].concat());
        let written = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(written.starts_with(start), "{file}: {written:.60}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_could_be() {
    let folder = built();
    for (arguments, said) in [
        (
            &["rank", "agencies", "--top", "0"][..],
            "error: invalid value '0' for '--top <N>': expected a whole number from 1\n",
        ),
        (
            &["rank", "agencies", "--top", "-1"],
            "error: invalid value '-1' for '--top <N>': expected a whole number from 1\n",
        ),
        (
            &["trace", "plan", "--depth", "0"],
            "error: invalid value '0' for '--depth <N>': expected a whole number from 1\n",
        ),
        (
            &["show", " "],
            "error: the name is empty: expected the name of an entity\n",
        ),
        (
            &["ask", "co-issuers", "agency="],
            "error: the name is empty: expected the name of an agency\n",
        ),
        (
            &["ask", "hedged-statements", "modality=loud"],
            "error: no modality is called `loud`: expected one of inferred judged reported stated\n",
        ),
        (
            &["ask", "entities", "kind=ship"],
            "error: no kind is called `ship`: expected one of agency policy ",
        ),
        (
            &[
                "ask",
                "sources-of-statement",
                "entity=miit",
                "property=colour",
            ],
            "error: no property is called `colour`: expected one of ",
        ),
        (
            &["ask", "co-issuers", "agency=miit", "agency=cac"],
            "error: parameter `agency` is given twice: `co-issuers` takes agency=… (",
        ),
        (
            &["ask", "queries/brokers.rq"],
            "error: cannot read `queries/brokers.rq`; `brokers` is a saved question, asked by that name\n",
        ),
        (
            &["rank", "agencies", "--columns", "colour"],
            "error: the answer has no column `colour`: expected one of entity label label_zh weighted-degree degree betweenness pagerank\n",
        ),
        (
            &["ask", "ASK {}", "--columns", "x"],
            "error: the answer has no columns: leave out --columns\n",
        ),
        (
            &["path", "miit", "boeing", "--network", "lineage"],
            "error: `agency/miit` is no node of the network lineage: expected one of its nodes, or --network graph, which holds every entity\n",
        ),
    ] {
        let ended = run(folder.path(), arguments);
        let told = ended
            .err
            .trim_start_matches("network co-issuance: 2 nodes, 1 edge\n");
        assert!(told.starts_with(said), "{arguments:?}: {}", ended.err);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert_eq!(ended.text(), "", "{arguments:?}");
    }
}

#[test]
fn an_empty_network_ends_with_1_and_says_which() {
    let folder = built();
    let arguments = [
        "export",
        "--network",
        "lineage",
        "--at",
        "1900",
        "--as",
        "csv",
    ];
    let ended = run(folder.path(), &arguments);
    assert_eq!(
        (ended.code, ended.err.as_str()),
        (1, "the network lineage is empty\n")
    );
}

#[test]
fn a_title_and_an_alias_mean_what_the_key_means() {
    let nowhere = TempDir::new().unwrap();
    for (question, key, name) in [
        (
            "issuers",
            "policy=policy/administrative-measures-industrial-data-security",
            "policy=工业和信息化领域数据安全管理办法（试行）",
        ),
        (
            "about-sector",
            "sector=sector/intellectual-property",
            "sector=patents",
        ),
        ("co-issuers", "agency=agency/cnipa", "agency=国知局"),
        (
            "co-issuers",
            "agency=agency/miit",
            "agency=Ministry of Industry & Information Technology",
        ),
    ] {
        let ask = |parameter| must(nowhere.path(), &["ask", question, parameter]).out;
        assert_eq!(ask(name), ask(key), "{name}");
    }
}
