//! Policies that a sentence names without a cue: how they stand to the policy spoken of, by the words round them.
//!
//! Who writes of a policy names others because they have to do with it. What
//! they have to do with it is told by the stem that stands nearest; where none
//! does, the policy is cited.

use std::ops::Range;

use super::{
    amendment, capital,
    date::{self, FoundDate},
    name,
    page::How,
    part::Part,
    policies::{Policies, Reading},
    relation::{is_policy, object},
    stems::Told,
    title::{self, Cited},
    version,
};
use crate::fact::{Modality, account::RelationAccount};

const METHOD: &str = "newsletter/implied";

/// So many words round a title can tell how it stands to the policy.
const NEAR: usize = 14;

/// The relation where no word tells which: the policy is named, and no more is said.
const UNTOLD: &str = "cites";

/// The relation that says least of those that words tell of.
const PLAIN: &str = "buildsOn";

/// Reads the titles of a sentence that no cue has taken. `own` is the policy that the passage is about.
pub(super) fn read(reading: &Reading, sentence: Part, own: usize, policies: &mut Policies) {
    version::read_draft(reading, sentence, own, policies);
    version::read_ended(reading, sentence, own, policies);
    let titles = capital::titles(sentence, reading.rules);
    let mut last: Option<(Part, &'static str)> = None;
    for title in &titles {
        let around = Around::of(reading, sentence, *title, &titles);
        let own_draft = amendment::is_of(&policies.title_of(own), *title, reading.rules);
        let changed = amendment::changes(&policies.title_of(own), title.text, reading.rules);
        let own_title = own_draft || (is_own(policies, own, *title) && !changed);
        let other = policies.is_taken(&title.range()) || own_title;
        if other || is_foreign(reading, sentence, *title) || title.words().len() < 2 {
            continue;
        }
        let cited = title::list(sentence.from(title.at), reading.rules, reading.calendar);
        let Some(item) = cited.into_iter().next().filter(|item| item.is_title) else {
            continue;
        };
        let number = object(reading, &item, policies);
        if number == own || around.is_denied(reading) {
            continue;
        }
        let told = last.filter(|(before, _)| is_coordinated(sentence, *before, *title));
        let spoken_of =
            around.is_of_policy(reading) || is_by_issuer(reading, sentence, own, policies);
        let fits = |told: &Told| spoken_of || around.is_subject(told);
        let own_words = || {
            around
                .told(reading)
                .filter(fits)
                .or_else(|| around.phrase(reading).filter(fits))
        };
        let told = told.map(|(_, relation)| relation);
        let told = changed.then_some("amends").or(told);
        let told = told.or_else(|| own_words().map(|told| told.relation));
        if let Some(relation) = told.or_else(|| spoken_of.then_some(UNTOLD)) {
            let sure = told.is_some();
            relate(
                reading,
                sentence,
                &item,
                (own, number),
                (relation, sure),
                policies,
            );
            last = Some((*title, relation));
        }
    }
}

/// Says whether a sentence begins with a body that issued the policy, so that it is spoken of.
fn is_by_issuer(reading: &Reading, sentence: Part, own: usize, policies: &Policies) -> bool {
    let first = sentence.words().first().map_or("", |word| word.text);
    let comma = sentence.text.find(", ").filter(|at| *at < 60);
    let comma = comma.filter(|_| reading.rules.is("lead-in", first));
    let sentence = sentence.cut(comma.map_or(0, |at| at + 2)..sentence.text.len());
    let issuers = policies.list.get(own).map(|policy| policy.issuers.iter());
    let opening = sentence.text.strip_prefix("The ").unwrap_or(sentence.text);
    issuers
        .into_iter()
        .flatten()
        .any(|issuer| !issuer.value.is_empty() && opening.starts_with(issuer.value.as_str()))
}

/// Says whether two titles belong to one list: `the A of 2018 and the B`.
fn is_coordinated(sentence: Part, before: Part, title: Part) -> bool {
    let gap = sentence.between(before.range().end, title.at);
    let words = gap.words();
    let light = |word: &Part| {
        matches!(word.text, "and" | "the" | "of" | "or" | "its" | "from")
            || word.text.starts_with(|c: char| c.is_ascii_digit())
    };
    words.len() <= 6 && words.iter().all(light)
}

/// The words round a title, without those of other titles.
struct Around<'a> {
    sentence: Part<'a>,
    title: Part<'a>,
    words: Vec<Part<'a>>,
    /// Words by their numbers, the nearest first: of the clause before the title, of the clause behind it, of the rest.
    zones: [Vec<usize>; 4],
}

impl<'a> Around<'a> {
    fn of(reading: &Reading, sentence: Part<'a>, title: Part<'a>, titles: &[Part]) -> Self {
        let words = sentence.words();
        let before = sentence.before(title.at);
        let after = sentence.from(title.range().end);
        let mark = before.at + clause_start(reading, before);
        let end = behind(reading, after).range().end;
        let zone = |from: usize, to: usize| {
            let free = |word: &Part| !titles.iter().any(|title| title.range().contains(&word.at));
            let within = |word: &Part| word.at >= from && word.at < to && free(word);
            let all = words.iter().enumerate().filter(|(_, word)| within(word));
            all.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let back = |mut zone: Vec<usize>| {
            zone.reverse();
            zone
        };
        let mut near = back(zone(mark, title.at));
        // `the revised Seed Law` tells what became of the law, not what the policy does to it.
        let became = |at: &usize| reading.rules.is("renewed", words[*at].text);
        if near.first().is_some_and(became) {
            near.remove(0);
        }
        // `…, and elevates what the A began` is a clause of its own.
        let joins = |at: &usize| reading.rules.is("joins-clauses", words[*at].text);
        let apart = near.last().is_some_and(joins);
        let far = if apart {
            Vec::new()
        } else {
            back(zone(sentence.at, mark))
        };
        // `…, but those were never enforced` tells of something else.
        let rest = sentence.from(end);
        let turn = reading.rules.words("turns").first(rest);
        let last = turn.map_or(after.range().end, |hit| hit.range.start);
        let zones = [near, zone(after.at, end), far, zone(end, last)];
        Self {
            sentence,
            title,
            words,
            zones,
        }
    }

    /// Returns the relation of which the nearest word or phrase tells.
    fn told(&self, reading: &Reading) -> Option<Told> {
        if self.is_ruled_by(reading) {
            return Some(Told {
                relation: "basedOn",
                plainly: true,
            });
        }
        self.zones.iter().find_map(|zone| {
            let words = zone.iter().take(NEAR);
            let told = |at: &usize| {
                let told = reading.rules.stems.told(&self.words[*at..], self.sentence);
                told.filter(|told| told.relation != "amends" || !self.is_history(reading, *at))
            };
            let all: Vec<Told> = words.filter_map(told).collect();
            // `modifies the procedure laid down in`: to lay down says less than to modify.
            let telling = all.iter().find(|told| told.relation != PLAIN);
            telling.or(all.first()).copied()
        })
    }

    /// Says whether a word behind the title tells what became of it before: `the Seed Law was revised`, `last updated`.
    fn is_history(&self, reading: &Reading, at: usize) -> bool {
        let before = &self.words[at.saturating_sub(3)..at];
        let next = self.words.get(at + 1);
        if next.is_some_and(|next| reading.rules.is("as-well", next.text)) {
            return false;
        }
        let behind = |word: &&Part| word.at >= self.title.range().end;
        let mut before = before.iter().filter(behind);
        before.any(|word| reading.rules.is("past", word.text))
    }

    /// Says whether what is spoken of was made under the title: `drafted under the Seed Law`.
    fn is_ruled_by(&self, reading: &Reading) -> bool {
        let near = self.zones[0].iter().map(|at| self.words[*at].text);
        let mut near = near.skip_while(|word| reading.rules.is("article", word));
        near.next() == Some("under") && reading.rules.words("statute").stands_in(self.title)
    }

    /// Returns the relation of which a phrase tells, however far it stands.
    fn phrase(&self, reading: &Reading) -> Option<Told> {
        let mut words = self.zones.iter().flatten();
        words.find_map(|at| {
            reading
                .rules
                .stems
                .phrase(&self.words[*at..], self.sentence)
        })
    }

    /// Says whether the sentence is about the title, so that what it tells is told of the policy of the passage.
    fn is_subject(&self, told: &Told) -> bool {
        let ends = matches!(told.relation, "supersedes" | "amends");
        let before = self.sentence.before(self.title.at).words().len();
        told.plainly || before > 2 || ends
    }

    /// Says whether the sentence speaks of the policy at all.
    fn is_of_policy(&self, reading: &Reading) -> bool {
        let before = self.sentence.before(self.title.at);
        let opening = self
            .words
            .get(7)
            .map_or(self.sentence, |word| self.sentence.before(word.at));
        let opening = opening.before(self.title.at);
        let owns = self
            .words
            .first()
            .is_some_and(|word| matches!(word.text, "Their" | "Its"));
        owns || is_policy(reading, before)
            || is_policy(reading, opening)
            || self.is_named_behind(reading)
    }

    /// Says whether the policy is spoken of behind the title: `the measures`, `such rules`, `them`.
    fn is_named_behind(&self, reading: &Reading) -> bool {
        let end = self.title.range().end;
        let behind = self
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.at >= end);
        behind.clone().any(|(at, word)| {
            let before = at.checked_sub(1).map_or("", |at| self.words[at].text);
            let points = reading.rules.is("deictic", before) || reading.rules.is("points", before);
            let kind = reading
                .rules
                .kinds
                .at(&self.words[at..], self.sentence)
                .is_some();
            let noun = reading.rules.is("subject-noun", word.text);
            let it = word.text == "it" && reading.rules.is("relative", before);
            it || matches!(word.text, "they" | "them" | "both") || (points && (kind || noun))
        })
    }

    /// Says whether the words right before the title deny that it has to do with the policy.
    fn is_denied(&self, reading: &Reading) -> bool {
        let mut near: Vec<Part> = self.zones[0]
            .iter()
            .take(7)
            .map(|at| self.words[*at])
            .collect();
        near.reverse();
        !reading
            .rules
            .words("not")
            .find_in(&near, self.sentence)
            .is_empty()
    }
}

/// Returns where the clause before a title begins; of `an almost identical paper, the Plan` the paper belongs to it.
fn clause_start(reading: &Reading, before: Part) -> usize {
    let marks = [',', ';', ':', '–'];
    let last = before.text.rfind(marks).unwrap_or(0);
    let words = before.cut(last..before.text.len()).words();
    let apposed = words.len() <= 2
        && words
            .iter()
            .all(|word| reading.rules.is("apposes", word.text));
    let joined = before.cut(0..last).text.rfind(marks);
    match joined {
        Some(earlier) if apposed && before.text[last..].starts_with(',') => earlier,
        _ => last,
    }
}

/// Returns what behind a title is said of it: up to the next clause, and a clause that begins with `which`.
fn behind<'a>(reading: &Reading, after: Part<'a>) -> Part<'a> {
    let skipped = after.text.len() - after.text.trim_start_matches([',', ' ', ';']).len();
    let first = after.words().into_iter().take(2);
    let relates = first
        .into_iter()
        .any(|word| reading.rules.is("relative", word.text));
    let from = if relates { skipped } else { 0 };
    let rest = after.cut(from..after.text.len());
    let joins = rest.text.find(" and ").filter(|_| !relates);
    let mark = rest.text.find([';', ',']);
    let stop = [joins, mark].into_iter().flatten().min();
    rest.cut(0..stop.unwrap_or(rest.text.len()))
}

/// Adds the relation.
fn relate(
    reading: &Reading,
    sentence: Part,
    item: &Cited,
    (own, number): (usize, usize),
    (relation, sure): (&'static str, bool),
    policies: &mut Policies,
) {
    let before = sentence.before(item.title.at);
    let date = reading.date_of(item).or_else(|| {
        let found = date_before(reading, before)?;
        let date = reading.calendar.resolve(found.printed, date::Towards::Past);
        date.map(|(date, _)| date)
    });
    let hedged = reading.rules.hedges.stands_in(before);
    let modality = if hedged {
        Modality::Judged
    } else {
        Modality::Stated
    };
    let tenths = if sure { 7 } else { 5 };
    let how = How {
        tenths,
        ..How::stated(METHOD).with(modality)
    };
    let relation = RelationAccount::new(
        relation,
        policies.title_of(number),
        date,
        reading.page.grounds(sentence.range(), how),
    );
    policies.relate(own, relation);
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
pub(super) fn is_own(policies: &Policies, own: usize, title: Part) -> bool {
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
