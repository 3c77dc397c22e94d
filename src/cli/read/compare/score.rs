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

/// The fields in the order in which they are shown; others come after, by name.
const ORDER: [&str; 15] = [
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
];

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
        let place = ORDER.iter().position(|known| *known == field);
        let key = (place.unwrap_or(ORDER.len()), field.to_owned());
        self.fields.entry(key).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_value_is_missed_and_too_much() {
        let mut score = Score::default();
        score.begin("a.md");
        score.right("basedOn");
        score.right("title");
        score.right("title");
        score.wrong("title", Some("x".to_owned()), Some("y".to_owned()));
        score.wrong("basedOn", None, None);
        let title = Tally {
            right: 2,
            too_much: 1,
            missed: 1,
        };
        let fields: Vec<_> = score.fields().collect();
        assert_eq!(fields[0], ("title", title));
        assert_eq!(fields[1].0, "basedOn");
        assert_eq!(score.misses().len(), 1);
        assert_eq!(score.misses()[0].document, "a.md");
    }

    #[test]
    fn shares_are_exact_and_all_is_only_all() {
        let tally = |right, too_much, missed| Tally {
            right,
            too_much,
            missed,
        };
        assert_eq!(tally(2, 1, 1).precision().as_deref(), Some("0.666"));
        assert_eq!(tally(1999, 0, 1).recall().as_deref(), Some("0.999"));
        assert_eq!(tally(3, 0, 0).f1().as_deref(), Some("1.000"));
        assert_eq!(tally(0, 0, 1).precision(), None);
        assert_eq!(tally(0, 0, 0).f1(), None);
    }
}
