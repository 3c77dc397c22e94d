//! Small graphs of every kind of term, some of whose triples stand in more than one graph.

use std::fmt::Write as _;

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::Quad,
};

use super::chance::Chance;

/// Subjects, objects and now and then predicates.
pub const NODES: [&str; 9] = [
    "<http://x/a>",
    "<http://x/b>",
    "<http://x/c>",
    "<http://x/d>",
    "<http://x/e>",
    "<http://x/p>",
    "<http://x/g1>",
    "_:b1",
    "_:b2",
];

/// Predicates.
pub const PREDICATES: [&str; 4] = [
    "<http://x/p>",
    "<http://x/q>",
    "<http://x/r>",
    "<http://x/v>",
];

/// Named graphs.
pub const GRAPHS: [&str; 3] = ["<http://x/g1>", "<http://x/g2>", "<http://x/g3>"];

/// A graph that no query can name.
const BLANK_GRAPH: &str = "_:g";

/// IRIs that no quad holds.
pub const ABSENT: [&str; 2] = ["<http://x/absent>", "<http://x/gone>"];

/// Literals whose form is the canonical one, so that Oxigraph's `Store` keeps it.
pub const CANONICAL: [&str; 34] = [
    r#""one""#,
    r#""""#,
    r#""工信部""#,
    r#""one"@en"#,
    r#""工信部"@zh-hans"#,
    r#""x"@zh-hans"#,
    r#""0"^^xsd:integer"#,
    r#""1"^^xsd:integer"#,
    r#""5"^^xsd:integer"#,
    r#""-7"^^xsd:integer"#,
    r#""2147483648"^^xsd:integer"#,
    r#""536870912"^^xsd:integer"#,
    r#""536870911"^^xsd:integer"#,
    r#""-536870912"^^xsd:integer"#,
    r#""-536870913"^^xsd:integer"#,
    r#""9007199254740992"^^xsd:integer"#,
    r#""1.5"^^xsd:decimal"#,
    r#""-0.5"^^xsd:decimal"#,
    r#""2023-01-05"^^xsd:date"#,
    r#""2023-03-01"^^xsd:date"#,
    r#""1899-12-31"^^xsd:date"#,
    r#""2023-05-01Z"^^xsd:date"#,
    r#""2024-02-29"^^xsd:date"#,
    r#""0001-01-01"^^xsd:date"#,
    r#""9999-12-31"^^xsd:date"#,
    r#""2023"^^xsd:gYear"#,
    r#""9999"^^xsd:gYear"#,
    r#""2021"^^xsd:gYear"#,
    r#""2023-02"^^xsd:gYearMonth"#,
    r#""9999-12"^^xsd:gYearMonth"#,
    r#""2023-01-05T10:00:00Z"^^xsd:dateTime"#,
    r#""true"^^xsd:boolean"#,
    r#""false"^^xsd:boolean"#,
    r#""x"^^<http://x/kind>"#,
];

/// The ends of 64 bits. No data: what they sum to depends on the order of rows.
const EXTREME: [&str; 2] = [
    r#""9223372036854775807"^^xsd:integer"#,
    r#""-9223372036854775808"^^xsd:integer"#,
];

/// Literals that are written otherwise than their value's canonical form, or have no value.
pub const ODD: [&str; 27] = [
    r#""01"^^xsd:integer"#,
    r#""-0"^^xsd:integer"#,
    r#""+5"^^xsd:integer"#,
    r#""00"^^xsd:integer"#,
    r#""9223372036854775808"^^xsd:integer"#,
    r#""1.50"^^xsd:decimal"#,
    r#""1.0"^^xsd:decimal"#,
    r#""1"^^xsd:boolean"#,
    r#""0"^^xsd:boolean"#,
    r#""2023-02-30"^^xsd:date"#,
    r#""2023-13-01"^^xsd:date"#,
    r#""2023-02-29"^^xsd:date"#,
    r#""2023-01-00"^^xsd:date"#,
    r#""2023-00-01"^^xsd:date"#,
    r#""2023-01-05 "^^xsd:date"#,
    r#""2023-07-01+08:00"^^xsd:date"#,
    r#""2023-05-01+00:00"^^xsd:date"#,
    r#""-0044-03-15"^^xsd:date"#,
    r#""12023-01-01"^^xsd:date"#,
    r#""2023Z"^^xsd:gYear"#,
    r#""0000"^^xsd:gYear"#,
    r#""2023-13"^^xsd:gYearMonth"#,
    r#""2023-00"^^xsd:gYearMonth"#,
    r#""-"^^xsd:integer"#,
    r#"" 1"^^xsd:integer"#,
    r#""x"^^xsd:integer"#,
    r#""1"^^xsd:int"#,
];

/// Makes some quads, a part of them in the default graph.
pub fn quads(chance: &mut Chance, odd: bool) -> Vec<Quad> {
    let mut lines = String::new();
    for _ in 0..6 + chance.below(16) {
        let triple = triple(chance, odd);
        for _ in 0..=chance.below(3) {
            let graph = match chance.below(100) {
                0..30 => String::new(),
                30..36 => BLANK_GRAPH.to_owned(),
                _ => chance.text(&GRAPHS),
            };
            writeln!(lines, "{triple} {graph} .").unwrap();
        }
    }
    let mut quads = parse(&lines);
    quads.sort_by_cached_key(ToString::to_string);
    quads.dedup();
    quads
}

fn triple(chance: &mut Chance, odd: bool) -> String {
    let subject = chance.text(&NODES);
    let predicate = chance.text(&PREDICATES);
    let object = match chance.below(100) {
        0..4 => predicate.clone(),
        4..9 => subject.clone(),
        9..55 => chance.text(&NODES),
        _ => literal(chance, odd),
    };
    format!("{subject} {predicate} {}", full(&object))
}

/// Returns a literal as a query writes it.
pub fn literal(chance: &mut Chance, odd: bool) -> String {
    if odd && chance.percent(40) {
        chance.text(&ODD)
    } else {
        chance.text(&CANONICAL)
    }
}

/// Returns a literal to compare with.
pub fn compared(chance: &mut Chance, odd: bool) -> String {
    if chance.percent(5) {
        chance.text(&EXTREME)
    } else {
        literal(chance, odd)
    }
}

/// Returns a term with its datatype's IRI whole.
fn full(term: &str) -> String {
    match term.split_once("^^xsd:") {
        Some((value, name)) => format!("{value}^^<http://www.w3.org/2001/XMLSchema#{name}>"),
        None => term.to_owned(),
    }
}

fn parse(lines: &str) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::NQuads).for_slice(lines);
    parser.map(Result::unwrap).collect()
}
