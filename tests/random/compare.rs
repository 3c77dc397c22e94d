//! Compares two answers to one query, as far as SPARQL says what they are.
//!
//! What depends on the order of rows is brought to one form first: `GROUP_CONCAT` to its sorted
//! parts, `SAMPLE` to whether there is one, `MIN` and `MAX` of numbers to the number. With `LIMIT`
//! the rows must be among those of the whole answer, as many, and with the same sort keys.

use oxigraph::model::{Literal, Term};

use super::query::{Form, Key, Order, Query};
use crate::conformance::{Found, Table, same};

/// Says how our answer differs from the peer's; `whole` is the peer's without `LIMIT`.
pub fn difference(query: &Query, ours: &Found, peer: &Found, whole: &Found) -> Option<String> {
    match (ours, peer, whole, &query.form) {
        (Found::Boolean(ours), Found::Boolean(peer), ..) => {
            (ours != peer).then(|| format!("ours: {ours}\npeer: {peer}"))
        }
        (Found::Triples(ours), Found::Triples(peer), ..) => {
            let [ours, peer] = [ours, peer].map(|triples| same::as_rows(triples));
            (!same::isomorphic(&ours, &peer)).then(|| both("", &ours, &peer))
        }
        (Found::Rows(ours), Found::Rows(peer), Found::Rows(whole), Form::Select(select)) => {
            let tables = [ours, peer, whole].map(regular);
            let cut = select.limit.is_some() || select.offset.is_some();
            let sets = select.modifier == "REDUCED";
            rows(&tables, &select.order, cut, sets)
        }
        (ours, peer, ..) => Some(format!("ours: {ours:?}\npeer: {peer:?}")),
    }
}

fn rows(tables: &[Table; 3], order: &[Key], cut: bool, sets: bool) -> Option<String> {
    let [ours, peer, whole] = tables;
    if ours.columns != peer.columns {
        return Some(format!(
            "ours: {:?}\npeer: {:?}",
            ours.columns, peer.columns
        ));
    }
    let said = |what: &str| Some(both(what, &ours.rows, &peer.rows));
    // REDUCED may give a row as often as it likes, and so no count of rows and no cut is sure.
    let sure = !(sets && cut);
    let [mut found, mut wanted] =
        [&ours.rows, if cut { &whole.rows } else { &peer.rows }].map(|rows| same::sorted(rows));
    if sets {
        found.dedup();
        wanted.dedup();
    }
    if cut && !among(&found, &wanted) {
        return said("rows that the whole answer has not");
    }
    if !cut && found != wanted {
        return said("other rows");
    }
    if cut && sure && ours.rows.len() != peer.rows.len() {
        return said("more or fewer rows");
    }
    let [ours_keys, peer_keys] = [ours, peer].map(|table| keys(table, order, sets));
    if sure && ours_keys != peer_keys {
        return said("another order");
    }
    None
}

/// Says whether sorted rows are all among others, each as often at most.
fn among(some: &[same::Row], all: &[same::Row]) -> bool {
    let mut all = all.iter();
    some.iter().all(|row| all.any(|other| other == row))
}

/// Returns the sort keys of rows, in their order.
fn keys(table: &Table, order: &[Key], sets: bool) -> Vec<Vec<Option<String>>> {
    let place = |key: &Key| {
        let name = key.name.trim_start_matches('?');
        table.columns.iter().position(|column| column == name)
    };
    let row = |row: &same::Row| {
        let keys = order.iter();
        keys.map(|key| sort_key(row[place(key)?].as_ref()?, key.order))
            .collect()
    };
    let mut keys: Vec<Vec<Option<String>>> = table.rows.iter().map(row).collect();
    if sets {
        keys.dedup();
    }
    keys
}

/// Returns a value as its order sees it; `None` for what has no `STR`.
fn sort_key(term: &Term, order: Order) -> Option<String> {
    match (term, order) {
        (Term::Literal(literal), Order::Number) => number(literal),
        (Term::Literal(literal), Order::Date) => Some(literal.value().replace("+00:00", "Z")),
        (Term::Literal(literal), _) => Some(shown(literal)),
        (Term::NamedNode(node), _) => Some(node.as_str().to_owned()),
        (Term::BlankNode(_), _) => None,
    }
}

/// Returns what `STR` gives: this engine reads numbers, truths and dates by value.
fn shown(literal: &Literal) -> String {
    match (
        literal.value(),
        literal.datatype().as_str().rsplit('#').next(),
    ) {
        ("1", Some("boolean")) => "true".to_owned(),
        ("0", Some("boolean")) => "false".to_owned(),
        (value, Some("date")) => value.replace("+00:00", "Z"),
        (value, _) => number(literal).unwrap_or(value.to_owned()),
    }
}

fn number(literal: &Literal) -> Option<String> {
    let number: f64 = literal.value().parse().ok()?;
    // No negative zero.
    Some((number + 0.0).to_string())
}

/// Returns a table whose cells do not depend on the order in which rows were read.
fn regular(table: &Table) -> Table {
    let mut table = table.clone();
    for row in &mut table.rows {
        for (cell, column) in row.iter_mut().zip(&table.columns) {
            *cell = cell.take().map(|term| settled(term, column));
        }
    }
    table
}

fn settled(term: Term, column: &str) -> Term {
    let text = |text: String| Term::from(Literal::new_simple_literal(text));
    match &term {
        Term::Literal(literal) if column.starts_with("concat") => {
            let mut parts: Vec<&str> = literal.value().split('|').collect();
            parts.sort_unstable();
            text(parts.join("|"))
        }
        Term::Literal(literal) if column.starts_with("extreme") => {
            number(literal).map_or(term.clone(), text)
        }
        _ if column.starts_with("sample") => text("one of them".to_owned()),
        _ => term,
    }
}

/// Writes two answers one under the other.
fn both(what: &str, ours: &[same::Row], peer: &[same::Row]) -> String {
    let lines = |rows: &[same::Row]| {
        let rows = rows.iter().map(|row| format!("  {}\n", same::written(row)));
        rows.collect::<String>()
    };
    format!(
        "{what}\nours, {} rows:\n{}peer, {} rows:\n{}",
        ours.len(),
        lines(ours),
        peer.len(),
        lines(peer)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(column: &str, values: &[&str]) -> Table {
        let cell = |value: &&str| vec![Some(Literal::new_simple_literal(*value).into())];
        Table {
            columns: vec![column.to_owned()],
            rows: values.iter().map(cell).collect(),
        }
    }

    fn key(name: &str) -> Key {
        Key {
            name: name.to_owned(),
            order: Order::Text,
            descending: false,
        }
    }

    #[test]
    fn a_cut_answer_is_as_long_ordered_alike_and_of_the_whole() {
        let whole = table("a", &["1", "2", "2", "3"]);
        for (ours, peer, ordered, same) in [
            (&["1", "2"][..], &["1", "2"][..], true, true),
            (&["2", "1"], &["1", "2"], true, false),
            (&["2", "3"], &["1", "2"], false, true),
            (&["2", "2"], &["1", "2"], false, true),
            (&["3", "3"], &["1", "2"], false, false),
            (&["1"], &["1", "2"], false, false),
        ] {
            let order = if ordered { vec![key("?a")] } else { Vec::new() };
            let tables = [table("a", ours), table("a", peer), whole.clone()];
            assert_eq!(
                rows(&tables, &order, true, false).is_none(),
                same,
                "{ours:?}"
            );
        }
    }

    #[test]
    fn what_hangs_on_the_order_of_rows_is_brought_to_one_form() {
        for (column, one, other, same) in [
            ("concat1", "b|a", "a|b", true),
            ("concat1", "b|a", "a|c", false),
            ("extreme1", "1.0", "1", true),
            ("extreme1", "1", "2", false),
            ("sample1", "a", "b", true),
            ("a", "1.0", "1", false),
        ] {
            let [one, other] = [one, other].map(|value| regular(&table(column, &[value])));
            assert_eq!(one == other, same, "{column}");
        }
    }
}
