//! A planned query answers as the engine does without a plan: on written and on generated queries.

use std::fmt::Write;

use oxigraph::{
    model::{GraphName, Literal, NamedNode, Quad, Term},
    sparql::{QueryResults, SparqlEvaluator},
};
use spargebra::SparqlParser;

use super::*;
use crate::store::{DefaultGraph, Quads, query::take_dataset, view::View};

/// Rows that a test compares at most.
const MOST_ROWS: usize = 3_000;

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

fn node(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("http://x/{name}"))
}

fn index(chance: &mut Chance, triples: usize) -> Index {
    let mut quads = Quads::default();
    quads.extend((0..triples).map(|_| {
        let subject = node(&format!("n{}", chance.below(7)));
        let object: Term = match chance.below(8) {
            0 => Literal::from(1).into(),
            1 => Literal::new_simple_literal("a").into(),
            _ => node(&format!("n{}", chance.below(7))).into(),
        };
        let graph = GraphName::from(node(chance.of(&["g", "h"])));
        Quad::new(subject, node(chance.of(&["p", "q", "r"])), object, graph)
    }));
    Index::of(&quads).unwrap()
}

fn parse(sparql: &str) -> Option<Query> {
    let parser = SparqlParser::new().with_prefix("", "http://x/").unwrap();
    parser.parse_query(sparql).ok()
}

/// Returns the rows of a query, sorted; `None` where they are too many.
fn rows(evaluator: SparqlEvaluator, view: View<'_>, query: Query) -> Option<Vec<String>> {
    let prepared = evaluator.for_query(query);
    let mut rows = Vec::new();
    match prepared.on_queryable_dataset(view).execute().unwrap() {
        QueryResults::Solutions(solutions) => {
            for solution in solutions {
                rows.push(format!("{:?}", solution.unwrap().values()));
                if rows.len() > MOST_ROWS {
                    return None;
                }
            }
        }
        QueryResults::Boolean(answer) => rows.push(answer.to_string()),
        QueryResults::Graph(triples) => {
            rows.extend(triples.map(|triple| triple.unwrap().to_string()));
        }
    }
    rows.sort();
    Some(rows)
}

/// Compares the answers with and without a plan, and says whether there was something to compare.
fn agrees(sparql: &str, index: &Index) -> bool {
    let Some(mut query) = parse(sparql) else {
        return false;
    };
    let listed = take_dataset(&mut query);
    let view = || View::new(index, DefaultGraph::Union, listed.as_ref());
    let engine = SparqlEvaluator::new();
    let Some(expected) = rows(engine.clone(), view(), query.clone()) else {
        return false;
    };
    let plan = plan(query.clone(), index);
    let walking = view().with_walks(&plan.closures);
    let found = rows(engine.clone(), walking, plan.query.clone()).unwrap_or_default();
    if found == expected {
        return !expected.is_empty();
    }
    // The engine's own optimizer takes liberties; without it a query means what it says.
    let expected = rows(engine.without_optimizations(), view(), query).unwrap_or_default();
    assert_eq!(found, expected, "{sparql}\nplanned as {}", plan.query);
    true
}

fn path(chance: &mut Chance, depth: usize) -> String {
    let inner = |chance: &mut Chance| path(chance, depth.saturating_sub(1));
    match chance.below(if depth == 0 { 4 } else { 12 }) {
        0 => ":p".to_owned(),
        1 => ":q".to_owned(),
        2 => "^:r".to_owned(),
        3 => ":absent".to_owned(),
        4 => format!("({})?", inner(chance)),
        5 => format!("^({})", inner(chance)),
        6 => format!("({}|{})", inner(chance), inner(chance)),
        7 => format!("({}/{})", inner(chance), inner(chance)),
        8 => format!("({})*", inner(chance)),
        _ => format!("({})+", inner(chance)),
    }
}

const ENDS: [&str; 8] = ["?x", "?x", "?y", "?z", ":n0", ":n1", ":absent", "1"];

fn triple(chance: &mut Chance) -> String {
    let subject = chance.of(&["?x", "?y", "?z", "?w", ":n1", "[]"]);
    let predicate = chance.of(&[
        ":p",
        ":q",
        ":r",
        "?p",
        ":p+",
        "(:p|^:q)*",
        "!:absent",
        ":absent",
    ]);
    let object = chance.of(&["?x", "?y", "?z", "?w", ":n2", "1", "_:b"]);
    format!("{subject} {predicate} {object} . ")
}

fn condition(chance: &mut Chance, depth: usize) -> String {
    let variable = chance.of(&["?x", "?y", "?z", "?w"]);
    match chance.below(8) {
        0 => format!("{variable} = :n1"),
        1 => format!("{variable} IN (:n1, :n2, :n3)"),
        2 => format!("BOUND({variable})"),
        3 => format!("{variable} != ?y && ISIRI(?x)"),
        4 | 5 => format!("NOT EXISTS {{ {} }}", group(chance, depth)),
        6 => format!("EXISTS {{ {} }} && {variable} != 1", group(chance, depth)),
        _ => format!("{variable} = 1 || !BOUND(?z)"),
    }
}

fn group(chance: &mut Chance, depth: usize) -> String {
    let mut text = triple(chance);
    let depth = depth.saturating_sub(1);
    for _ in 0..=chance.below(3) {
        let inner = |chance: &mut Chance| group(chance, depth);
        let element = match chance.below(if depth == 0 { 5 } else { 14 }) {
            0..=2 => triple(chance),
            3 => chance
                .of(&[
                    "VALUES ?x { :n1 :n2 } ",
                    "VALUES ?y { :n3 } ",
                    "VALUES (?x ?z) { (:n1 UNDEF) (:n2 :n3) } ",
                ])
                .to_owned(),
            4 | 12 => format!("FILTER({}) ", condition(chance, depth)),
            5 | 6 => format!("OPTIONAL {{ {} }} ", inner(chance)),
            7 => format!("{{ {} }} UNION {{ {} }} ", inner(chance), inner(chance)),
            8 => format!(
                "{{ SELECT {} {{ {} }} }} ",
                chance.of(&["?x", "DISTINCT ?y ?x", "*", "(COUNT(*) AS ?n)"]),
                inner(chance)
            ),
            9 => format!(
                "GRAPH {} {{ {} }} ",
                chance.of(&[":g", "?g", ":absent"]),
                inner(chance)
            ),
            10 => format!("MINUS {{ {} }} ", inner(chance)),
            11 => format!(
                "BIND({} AS ?b{}) ",
                chance.of(&["?x", "1", "STR(?y)"]),
                chance.below(1000)
            ),
            _ => format!("{{ {} }} ", inner(chance)),
        };
        let _ = write!(text, "{element}");
    }
    text
}

#[test]
fn closures_answer_as_the_engine_does() {
    let mut chance = Chance(1);
    let mut compared = 0;
    for round in 0..80 {
        let index = index(&mut chance, 4 + round / 2);
        for _ in 0..20 {
            let (subject, object) = (chance.of(&ENDS), chance.of(&ENDS));
            let path = path(&mut chance, 3);
            let within = chance.of(&["", "", "GRAPH :g", "GRAPH ?g", "GRAPH :absent"]);
            let from = chance.of(&["", "", "", "FROM :g FROM :h", "FROM NAMED :g"]);
            let sparql = format!("SELECT * {from} {{ {within} {{ {subject} {path} {object} }} }}");
            compared += usize::from(agrees(&sparql, &index));
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn generated_groups_answer_as_the_engine_does() {
    let mut chance = Chance(2);
    let mut compared = 0;
    for round in 0..800 {
        let index = index(&mut chance, 6 + round % 20);
        let head = chance.of(&[
            "SELECT *",
            "SELECT DISTINCT ?x",
            "SELECT (COUNT(DISTINCT ?x) AS ?n)",
            "ASK",
            "SELECT ?y (MAX(?x) AS ?m)",
        ]);
        let tail = if head.contains("MAX") {
            "GROUP BY ?y"
        } else {
            ""
        };
        let sparql = format!("{head} {{ {} }} {tail}", group(&mut chance, 3));
        compared += usize::from(agrees(&sparql, &index));
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn grouped_sub_selects_answer_as_the_engine_does() {
    let mut chance = Chance(3);
    let mut compared = 0;
    for round in 0..800 {
        let index = index(&mut chance, 6 + round % 20);
        let key = chance.of(&["?x", "?y", "?z"]);
        let (outer, inner) = (group(&mut chance, 1), group(&mut chance, 2));
        let grouped = format!("{{ SELECT {key} (COUNT(*) AS ?n) {{ {inner} }} GROUP BY {key} }}");
        let sparql = if chance.below(2) == 0 {
            format!("SELECT * {{ {outer} OPTIONAL {{ {grouped} }} }}")
        } else {
            format!("SELECT * {{ {outer} {grouped} }}")
        };
        compared += usize::from(agrees(&sparql, &index));
    }
    assert!(compared > 80, "{compared}");
}

#[test]
fn the_same_query_has_the_same_plan() {
    let mut chance = Chance(4);
    for _ in 0..100 {
        let index = index(&mut chance, 20);
        let sparql = format!("SELECT * {{ {} }}", group(&mut chance, 3));
        // The parser gives an aggregate a name by chance.
        if sparql.contains("COUNT") {
            continue;
        }
        let planned = || Some(plan(parse(&sparql)?, &index).query.to_string());
        assert_eq!(planned(), planned(), "{sparql}");
    }
}

/// A hundred policies of two agencies, of which one issued a single one; each but the first builds on the one before.
fn policies() -> Index {
    let mut quads = Quads::default();
    quads.extend((0..100_u8).flat_map(|number| {
        let policy = node(&format!("policy{number}"));
        let agency = node(if number == 7 { "rare" } else { "usual" });
        let older = node(&format!("policy{}", number.saturating_sub(1)));
        [
            Quad::new(policy.clone(), node("issuedBy"), agency, node("g")),
            Quad::new(policy.clone(), node("buildsOn"), older, node("g")),
            Quad::new(
                policy,
                node("label"),
                Literal::from(i64::from(number)),
                node("g"),
            ),
        ]
    }));
    Index::of(&quads).unwrap()
}

#[test]
fn joins_begin_where_there_is_least() {
    let index = policies();
    for (group, wanted) in [
        (
            "?p :label ?l . ?p :issuedBy :rare",
            "?p :issuedBy :rare . LATERAL { ?p :label ?l . }",
        ),
        (
            "?p :buildsOn ?o . ?o :label ?l . FILTER(?o = :policy3)",
            "VALUES ( ?o ) { ( :policy3 )  } LATERAL { ?p :buildsOn ?o . } LATERAL { ?o :label ?l . }",
        ),
        (
            "?p :issuedBy :rare OPTIONAL { ?n :buildsOn ?p . ?n :label ?l }",
            "?p :issuedBy :rare . LATERAL { VALUES ( ) { ( )  } OPTIONAL { ?n :buildsOn ?p . LATERAL { ?n :label ?l . } } }",
        ),
        (
            "?p :issuedBy :rare . ?q :issuedBy :usual",
            "?p :issuedBy :rare . ?q :issuedBy :usual .",
        ),
        (
            "?p :label ?l FILTER NOT EXISTS { ?q :label ?m . ?q :buildsOn ?p }",
            "?p :label ?l . FILTER(NOT EXISTS { ?q :buildsOn ?p . LATERAL { ?q :label ?m . } })",
        ),
    ] {
        let query = plan(parse(&format!("ASK {{ {group} }}")).unwrap(), &index)
            .query
            .to_string();
        let query = query.replace("<http://x/", ":").replace('>', "");
        assert!(
            query.contains(&format!("WHERE {{ {wanted} }}")),
            "{group}: {query}"
        );
    }
}

#[test]
fn exists_is_asked_of_distinct_rows_where_only_those_count() {
    let index = policies();
    for (sparql, moves) in [
        (
            "SELECT DISTINCT ?o { ?p :buildsOn ?o FILTER NOT EXISTS { ?o :issuedBy :rare } }",
            true,
        ),
        (
            "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?p :buildsOn ?o FILTER EXISTS { ?o :issuedBy :rare } }",
            true,
        ),
        (
            "SELECT (COUNT(?o) AS ?n) { ?p :buildsOn ?o FILTER EXISTS { ?o :issuedBy :rare } }",
            false,
        ),
        (
            "SELECT DISTINCT ?o { ?p :buildsOn ?o FILTER NOT EXISTS { ?p :issuedBy :rare } }",
            false,
        ),
        (
            "SELECT DISTINCT ?o ?p { ?p :buildsOn ?o FILTER NOT EXISTS { ?o :issuedBy :rare } }",
            false,
        ),
        (
            "SELECT ?o { ?p :buildsOn ?o FILTER NOT EXISTS { ?o :issuedBy :rare } }",
            false,
        ),
    ] {
        let query = plan(parse(sparql).unwrap(), &index).query.to_string();
        assert_eq!(query.contains("LIMIT"), moves, "{query}");
        assert!(agrees(sparql, &index), "{sparql}");
    }
}
