//! Decisions are rows of `decisions.csv`: added at its end, never changed, the file whole or as it was.

use std::{
    collections::{HashMap, HashSet},
    fs,
    io::ErrorKind,
    path::Path,
};

use anyhow::{Context, Result, bail};

use super::{
    Judge, Listed, outcome,
    rows::{shown, word},
};
use crate::{
    cli::{
        Outcome,
        output::{counted, tell, write_file},
        statements::text_term,
    },
    pipeline::Facts,
    source::{File, Table, parse_table},
    store::Rows,
    view, vocab,
};

/// The file of decisions in the folder of the facts.
const FILE: &str = "decisions.csv";

/// The columns of the file; the last four are for its readers.
const COLUMNS: [&str; 9] = [
    "fact",
    "decision",
    "by",
    "on",
    "reason",
    "subject",
    "predicate",
    "object",
    "document",
];

/// Adds decisions to the file of a folder.
///
/// # Errors
///
/// Fails where the file cannot be read or written; then it is as it was.
pub fn record(
    folder: &Path,
    facts: &Facts,
    decided: &[(Listed, &str)],
    judge: &Judge,
) -> Result<()> {
    if decided.is_empty() {
        return Ok(());
    }
    let path = folder.join(FILE);
    let mut rows = read(&path)?;
    for (claim, decision) in decided {
        let cells = cells(claim, decision, judge, facts);
        let cell = |column: &String| {
            let place = COLUMNS.iter().position(|known| known == column)?;
            text_term(&cells[place])
        };
        rows.rows.push(rows.columns.iter().map(cell).collect());
    }
    write_file(&path, view::csv::csv(&rows)?.as_bytes())
}

fn cells((fact, id, _): &Listed, decision: &str, judge: &Judge, facts: &Facts) -> [String; 9] {
    let document = &fact.evidence.document;
    let path = facts.paths.get(document);
    [
        (*id).to_owned(),
        decision.to_owned(),
        judge.by.clone(),
        judge.on.to_string(),
        judge.reason.clone(),
        fact.subject.to_string(),
        vocab::local_name(&fact.predicate).to_owned(),
        shown(&fact.object),
        path.cloned().unwrap_or_else(|| document.key().to_owned()),
    ]
}

/// Reads the rows that there are, with the columns of ours that are missing.
fn read(path: &Path) -> Result<Rows> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        read => Some(read.with_context(|| format!("cannot read `{}`", path.display()))?),
    };
    let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
        return Ok(Rows {
            columns: COLUMNS.map(str::to_owned).to_vec(),
            rows: Vec::new(),
        });
    };
    let table = parse_table(&File::new(&path.display().to_string(), bytes))?;
    let missing = COLUMNS
        .iter()
        .filter(|column| table.column(column).is_none());
    let columns: Vec<String> = table
        .header
        .iter()
        .cloned()
        .chain(missing.map(|column| (*column).to_owned()))
        .collect();
    let row = |row: &crate::source::Row| {
        let mut cells: Vec<_> = row.cells.iter().map(|cell| text_term(cell)).collect();
        cells.resize(columns.len(), None);
        cells
    };
    let rows = table.rows.iter().map(row).collect();
    Ok(Rows { columns, rows })
}

/// Records the decisions of a sheet: rows whose `decision` is filled and is not what counts already.
///
/// # Errors
///
/// Refuses a sheet without the columns, and a row with another word than accepted or rejected; then nothing is recorded.
pub fn apply(folder: &Path, sheet: &Path, facts: &Facts, judge: &Judge) -> Result<Outcome> {
    let name = sheet.display().to_string();
    let bytes = fs::read(sheet).with_context(|| format!("cannot read `{name}`"))?;
    let table = parse_table(&File::new(&name, bytes))?;
    let (Some(fact), Some(decision)) = (table.column("fact"), table.column("decision")) else {
        bail!(
            "{name}: no column `fact` or `decision`: expected the columns of `policygraph review --as csv`"
        );
    };
    let mut by_id: HashMap<&str, Listed> = HashMap::new();
    for claim in facts.claims() {
        by_id.entry(claim.1).or_insert(claim);
    }
    let mut decided = Vec::new();
    let mut met = HashSet::new();
    for row in &table.rows {
        let word = decision_of(&table, row.line, decision, &row.cells[decision])?;
        let (Some(word), id) = (word, row.cells[fact].as_str()) else {
            continue;
        };
        match by_id.get(id) {
            None => tell(format_args!(
                "note: {}: no fact has the id `{id}`; nothing is recorded of it",
                table.place(row.line, fact)
            )),
            Some(claim) if self::word(claim.0.evidence.review) == word => {}
            Some(claim) if met.insert(id) => decided.push((*claim, word)),
            Some(_) => bail!(
                "{}: found the fact `{id}` again: expected it once",
                table.place(row.line, fact)
            ),
        }
    }
    record(folder, facts, &decided, judge)?;
    tell(format_args!(
        "recorded {}",
        counted(decided.len(), "decision")
    ));
    Ok(outcome(decided.len()))
}

fn decision_of(table: &Table, line: u64, field: usize, cell: &str) -> Result<Option<&'static str>> {
    Ok(match cell {
        "" | "pending" => None,
        "accepted" | "accept" => Some("accepted"),
        "rejected" | "reject" => Some("rejected"),
        other => bail!(
            "{}: found `{other}`: expected accepted, rejected or nothing",
            table.place(line, field)
        ),
    })
}
