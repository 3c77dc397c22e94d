//! Reads the nodes of a network: one an entity, however many rows it has.
//!
//! A label, an abbreviation or a date that is stated twice gives an entity two
//! rows; which of the values counts is decided here, the same way each time.

use super::{RowsError, Table, last_part, local_name};
use crate::graph::network::Node;
use crate::store::rows::Rows;
use std::collections::BTreeMap;

/// Reads the nodes, one an entity, sorted by IRI.
pub(super) fn read_nodes(rows: &Rows) -> Result<Vec<Node>, RowsError> {
    let table = Table {
        name: "nodes",
        rows,
    };
    let id = table.require("id")?;
    let [label, label_zh, abbreviation, kind, date] =
        ["label", "label_zh", "abbreviation", "kind", "date"].map(|name| rows.column(name));
    let mut nodes: BTreeMap<&str, Node> = BTreeMap::new();
    for row in 0..rows.rows.len() {
        let text = |column| table.cell(row, column).map(|term| term.text().to_owned());
        let node = nodes.entry(table.id(row, id, "id")?).or_default();
        // The empty label and kind of a new node stand for none until the end.
        node.label = smaller(some(&node.label), text(label)).unwrap_or_default();
        node.label_zh = smaller(node.label_zh.take(), text(label_zh));
        node.abbreviation = smaller(node.abbreviation.take(), text(abbreviation));
        let named = table.cell(row, kind).map(local_name).map(str::to_owned);
        node.kind = smaller(some(&node.kind), named).unwrap_or_default();
        node.date = earlier(node.date.take(), text(date));
    }
    Ok(nodes.into_iter().map(complete).collect())
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn smaller(one: Option<String>, other: Option<String>) -> Option<String> {
    [one, other].into_iter().flatten().min()
}

/// Returns the earlier of two dates; of a date and a vaguer one that holds it (`2022`), the exact one.
fn earlier(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) if one.starts_with(&other) => Some(one),
        (Some(one), Some(other)) if other.starts_with(&one) => Some(other),
        (one, other) => smaller(one, other),
    }
}

/// Gives a node its IRI, and a label where it has none: the Chinese one, else the key.
fn complete((id, node): (&str, Node)) -> Node {
    let fallback = || {
        node.label_zh
            .clone()
            .unwrap_or_else(|| last_part(id).into())
    };
    Node {
        id: id.to_owned(),
        label: some(&node.label).unwrap_or_else(fallback),
        ..node
    }
}
