//! A table's rows become statements: each filled cell says one thing, each row one place.

use super::{
    Column, ExtractError, Schema, Terms,
    cell::{printed, read_cell},
    relation,
};
use crate::{
    fact::{Evidence, Id, Kind, Mention, Object, Place, Span, Statement, Value},
    source::{Row, Table},
    vocab,
};

/// The columns that say where a row's statements stand.
pub(super) const EVIDENCE: [&str; 9] = [
    "document",
    "section",
    "start",
    "end",
    "modality",
    "method",
    "confidence",
    "review",
    "note",
];
/// How many characters of a cell a message shows.
const MOST_SHOWN: usize = 80;

/// Those of them that every table has.
pub(super) const REQUIRED: [&str; 5] = ["document", "modality", "method", "confidence", "review"];

/// Reads the statements of a table, in the order of rows and columns.
///
/// A row states its entity's class and what its cells say; a cell that may
/// hold several values is split at `;`. `relations` names its property in a column.
///
/// # Errors
///
/// Refuses an unknown table or column, a missing column and a cell that does
/// not hold what its column takes, each with its place and what was expected.
pub fn read_table(
    table: &Table,
    schema: &Schema,
    terms: &Terms,
) -> Result<Vec<Statement>, ExtractError> {
    if table.stem == "relations" || table.stem.starts_with("relations-") {
        return relation::read_relations(table, terms);
    }
    let found = schema.table_of(&table.stem);
    let (name, columns, kind) = found
        .and_then(|(name, columns)| Some((name, columns, Schema::kind_of(name)?)))
        .ok_or_else(|| unknown_table(table, schema))?;
    let columns = plan(table, name, columns)?;
    let mut statements = Vec::new();
    for row in &table.rows {
        read_row(table, row, kind, &columns, terms, &mut statements)?;
    }
    Ok(statements)
}

fn unknown_table(table: &Table, schema: &Schema) -> ExtractError {
    let names: Vec<&str> = schema.tables().chain(["relations"]).collect();
    ExtractError::UnknownTable {
        place: Place {
            file: table.path.clone(),
            line: 1,
            column: 1,
            field: String::new(),
        },
        table: table.stem.clone(),
        expected: names.join(" "),
    }
}

/// Pairs each field of the header with its column; evidence and key have none.
fn plan<'a>(
    table: &Table,
    name: &str,
    columns: &'a [Column],
) -> Result<Vec<Option<&'a Column>>, ExtractError> {
    require(table, name, &["key"])?;
    require(table, name, &REQUIRED)?;
    let field = |(place, field): (usize, &String)| {
        let column = columns.iter().find(|column| column.name == *field);
        if column.is_some() || field == "key" || EVIDENCE.contains(&field.as_str()) {
            return Ok(column);
        }
        let names = ["key"]
            .into_iter()
            .chain(columns.iter().map(|column| column.name.as_str()));
        Err(unknown_column(table, place, name, names))
    };
    table.header.iter().enumerate().map(field).collect()
}

/// Refuses the column at this field; `own` are the columns of the table besides the evidence.
pub(super) fn unknown_column<'a>(
    table: &Table,
    field: usize,
    name: &str,
    own: impl Iterator<Item = &'a str>,
) -> ExtractError {
    ExtractError::UnknownColumn {
        place: Place {
            field: String::new(),
            ..table.place(table.header_line, field)
        },
        column: table.header[field].clone(),
        table: name.to_owned(),
        expected: own.chain(EVIDENCE).collect::<Vec<_>>().join(" "),
    }
}

/// Refuses a table without one of these columns.
pub(super) fn require(table: &Table, name: &str, columns: &[&str]) -> Result<(), ExtractError> {
    match columns.iter().find(|column| table.column(column).is_none()) {
        None => Ok(()),
        Some(column) => Err(ExtractError::MissingColumn {
            place: table.place(table.header_line, table.header.len()),
            column: (*column).to_owned(),
            table: name.to_owned(),
        }),
    }
}

fn read_row(
    table: &Table,
    row: &Row,
    kind: Kind,
    columns: &[Option<&Column>],
    terms: &Terms,
    statements: &mut Vec<Statement>,
) -> Result<(), ExtractError> {
    let evidence = read_evidence(table, row)?;
    let subject = subject(table, row, kind)?;
    let mut say = |predicate: &str, object, mention| {
        let evidence = Evidence {
            mention,
            ..evidence.clone()
        };
        statements.push(Statement {
            subject: subject.clone(),
            predicate: predicate.to_owned(),
            object,
            evidence,
        });
    };
    let class = Object::Value(Value::Iri(kind.class().to_owned()));
    say(vocab::RDF_TYPE, class, None);
    for (field, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        let place = table.place(row.line, field);
        for text in split(&row.cells[field], column.many) {
            let object = read_cell(text, &column.reading, terms, &place)
                .map_err(|expected| bad_cell(table, row, field, text, expected))?;
            say(&column.property, object, printed(text, &column.reading));
        }
    }
    Ok(())
}

fn split(text: &str, many: bool) -> impl Iterator<Item = &str> {
    let parts = if many {
        text.split(';').collect()
    } else {
        vec![text]
    };
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn subject(table: &Table, row: &Row, kind: Kind) -> Result<Mention, ExtractError> {
    let field = table.column("key").unwrap_or(0);
    let key = &row.cells[field];
    let id = Id::new(kind, key).map_err(|_| {
        bad_cell(
            table,
            row,
            field,
            key,
            "a key of letters, digits and hyphens".to_owned(),
        )
    })?;
    Ok(Mention {
        text: id.to_string(),
        kinds: vec![kind],
        place: table.place(row.line, field),
    })
}

pub(super) fn bad_cell(
    table: &Table,
    row: &Row,
    field: usize,
    found: &str,
    expected: String,
) -> ExtractError {
    let place = table.place(row.line, field);
    if found.is_empty() {
        return ExtractError::EmptyCell { place, expected };
    }
    let found = shorten(found);
    ExtractError::BadCell {
        place,
        found,
        expected,
    }
}

/// Cuts a cell for a message.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Reads the evidence columns of a row.
pub(super) fn read_evidence(table: &Table, row: &Row) -> Result<Evidence, ExtractError> {
    let cell = |name: &str| {
        let field = table.column(name);
        (
            field.unwrap_or(0),
            field.map_or("", |field| row.cells[field].as_str()),
        )
    };
    let wrong = |name: &str, expected: &str| {
        let (field, found) = cell(name);
        bad_cell(table, row, field, found, expected.to_owned())
    };
    let words = |name: &str| Some(cell(name).1.to_owned()).filter(|text| !text.is_empty());
    let (field, document) = cell("document");
    Ok(Evidence {
        document: Id::new(Kind::Document, document)
            .map_err(|_| wrong("document", "the key of a row of the table of documents"))?,
        section: words("section"),
        span: read_span(cell("start").1, cell("end").1)
            .map_err(|(name, expected)| wrong(name, expected))?,
        modality: cell("modality")
            .1
            .parse()
            .map_err(|()| wrong("modality", "one of stated judged reported inferred"))?,
        method: words("method")
            .ok_or_else(|| wrong("method", "how it was read, such as `read by hand`"))?,
        confidence: cell("confidence")
            .1
            .parse()
            .ok()
            .filter(is_share)
            .ok_or_else(|| wrong("confidence", "a number from 0 to 1"))?,
        review: cell("review")
            .1
            .parse()
            .map_err(|()| wrong("review", "one of accepted pending rejected"))?,
        note: words("note"),
        mention: None,
        place: table.place(row.line, field),
    })
}

fn is_share(number: &crate::fact::Decimal) -> bool {
    let text = number.as_str();
    text == "1" || text == "0" || text.starts_with("0.")
}

fn read_span(start: &str, end: &str) -> Result<Option<Span>, (&'static str, &'static str)> {
    if start.is_empty() && end.is_empty() {
        return Ok(None);
    }
    let start = start
        .parse()
        .map_err(|_| ("start", "a character offset, or `end` empty too"))?;
    let end = end
        .parse()
        .map_err(|_| ("end", "a character offset, or `start` empty too"))?;
    if start >= end {
        return Err(("end", "an offset after `start`"));
    }
    Ok(Some(Span { start, end }))
}
