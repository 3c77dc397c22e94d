//! `policygraph read --compare`: what was read against what a person read.

mod entry;
mod events;
mod gold;
mod law;
mod names;
mod pairs;
mod policies;
mod relations;
mod score;
mod targets;

use std::{collections::BTreeSet, path::Path};

use anyhow::Result;

use self::{
    gold::GoldDocument,
    score::{Miss, Score, Tally},
};
use crate::{
    cli::{
        Outcome,
        answer::Columns,
        form::{TableForm, write_rows},
        output::{counted, tell},
        statements::text_term,
    },
    fact::account::Account,
    store::{Rows, Term},
    view::account::to_line,
    vocab,
};

/// The columns of a score.
const SCORE: [&str; 7] = [
    "field",
    "right",
    "too_much",
    "missed",
    "precision",
    "recall",
    "f1",
];

/// The columns of a miss.
const MISS: [&str; 4] = ["document", "field", "expected", "found"];

/// The columns of both in one table; `row` says which it is.
const BOTH: [&str; 11] = [
    "row",
    "field",
    "right",
    "too_much",
    "missed",
    "precision",
    "recall",
    "f1",
    "document",
    "expected",
    "found",
];

/// A gold, and how the documents that were read so far stand to it.
pub(super) struct Comparison {
    gold: Vec<GoldDocument>,
    read: BTreeSet<usize>,
    score: Score,
}

impl Comparison {
    /// Reads a gold.
    pub(super) fn open(path: &Path) -> Result<Self> {
        Ok(Self {
            gold: gold::read(path)?,
            read: BTreeSet::new(),
            score: Score::default(),
        })
    }

    /// Says whether the gold has a document.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.gold.iter().any(|gold| path.ends_with(&gold.file))
    }

    /// Compares what a document says with the gold of it.
    pub(super) fn add(&mut self, account: &Account) -> Result<()> {
        let path = Path::new(&account.path);
        let value: entry::Entry = serde_json::from_str(&to_line(account)?)?;
        self.score.begin(&account.path);
        for (place, gold) in self.gold.iter().enumerate() {
            if path.ends_with(&gold.file) {
                self.read.insert(place);
                policies::compare(gold, &value, &mut self.score);
                events::compare(gold, &value, &mut self.score);
            }
        }
        Ok(())
    }

    /// Returns scores and misses in a form.
    pub(super) fn written(&self, form: TableForm, columns: &Columns) -> Result<Vec<u8>> {
        if form != TableForm::Table || columns.any() {
            return write_rows(&*columns.of(&self.rows())?, form);
        }
        let scores = self
            .score
            .fields()
            .map(|(field, tally)| score(field, tally));
        let misses = self.score.misses().iter().map(miss);
        let mut text = write_rows(&table(&SCORE, scores.map(Vec::from)), form)?;
        if !self.score.misses().is_empty() {
            text.push(b'\n');
            text.extend(write_rows(&table(&MISS, misses.map(Vec::from)), form)?);
        }
        Ok(text)
    }

    /// Says how many documents were compared; without any, nothing was found.
    pub(super) fn end(&self) -> Outcome {
        let (read, all) = (self.read.len(), self.gold.len());
        tell(format_args!(
            "compared {read} of {} in the gold",
            counted(all, "document")
        ));
        if read == 0 {
            return Outcome::Nothing;
        }
        Outcome::Done
    }

    fn rows(&self) -> Rows {
        let scores = self.score.fields().map(|(field, tally)| {
            let cells = [text_term("score")].into_iter().chain(score(field, tally));
            cells.chain([None, None, None]).collect()
        });
        let misses = self.score.misses().iter().map(|one| {
            let [document, field, expected, found] = miss(one);
            let empty = || [None, None, None, None, None, None];
            let cells = [text_term("miss"), field].into_iter().chain(empty());
            cells.chain([document, expected, found]).collect()
        });
        table(&BOTH, scores.chain(misses))
    }
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<Option<Term>>>) -> Rows {
    Rows {
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        rows: rows.collect(),
    }
}

fn score(field: &str, tally: Tally) -> [Option<Term>; 7] {
    let count = |number: usize| Some(number_of(number.to_string(), vocab::XSD_INTEGER));
    let share = |share: Option<String>| Some(number_of(share?, vocab::XSD_DECIMAL));
    [
        text_term(field),
        count(tally.right),
        count(tally.too_much),
        count(tally.missed),
        share(tally.precision()),
        share(tally.recall()),
        share(tally.f1()),
    ]
}

fn miss(miss: &Miss) -> [Option<Term>; 4] {
    let text = |text: &Option<String>| text_term(text.as_deref()?);
    [
        text_term(&miss.document),
        text_term(&miss.field),
        text(&miss.expected),
        text(&miss.found),
    ]
}

fn number_of(value: String, datatype: &str) -> Term {
    Term::Literal {
        value,
        datatype: datatype.to_owned(),
        language: None,
    }
}
