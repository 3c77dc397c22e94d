//! A table with a policy in each row, read by a mapping that says what its columns mean.
//!
//! The words that a value rests on are its cell, or its part of it, in the
//! table as given. Who an issuer is, and which policy a title means, is left to
//! `link`; bodies are not read out of titles here.

use std::{ops::Range, sync::Arc};

use super::{
    mapping::{Mapped, Mapping, Means},
    rules::{RulesError, Tables},
};
use crate::{
    fact::{
        Decimal, DocumentNumber, KnownDate, Modality,
        account::{
            Account, Detail, Grounds, Make, PolicyAccount, PolicyDate, RelationAccount, Said,
            Warning,
        },
    },
    source::{Cell, Cells, Given, tables},
};

/// What programs and people write into a cell that holds nothing.
const NOTHING: [&str; 8] = ["None", "null", "NULL", "NaN", "N/A", "-", "—", "无"];

/// The mappings of tables that are known by their header.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    mappings: Vec<Mapping>,
}

impl Rules {
    /// Makes the rules of the tables whose names begin with `mapping-`.
    ///
    /// # Errors
    ///
    /// Refuses a mapping that cannot be followed, with its place.
    pub fn new(tables: &Tables) -> Result<Self, RulesError> {
        let mappings = tables.named("mapping-").map(Mapping::new);
        let mappings = mappings.collect::<Result<_, _>>()?;
        Ok(Self { mappings })
    }
}

/// Reads a table with a policy a row: by the mapping given, else by the one that fits its header.
///
/// A workbook is read by its first sheet that fits. A row that says nothing, a date that is none and a list that is
/// cut with 等 are warned of with line and column; the other rows are read. O(n).
#[must_use]
pub fn read(given: &Given, rules: &Rules, own: Option<&Mapping>) -> Account {
    let mut account = Account::new(&given.path, &given.sha256, Make::Table);
    let offered: Vec<&Mapping> = match own {
        Some(mapping) => vec![mapping],
        None => rules.mappings.iter().collect(),
    };
    for mut rows in tables(given) {
        let Some(header) = rows.next() else { continue };
        let names: Vec<&str> = header.cells.iter().map(|cell| &*cell.value).collect();
        if let Some(mapping) = offered.iter().find(|mapping| mapping.fits(&names)) {
            let mut reader = Reader::new(given, mapping, &names, &mut account.warnings);
            for row in rows {
                account.policies.extend(reader.row(&row));
            }
            return account;
        }
        account
            .warnings
            .push(no_mapping(given, &header, &offered, own.is_some()));
    }
    account
}

fn no_mapping(given: &Given, header: &Cells, offered: &[&Mapping], own: bool) -> Warning {
    let found: Vec<&str> = header.cells.iter().map(|cell| &*cell.value).collect();
    let expected: Vec<String> = offered
        .iter()
        .map(|mapping| {
            let names = mapping.columns.iter().map(|mapped| mapped.column.as_str());
            names.collect::<Vec<_>>().join(", ")
        })
        .collect();
    let remedy = if own {
        ""
    } else {
        "; or a mapping of your own"
    };
    Warning {
        text: format!(
            "line {}: found the columns {}: expected {}{remedy}",
            header.line,
            found.join(", "),
            expected.join("; or "),
        ),
        span: Some(given.text.span(header.range.clone())),
    }
}

struct Reader<'a> {
    given: &'a Given,
    /// The columns of the mapping with their place in the table.
    columns: Vec<(usize, &'a Mapped)>,
    width: usize,
    method: Arc<str>,
    warnings: &'a mut Vec<Warning>,
}

impl<'a> Reader<'a> {
    fn new(
        given: &'a Given,
        mapping: &'a Mapping,
        header: &[&str],
        warnings: &'a mut Vec<Warning>,
    ) -> Self {
        let place = |mapped: &'a Mapped| {
            let at = header.iter().position(|name| *name == mapped.column)?;
            Some((at, mapped))
        };
        Self {
            given,
            columns: mapping.columns.iter().filter_map(place).collect(),
            width: header.len(),
            method: "table".into(),
            warnings,
        }
    }

    fn row(&mut self, row: &Cells) -> Option<PolicyAccount> {
        if row.cells.len() != self.width {
            let (found, expected) = (row.cells.len(), self.width);
            self.warn(row, &row.range, &format!("found {found} cells: expected {expected}, as in the header; the row is not read"));
            return None;
        }
        let mut policy = PolicyAccount::default();
        for at in 0..self.columns.len() {
            let (place, mapped) = self.columns[at];
            if let Some(cell) = row.cells.get(place).filter(|cell| holds_something(cell)) {
                self.cell(row, cell, mapped, &mut policy);
            }
        }
        if policy.title.is_none() && policy.title_en.is_none() {
            let columns = self.columns.iter();
            let title = columns
                .map(|(_, mapped)| *mapped)
                .find(|mapped| mapped.means == Means::Title);
            let column = title.map_or(String::new(), |mapped| {
                format!("column `{}`: ", mapped.column)
            });
            self.warn(
                row,
                &row.range,
                &format!("{column}found no title: expected one"),
            );
        }
        let named =
            policy.title.is_some() || policy.title_en.is_some() || !policy.numbers.is_empty();
        named.then_some(policy)
    }

    fn cell(&mut self, row: &Cells, cell: &Cell, mapped: &Mapped, policy: &mut PolicyAccount) {
        if let Means::Relation(relation) = mapped.means {
            policy
                .relations
                .extend(self.relations(cell, relation, mapped.split));
            return;
        }
        for (value, range) in parts(cell, mapped.split) {
            let grounds = self.grounds(&range);
            let said = |value: String| Said {
                value,
                grounds: grounds.clone(),
            };
            match mapped.means {
                Means::Title => policy.title = Some(said(without_marks(&value).to_owned())),
                Means::TitleEn => policy.title_en = Some(said(value)),
                Means::Number => policy.numbers.push(said(value)),
                Means::Issuers => self.issuer(row, (value, range), mapped, policy),
                Means::Lead => policy.lead = Some(said(value)),
                Means::Kind => policy.kind = Some(said(value)),
                Means::Status => policy.status = Some(said(value)),
                Means::Date(of) => match parse_date(&value) {
                    Some(date) => policy.dates.push(PolicyDate { of, date: Said { value: date, grounds } }),
                    None => self.warn(
                        row,
                        &range,
                        &format!("column `{}`: found `{value}`: expected a date such as 2023-11-01, 2023-11 or 2023", mapped.column),
                    ),
                },
                Means::Relation(_) => {}
                Means::Detail(column) => policy.details.push(Detail { column, value, grounds }),
            }
        }
    }

    /// Takes an issuer; one that ends with 等 ends a list that is cut.
    fn issuer(
        &mut self,
        row: &Cells,
        (value, range): (String, Range<usize>),
        mapped: &Mapped,
        policy: &mut PolicyAccount,
    ) {
        let name = value.strip_suffix('等').unwrap_or(&value).trim_end();
        if name.len() < value.len() {
            self.warn(
                row,
                &range,
                &format!(
                    "column `{}`: found `{value}`: the list of issuers is cut, there are more",
                    mapped.column
                ),
            );
        }
        if name.is_empty() {
            return;
        }
        // A cell with doubled quotes is longer than its value: the name stands on the whole.
        let is_exact = range.len() == value.len();
        let end = if is_exact {
            range.start + name.len()
        } else {
            range.end
        };
        let range = range.start..end;
        policy.issuers.push(Said {
            value: name.to_owned(),
            grounds: self.grounds(&range),
        });
    }

    /// Returns the policies that a cell names. A number after a title without one is that title's.
    fn relations(
        &self,
        cell: &Cell,
        relation: &'static str,
        split: Option<char>,
    ) -> Vec<RelationAccount> {
        let mut named: Vec<(String, Option<String>, Range<usize>)> = Vec::new();
        for (value, range) in parts(cell, split) {
            let (title, number) = title_and_number(&value);
            match named.last_mut() {
                Some((_, last @ None, place)) if title.is_empty() => {
                    *last = number;
                    place.end = range.end;
                }
                _ => named.push((title, number, range)),
            }
        }
        let relation = |(title, number, range)| RelationAccount {
            relation,
            title,
            number,
            date: None,
            articles: Vec::new(),
            grounds: self.grounds(&range),
        };
        named.into_iter().map(relation).collect()
    }

    fn grounds(&self, range: &Range<usize>) -> Grounds {
        Grounds {
            span: self.given.text.span(range.clone()),
            quote: self.given.text.quote(range.clone()).to_owned(),
            modality: Modality::Stated,
            method: self.method.clone(),
            confidence: Decimal::one(),
        }
    }

    fn warn(&mut self, row: &Cells, range: &Range<usize>, text: &str) {
        self.warnings.push(Warning {
            text: format!("line {}: {text}", row.line),
            span: Some(self.given.text.span(range.clone())),
        });
    }
}

fn holds_something(cell: &Cell) -> bool {
    !cell.value.is_empty() && !NOTHING.contains(&&*cell.value)
}

/// Returns the values of a cell, each with its place in the words.
///
/// A cell with doubled quotes is longer in the table than its value: its parts stand on the whole of it.
fn parts(cell: &Cell, split: Option<char>) -> Vec<(String, Range<usize>)> {
    let value = &*cell.value;
    let Some(split) = split else {
        return vec![(value.to_owned(), cell.range.clone())];
    };
    let is_mark = |c: char| c == split || (split == ';' && c == '；');
    let mut parts = Vec::new();
    let mut at = 0;
    for part in value.split_inclusive(is_mark) {
        let words = part.trim_end_matches(is_mark).trim();
        let start = at + part.len() - part.trim_start().len();
        at += part.len();
        let range = if value.len() == cell.range.len() {
            cell.range.start + start..cell.range.start + start + words.len()
        } else {
            cell.range.clone()
        };
        if !words.is_empty() {
            parts.push((words.to_owned(), range));
        }
    }
    parts
}

/// Tells a title from the number behind it in brackets, and from a number alone.
fn title_and_number(value: &str) -> (String, Option<String>) {
    if DocumentNumber::parse(value).is_some() {
        return (String::new(), Some(value.to_owned()));
    }
    let inner = value.strip_suffix(['）', ')']);
    let parted = inner.and_then(|inner| inner.rsplit_once(['（', '(']));
    match parted.filter(|(_, number)| DocumentNumber::parse(number).is_some()) {
        Some((title, number)) => (
            without_marks(title.trim_end()).to_owned(),
            Some(number.to_owned()),
        ),
        None => (without_marks(value).to_owned(), None),
    }
}

/// Returns a title without the book-title marks round the whole of it.
fn without_marks(title: &str) -> &str {
    let inner = title
        .strip_prefix('《')
        .and_then(|rest| rest.strip_suffix('》'));
    inner
        .filter(|inner| !inner.contains(['《', '》']))
        .unwrap_or(title)
}

/// Reads a date as tables have it: `2023-11-01`, `2023/11/1`, `2023.11`, `2023年11月1日`, with a time of day or without.
fn parse_date(text: &str) -> Option<KnownDate> {
    let day = text
        .split([' ', 'T'])
        .next()?
        .trim_end_matches(['日', '月', '年']);
    let parts = day.split(['-', '/', '.', '年', '月']);
    let padded: Vec<String> = parts.map(|part| format!("{part:0>2}")).collect();
    padded.join("-").parse().ok()
}

#[cfg(test)]
mod tests;
