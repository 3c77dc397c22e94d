//! The table of relations: a subject, a relation of the vocabulary, an object.

use super::{
    ExtractError, Terms,
    row::{EVIDENCE, REQUIRED, bad_cell, read_evidence, require, unknown_column},
};
use crate::{
    fact::{Id, Kind, Mention, Object, Statement},
    source::{Row, Table},
    vocab,
};

/// The columns that are not evidence.
const OWN: [&str; 3] = ["subject", "relation", "object"];

/// Reads a table of the columns `subject,relation,object` and evidence.
///
/// Subject and object are `kind/key` or a name; the relation is a property's local name.
///
/// # Errors
///
/// Refuses a missing or unknown column and a relation that the vocabulary does not have.
pub fn read_relations(table: &Table, terms: &Terms) -> Result<Vec<Statement>, ExtractError> {
    require(table, "relations", &OWN)?;
    require(table, "relations", &REQUIRED)?;
    let known = |name: &String| OWN.contains(&name.as_str()) || EVIDENCE.contains(&name.as_str());
    if let Some(field) = table.header.iter().position(|name| !known(name)) {
        return Err(unknown_column(table, field, "relations", OWN.into_iter()));
    }
    table
        .rows
        .iter()
        .map(|row| read_row(table, row, terms))
        .collect()
}

fn read_row(table: &Table, row: &Row, terms: &Terms) -> Result<Statement, ExtractError> {
    let field = |name: &str| table.column(name).unwrap_or(0);
    let relation = &row.cells[field("relation")];
    let predicate = format!("{}{relation}", vocab::NS);
    if !terms.is_property(&predicate) {
        let expected = "a relation of the vocabulary, such as buildsOn, amends or overlapsWith";
        return Err(bad_cell(
            table,
            row,
            field("relation"),
            relation,
            expected.to_owned(),
        ));
    }
    Ok(Statement {
        subject: mention(table, row, field("subject"))?,
        predicate,
        object: Object::Mention(mention(table, row, field("object"))?),
        evidence: read_evidence(table, row)?,
    })
}

fn mention(table: &Table, row: &Row, field: usize) -> Result<Mention, ExtractError> {
    let text = row.cells[field].clone();
    if text.is_empty() {
        let expected = "an entity as `kind/key`, or its name";
        return Err(bad_cell(table, row, field, &text, expected.to_owned()));
    }
    let kinds = Id::parse(&text).map_or_else(|| Kind::ALL.to_vec(), |id| vec![id.kind()]);
    let place = table.place(row.line, field);
    Ok(Mention { text, kinds, place })
}
