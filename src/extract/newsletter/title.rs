//! Policies that running text names: a printed title, or words that describe one, with the date and the body behind it.
//!
//! Takes the words after a cue such as `build on`; gives the policies of the
//! list that stands there. Which relation it is, is left to others.

use super::{
    amendment,
    capital::{dates_description, proper},
    cues::Rules,
    date::{self, Calendar, FoundDate},
    lead::lead,
    name::{self, Name},
    page::is_chinese,
    part::Part,
    series, tail,
};
use crate::fact::account::DateOf;

/// A list of policies in a sentence is no longer, in bytes.
const LONGEST_LIST: usize = 1000;

/// A title in a sentence, with what leads up to it, is no longer, in bytes.
const LONGEST_TITLE: usize = 400;

/// A policy that running text names.
#[derive(Clone, Debug)]
pub(super) struct Cited<'a> {
    /// Its title, or the words that describe it.
    pub title: Part<'a>,
    /// Whether it is a title, by its capitals.
    pub is_title: bool,
    /// Whether it is called one that accompanies the policy before it in the list.
    pub accompanies: bool,
    /// Whether it is a version of what is spoken of: `the 2019 version`.
    pub is_version: bool,
    /// Its dates: what happened then, and nothing where only a year stands beside the title.
    pub dates: Vec<(Option<DateOf>, FoundDate)>,
    /// Who issued it.
    pub issuers: Vec<Name<'a>>,
}

impl<'a> Cited<'a> {
    /// Makes one of which no more is said than its title.
    fn titled(title: Part<'a>) -> Self {
        Self {
            title,
            is_title: true,
            accompanies: false,
            is_version: false,
            dates: Vec::new(),
            issuers: Vec::new(),
        }
    }
}

/// Reads `draft amendments to the Seed Law`.
fn draft<'a>(part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let whole = name::without_article(part.trim(""));
    let law = amendment::law(whole, rules)?;
    let title = proper(&law.words(), law, rules).filter(|title| title.at == law.at)?;
    Some(whole.before(title.range().end))
}

/// Returns the policies of a list that begins where the part begins.
pub(super) fn list<'a>(part: Part<'a>, rules: &Rules, calendar: &Calendar) -> Vec<Cited<'a>> {
    let part = part.before(part.at + LONGEST_LIST);
    let mut items: Vec<Cited> = Vec::new();
    let mut rest = part;
    // A list of more policies than this is none.
    while items.len() < 12 {
        let Some((mut item, end)) = one(rest, rules) else {
            break;
        };
        if !items.is_empty() && !item.is_title {
            break;
        }
        let (tail_end, is_done) = tail::read(&mut item, part.from(end), rules, calendar);
        items.push(item);
        let next = part.from(tail_end);
        let Some(length) = connector(next.text) else {
            break;
        };
        rest = next.from(next.at + length);
        if is_done || rest.text.is_empty() {
            break;
        }
    }
    items
}

/// Returns the bytes of `, and` and its like at the beginning.
pub(super) fn connector(text: &str) -> Option<usize> {
    let starts = [
        ", as well as ",
        " as well as ",
        ", and ",
        " and ",
        ", ",
        " or ",
    ];
    starts
        .iter()
        .find(|mark| text.starts_with(**mark))
        .map(|mark| mark.len())
}

/// Reads one policy, and where it ends.
fn one<'a>(part: Part<'a>, rules: &Rules) -> Option<(Cited<'a>, usize)> {
    let part = part.before(part.at + LONGEST_TITLE);
    let words = part.words();
    let words = &words[..words.len().min(60)];
    if let Some(title) = draft(part, rules) {
        return Some((Cited::titled(title), title.range().end));
    }
    let lead = lead(words, part, rules)?;
    let rest = &words[lead.length..];
    let first = rest.first()?;
    let (title, is_title) = match proper(rest, part, rules) {
        Some(title) => (title, true),
        None => (described(rest, part, rules)?, false),
    };
    let is_version = !is_title && is_version(title, (first.text, &rest[1..]), rules);
    // `It amends a law that dates from 1998` names none.
    if !is_title && !is_version && rules.is("no-policy-alone", title.text) {
        return None;
    }
    let bare = !is_title && !is_version && title.words().len() < 3;
    let before = lead.length.checked_sub(1).and_then(|at| words.get(at));
    let own = bare
        && before.is_some_and(|word| rules.is("deictic", word.text))
        && !is_of_year(part.from(title.range().end));
    let own = own || (rules.is("deictic", first.text) && !is_version);
    let mut dates: Vec<_> = lead.year.clone().map(year_alone).into_iter().collect();
    if is_version && dates.is_empty() {
        dates.extend(year_of_version(title));
    }
    let undated = lead.year.is_none() && !is_dated(part.from(title.range().end), rules);
    if own || (bare && undated) {
        return None;
    }
    let cited = Cited {
        title,
        is_title,
        accompanies: lead.accompanies,
        is_version,
        dates,
        issuers: lead.owner.map(Name::of).into_iter().collect(),
    };
    Some((cited, title.range().end))
}

/// Says whether a description means another version of the policy: `the 2019 edition`, `those of 2021`. `words` are its first
/// and those behind it.
fn is_version(title: Part, (first, behind): (&str, &[Part]), rules: &Rules) -> bool {
    let start = title.words();
    let start = &start[..start.len().min(3)];
    let called = rules.kinds.find_in(start, title).is_empty()
        && !rules.words("version").find_in(start, title).is_empty();
    let named = called || rules.words("namesake").stands_in(title);
    named && (!matches!(first, "those" | "that") || is_of_time(behind, rules))
}

/// Returns the year with which the short name of a version ends.
fn year_of_version(title: Part) -> Option<(Option<DateOf>, FoundDate)> {
    let words = title.words();
    let last = words.last().filter(|_| words.len() <= 4)?;
    Some(year_alone((date::year(last.text)?, last.range())))
}

/// Says whether `those` means another version: `those of 2021`, `those for the years 2024 to 2026`, `those issued in May`.
fn is_of_time(words: &[Part], rules: &Rules) -> bool {
    let near = words.iter().take(4);
    let year = near.clone().any(|word| date::year(word.text).is_some());
    let verb = words
        .first()
        .is_some_and(|word| rules.is("dated", word.text));
    year || verb || near.take(3).any(|word| rules.is("dated", word.text))
}

/// Makes the date of a policy of which only the year is printed.
fn year_alone((year, range): (i32, std::ops::Range<usize>)) -> (Option<DateOf>, FoundDate) {
    let printed = date::Printed {
        year: Some(year),
        month: None,
        day: None,
    };
    let implied = false;
    (
        None,
        FoundDate {
            range,
            printed,
            implied,
        },
    )
}

/// Says whether a word is a verb of aims, as it stands behind `they` or behind `it`.
fn is_verb(word: &str, rules: &Rules) -> bool {
    let bare = word.strip_suffix("es").or(word.strip_suffix('s'));
    let stem = word.strip_suffix('s');
    [Some(word), bare, stem]
        .into_iter()
        .flatten()
        .any(|form| rules.is("verb", form))
}

/// Says whether `of 2015` stands here: `the interim measures of 2015` are others than `the measures`.
fn is_of_year(rest: Part) -> bool {
    let words = rest.before(rest.at + 12).words();
    let [link, year, ..] = words[..] else {
        return false;
    };
    matches!(link.text, "of" | "from") && date::year(year.text).is_some()
}

fn is_dated(rest: Part, rules: &Rules) -> bool {
    let near = rest.before(rest.at + 40);
    let words = near.words();
    let [link, when, ..] = words[..] else {
        return rules.words("dated").stands_in(near);
    };
    let linked = matches!(link.text, "of" | "from") && rest.text.starts_with(' ');
    let time = date::year(when.text).is_some() || date::month(when.text, rules).is_some();
    (linked && time) || rules.words("dated").stands_in(near)
}

/// Reads a description: up to what says when it was issued, or the end of the clause.
fn described<'a>(words: &[Part<'a>], part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let first = words.first()?;
    let head = &words[..words.len().min(7)];
    let kind = rules.kinds.find_in(head, part).into_iter().next();
    let version = || {
        rules
            .words("version")
            .find_in(head, part)
            .into_iter()
            .next()
    };
    let kind_end = kind
        .map(|hit| hit.range.end)
        .or_else(|| version().map(|hit| hit.range.end))?;
    let mut end = first.at;
    let mut series = end;
    for (at, word) in words.iter().enumerate() {
        let gap = part.between(end, word.at).text;
        if gap == ", " && end >= kind_end {
            series = series::last_item(words, at, part, rules).unwrap_or(series);
        }
        let listed = gap == ", " && word.at <= series;
        // `opinions on the "East Data, West Computing" project`
        let quoted = is_quoted(part.between(first.at, word.at));
        let marked = (gap.contains([',', ';', ':', '(', ')']) && !quoted && !listed)
            || gap.contains(". ")
            || gap.contains(" – ");
        if marked || (word.at >= kind_end && ends_description(words, at, part, rules)) {
            break;
        }
        end = word.range().end;
    }
    (end >= kind_end).then(|| part.between(first.at, end))
}

/// Says whether a word behind the kind of a description tells more than which policy it is.
fn ends_description(words: &[Part], at: usize, part: Part, rules: &Rules) -> bool {
    let relates = |at: usize| {
        let rest = words.get(at..);
        rest.is_some_and(|rest| rules.relations.at(rest, part).is_some())
    };
    let and = words[at].text == "and";
    let next = words.get(at + 1).map_or("", |word| word.text);
    let goes_on = and && (relates(at + 1) || is_verb(next, rules) || next.ends_with("ed"));
    if relates(at) || goes_on {
        return true;
    }
    // Of `those of 2021` the year belongs to the words, of `interim measures of 2015` it does not.
    if matches!(words[0].text, "those" | "that") {
        if and && !is_of_time(&words[at + 1..], rules) {
            return true;
        }
    } else if dates_description(words, at, rules) {
        return true;
    }
    rules.words("dated").at(&words[at..], part).is_some() || rules.is("title-end", words[at].text)
}

/// Says whether a quotation is open at the end of these words.
pub(super) fn is_quoted(part: Part) -> bool {
    let marks = part.text.chars().filter(|c| matches!(c, '"' | '“' | '”'));
    marks.count() % 2 == 1
}

/// Returns what two forms of one title share: letters and digits, without `the`.
pub(super) fn key(title: &str) -> String {
    let title = title.trim();
    let title = title
        .strip_prefix("the ")
        .or_else(|| title.strip_prefix("The "))
        .unwrap_or(title);
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns a Chinese title without the spaces and line breaks between its characters.
pub(super) fn joined(title: &str) -> String {
    let mut joined = String::with_capacity(title.len());
    let mut characters = title.chars().peekable();
    while let Some(c) = characters.next() {
        let before = joined.chars().next_back().unwrap_or(' ');
        let after = characters.peek().copied().unwrap_or(' ');
        let between_latin = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
        if !c.is_whitespace() || (between_latin && !is_chinese(before)) {
            joined.push(c);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    #[test]
    fn the_policies_of_a_list_are_read_one_by_one() {
        let rules = shipped();
        let calendar = Calendar::new(Some(date::Printed {
            year: Some(2024),
            month: Some(3),
            day: Some(1),
        }));
        for (text, titles) in [
            (
                " the Seed Law and the accompanying Measures for Seed Quality in the Field of Farming, which",
                vec![
                    "Seed Law",
                    "Measures for Seed Quality in the Field of Farming",
                ],
            ),
            (
                " the Grain Plan (2021-2035) released in January 2022, adding",
                vec!["Grain Plan (2021-2035)"],
            ),
            (
                " guidelines to strengthen farm safety released in March 2022 (MARA notice)",
                vec!["guidelines to strengthen farm safety"],
            ),
            (
                " the Seed Law, the Grain Law and the Water Law of 2016",
                vec!["Seed Law", "Grain Law", "Water Law"],
            ),
            (" China's 2021 Seed Law", vec!["Seed Law"]),
            (
                " Made in China 2025 strategy",
                vec!["Made in China 2025 strategy"],
            ),
            (" the success of earlier firms", vec![]),
            (" these rules", vec![]),
        ] {
            let part = Part { at: 0, text };
            let found: Vec<&str> = list(part, &rules, &calendar)
                .iter()
                .map(|item| item.title.text)
                .collect();
            assert_eq!(found, titles, "{text}");
        }
    }

    #[test]
    fn what_stands_behind_a_title_dates_it_and_names_its_issuer() {
        let rules = shipped();
        let calendar = Calendar::new(Some(date::Printed {
            year: Some(2024),
            month: Some(3),
            day: Some(1),
        }));
        let text = " the Measures for Water Use that came into effect last year, issued by the Ministry of Water Resources (MWR).";
        let item = list(Part { at: 0, text }, &rules, &calendar).remove(0);
        assert_eq!(item.dates[0].0, Some(DateOf::Effective));
        assert_eq!(item.dates[0].1.printed.year, Some(2023));
        assert_eq!(item.issuers[0].name.text, "Ministry of Water Resources");
        assert_eq!(item.issuers[0].short.map(|short| short.text), Some("MWR"));
    }
}
