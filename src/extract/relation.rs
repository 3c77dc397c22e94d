//! The table of relations: a subject, a relation of the vocabulary, an object.

use super::{
    ExtractError, Terms,
    row::{EVIDENCE, REQUIRED, bad_cell, read_evidence, require, unknown_column},
    usage::{Values, entities_in_words},
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
/// Refuses a missing or unknown column, a relation that the vocabulary does not have, and an entity of a kind that the
/// relation does not speak of.
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
    let Some((subjects, Values::Entities(values))) = terms.usage(&predicate) else {
        let expected = "a relation between two entities, such as buildsOn, amends or overlapsWith";
        return Err(bad_cell(
            table,
            row,
            field("relation"),
            relation,
            expected.to_owned(),
        ));
    };
    Ok(Statement {
        subject: mention(table, row, field("subject"), &subjects)?,
        predicate,
        object: Object::Mention(mention(table, row, field("object"), &values)?),
        evidence: read_evidence(table, row)?,
    })
}

/// Reads whom a cell names: one of these kinds.
fn mention(
    table: &Table,
    row: &Row,
    field: usize,
    kinds: &[Kind],
) -> Result<Mention, ExtractError> {
    let text = row.cells[field].clone();
    let id = Id::parse(&text);
    let fits = id.as_ref().is_none_or(|id| kinds.contains(&id.kind()));
    if text.is_empty() || !fits {
        let kinds = entities_in_words(kinds);
        let expected = format!("{kinds}, as `kind/key` or by name");
        return Err(bad_cell(table, row, field, &text, expected));
    }
    Ok(Mention {
        text,
        kinds: id.map_or_else(|| kinds.to_vec(), |id| vec![id.kind()]),
        place: table.place(row.line, field),
    })
}
