//! Labels that would break out of a format, or fool who reads it, come out
//! exact where a program reads and inert where a person does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::{collections::BTreeSet, path::Path};

use policygraph::{
    source::{File, TripleObject, parse_turtle},
    view::text::is_hidden,
};
use program::{EVIDENCE, STATED, command, must, table, write};
use quick_xml::events::Event;
use tempfile::TempDir;

/// The labels; each is an agency's, a policy's and a firm's.
fn labels() -> Vec<String> {
    let mut labels: Vec<String> = [
        "say \"hi\" \\ back",
        "<script>alert(1)</script>",
        "line\nbreak",
        "carriage\r\nreturn",
        "turned \u{202e}txt.exe",
        "marked \u{200f}right",
        "hidden \u{feff}mark \u{200b}",
        "]]> end",
        "&amp; &lt;b&gt;",
        "\u{1b}[31mred\u{1b}[0m \u{7}",
        "=cmd()|' /C calc'!A0",
        "𠀀 𪚥 工信部",
        "🚗👩\u{200d}🔬",
        "\" onload=\"alert(1)",
        "' or 1=1 --",
        "{} ?x } DROP ALL #",
        "\\N\\G\\l %22 \\u0041",
        "javascript:alert(1)",
    ]
    .map(str::to_owned)
    .to_vec();
    labels.push("长".repeat(2000));
    labels
}

/// Writes a table of a column of keys, of labels, and others that are the same in every row.
fn write_table(path: &Path, columns: &str, prefix: &str, same: &str) {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = format!("{columns},{EVIDENCE}");
    writer.write_record(header.split(',')).unwrap();
    for (place, label) in labels().iter().enumerate() {
        let key = format!("{prefix}{place}");
        let rest = same.replace("{place}", &place.to_string());
        let rest = rest
            .split(',')
            .filter(|cell| !cell.is_empty())
            .chain(STATED.split(','));
        writer
            .write_record([key.as_str(), label].into_iter().chain(rest))
            .unwrap();
    }
    write(path, writer.into_inner().unwrap());
}

fn sources() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path().join("sources");
    write(
        &at.join("documents.csv"),
        table("key,title_en", &["doc,The newsletter"]),
    );
    write_table(&at.join("agencies.csv"), "key,name_en", "a", "");
    write_table(&at.join("firms.csv"), "key,name_en", "f", "");
    write_table(
        &at.join("policies.csv"),
        "key,title_en,issuers,published",
        "p",
        "a{place};a0,2023",
    );
    let rows: Vec<String> = (1..labels().len())
        .flat_map(|place| {
            let relation = format!("policy/p{place},buildsOn,policy/p0");
            [relation, format!("policy/p{place},affects,firm/f{place}")]
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    write(
        &at.join("relations.csv"),
        table("subject,relation,object", &rows),
    );
    must(folder.path(), &["build", "--from", "sources"]);
    folder
}

/// Runs a command on the built graph; gives its output as text.
fn output(folder: &Path, arguments: &[&str]) -> String {
    let ended = must(folder, &[arguments, &["--graph", "graph"]].concat());
    let told = ended.err.chars().find(|c| is_hidden(*c) && *c != '\n');
    assert_eq!(told, None, "standard error of {arguments:?}");
    String::from_utf8(ended.out).unwrap()
}

fn json_strings(value: &serde_json::Value, strings: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => {
            strings.insert(text.clone());
        }
        serde_json::Value::Array(values) => {
            for value in values {
                json_strings(value, strings);
            }
        }
        serde_json::Value::Object(fields) => fields
            .values()
            .for_each(|value| json_strings(value, strings)),
        _ => {}
    }
}

fn strings_of_json(text: &str) -> BTreeSet<String> {
    let mut strings = BTreeSet::new();
    json_strings(&serde_json::from_str(text).unwrap(), &mut strings);
    strings
}

fn strings_of_csv(text: &str) -> BTreeSet<String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Every attribute and text of an XML file, read by a parser that refuses what is not well-formed.
fn strings_of_xml(text: &str) -> BTreeSet<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut strings = BTreeSet::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    strings.insert(attribute.unwrap().unescape_value().unwrap().into_owned());
                }
            }
            Event::Text(text) => {
                strings.insert(text.unescape().unwrap().into_owned());
            }
            Event::Eof => return strings,
            _ => {}
        }
    }
}

fn all_there(strings: &BTreeSet<String>, wanted: &dyn Fn(&str) -> String, what: &str) {
    for label in labels() {
        assert!(
            strings.contains(&wanted(&label)),
            "{what} has lost {label:?}"
        );
    }
}

fn exact(label: &str) -> String {
    label.to_owned()
}

/// XML 1.0 has no way to write ESC and BEL.
fn in_xml(label: &str) -> String {
    label.replace(['\u{1b}', '\u{7}'], "\u{fffd}")
}

fn inert(text: &str, what: &str) {
    let hidden = text.chars().find(|c| is_hidden(*c) && *c != '\n');
    assert_eq!(hidden, None, "{what} holds a character that hides");
}

#[test]
fn programs_read_every_label_back_exactly() {
    let folder = sources();
    let at = folder.path();
    for arguments in [
        &["rank", "agencies"][..],
        &["rank", "policies"],
        &["rank", "firms"],
        &["trace", "p0"],
    ] {
        let json = strings_of_json(&output(at, &[arguments, &["--as", "json"]].concat()));
        let csv = strings_of_csv(&output(at, &[arguments, &["--as", "csv"]].concat()));
        for (place, label) in labels().iter().enumerate().skip(1) {
            assert!(
                json.contains(label),
                "{arguments:?} as JSON has lost {place} {label:?}"
            );
            assert!(
                csv.contains(label),
                "{arguments:?} as CSV has lost {place} {label:?}"
            );
        }
    }
    for (place, label) in labels().iter().enumerate() {
        for key in [
            format!("agency/a{place}"),
            format!("firm/f{place}"),
            format!("policy/p{place}"),
        ] {
            let json = strings_of_json(&output(at, &["show", &key, "--as", "json"]));
            assert!(
                json.contains(label),
                "show {key} as JSON has lost {label:?}"
            );
            let csv = strings_of_csv(&output(at, &["show", &key, "--as", "csv"]));
            assert!(csv.contains(label), "show {key} as CSV has lost {label:?}");
        }
    }
}

#[test]
fn exports_are_read_back_exactly_and_xml_is_well_formed() {
    let folder = sources();
    let at = folder.path();
    for network in [
        "co-issuance",
        "issuance",
        "lineage",
        "influence",
        "exposure",
        "graph",
    ] {
        let export = |form: &str| output(at, &["export", "--network", network, "--as", form]);
        let whole = network == "graph";
        let [graphml, gexf] = ["graphml", "gexf"].map(|form| strings_of_xml(&export(form)));
        let svg = export("svg");
        strings_of_xml(&svg);
        assert!(!svg.contains("<script"), "{network} as SVG");
        inert(&svg, "SVG");
        inert(&export("dot"), "DOT");
        if whole {
            all_there(&graphml, &in_xml, "GraphML");
            all_there(&gexf, &in_xml, "GEXF");
            all_there(&strings_of_json(&export("json")), &exact, "JSON");
            all_there(&strings_of_csv(&export("csv")), &exact, "CSV");
        }
    }
    all_there(
        &strings_of_json(&output(at, &["export", "--as", "jsonld"])),
        &exact,
        "JSON-LD",
    );
    let turtle = File::new("x.ttl", output(at, &["export", "--as", "ttl"]).into_bytes());
    let values = parse_turtle(&turtle)
        .unwrap()
        .into_iter()
        .filter_map(|triple| match triple.object {
            TripleObject::Literal { value, .. } => Some(value),
            _ => None,
        });
    all_there(&values.collect(), &exact, "Turtle");
}

#[test]
fn n_quads_of_a_built_graph_are_those_of_its_sources() {
    let folder = sources();
    let at = folder.path();
    let built = output(at, &["export", "--as", "nq"]);
    let fresh = must(at, &["export", "--as", "nq", "--from", "sources"]);
    assert!(built == fresh.text());
    let query = "SELECT ?label { ?agency a pg:Agency ; rdfs:label ?label }";
    all_there(
        &strings_of_json(&output(at, &["ask", query, "--as", "json"])),
        &exact,
        "ask",
    );
}

#[test]
fn people_see_what_would_hide_and_a_row_is_one_line() {
    let folder = sources();
    let at = folder.path();
    let agencies = output(at, &["rank", "agencies"]);
    assert_eq!(agencies.lines().count(), labels().len() + 2);
    for text in [
        agencies,
        output(at, &["rank", "policies"]),
        output(at, &["trace", "p0"]),
        output(at, &["show", "p4"]),
        output(at, &["path", "f1", "f4"]),
        output(at, &["trace", "p0", "--as", "dot"]),
        output(at, &["trace", "p0", "--as", "svg"]),
    ] {
        inert(&text, &text);
    }
    let check = command(at)
        .args(["check", "--graph", "graph"])
        .output()
        .unwrap();
    inert(&String::from_utf8(check.stdout).unwrap(), "check");
}

#[test]
fn a_policy_is_found_by_its_label_whatever_that_is() {
    let folder = sources();
    for (place, label) in labels().iter().enumerate() {
        let told = must(
            folder.path(),
            &["trace", label, "--graph", "graph", "--as", "csv"],
        );
        let step = format!("policy/p{}", i32::from(place == 0));
        assert!(told.text().contains(&step), "{label:?}");
    }
}

#[test]
fn the_report_holds_no_markup_of_strangers() {
    let folder = sources();
    let at = folder.path();
    output(at, &["report", "--out", "report"]);
    let pages = program::contents(&at.join("report"));
    assert!(pages.contains_key("index.html"));
    // CSV and DOT are for programs, which get the labels as they are, in quotes.
    for (name, bytes) in pages
        .into_iter()
        .filter(|(name, _)| !matches!(name.rsplit('.').next(), Some("csv" | "dot")))
    {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("<script>alert"), "{name}");
        assert!(!text.contains("href=\"javascript:"), "{name}");
        assert!(!text.contains("\" onload=\"alert"), "{name}");
        inert(&text, &name);
    }
}
