//! The tables of public bodies and of the words about their names, read.

use std::str::FromStr;

use crate::{
    extract::rules::{RulesError, Tables},
    fact::{Body, KnownDate, NameWords, OfficeWord},
    source::Table,
};

const COLUMNS: [&str; 12] = [
    "key",
    "name",
    "names",
    "since",
    "until",
    "succeeded_by",
    "office_of",
    "part_of",
    "rank",
    "codes",
    "name_en",
    "abbreviation",
];

/// Reads the table `bodies`.
///
/// # Errors
///
/// Refuses a table that is missing or wrong, with its place.
pub fn read_bodies(tables: &Tables) -> Result<Vec<Body>, RulesError> {
    let table = tables.table("bodies")?;
    let rows = tables.rows("bodies", COLUMNS)?;
    rows.into_iter()
        .map(|(line, cells)| read_body(table, line, cells))
        .collect()
}

fn read_body(table: &Table, line: u64, cells: [&str; 12]) -> Result<Body, RulesError> {
    let bad = |column: &str, found: &str, expected: &str| RulesError::BadCell {
        place: table.place(line, table.column(column).unwrap_or(0)),
        found: found.to_owned(),
        expected: expected.to_owned(),
    };
    let [
        key,
        name,
        names,
        since,
        until,
        succeeded_by,
        office_of,
        part_of,
        rank,
        codes,
        name_en,
        abbreviation,
    ] = cells;
    for (column, cell) in [("key", key), ("name", name)] {
        if cell.is_empty() {
            return Err(bad(column, cell, "a text"));
        }
    }
    let date = |column: &str, cell: &str| match cell {
        "" => Ok(None),
        _ => KnownDate::from_str(cell)
            .map(Some)
            .map_err(|_| bad(column, cell, "a date: YYYY, YYYY-MM or YYYY-MM-DD")),
    };
    Ok(Body {
        key: key.to_owned(),
        name: name.to_owned(),
        names: list(names),
        since: date("since", since)?,
        until: date("until", until)?,
        succeeded_by: some(succeeded_by),
        office_of: some(office_of),
        part_of: some(part_of),
        rank: some(rank),
        codes: list(codes),
        name_en: some(name_en),
        abbreviation: some(abbreviation),
    })
}

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn list(cell: &str) -> Vec<String> {
    cell.split(';')
        .filter_map(|part| some(part.trim()))
        .collect()
}

/// The words about names, by what they do there; each list the longest first.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Bring the names of one body together.
    pub names: NameWords,
    /// Show that an unknown name is a body's.
    pub endings: Vec<String>,
    /// End as a body does and are none.
    pub not_endings: Vec<String>,
    /// End a name that is a body of its own after another's.
    pub wholes: Vec<String>,
    /// Stand between names and nowhere else.
    pub separators: Vec<String>,
    /// Stand between names, and inside some.
    pub joiners: Vec<String>,
    /// Say that there are more.
    pub more: Vec<String>,
    /// What the more are counted in.
    pub units: Vec<String>,
    /// Stand between the count and the unit.
    pub measures: Vec<String>,
    /// End a list of issuers.
    pub stops: Vec<String>,
    /// Hold a stop and are none.
    pub not_stops: Vec<String>,
    /// End a list of issuers after a known name.
    pub weak_stops: Vec<String>,
    /// End the name of a place.
    pub places: Vec<String>,
    /// End short forms that local bodies bear too.
    pub local_endings: Vec<String>,
    /// End short forms that they do not.
    pub national_endings: Vec<String>,
    /// Begin the forms that are the national body's alone.
    pub nationals: Vec<String>,
}

impl Words {
    /// Says whether a name of a body is one that local bodies bear too: 统计局, where it is 国家统计局 as well.
    pub fn is_local_too(&self, body: &Body, name: &str) -> bool {
        let ends = |words: &[String]| words.iter().any(|word| name.ends_with(word.as_str()));
        let long = |other: &str| {
            let short = other.strip_suffix(name);
            short.is_some_and(|before| self.nationals.iter().any(|word| word == before))
        };
        ends(&self.local_endings) && !ends(&self.national_endings) && body.all_names().any(long)
    }
}

/// Reads the table `body-words`.
pub fn read_words(tables: &Tables) -> Result<Words, RulesError> {
    let table = tables.table("body-words")?;
    let mut words = Words::default();
    for (line, [sense, word, key]) in tables.rows("body-words", ["sense", "word", "key"])? {
        let pair = (word.to_owned(), key.to_owned());
        if sense == "office" {
            let (word, key) = pair;
            words.names.offices.push(OfficeWord { word, key });
            continue;
        }
        if sense == "long-form" {
            words.names.long_forms.push(pair);
            continue;
        }
        let list = list_of(&mut words, sense).ok_or_else(|| RulesError::BadCell {
            place: table.place(line, table.column("sense").unwrap_or(0)),
            found: sense.to_owned(),
            expected: "one of the senses that data/rules/README.md lists".to_owned(),
        })?;
        list.push(word.to_owned());
    }
    for list in [&mut words.stops, &mut words.joiners, &mut words.units] {
        list.sort_by_key(|word| std::cmp::Reverse(word.len()));
    }
    Ok(words)
}

fn list_of<'a>(words: &'a mut Words, sense: &str) -> Option<&'a mut Vec<String>> {
    Some(match sense {
        "ending" => &mut words.endings,
        "not-ending" => &mut words.not_endings,
        "whole" => &mut words.wholes,
        "separator" => &mut words.separators,
        "joiner" => &mut words.joiners,
        "more" => &mut words.more,
        "unit" => &mut words.units,
        "measure" => &mut words.measures,
        "stop" => &mut words.stops,
        "not-stop" => &mut words.not_stops,
        "weak-stop" => &mut words.weak_stops,
        "former" => &mut words.names.former,
        "state" => &mut words.names.state,
        "place" => &mut words.places,
        "local-ending" => &mut words.local_endings,
        "national-ending" => &mut words.national_endings,
        "national" => &mut words.nationals,
        _ => return None,
    })
}
