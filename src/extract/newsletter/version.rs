//! Earlier versions of a policy that a sentence puts it to: `the 2019 edition`, `that of December 2023`, `a draft`.
//!
//! They seldom bear a title of their own, so that of the policy is given, with
//! the year of the edition that is meant. Which relation it is, the cue says.

use std::ops::Range;

use super::{
    capital,
    cue::RelationCue,
    date,
    finalize::is_draft,
    implied::is_own,
    page::How,
    part::Part,
    phrases::Found,
    policies::{Policies, Reading},
    relation::{self, Hit},
    title::Cited,
};
use crate::fact::{KnownDate, account::RelationAccount};

const METHOD: &str = "newsletter/version";

/// Puts the subject to an earlier version of itself.
pub(super) fn relate(
    reading: &Reading,
    hit: &Hit,
    subject: usize,
    item: &Cited,
    policies: &mut Policies,
) {
    policies.take(item.title);
    let title = title(
        reading,
        item.title,
        year_of(item),
        &policies.title_of(subject),
    );
    let cue = Found {
        range: hit.cue.range.clone(),
        item: &final_version(hit.cue.item, item),
    };
    let hit = Hit { cue: &cue, ..*hit };
    let range = hit.cue.range.start..item.title.range().end;
    relation::relate(
        reading,
        &hit,
        subject,
        (&title, Some(item)),
        range,
        policies,
    );
}

/// What has to do with its own draft is the final version of it.
fn final_version(cue: &RelationCue, item: &Cited) -> RelationCue {
    let mut cue = cue.clone();
    if item.title.text.starts_with("draft") {
        cue.relation = "finalizes";
    }
    cue
}

/// Returns the year of the version that is meant.
fn year_of(item: &Cited) -> Option<i32> {
    let (_, found) = item.dates.first()?;
    found.printed.year
}

/// Returns the title of an earlier version: that of the policy itself; `those of 2021` as printed.
fn title(reading: &Reading, words: Part, year: Option<i32>, own: &str) -> String {
    let words = words.text;
    if words.starts_with("those") || words.starts_with("that ") {
        return words.to_owned();
    }
    let mut title = own.to_owned();
    let is_draft = words.starts_with("draft");
    while let Some(earlier) = without_status(reading, &title)
        .or_else(|| of_edition(reading, &title, year).filter(|_| !is_draft))
    {
        title = earlier;
    }
    without_renewal(reading, &title).to_owned()
}

/// Returns a title without the brackets at its end, and the words in them.
fn bracketed(title: &str) -> Option<(&str, Part<'_>)> {
    let open = title.rfind(" (").filter(|_| title.ends_with(')'))?;
    let text = &title[open + 2..title.len() - 1];
    Some((&title[..open], Part { at: 0, text }))
}

/// Leaves out `(Revised)` and `(Draft for Comments)` at the end, which an earlier version does not bear.
fn without_status(reading: &Reading, title: &str) -> Option<String> {
    let (bare, inside) = bracketed(title)?;
    let rules = reading.rules;
    let is = rules.statuses.stands_in(inside) || rules.words("revised").stands_in(inside);
    is.then(|| bare.to_owned())
}

/// Puts the year that is meant into `(2024 Edition)` at the end; where none is said, the edition is left out.
fn of_edition(reading: &Reading, title: &str, year: Option<i32>) -> Option<String> {
    let (bare, inside) = bracketed(title)?;
    let words = inside.words();
    let printed = words.iter().find_map(|word| date::year(word.text))?;
    if year == Some(printed) || !reading.rules.words("version").stands_in(inside) {
        return None;
    }
    let Some(year) = year else {
        return Some(bare.to_owned());
    };
    let edition = inside
        .text
        .replacen(&printed.to_string(), &year.to_string(), 1);
    Some(format!("{bare} ({edition})"))
}

/// Leaves out `revised` and its like at the beginning.
fn without_renewal<'a>(reading: &Reading, title: &'a str) -> &'a str {
    let first = title.split(' ').next().unwrap_or("");
    let renewed = reading.rules.is("renewed", first);
    title
        .strip_prefix(first)
        .filter(|_| renewed)
        .map_or(title, str::trim_start)
}

/// Reads `A draft had been out for comment since August`: what is no draft itself is its final version.
pub(super) fn read_draft(reading: &Reading, sentence: Part, own: usize, policies: &mut Policies) {
    if is_draft(own, policies) {
        return;
    }
    let titles = capital::titles(sentence, reading.rules);
    if titles.iter().any(|title| !is_own(policies, own, *title)) {
        return;
    }
    let Some((range, date)) = draft_of_the_past(reading, sentence) else {
        return;
    };
    let relation = RelationAccount::new(
        "finalizes",
        policies.title_of(own),
        Some(date),
        reading.page.grounds(range, How::thought(METHOD)),
    );
    policies.relate(own, relation);
}

/// Finds a draft or consultation that has no title, with its date: `the draft of June`, `circulated as a draft in June`.
fn draft_of_the_past(reading: &Reading, sentence: Part) -> Option<(Range<usize>, KnownDate)> {
    let hit = reading.rules.words("earlier-draft").first(sentence)?;
    let rest = sentence.from(hit.range.end);
    let next = rest.words().into_iter().next();
    let of_kind = next.is_some_and(|word| reading.rules.kinds.whole(word.text).is_some());
    let found = date::dates(rest, reading.rules, reading.calendar)
        .into_iter()
        .next()?;
    let gap = rest.before(found.range.start);
    let far = gap.words().len() > 8 || gap.text.contains([';', ':']);
    let exact = found.printed.month.is_some() || found.printed.year.is_some();
    if of_kind || far || !exact {
        return None;
    }
    let (date, _) = reading
        .calendar
        .resolve(found.printed, date::Towards::Past)?;
    Some((hit.range.start..found.range.end, date))
}

/// Reads `the 2016 edition is repealed` and `the version of 2016 expires`: an earlier version that ends.
pub(super) fn read_ended(reading: &Reading, sentence: Part, own: usize, policies: &mut Policies) {
    let Some((version, year)) = dated(reading, sentence) else {
        return;
    };
    if policies.is_taken(&version.range()) {
        return;
    }
    let words = sentence.from(version.range().end).words();
    let mut told = (0..words.len().min(8)).filter_map(|at| {
        let told = reading.rules.stems.told(&words[at..], sentence);
        told.map(|told| told.relation)
    });
    if told.next() != Some("supersedes") {
        return;
    }
    policies.take(version);
    let relation = RelationAccount::new(
        "supersedes",
        title(reading, version, Some(year), &policies.title_of(own)),
        reading
            .calendar
            .resolve(year_alone(year), date::Towards::Past)
            .map(|(date, _)| date),
        reading.page.grounds(sentence.range(), How::thought(METHOD)),
    );
    policies.relate(own, relation);
}

fn year_alone(year: i32) -> date::Printed {
    date::Printed {
        year: Some(year),
        month: None,
        day: None,
    }
}

/// Finds `the 2016 edition` or `the edition of 2016`.
fn dated<'a>(reading: &Reading, sentence: Part<'a>) -> Option<(Part<'a>, i32)> {
    let words = sentence.words();
    // `(2024 Edition)` belongs to a title.
    let version = |word: &Part| {
        word.text.starts_with(char::is_lowercase) && reading.rules.is("version", word.text)
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let year = date::year(word.text)?;
        let next = words.get(at + 1).filter(|next| version(next));
        if let Some(next) = next {
            return Some((sentence.between(word.at, next.range().end), year));
        }
        let before = at.checked_sub(2).map(|at| &words[at..at + 2])?;
        let of = matches!(before[1].text, "of" | "from") && version(&before[0]);
        of.then(|| (sentence.between(before[0].at, word.range().end), year))
    })
}
