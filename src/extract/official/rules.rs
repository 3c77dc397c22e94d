//! The wording of official documents, from `cues.csv`, `making.csv`, `kinds.csv`, `acts.csv` and `marks-of-state.csv`.

use std::sync::Arc;

use super::{bare::BareNames, force::Commencement, wording::Wording};
use crate::{
    extract::rules::{RulesError, Tables},
    fact::{Decimal, Modality, Place, account::DateOf},
    vocab,
};

/// The wording by which official documents are read.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Phrases before or after a title that say how the document stands to it.
    pub(super) cues: Vec<Cue>,
    /// Phrases that end a purpose clause: 制定, 规定如下.
    pub(super) making: Vec<String>,
    /// Endings of titles, the longest first.
    pub(super) kinds: Vec<Ending>,
    /// What was done on a date of the header.
    pub(super) acts: Vec<(String, Act)>,
    /// Words at which the name of a body ends: its session, its order.
    pub(super) sessions: Vec<String>,
    /// Verbs by which a notice issues a text: 印发, 转发.
    pub(super) issuing: Vec<String>,
    /// Those of them by which it passes on the text of others: 转发.
    pub(super) passing_on: Vec<String>,
    /// Those by which it asks for comments on one: 征求.
    pub(super) asking: Vec<String>,
    /// Of those, the words that issue a text only where its title is in marks: 实施《…》.
    pub(super) marked_only: Vec<String>,
    /// Phrases before the date until which comments are taken.
    pub(super) deadlines: Vec<String>,
    /// How a document says from when it is in force.
    pub(super) commencement: Commencement,
    /// How laws are called that stand without marks.
    pub(super) bare_names: BareNames,
    /// Single words and phrases by what they tell.
    pub(super) wording: Wording,
    /// Marks in a title that say its state.
    pub(super) states: Vec<(String, String)>,
}

/// A phrase beside a title and what it says.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) word: String,
    pub(super) before: bool,
    pub(super) place: CuePlace,
    /// Whether the sentence has to say that something is made: 制定, 规定如下.
    pub(super) made: bool,
    pub(super) relation: &'static str,
    pub(super) modality: Modality,
    pub(super) confidence: Decimal,
    pub(super) method: Arc<str>,
}

/// Where a cue counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CuePlace {
    /// In the purpose clause: before the second article or the first heading.
    Head,
    /// Anywhere.
    Any,
    /// In the document's own title.
    Title,
    /// Close to the title, in a clause that ends something.
    Repeal,
}

/// The ending of a title.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    pub(super) words: String,
    /// A notation of the scheme of kinds.
    pub(super) kind: String,
    /// Whether what is called so is an instrument, and no form or certificate.
    pub(super) instrument: bool,
}

/// What is done to a policy on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Adopted,
    Approved,
    Published,
    Amended,
    Effective,
}

impl Rules {
    /// Makes the rules of the tables `cues`, `making`, `kinds`, `acts` and `marks-of-state`.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing, and a cell that names no relation, place or act.
    pub fn new(tables: &Tables) -> Result<Self, RulesError> {
        let mut kinds = read_kinds(tables)?;
        kinds.sort_by_key(|ending| std::cmp::Reverse(ending.words.len()));
        let states = tables.rows("marks-of-state", ["mark", "status"])?;
        let wording = Wording::new(tables)?;
        let mut commencement = read_commencement(tables)?;
        commencement.own.clone_from(&wording.own_force);
        let words_that_make = |makes: &str| words_that_make(tables, makes);
        Ok(Self {
            cues: read_cues(tables)?,
            making: column(tables, "making", "phrase")?,
            kinds,
            acts: read_acts(tables)?,
            sessions: column(tables, "sessions", "word")?,
            issuing: column(tables, "issuing", "word")?,
            passing_on: words_that_make("passes on")?,
            asking: words_that_make("asks")?,
            marked_only: words_that_make("issues if marked")?,
            deadlines: column(tables, "comment-deadlines", "phrase")?,
            commencement,
            wording,
            bare_names: BareNames::new(tables)?,
            states: states
                .iter()
                .filter(|(_, [_, status])| !status.is_empty())
                .map(|(_, [mark, status])| ((*mark).to_owned(), (*status).to_owned()))
                .collect(),
        })
    }
}

/// Returns the verbs of the table `issuing` that make this.
fn words_that_make(tables: &Tables, what: &str) -> Result<Vec<String>, RulesError> {
    let rows = tables.rows("issuing", ["word", "makes"])?;
    let makes = rows.iter().filter(|(_, [_, makes])| *makes == what);
    Ok(makes.map(|(_, [word, _])| (*word).to_owned()).collect())
}

fn column(
    tables: &Tables,
    table: &'static str,
    column: &'static str,
) -> Result<Vec<String>, RulesError> {
    let rows = tables.rows(table, [column])?;
    Ok(rows.iter().map(|(_, [word])| (*word).to_owned()).collect())
}

fn read_commencement(tables: &Tables) -> Result<Commencement, RulesError> {
    let mut commencement = Commencement::default();
    for (line, [word, says]) in tables.rows("commencement", ["word", "says"])? {
        let of = match says {
            "verb" => {
                commencement.verbs.push(word.to_owned());
                continue;
            }
            "lasts" => {
                commencement.lasts.push(word.to_owned());
                continue;
            }
            "until" => {
                commencement.until.push(word.to_owned());
                continue;
            }
            "published" => DateOf::Published,
            "signed" => DateOf::Signed,
            "adopted" => DateOf::Adopted,
            _ => {
                let expected = "one of verb lasts until published signed adopted";
                return Err(bad_cell(
                    tables,
                    "commencement",
                    line,
                    "says",
                    says,
                    expected,
                ));
            }
        };
        commencement.days.push((word.to_owned(), of));
    }
    Ok(commencement)
}

const CUES: [&str; 7] = [
    "word",
    "side",
    "place",
    "made",
    "relation",
    "modality",
    "confidence",
];

fn read_cues(tables: &Tables) -> Result<Vec<Cue>, RulesError> {
    let wrong = |line: u64, field: usize, found: &str, expected: &str| {
        bad_cell(tables, "cues", line, CUES[field], found, expected)
    };
    let mut cues = Vec::new();
    for (line, [word, side, place, made, relation, modality, confidence]) in
        tables.rows("cues", CUES)?
    {
        cues.push(Cue {
            word: word.to_owned(),
            before: match side {
                "before" => true,
                "after" => false,
                _ => return Err(wrong(line, 1, side, "`before` or `after`")),
            },
            place: match place {
                "head" => CuePlace::Head,
                "any" => CuePlace::Any,
                "title" => CuePlace::Title,
                "repeal" => CuePlace::Repeal,
                _ => return Err(wrong(line, 2, place, "one of head any title repeal")),
            },
            made: made == "yes",
            relation: vocab::relation_between_policies(relation).ok_or_else(|| {
                wrong(
                    line,
                    4,
                    relation,
                    "a relation between policies, such as `basedOn`",
                )
            })?,
            modality: modality
                .parse()
                .map_err(|()| wrong(line, 5, modality, "one of stated judged reported inferred"))?,
            confidence: confidence
                .parse()
                .map_err(|_| wrong(line, 6, confidence, "a number from 0 to 1"))?,
            method: format!("cue {word}").into(),
        });
    }
    Ok(cues)
}

fn read_kinds(tables: &Tables) -> Result<Vec<Ending>, RulesError> {
    let rows = tables.rows("kinds", ["ending", "kind", "instrument"])?;
    let ending = |(_, [ending, kind, instrument]): &(u64, [&str; 3])| Ending {
        words: (*ending).to_owned(),
        kind: (*kind).to_owned(),
        instrument: *instrument == "yes",
    };
    Ok(rows.iter().map(ending).collect())
}

fn read_acts(tables: &Tables) -> Result<Vec<(String, Act)>, RulesError> {
    let act = |(line, [word, act]): &(u64, [&str; 2])| {
        let act = match *act {
            "adopted" => Act::Adopted,
            "approved" => Act::Approved,
            "published" => Act::Published,
            "amended" => Act::Amended,
            "effective" => Act::Effective,
            _ => {
                let expected = "one of adopted approved published amended effective";
                return Err(bad_cell(tables, "acts", *line, "act", act, expected));
            }
        };
        Ok(((*word).to_owned(), act))
    };
    tables
        .rows("acts", ["word", "act"])?
        .iter()
        .map(act)
        .collect()
}

/// Says which cell of a table does not hold what it should.
pub(super) fn bad_cell(
    tables: &Tables,
    table: &'static str,
    line: u64,
    column: &str,
    found: &str,
    expected: &str,
) -> RulesError {
    let place = tables.table(table).map_or_else(
        |_| Place::default(),
        |table| table.place(line, table.column(column).unwrap_or(0)),
    );
    RulesError::BadCell {
        place,
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}
