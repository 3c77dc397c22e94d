//! By when something is to be reached: `by 2025`, `targets for 2025`, `until the end of 2027`, `70 percent in 2028`.

use std::ops::Range;

use super::{
    date::{self, FoundDate},
    part::Part,
    policies::Reading,
};
use crate::fact::KnownDate;

/// Returns the deadlines of a sentence: `by 2025`, `targets for 2025`, `until the end of 2027`.
pub(super) fn deadlines(reading: &Reading, sentence: Part) -> Vec<(KnownDate, Range<usize>)> {
    let mut found: Vec<(KnownDate, Range<usize>)> = Vec::new();
    let comments = reading.rules.words("comments").stands_in(sentence);
    for mut date in date::dates(sentence, reading.rules, reading.calendar) {
        if comments && date.printed.day.is_some() {
            continue;
        }
        let before = sentence.before(date.range.start);
        let words = before.words();
        if date.printed.year.is_none()
            && let Some((last, _)) = found.last()
        {
            date.printed.year = last.to_string().get(..4).and_then(date::year);
        }
        let mut last = words
            .iter()
            .rev()
            .skip_while(|word| reading.rules.is("end-of", word.text));
        let cue = last
            .next()
            .filter(|word| reading.rules.is("deadline", word.text));
        let two = words
            .len()
            .checked_sub(2)
            .map(|at| words[at].text.to_ascii_lowercase());
        let end_of = two.as_deref() == Some("end")
            || words
                .last()
                .is_some_and(|word| word.text.eq_ignore_ascii_case("by"));
        let goals_for = words.last().is_some_and(|word| word.text == "for")
            && two.is_some_and(|word| reading.rules.is("goal-intro", &word));
        let phrase = ends_with_phrase(reading, before)
            || is_in_year(reading, &words, &date)
            || (before.text.ends_with('(') && is_to_come(reading, &date))
            || ends_span(reading, &words);
        if (cue.is_some() || end_of || goals_for || phrase)
            && let Some(known) = known(reading, &date)
        {
            let start = cue.map_or(date.range.start, |word| word.at);
            found.push((known, start..date.range.end));
        }
    }
    found
}

/// Says whether a year to come stands behind `in`, and nothing begins then.
fn is_in_year(reading: &Reading, words: &[Part], date: &FoundDate) -> bool {
    let [.., before, last] = words else {
        return words.len() == 1 && words[0].text == "In" && is_to_come(reading, date);
    };
    let begins = reading.rules.is("begins", &before.text.to_lowercase());
    last.text == "in" && !begins && is_to_come(reading, date)
}

/// Says whether a year ends a span: `between 2025 and 2030`.
fn ends_span(reading: &Reading, words: &[Part]) -> bool {
    let [.., link, from, joins] = words else {
        return false;
    };
    let spans = reading.rules.is("span-link", &link.text.to_lowercase());
    spans && date::year(from.text).is_some() && matches!(joins.text, "and" | "to" | "until")
}

fn is_to_come(reading: &Reading, date: &FoundDate) -> bool {
    let year = reading.calendar.year.zip(date.printed.year);
    year.is_some_and(|(issue, year)| year >= issue)
}

/// Says whether words end with a phrase that a deadline follows: `up to`.
fn ends_with_phrase(reading: &Reading, before: Part) -> bool {
    let hits = reading.rules.words("deadline").find(before);
    let last = hits.into_iter().next_back();
    last.and_then(|hit| before.text.get(hit.range.end.checked_sub(before.at)?..))
        .is_some_and(|rest| rest.trim().is_empty())
}

fn known(reading: &Reading, date: &FoundDate) -> Option<KnownDate> {
    reading
        .calendar
        .resolve(date.printed, date::Towards::Future)
        .map(|(date, _)| date)
}

/// Returns the deadline that holds for a clause: its own, else the last before it, else the first behind it.
pub(super) fn deadline_of(
    clause: Part,
    deadlines: &[(KnownDate, Range<usize>)],
) -> Option<KnownDate> {
    let own = deadlines
        .iter()
        .find(|(_, range)| clause.range().contains(&range.start));
    let later = clause.text.starts_with("before ");
    let own = own.or_else(|| {
        deadlines
            .iter()
            .find(|(_, range)| later && range.start > clause.at)
    });
    let before = || {
        deadlines
            .iter()
            .rev()
            .find(|(_, range)| range.end <= clause.at)
    };
    own.or_else(before)
        .or(deadlines.first())
        .map(|(date, _)| *date)
}
