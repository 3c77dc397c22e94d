//! Policies that a sentence names without a cue: how they stand to the policy spoken of, by the words round them.
//!
//! Who writes of a policy names others because they have to do with it. What
//! they have to do with it is told by the stem that stands nearest; where none
//! does, the older one is what the newer builds on, and that is a thought.

use std::ops::Range;

use super::{
    capital,
    date::{self, FoundDate},
    name,
    page::How,
    part::Part,
    policies::{Policies, Reading},
    relation::{is_policy, object},
    title::{self, Cited},
};
use crate::fact::{Modality, account::RelationAccount};

const METHOD: &str = "newsletter/implied";

/// So many words round a title can tell how it stands to the policy.
const NEAR: usize = 14;

/// The relation where no word tells which.
const UNTOLD: &str = "buildsOn";

/// Reads the titles of a sentence that no cue has taken. `own` is the policy that the passage is about.
pub(super) fn read(reading: &Reading, sentence: Part, own: usize, policies: &mut Policies) {
    for title in capital::titles(sentence, reading.rules) {
        let range = title.range();
        let other = policies.is_taken(&range) || is_own(policies, own, title);
        if other || is_foreign(reading, sentence, title) || title.words().len() < 2 {
            continue;
        }
        let list = title::list(sentence.from(title.at), reading.rules, reading.calendar);
        let Some(item) = list.into_iter().next().filter(|item| item.is_title) else {
            continue;
        };
        let number = object(reading, &item, policies);
        if number != own && !is_denied(reading, sentence.before(title.at)) {
            relate(reading, sentence, &item, (own, number), policies);
        }
    }
}

/// Adds the relation, where the sentence speaks of the policy at all.
fn relate(
    reading: &Reading,
    sentence: Part,
    item: &Cited,
    (own, number): (usize, usize),
    policies: &mut Policies,
) {
    let title = item.title;
    let (before, after) = (sentence.before(title.at), sentence.from(title.range().end));
    let told = told(reading, before, after);
    if told.is_none() && !is_policy(reading, before) && !is_policy(reading, after) {
        return;
    }
    let date = reading.date_of(item).or_else(|| {
        let found = date_before(reading, before)?;
        reading.calendar.resolve(found.printed, date::Towards::Past).map(|(date, _)| date)
    });
    let hedged = reading.rules.hedges.stands_in(before);
    let modality = if hedged { Modality::Judged } else { Modality::Stated };
    let tenths = if told.is_some() { 7 } else { 5 };
    let how = How { tenths, ..How::stated(METHOD).with(modality) };
    let relation = RelationAccount {
        relation: told.unwrap_or(UNTOLD),
        title: policies.title_of(number),
        number: None,
        date,
        articles: Vec::new(),
        grounds: reading.page.grounds(sentence.range(), how),
    };
    policies.relate(own, relation);
}

/// Returns the relation of which the nearest word tells: of its own clause before the title, then behind it, then before.
fn told(reading: &Reading, before: Part, after: Part) -> Option<&'static str> {
    let stem = |word: &Part| reading.rules.stem(word.text);
    let mark = before.text.rfind([',', ';', ':', '–']).map_or(0, |at| at + 1);
    let clause = (mark..=before.text.len()).find(|at| before.text.is_char_boundary(*at));
    let clause = before.cut(clause.unwrap_or(0)..before.text.len());
    let told = clause.words().iter().rev().take(NEAR).find_map(stem);
    let told = told.or_else(|| after.words().iter().take(NEAR).find_map(stem));
    told.or_else(|| before.words().iter().rev().take(NEAR).find_map(stem))
}

/// Returns the date that stands before a title with nothing but small words between: `consulted in March on`.
fn date_before(reading: &Reading, before: Part) -> Option<FoundDate> {
    let found = date::dates(before, reading.rules, reading.calendar).pop()?;
    let gap = before.from(found.range.end);
    let near = gap.words().len() <= 8 && !gap.text.contains([';', '.']);
    let issued = reading.rules.words("issue").stands_in(before)
        || reading.rules.words("dated").stands_in(before);
    (near && issued && found.printed.month.is_some()).then_some(found)
}

/// Says whether a title is that of the policy itself, or a part of it.
fn is_own(policies: &Policies, own: usize, title: Part) -> bool {
    let own = title::key(&policies.title_of(own));
    let key = title::key(title.text);
    own.contains(&key) || (!own.is_empty() && key.contains(&own))
}

/// Says whether a title is of another country's law: `the EU's Battery Regulation`.
fn is_foreign(reading: &Reading, sentence: Part, title: Part) -> bool {
    let before = sentence.before(title.at);
    let near = before.from(before.range().end.saturating_sub(40).max(before.at));
    let mut words = near.words();
    words.extend(title.words().into_iter().take(1));
    words.iter().any(|word| {
        let bare = word.text.trim_end_matches("'s").trim_end_matches("’s");
        let home = reading.rules.is("home", bare);
        let abroad = reading.rules.is("demonym", bare) || reading.rules.is("abroad", bare);
        abroad && !home && name::is_capital(bare)
    })
}

/// Says whether the words before a title deny that it has to do with the policy.
fn is_denied(reading: &Reading, before: Part) -> bool {
    let words = before.words();
    let near = &words[words.len().saturating_sub(8)..];
    !reading.rules.words("not").find_in(near, before).is_empty()
}

/// The places where titles stand that have been read.
#[derive(Debug, Default)]
pub(super) struct Taken(std::collections::BTreeSet<usize>);

impl Taken {
    /// Notes where a title begins.
    pub fn add(&mut self, at: usize) {
        self.0.insert(at);
    }

    /// Says whether a title that begins in this stretch has been read.
    pub fn holds(&self, range: &Range<usize>) -> bool {
        self.0.range(range.clone()).next().is_some()
    }
}
