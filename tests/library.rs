//! Every row of the policy library stands where it says, and says what stands there.
//!
//! Needs the table that the rows were read from: with `POLICYGRAPH_SHARED` set
//! it must be there; without, only what the project itself holds is compared.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{collections::BTreeSet, fs, path::PathBuf};

use policygraph::{
    fact::{DocumentNumber, Span, Value},
    pipeline,
    source::{Document, File, Table, parse_table},
    vocab,
};

/// How many documents of the library the newsletter's agencies issued.
const ROWS: usize = 216;

/// The columns of the library's own table.
const RECORD: &str = "pcode,puborg,pub_date,childtype,title,refs,url";

#[test]
fn the_library_holds_each_document_once() {
    let table = shipped("policy-library.csv");
    assert_eq!(table.rows.len(), ROWS);
    let keys: BTreeSet<String> = (0..ROWS).map(|row| cell(&table, row, "key")).collect();
    assert_eq!(keys.len(), ROWS);
    for row in 0..ROWS {
        let (key, number) = (cell(&table, row, "key"), cell(&table, row, "number"));
        if let Some(number) = DocumentNumber::parse(&number) {
            assert_eq!(key, number.to_key());
        }
    }
}

#[test]
fn each_row_is_the_record_at_its_place() {
    let Some(document) = corpus() else { return };
    let table = shipped("policy-library.csv");
    let mut differences = Vec::new();
    for row in 0..table.rows.len() {
        let offset = |column: &str| cell(&table, row, column).parse().unwrap();
        let (start, end) = (offset("start"), offset("end"));
        let quote = document.quote(Span { start, end }).unwrap();
        let record = File::new("record.csv", format!("{RECORD}\n{quote}\n").into_bytes());
        let record = parse_table(&record).unwrap();
        assert_eq!(record.rows.len(), 1, "{quote}");
        for (ours, theirs) in [
            ("number", "pcode"),
            ("title_zh", "title"),
            ("published", "pub_date"),
            ("page", "url"),
        ] {
            let (ours, theirs) = (cell(&table, row, ours), cell(&record, 0, theirs));
            if ours != theirs {
                differences.push(format!(
                    "line {}: `{ours}` for `{theirs}`",
                    table.rows[row].line
                ));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_library_is_known_by_its_digest() {
    let Some(document) = corpus() else { return };
    let table = shipped("documents.csv");
    let of_library = |row: &usize| cell(&table, *row, "key") == "gov-cn-policy-library";
    let digests: BTreeSet<String> = (0..table.rows.len())
        .filter(of_library)
        .map(|row| cell(&table, row, "sha256"))
        .filter(|digest| !digest.is_empty())
        .collect();
    assert_eq!(digests, BTreeSet::from([document.sha256]));
}

#[test]
fn a_decision_on_changing_a_text_amends_it() {
    let table = shipped("policy-library.csv");
    let mut amended = Vec::new();
    for row in 0..table.rows.len() {
        let title = cell(&table, row, "title_zh");
        let text = title
            .split_once("关于修改《")
            .and_then(|(_, rest)| rest.split_once("》的决定"));
        assert_eq!(
            cell(&table, row, "amends"),
            text.map_or("", |(text, _)| text),
            "{title}"
        );
        assert_eq!(
            cell(&table, row, "kind") == "decision",
            title.ends_with("决定"),
            "{title}"
        );
        amended.extend(text.map(|(text, _)| text.to_owned()));
    }
    assert_eq!(
        amended,
        [
            "国家科学技术奖励条例",
            "网络预约出租汽车经营服务管理暂行办法"
        ]
    );
}

#[test]
fn a_number_is_held_in_one_form_and_as_printed() {
    let facts = pipeline::compile(&pipeline::sources(None).unwrap())
        .unwrap()
        .facts;
    let printed = |number: &str| -> Vec<Option<String>> {
        let value = Value::Text(number.to_owned(), None);
        let numbered = facts
            .iter()
            .filter(|fact| fact.predicate == vocab::DOCUMENT_NUMBER && fact.object == value);
        numbered.map(|fact| fact.evidence.mention.clone()).collect()
    };
    let other = Some("工信部联网安﹝2022﹞182号".to_owned());
    assert_eq!(printed("工信部联网安〔2022〕182号"), [other]);
    assert_eq!(printed("工信部网安〔2022〕166号"), [None]);
    assert_eq!(
        printed("工信部联网安﹝2022﹞182号"),
        Vec::<Option<String>>::new()
    );
}

/// Returns the library's own table; without the variable the comparison is skipped, and says so.
fn corpus() -> Option<Document> {
    let Some(folder) = std::env::var_os("POLICYGRAPH_SHARED").map(PathBuf::from) else {
        eprintln!("skipped: POLICYGRAPH_SHARED is not set, so there is no library to compare with");
        return None;
    };
    let bytes = fs::read(folder.join("corpus/policy-library.csv")).unwrap();
    Some(Document::new(&bytes).unwrap())
}

fn shipped(name: &str) -> Table {
    let path = format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = fs::read(&path).unwrap();
    parse_table(&File::new(&path, bytes)).unwrap()
}

fn cell(table: &Table, row: usize, column: &str) -> String {
    let column = table.column(column).unwrap();
    table.rows[row].cells[column].clone()
}
