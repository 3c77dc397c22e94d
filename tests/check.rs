//! Each rule of `check` finds what is broken and nothing beside it.
//!
//! The sources are written by the tests: a clean agency, policy and target,
//! and beside them what breaks one rule.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{collections::BTreeSet, fs, path::Path};

use policygraph::{
    pipeline,
    source::read_folder,
    store::{Graph, Quad},
};

/// The evidence of every row.
const HEADER: &str = "document,section,start,end,modality,method,confidence,review";
const EVIDENCE: &str = "news,1,0,5,stated,read by hand,1,accepted";

/// Writes the clean sources and returns their folder.
fn clean() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let row = |cells: &str| format!("{cells},{EVIDENCE}\n");
    let table = |name: &str, columns: &str, rows: &[&str]| {
        let rows: String = rows.iter().map(|cells| row(cells)).collect();
        fs::write(
            folder.path().join(name),
            format!("{columns},{HEADER}\n{rows}"),
        )
        .unwrap();
    };
    table(
        "documents.csv",
        "key,title_en,reporting_from,reporting_to",
        &["news,News,2023-09-26,2023-10-24"],
    );
    table(
        "agencies.csv",
        "key,name_en,name_zh",
        &["a,Agency,机构", "b,Bureau,局"],
    );
    table(
        "policies.csv",
        "key,title_en,issuers,issuer_count,published",
        &[
            "p,Plan,a;b,2,2023-10-01",
            "old,Old plan,a,,2021",
            "late,Late plan,a,,2022-03",
        ],
    );
    table(
        "targets.csv",
        "key,name_en,set_by,comparator,value,unit,goal",
        &["t,Target,p,>=,300,EFLOPS,", "g,Goal,p,,,,greener"],
    );
    fs::write(
        folder.path().join("relations.csv"),
        format!("subject,relation,object,{HEADER}\npolicy/p,buildsOn,policy/old,{EVIDENCE}\n"),
    )
    .unwrap();
    folder
}

/// Adds a table of the same kind with one row.
fn add(folder: &Path, name: &str, columns: &str, cells: &str) {
    fs::write(
        folder.join(name),
        format!("{columns},{HEADER}\n{cells},{EVIDENCE}\n"),
    )
    .unwrap();
}

fn quads(folder: &Path) -> Vec<Quad> {
    let compiled = pipeline::compile(&read_folder(folder).unwrap()).unwrap();
    compiled.quads.iter().collect()
}

/// What the rules find, as `rule kind/key`.
fn found(quads: Vec<Quad>) -> BTreeSet<String> {
    let graph = Graph::new(&quads.into_iter().collect()).unwrap();
    let mut found = BTreeSet::new();
    for rule in pipeline::saved_queries("check") {
        let rows = graph.rows(&rule.name, &rule.text).unwrap();
        assert_eq!(rows.columns[0], "focus", "{}", rule.name);
        for row in 0..rows.rows.len() {
            let focus = rows
                .text(row, "focus")
                .rsplit("/id/")
                .next()
                .unwrap()
                .to_owned();
            found.insert(format!("{} {focus}", rule.name));
        }
    }
    found
}

fn set(findings: &[&str]) -> BTreeSet<String> {
    findings
        .iter()
        .map(|finding| (*finding).to_owned())
        .collect()
}

#[test]
fn clean_sources_break_no_rule() {
    assert_eq!(found(quads(clean().path())), set(&[]));
}

#[test]
fn each_rule_finds_what_breaks_it() {
    let relation = "subject,relation,object";
    for (table, columns, cells, findings) in [
        (
            "agencies-x.csv",
            "key,name_en",
            "c,Centre",
            &["agency-without-both-labels agency/c"][..],
        ),
        (
            "policies-x.csv",
            "key,title_en,issuers,published",
            "early,Early plan,a,2023-08-10",
            &["date-outside-reporting-period policy/early"],
        ),
        (
            "policies-x.csv",
            "key,issuer_count",
            "late,4",
            &["issuer-count-disagrees policy/late"],
        ),
        (
            "relations-x.csv",
            relation,
            "policy/old,amends,policy/p",
            &[
                "lineage-cycle policy/old",
                "lineage-cycle policy/p",
                "older-derives-from-newer policy/old",
            ],
        ),
        (
            "relations-x.csv",
            relation,
            "policy/old,amends,policy/late",
            &["older-derives-from-newer policy/old"],
        ),
        (
            "policies-x.csv",
            "key,title_en,issuers",
            "bare,Bare plan,a",
            &["policy-without-issuer-or-date policy/bare"],
        ),
        (
            "policies-x.csv",
            "key,title_en,published",
            "orphan,Orphan plan,2023-10-02",
            &["policy-without-issuer-or-date policy/orphan"],
        ),
        (
            "targets-x.csv",
            "key,name_en,set_by,value",
            "u,Unitless,p,5",
            &["target-without-value-or-unit target/u"],
        ),
        (
            "targets-x.csv",
            "key,name_en,set_by",
            "n,Nothing,p",
            &["target-without-value-or-unit target/n"],
        ),
        (
            "agencies-x.csv",
            "key,name_en,name_zh",
            "twin,AGENCY,另一机构",
            &[
                "two-entities-with-one-name agency/a",
                "two-entities-with-one-name agency/twin",
            ],
        ),
    ] {
        let folder = clean();
        add(folder.path(), table, columns, cells);
        assert_eq!(
            found(quads(folder.path())),
            set(findings),
            "{table}: {cells}"
        );
    }
}

#[test]
fn dates_of_a_month_or_year_are_background_and_not_news() {
    let folder = clean();
    add(
        folder.path(),
        "policies-x.csv",
        "key,title_en,issuers,published",
        "bg,Background,a,2022-01",
    );
    assert_eq!(found(quads(folder.path())), set(&[]));
}

#[test]
fn a_triple_that_no_document_states_is_found() {
    let mut all = quads(clean().path());
    let issued = |quad: &Quad| quad.predicate.as_str().ends_with("#issuedBy");
    let made_up = all.iter().find(|quad| issued(quad)).unwrap().clone();
    let late = all
        .iter()
        .find(|quad| quad.subject.to_string().contains("policy/late"))
        .unwrap()
        .subject
        .clone();
    let bureau = all
        .iter()
        .find(|quad| quad.subject.to_string().contains("agency/b>"))
        .unwrap()
        .subject
        .clone();
    let made_up = Quad::new(
        late,
        made_up.predicate,
        policygraph_term(&bureau),
        made_up.graph_name,
    );
    all.push(made_up);
    assert_eq!(found(all), set(&["statement-without-evidence policy/late"]));
}

#[test]
fn an_assertion_that_names_no_document_is_found() {
    let mut all = quads(clean().path());
    let lost = all
        .iter()
        .position(|quad| quad.predicate.as_str().ends_with("#inDocument"))
        .unwrap();
    let assertion = all[lost].subject.to_string();
    all.retain(|quad| {
        quad.subject.to_string() != assertion || !quad.predicate.as_str().ends_with("#inDocument")
    });
    let found = found(all);
    let key = assertion
        .trim_end_matches('>')
        .rsplit("/id/")
        .next()
        .unwrap()
        .to_owned();
    assert!(
        found.contains(&format!("statement-without-evidence {key}")),
        "{found:?}"
    );
}

#[test]
fn of_the_dates_of_the_shipped_data_one_lies_outside_the_reporting_period() {
    let compiled = pipeline::compile(&pipeline::sources(None).unwrap()).unwrap();
    let dates: Vec<String> = found(compiled.quads.iter().collect())
        .into_iter()
        .filter(|finding| finding.starts_with("date-outside"))
        .collect();
    assert_eq!(
        dates,
        ["date-outside-reporting-period policy/computing-power-action-plan"]
    );
}

/// Returns a node as the object of a quad.
fn policygraph_term(node: &oxigraph::model::NamedOrBlankNode) -> oxigraph::model::Term {
    match node {
        oxigraph::model::NamedOrBlankNode::NamedNode(node) => node.clone().into(),
        oxigraph::model::NamedOrBlankNode::BlankNode(node) => node.clone().into(),
    }
}
