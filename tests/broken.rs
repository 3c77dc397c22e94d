//! Each rule of `check` finds what is broken, and leaves its neighbours alone.
//!
//! `tests/broken/` breaks every rule that tables can break; what a rule must
//! not find stands beside it there, under a key that says why. `.ci/run` asks
//! pySHACL the same of `ontology/shapes.ttl`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use oxigraph::io::{RdfFormat, RdfParser};
use policygraph::{
    pipeline, source,
    store::{Beside, DumpForm, Graph, Quads},
    vocab,
};

/// Whom each rule finds in `tests/broken/`.
const BROKEN: [(&str, &[&str]); 9] = [
    (
        "agency-without-both-labels",
        &[
            "agency/without-chinese",
            "agency/without-either",
            "agency/without-english",
        ],
    ),
    (
        "date-outside-reporting-period",
        &[
            "event/early-deal",
            "policy/after-the-period",
            "policy/before-the-period",
        ],
    ),
    (
        "issuer-count-disagrees",
        &["policy/too-few-issuers", "policy/too-many-issuers"],
    ),
    (
        "lineage-cycle",
        &["policy/cycle-a", "policy/cycle-b", "policy/cycle-c"],
    ),
    ("older-derives-from-newer", &["policy/older"]),
    (
        "policy-without-issuer-or-date",
        &[
            "policy/without-both",
            "policy/without-date",
            "policy/without-issuer",
        ],
    ),
    ("statement-without-evidence", &[]),
    (
        "target-without-value-or-unit",
        &[
            "target/comparator-only",
            "target/without-all",
            "target/without-unit",
            "target/without-value",
        ],
    ),
    (
        "two-entities-with-one-name",
        &[
            "agency/first-of-a-name",
            "agency/second-of-a-name",
            "firm/east-star",
            "firm/west-star",
        ],
    ),
];

#[test]
fn each_rule_finds_what_is_broken_and_nothing_beside_it() {
    let graph = Graph::new(&compile(&broken())).unwrap();
    let named: Vec<String> = pipeline::saved_queries("check")
        .into_iter()
        .map(|rule| rule.name)
        .collect();
    assert_eq!(named, BROKEN.map(|(rule, _)| rule));
    for (rule, focuses) in BROKEN {
        assert_eq!(found(&graph, rule), set(focuses), "{rule}");
    }
}

#[test]
fn findings_come_grave_first_and_end_with_code_1() {
    let folder = broken();
    let folder = folder.to_str().unwrap();
    let here = tempfile::tempdir().unwrap();
    let ended = program::run(here.path(), &["check", "--from", folder, "--as", "csv"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    let rows: Vec<(String, String)> = ended.text().lines().skip(1).map(first_two).collect();
    let mut rules: Vec<(&str, &str)> = rows.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    rules.dedup();
    assert_eq!(
        rules,
        [
            ("agency-without-both-labels", "violation"),
            ("lineage-cycle", "violation"),
            ("older-derives-from-newer", "violation"),
            ("target-without-value-or-unit", "violation"),
            ("date-outside-reporting-period", "warning"),
            ("issuer-count-disagrees", "warning"),
            ("two-entities-with-one-name", "warning"),
            ("policy-without-issuer-or-date", "info"),
        ]
    );
}

#[test]
fn the_shipped_data_has_one_date_outside_the_reporting_period() {
    let rule = "date-outside-reporting-period";
    let plan = set(&["policy/computing-power-action-plan"]);
    let quads = pipeline::compile(&pipeline::sources(None).unwrap())
        .unwrap()
        .quads;
    assert_eq!(found(&Graph::new(&quads).unwrap(), rule), plan);
    let here = tempfile::tempdir().unwrap();
    let document = "merics-china-industries-2023-11-01";
    let arguments = [
        "check",
        "--rule",
        rule,
        "--document",
        document,
        "--as",
        "csv",
    ];
    let ended = program::run(here.path(), &arguments);
    assert_eq!(ended.code, 1, "{}", ended.err);
    let rows: Vec<&str> = ended.text().lines().skip(1).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(
        rows[0].contains("/policy/computing-power-action-plan,"),
        "{rows:?}"
    );
    assert!(rows[0].contains("2023-08-10"), "{rows:?}");
}

#[test]
fn no_rule_finds_a_violation_in_the_shipped_data() {
    let quads = pipeline::compile(&pipeline::sources(None).unwrap())
        .unwrap()
        .quads;
    let graph = Graph::new(&quads).unwrap();
    for rule in pipeline::saved_queries("check") {
        if rule.severity == "violation" {
            assert_eq!(found(&graph, &rule.name), set(&[]), "{}", rule.name);
        }
    }
}

#[test]
fn clean_sources_give_no_row_and_code_0() {
    let here = tempfile::tempdir().unwrap();
    write_clean_sources(&here.path().join("clean"));
    let ended = program::run(here.path(), &["check", "--from", "clean", "--as", "csv"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(ended.text().lines().count(), 1, "{}", ended.text());
}

/// The reader refuses a row without evidence, so the graph is broken as a stranger's editor would.
#[test]
fn a_statement_that_no_document_makes_is_found() {
    let here = tempfile::tempdir().unwrap();
    let sources = here.path().join("clean");
    write_clean_sources(&sources);
    let lines = compile(&sources).dump(DumpForm::NQuads).unwrap();
    let lines = String::from_utf8(lines).unwrap();

    let silent = assertion_of(&lines, "agency/miit", vocab::ABBREVIATION);
    let unsure = assertion_of(&lines, "agency/cac", vocab::RDFS_LABEL);
    let rejected = assertion_of(&lines, "policy/plan", vocab::DOCUMENT_NUMBER);
    let kept = |line: &&str| {
        let cut_off = line.starts_with(&silent) && !line.contains("#type>");
        let no_confidence = line.starts_with(&unsure) && line.contains("ns#confidence>");
        !cut_off && !no_confidence
    };
    let turned_down = |line: &str| match line.strip_prefix(&rejected) {
        Some(rest) => format!(
            "{rejected}{}\n",
            rest.replace("review-accepted", "review-rejected")
        ),
        None => format!("{line}\n"),
    };
    let mut broken: String = lines.lines().filter(kept).map(turned_down).collect();
    broken.push_str(
        "<https://w3id.org/policygraph/id/policy/law> <https://w3id.org/policygraph/ns#buildsOn> \
         <https://w3id.org/policygraph/id/policy/plan> <https://w3id.org/policygraph/id/document/doc> .\n",
    );

    let graph = here.path().join("graph");
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_slice(&broken);
    let quads: Quads = quads.map(Result::unwrap).collect();
    let beside = Beside {
        plain: str::to_owned,
        files: &|_| Ok(Vec::new()),
    };
    quads.build(&graph, Vec::new(), &beside).unwrap();
    let arguments = [
        "check",
        "graph",
        "--rule",
        "statement-without-evidence",
        "--as",
        "csv",
    ];
    let ended = program::run(here.path(), &arguments);
    assert_eq!(ended.code, 1, "{}", ended.err);
    let focuses: BTreeSet<String> = ended.text().lines().skip(1).map(focus_of).collect();
    let expected = [silent, unsure].map(|node| local(node.trim_matches(['<', '>'])));
    let triples = set(&["agency/miit", "policy/law", "policy/plan"]);
    assert_eq!(focuses, triples.into_iter().chain(expected).collect());
    assert!(ended.text().contains("missing: confidence") || ended.text().contains("ns#confidence"));
}

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

fn write_clean_sources(folder: &Path) {
    for (name, columns, rows) in [
        ("documents.csv", "key,title_en", &["doc,The newsletter"][..]),
        (
            "agencies.csv",
            "key,name_en,name_zh,abbreviation",
            &[
                "miit,Ministry of Industry and Information Technology,工业和信息化部,MIIT",
                "cac,Cyberspace Administration of China,国家互联网信息办公室,",
            ][..],
        ),
        (
            "policies.csv",
            "key,title_en,number,issuers,published",
            &[
                "plan,The plan,国发〔2023〕1号,miit;cac,2023-10-10",
                "law,The law,,cac,2021",
            ][..],
        ),
        (
            "relations.csv",
            "subject,relation,object",
            &["policy/plan,basedOn,policy/law"][..],
        ),
    ] {
        program::write(&folder.join(name), program::table(columns, rows));
    }
}

fn compile(folder: &Path) -> Quads {
    let files = source::read_folder(folder).unwrap();
    pipeline::compile(&files).unwrap().quads
}

/// Returns the entities that a rule finds, as KIND/KEY.
fn found(graph: &Graph, rule: &str) -> BTreeSet<String> {
    let rules = pipeline::saved_queries("check");
    let rule = rules.iter().find(|known| known.name == rule).unwrap();
    let rows = graph.rows(&rule.name, &rule.text).unwrap();
    let focuses = (0..rows.rows.len()).map(|row| local(rows.text(row, "focus")));
    focuses.collect()
}

fn set(focuses: &[&str]) -> BTreeSet<String> {
    focuses.iter().map(|focus| (*focus).to_owned()).collect()
}

fn local(iri: &str) -> String {
    iri.strip_prefix(vocab::ID).unwrap_or(iri).to_owned()
}

/// Returns rule and severity of a row: the first two columns, which hold no quotes.
fn first_two(row: &str) -> (String, String) {
    let mut cells = row.split(',').map(str::to_owned);
    (cells.next().unwrap(), cells.next().unwrap())
}

fn focus_of(row: &str) -> String {
    local(row.split(',').nth(2).unwrap())
}

/// Returns the node, as N-Quads write it, that asserts a property of an entity.
fn assertion_of(lines: &str, entity: &str, property: &str) -> String {
    let asserts = |predicate: &str, object: &str| -> BTreeSet<&str> {
        let end = format!(" <{predicate}> <{object}> ");
        let fitting = lines.lines().filter(|line| line.contains(&end));
        fitting
            .map(|line| line.split(' ').next().unwrap())
            .collect()
    };
    let about = asserts(vocab::RDF_SUBJECT, &format!("{}{entity}", vocab::ID));
    let with = asserts(vocab::RDF_PREDICATE, property);
    let both: Vec<&&str> = about.intersection(&with).collect();
    (**both.first().unwrap()).to_owned()
}
