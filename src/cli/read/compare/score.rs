//! What was right, too much and missed, by field, and each miss.

use std::collections::BTreeMap;

/// How often a field was right, said too much, and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What was found and expected.
    pub right: usize,
    /// What was found and not expected.
    pub too_much: usize,
    /// What was expected and not found.
    pub missed: usize,
}

impl Tally {
    /// The share of what was found that is right, to 0.001; nothing where nothing was found.
    pub fn precision(self) -> Option<String> {
        share(self.right, self.right + self.too_much)
    }

    /// The share of what was expected that was found, to 0.001; nothing where nothing was expected.
    pub fn recall(self) -> Option<String> {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of both, to 0.001.
    pub fn f1(self) -> Option<String> {
        let all = 2 * self.right + self.too_much + self.missed;
        share(2 * self.right, all)
    }
}

/// A share in digits, rounded down, so that 1.000 is all; a float would do for 2^53 things.
fn share(part: usize, whole: usize) -> Option<String> {
    let thousandths = (part * 1000).checked_div(whole)?;
    Some(format!("{}.{:03}", thousandths / 1000, thousandths % 1000))
}

/// Something that was not found as expected, or found and not expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The path of the document.
    pub document: String,
    /// The field or relation.
    pub field: String,
    /// What was expected, and missed.
    pub expected: Option<String>,
    /// What was found, and is too much.
    pub found: Option<String>,
}

/// The scores of all fields, and the misses in the order of the documents.
#[derive(Debug, Default)]
pub struct Score {
    fields: BTreeMap<(usize, String), Tally>,
    misses: Vec<Miss>,
    document: String,
}

/// The fields in the order in which they are shown; relations come after them, by name.
const FIELDS: [&str; 16] = [
    "title",
    "title_en",
    "numbers",
    "issuers",
    "lead",
    "issuer_count",
    "adopted",
    "approved",
    "signed",
    "published",
    "reported",
    "effective",
    "amended",
    "comments_until",
    "kind",
    "status",
];

/// What is shown after the relations; after it the kinds of events and all else, by name.
const LATER: [&str; 4] = [RELATIONS, "relation number", "relation date", "targets"];

/// The fields of events.
const EVENT: [&str; 6] = ["amount", "modality", "parties", "post", "replaced", "unit"];

/// The row of all relations together.
const RELATIONS: &str = "relations";

impl Score {
    /// Begins a document: what is missed from now on is missed in it.
    pub fn begin(&mut self, document: &str) {
        document.clone_into(&mut self.document);
    }

    /// Counts something right.
    pub fn right(&mut self, field: &str) {
        self.tally(field).right += 1;
    }

    /// Counts what was expected as missed and what was found as too much.
    pub fn wrong(&mut self, field: &str, expected: Option<String>, found: Option<String>) {
        if expected.is_none() && found.is_none() {
            return;
        }
        let tally = self.tally(field);
        tally.missed += usize::from(expected.is_some());
        tally.too_much += usize::from(found.is_some());
        self.misses.push(Miss {
            document: self.document.clone(),
            field: field.to_owned(),
            expected,
            found,
        });
    }

    /// Counts a relation right, as itself and among all relations.
    pub fn right_relation(&mut self, relation: &str) {
        self.right(relation);
        self.right(RELATIONS);
    }

    /// Counts a relation as missed or as too much, as itself and among all relations.
    pub fn wrong_relation(
        &mut self,
        relation: &str,
        expected: Option<String>,
        found: Option<String>,
    ) {
        let all = self.tally(RELATIONS);
        all.missed += usize::from(expected.is_some());
        all.too_much += usize::from(found.is_some());
        self.wrong(relation, expected, found);
    }

    /// Returns the fields with their tallies, in the order in which they are shown.
    pub fn fields(&self) -> impl Iterator<Item = (&str, Tally)> {
        let fields = self.fields.iter();
        fields.map(|((_, field), tally)| (field.as_str(), *tally))
    }

    /// Returns what was missed or too much.
    pub fn misses(&self) -> &[Miss] {
        &self.misses
    }

    fn tally(&mut self, field: &str) -> &mut Tally {
        let key = (place_of(field), field.to_owned());
        self.fields.entry(key).or_default()
    }
}

/// Where a field is shown: the fields of a policy, relations, what comes later, events.
fn place_of(field: &str) -> usize {
    let among = |fields: &[&str]| fields.iter().position(|known| *known == field);
    let relations = FIELDS.len();
    let later = || Some(relations + 1 + among(&LATER)?);
    let is_event = field.starts_with(char::is_uppercase) || EVENT.contains(&field);
    let other = relations + if is_event { 1 + LATER.len() } else { 0 };
    among(&FIELDS).or_else(later).unwrap_or(other)
}

#[cfg(test)]
mod tests;
