//! Says whether an engine's answer is the expected one.

use std::collections::BTreeMap;

use oxigraph::{
    model::{GraphName, NamedNode, Quad, Term},
    store::Store,
};

use super::expected::{Expected, bare};
use crate::conformance::{Found, Outcome, Table, same};

/// Says why an answer is not the expected one, if it is not.
pub fn judge(outcome: &Outcome, expected: &Expected, lax: bool) -> Result<(), String> {
    let found = outcome
        .as_ref()
        .map_err(|said| format!("refused: {said}"))?;
    match (found, &expected.found) {
        (Found::Boolean(found), Found::Boolean(wanted)) if found == wanted => Ok(()),
        (Found::Triples(found), Found::Triples(wanted)) => {
            compare(&same::as_rows(found), &same::as_rows(wanted))
        }
        (Found::Rows(found), Found::Rows(wanted)) => rows(found, wanted, expected, lax),
        (found, wanted) => Err(format!("expected {wanted:?}, found {found:?}")),
    }
}

fn rows(found: &Table, wanted: &Table, expected: &Expected, lax: bool) -> Result<(), String> {
    let aligned = align(found, wanted)?;
    let mut found: Vec<same::Row> = aligned;
    if expected.plain {
        for cell in found.iter_mut().flatten() {
            *cell = cell.as_ref().map(|term| bare(&shown(term)));
        }
    }
    let mut wanted = wanted.rows.clone();
    if lax {
        (found, wanted) = (each_once(&found), each_once(&wanted));
    }
    if expected.ordered {
        // Rows alike in their keys may stand either way; the tests that number rows have none.
        let in_order = found.iter().zip(&wanted);
        let alike = |(one, other): (&same::Row, &same::Row)| {
            same::isomorphic(std::slice::from_ref(one), std::slice::from_ref(other))
        };
        if found.len() == wanted.len() && !in_order.into_iter().all(alike) {
            return Err(differ("in another order", &found, &wanted));
        }
    }
    compare(&found, &wanted)
}

/// Returns the rows with the columns in the order of another table, which must have the same.
fn align(found: &Table, wanted: &Table) -> Result<Vec<same::Row>, String> {
    let places: Option<Vec<usize>> = wanted
        .columns
        .iter()
        .map(|name| found.columns.iter().position(|column| column == name))
        .collect();
    let places = places.filter(|places| places.len() == found.columns.len());
    let Some(places) = places else {
        let (found, wanted) = (&found.columns, &wanted.columns);
        return Err(format!("expected the columns {wanted:?}, found {found:?}"));
    };
    let row = |row: &same::Row| places.iter().map(|place| row[*place].clone()).collect();
    Ok(found.rows.iter().map(row).collect())
}

fn compare(found: &[same::Row], wanted: &[same::Row]) -> Result<(), String> {
    if same::isomorphic(found, wanted) || same::isomorphic(&by_value(found), &by_value(wanted)) {
        return Ok(());
    }
    Err(differ("other rows", found, wanted))
}

fn differ(how: &str, found: &[same::Row], wanted: &[same::Row]) -> String {
    let lines = |rows: &[same::Row]| {
        rows.iter()
            .map(same::written)
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!(
        "{how}; expected\n{}\nfound\n{}",
        lines(wanted),
        lines(found)
    )
}

fn each_once(rows: &[same::Row]) -> Vec<same::Row> {
    let mut rows = same::sorted(rows);
    rows.dedup();
    rows
}

fn shown(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    }
}

/// Returns rows whose numbers and dates are in canonical form: `1.0E6` for `1e6`.
fn by_value(rows: &[same::Row]) -> Vec<same::Row> {
    let mut known: BTreeMap<String, Term> = BTreeMap::new();
    let mut rows = rows.to_vec();
    for term in rows.iter_mut().flatten().flatten() {
        let key = term.to_string();
        *term = known.entry(key).or_insert_with(|| canonical(term)).clone();
    }
    rows
}

/// Oxigraph's `Store` keeps values, so a literal leaves it in canonical form.
fn canonical(term: &Term) -> Term {
    let store = Store::new().unwrap();
    let node = NamedNode::new_unchecked("x:x");
    let quad = Quad::new(node.clone(), node, term.clone(), GraphName::DefaultGraph);
    store.insert(&quad).unwrap();
    let stored = store.iter().next().unwrap().unwrap();
    match stored.object {
        // A blank node keeps its label.
        object @ (Term::Literal(_) | Term::NamedNode(_) | Term::BlankNode(_)) => object,
    }
}
