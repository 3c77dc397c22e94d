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
        if date.printed.year.is_none()
            && let Some((last, _)) = found.last()
        {
            date.printed.year = last.to_string().get(..4).and_then(date::year);
        }
        if let Some(start) = start(reading, sentence, &date)
            && let Some(known) = known(reading, &date)
        {
            found.push((known, start..date.range.end));
        }
    }
    if found.is_empty() {
        found.extend(end_of_period(reading, sentence));
    }
    found
}

/// Returns where a deadline begins, if the words before a date make it one.
fn start(reading: &Reading, sentence: Part, date: &FoundDate) -> Option<usize> {
    let before = sentence.before(date.range.start);
    let words = before.words();
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
    let by = cue.is_some()
        || end_of
        || is_goal_for(reading, before, date)
        || ends_with_phrase(reading, before)
        || is_in_year(reading, &words, date)
        || (before.text.ends_with('(') && is_to_come(reading, date))
        || ends_span(reading, &words)
        || heads(reading, sentence, date);
    by.then(|| cue.map_or(date.range.start, |word| word.at))
}

/// Says whether a year to come heads what follows: `2025: 30 percent; 2028: 60 percent`.
fn heads(reading: &Reading, sentence: Part, date: &FoundDate) -> bool {
    let (before, after) = (
        sentence.before(date.range.start).text.trim_end(),
        sentence.from(date.range.end).text,
    );
    let opens = before.is_empty() || before.ends_with([';', ',', ':', '(']);
    opens && after.starts_with([':', '：']) && is_to_come(reading, date)
}

/// Says whether a year stands behind `for` and goals are spoken of: `targets, chiefly for 2027`.
fn is_goal_for(reading: &Reading, before: Part, date: &FoundDate) -> bool {
    let words = before.words();
    let last = words.last().map_or("", |word| word.text);
    let two = words.len().checked_sub(2).map_or("", |at| words[at].text);
    let near = reading.rules.is("goal-intro", &two.to_ascii_lowercase());
    let far = is_to_come(reading, date) && reading.rules.words("goal-intro").stands_in(before);
    last.eq_ignore_ascii_case("for") && (near || far)
}

/// Reads `by the end of the decade` and `by the end of the 14th Five-Year Plan`, whose years are known.
fn end_of_period(reading: &Reading, sentence: Part) -> Option<(KnownDate, Range<usize>)> {
    let words = sentence.words();
    let at = words.windows(4).position(|words| {
        let end = matches!(words[0].text, "end" | "close" | "course");
        end && words[1].text == "of" && matches!(words[2].text, "the" | "this")
    })?;
    let what = words[at + 3];
    let issue = reading.calendar.year?;
    let year = if what.text == "decade" {
        (issue + 9) / 10 * 10
    } else {
        let number = what.text.strip_suffix("th")?.parse::<i32>().ok()?;
        let plan = words.get(at + 4)?;
        let five = plan.text.eq_ignore_ascii_case("five-year");
        // The 13th ended in 2020, the 14th ends in 2025.
        (five && (10..=20).contains(&number)).then_some(1955 + 5 * number)?
    };
    let date = format!("{year:04}").parse().ok()?;
    Some((date, words[at].at..what.range().end))
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

/// Returns the deadline that holds for a number or words of a clause: its own, else the last before it, else the
/// first behind it. What stands in brackets holds for what stands in them.
pub(super) fn deadline_of(
    sentence: Part,
    clause: Part,
    at: usize,
    deadlines: &[(KnownDate, Range<usize>)],
) -> Option<KnownDate> {
    let own_brackets = brackets(sentence, at);
    let fits = |range: &Range<usize>| {
        let its = brackets(sentence, range.start);
        its.is_none() || its == own_brackets
    };
    let all: Vec<&(KnownDate, Range<usize>)> =
        deadlines.iter().filter(|(_, range)| fits(range)).collect();
    let inside = |range: &Range<usize>| {
        own_brackets.is_some() && brackets(sentence, range.start) == own_brackets
    };
    let bracketed = all.iter().find(|(_, range)| inside(range));
    let own = bracketed.or_else(|| {
        all.iter()
            .find(|(_, range)| clause.range().contains(&range.start))
    });
    let later = clause.text.starts_with("before ");
    let own = own.or_else(|| {
        all.iter()
            .find(|(_, range)| later && range.start > clause.at)
    });
    let before = || all.iter().rev().find(|(_, range)| range.end <= clause.at);
    own.or_else(before).or(all.first()).map(|(date, _)| *date)
}

/// Returns where the brackets round a byte open, if it stands in any that hold more than a date.
fn brackets(sentence: Part, at: usize) -> Option<usize> {
    let before = sentence.before(at).text;
    let open = before.rfind('(')?;
    let inside = sentence.text.get(open + 1..)?;
    let inside = sentence.cut(open + 1..open + 1 + inside.find(')').unwrap_or(inside.len()));
    let more = inside.words().len() > 3 || inside.text.contains([':', '%']);
    (!before[open..].contains(')') && more).then_some(open)
}
