//! The names of public bodies in text: who is meant by `工信部等四部门`, and where each name stands.
//!
//! Takes clean words and gives stretches of them, names as printed. A name
//! that the table does not hold is taken where its shape and what bounds it
//! say that it is a public body's. Which body a name means is left to `link`.

mod code;
mod lead;
mod list;
mod name;
mod signature;
mod table;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use aho_corasick::{AhoCorasick, MatchKind, StartKind};

pub use lead::Leading;
pub use signature::Signature;
pub use table::read_bodies;

use super::rules::{RulesError, Tables};
use crate::fact::{Body, NameWords};

/// The shortest name, in characters, that is looked for in running text: shorter ones are parts of other words too.
const SHORTEST_IN_TEXT: usize = 3;

/// The names that are known, for finding them in text.
#[derive(Clone, Debug)]
pub struct Bodies {
    table: Vec<Body>,
    words: table::Words,
    /// All names, also after 中华人民共和国 and 原; finds the longest.
    names: AhoCorasick,
    /// The names among them that local bodies bear too.
    local_too: BTreeSet<String>,
    /// The rows of the table by code.
    codes: BTreeMap<String, Vec<usize>>,
}

/// A body's name as printed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where the name stands.
    pub range: Range<usize>,
    /// Where the word stands that makes it the name of an office, apart from it: 商务部等7部门办公厅.
    pub office: Option<Range<usize>>,
}

impl Named {
    const fn plain(range: Range<usize>) -> Self {
        Self {
            range,
            office: None,
        }
    }

    /// Returns the name as printed; an office that is printed once for several is put after each.
    #[must_use]
    pub fn to_name(&self, words: &str) -> String {
        let part = |range: &Range<usize>| words.get(range.clone()).unwrap_or("");
        let office = self.office.as_ref().map_or("", part);
        let name = part(&self.range);
        let office = if name.ends_with(office) { "" } else { office };
        format!("{name}{office}")
    }
}

impl Bodies {
    /// Makes the names of the tables `bodies` and `body-words`.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing or wrong.
    pub fn new(tables: &Tables) -> Result<Self, RulesError> {
        let (table, words) = (table::read_bodies(tables)?, table::read_words(tables)?);
        let mut patterns = Vec::new();
        for name in table.iter().flat_map(Body::all_names) {
            patterns.push(name.to_owned());
            for before in words.names.state.iter().chain(&words.names.former) {
                patterns.push(format!("{before}{name}"));
            }
        }
        let names = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Both)
            .build(&patterns)
            .map_err(|cause| RulesError::TooMany {
                name: "bodies",
                cause: cause.to_string(),
            })?;
        let mut codes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, body) in table.iter().enumerate() {
            for code in &body.codes {
                codes.entry(code.clone()).or_default().push(row);
            }
        }
        let local_too = table.iter().flat_map(|body| {
            let names = body.all_names();
            names.filter(|name| words.is_local_too(body, name))
        });
        let local_too = local_too.map(str::to_owned).collect();
        Ok(Self {
            table,
            words,
            names,
            local_too,
            codes,
        })
    }

    /// Returns the rows of the table, for `link` to know the bodies by.
    #[must_use]
    pub fn table(&self) -> &[Body] {
        &self.table
    }

    /// Returns the words by which `link` brings the names of one body together.
    #[must_use]
    pub const fn name_words(&self) -> &NameWords {
        &self.words.names
    }

    /// Finds the known names in running text, none inside another, in order. O(n).
    ///
    /// A name right after that of a place (福建省卫生健康委员会) is a local body's and left out, as are names of two letters
    /// and short forms that local bodies bear too (统计局).
    #[must_use]
    pub fn find_names(&self, words: &str) -> Vec<Range<usize>> {
        let found = self.names.find_iter(words).map(|found| found.range());
        let named = found.filter(|range| {
            let place = |place: &String| words[..range.start].ends_with(place.as_str());
            let name = &words[range.clone()];
            name.chars().nth(SHORTEST_IN_TEXT - 1).is_some()
                && !self.local_too.contains(name)
                && !self.words.places.iter().any(place)
        });
        named
            .map(|range| {
                let end = self.office_at(words, range.end).unwrap_or(range.end);
                range.start..end
            })
            .collect()
    }
}
