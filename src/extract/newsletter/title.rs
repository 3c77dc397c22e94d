//! Policies that running text names: a printed title, or words that describe one, with the date and the body behind it.
//!
//! Takes the words after a cue such as `build on`; gives the policies of the
//! list that stands there. Which relation it is, is left to others.

use std::ops::Range;

use super::{
    cues::Rules,
    date::{self, Calendar, FoundDate},
    name::{self, Name, is_capital},
    page::is_chinese,
    part::Part,
};
use crate::fact::account::DateOf;

/// What stands behind a title is looked for so far, in bytes.
const TAIL: usize = 220;

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

/// Returns the policies of a list that begins where the part begins.
pub(super) fn list<'a>(part: Part<'a>, rules: &Rules, calendar: &Calendar) -> Vec<Cited<'a>> {
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
        let (tail_end, is_done) = read_tail(&mut item, part.from(end), rules, calendar);
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
fn connector(text: &str) -> Option<usize> {
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
    let words = part.words();
    let words = &words[..words.len().min(60)];
    let mut year = None;
    let mut accompanies = false;
    let mut start = 0;
    while let Some(word) = words.get(start) {
        let gap = part
            .between(
                if start == 0 {
                    part.at
                } else {
                    words[start - 1].range().end
                },
                word.at,
            )
            .text;
        if start > 6 || gap.contains([',', ';', ':', '(', '.']) {
            return None;
        }
        let possessive = words[start..].iter().take(6).position(|word| {
            word.text.ends_with("'s") || word.text.ends_with("’s") || word.text.ends_with("s’")
        });
        if let Some(at) = possessive.filter(|_| is_capital(word.text)) {
            start += at + 1;
            continue;
        }
        if let Some(found) = date::year(word.text) {
            year = Some((found, word.range()));
        } else if is_capital(word.text)
            || is_ordinal(word.text)
            || describes(&words[start..], part, rules)
        {
            break;
        }
        let relates = rules.relations.at(&words[start..], part).is_some();
        if relates && !word.text.ends_with("ed") {
            return None;
        }
        accompanies |= rules.is("accompanying", word.text);
        start += 1;
    }
    let first = words.get(start)?;
    let (title, is_title) = match proper(&words[start..], part, rules) {
        Some(title) => (title, true),
        None => (described(&words[start..], part, rules)?, false),
    };
    let is_version = !is_title
        && title
            .words()
            .iter()
            .take(3)
            .any(|word| rules.is("version", word.text));
    let bare = !is_title && !is_version && title.words().len() < 3;
    let own = start > 0 && rules.is("deictic", words[start - 1].text) && bare;
    let own = own || rules.is("deictic", first.text);
    if own || (bare && year.is_none() && !is_dated(part.from(title.range().end), rules)) {
        return None;
    }
    let dates = year.map(|(year, range)| {
        let printed = date::Printed {
            year: Some(year),
            month: None,
            day: None,
        };
        (
            None,
            FoundDate {
                range,
                printed,
                implied: false,
            },
        )
    });
    let cited = Cited {
        title,
        is_title,
        accompanies,
        is_version,
        dates: dates.into_iter().collect(),
        issuers: Vec::new(),
    };
    let end = title.range().end;
    Some((cited, end))
}

fn is_dated(rest: Part, rules: &Rules) -> bool {
    let near = rest.before(rest.at + 40);
    rules.words("dated").stands_in(near)
}

/// Says whether a description begins here: a kind of document within the next words.
fn describes(words: &[Part], part: Part, rules: &Rules) -> bool {
    rules.kinds.at(words, part).is_some() || rules.words("version").at(words, part).is_some()
}

/// Reads a title by its capitals: `Measures for the Security of Cross-Border Data Transfer`, `Plan (2021-2035)`.
pub(super) fn proper<'a>(words: &[Part<'a>], part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let first = words.first()?;
    if let Some((length, hit)) = rules.words("named-policy").at(words, part) {
        let next = words
            .get(length)
            .filter(|word| rules.kinds.whole(word.text).is_some());
        let end = next.map_or(hit.range.end, |word| word.range().end);
        return Some(part.between(first.at, end));
    }
    let next_is_capital = words.get(1).is_some_and(|word| is_capital(word.text));
    if !is_capital(first.text) && !(is_ordinal(first.text) && next_is_capital) {
        return None;
    }
    let mut end = first.range().end;
    let mut last = end;
    let head_first = rules.kinds.whole(first.text).is_some() && !next_is_capital;
    for (at, word) in words.iter().enumerate().skip(1) {
        let gap = part.between(last, word.at).text;
        let plain =
            gap.chars().all(|c| c == ' ' || "-–\"“”‘’".contains(c)) || gap == " (" || gap == ") ";
        let capital = is_capital(word.text)
            || (word.text.starts_with(|c: char| c.is_ascii_digit()) && !gap.contains('('));
        let small = rules.is("small", word.text);
        if gap.contains(" (") || !plain || !(capital || small) {
            break;
        }
        if word.text == "and"
            && (ends_kind(part.between(first.at, end), rules, head_first)
                || (words.get(at + 1).is_some_and(|next| next.text == "the")
                    && rules.kinds.stands_in(part.between(first.at, end))))
            && goes_on(&words[at + 1..], part, rules)
        {
            break;
        }
        if small
            && rules.is("title-end", word.text)
            && ends_kind(part.between(first.at, end), rules, false)
            && !head_first
        {
            break;
        }
        last = word.range().end;
        if capital {
            end = last;
        }
    }
    let mut title = without_year(part.between(first.at, end));
    if rules.kinds.find(title).is_empty() {
        // `Dual Credit policy`: the kind in small letters behind.
        let next = words.iter().find(|word| word.at >= end)?;
        let close =
            part.between(end, next.at).text == " " || part.between(end, next.at).text == "\" ";
        let many = title.words().len() >= 2;
        rules
            .kinds
            .whole(next.text)
            .filter(|_| close && many && !name::is_agency(title, rules))?;
        title = part.between(first.at, next.range().end);
    }
    let title = with_brackets(title, part, rules);
    let alone = title.words().len() < 2;
    (!alone).then_some(title)
}

/// Leaves out `of 2017` at the end, which is the date of the policy and not part of its title.
fn without_year(title: Part) -> Part {
    let year = title.text.rsplit(' ').next().and_then(date::year);
    let end = title.text.len().saturating_sub(" of 2017".len());
    match title.text.get(end..) {
        Some(tail) if year.is_some() && tail.starts_with(" of ") => title.cut(0..end),
        _ => title,
    }
}

/// Says whether a word is a number in an order: `14th`.
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    number && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
}

/// Says whether a title can end with these words.
fn ends_kind(title: Part, rules: &Rules, head_first: bool) -> bool {
    let last = title
        .words()
        .last()
        .is_some_and(|word| rules.kinds.whole(word.text).is_some());
    last || title.text.ends_with(')') || head_first
}

/// Says whether another title begins here: an article and capitals with a kind, or capitals that end with a kind.
fn goes_on(words: &[Part], part: Part, rules: &Rules) -> bool {
    let words = &words[..words.len().min(25)];
    let article = words.first().is_some_and(|word| word.text == "the");
    let words = if article { &words[1..] } else { words };
    let run = words
        .iter()
        .take_while(|word| is_capital(word.text) || rules.is("small", word.text));
    let run: Vec<Part> = run.copied().collect();
    let kind = !rules.kinds.find_in(&run, part).is_empty();
    kind || (article && !words.first().is_some_and(|word| is_capital(word.text)))
}

/// Takes in brackets behind a title that belong to it: years, `(Trial)`, `(Draft for Comments)`.
fn with_brackets<'a>(title: Part<'a>, part: Part<'a>, rules: &Rules) -> Part<'a> {
    let mut end = title.range().end;
    loop {
        let rest = part.from(end).text;
        let Some(inside) = rest.strip_prefix(" (") else {
            break;
        };
        let Some(close) = inside.bytes().take(60).position(|b| b == b')') else {
            break;
        };
        let inner = Part {
            at: 0,
            text: &inside[..close],
        };
        let years = inner.text.chars().any(|c| c.is_ascii_digit())
            && inner.text.contains(['-', '–', '—'])
            && !inner.text.chars().any(char::is_alphabetic);
        if !years && rules.statuses.first(inner).is_none() {
            break;
        }
        end += 2 + close + 1;
    }
    part.between(title.at, end)
}

/// Reads a description: up to what says when it was issued, or the end of the clause.
fn described<'a>(words: &[Part<'a>], part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let first = words.first()?;
    let head = &words[..words.len().min(7)];
    let kind = rules
        .kinds
        .find_in(head, part)
        .into_iter()
        .chain(std::iter::empty())
        .next();
    let version = rules
        .words("version")
        .find_in(head, part)
        .into_iter()
        .next();
    let kind_end = match (&kind, &version) {
        (Some(hit), _) => hit.range.end,
        (None, Some(hit)) => hit.range.end,
        _ => return None,
    };
    let mut end = first.at;
    let mut last = first.at;
    for (at, word) in words.iter().enumerate() {
        let gap = part.between(last, word.at).text;
        let dated = rules.words("dated").at(&words[at..], part).is_some() && word.at >= kind_end;
        let stop = gap.contains([',', ';', ':', '(', ')'])
            || gap.contains(". ")
            || gap.contains(" – ")
            || (word.at >= kind_end && (dated || rules.is("title-end", word.text)));
        if stop {
            break;
        }
        last = word.range().end;
        end = last;
    }
    (end >= kind_end).then(|| part.between(first.at, end))
}

/// Reads what stands behind a title; returns where the list can go on, and whether it surely does not.
fn read_tail<'a>(
    item: &mut Cited<'a>,
    rest: Part<'a>,
    rules: &Rules,
    calendar: &Calendar,
) -> (usize, bool) {
    let mut end = rest.at;
    let tail = rest.before(rest.at + TAIL);
    let short = tail.text.strip_prefix(" (").and_then(|inside| {
        let close = inside.bytes().take(40).position(|b| b == b')')?;
        Some(close + 3)
    });
    let inside = short.map(|length| tail.before(tail.at + length).trim("()"));
    if let (Some(length), Some(inside)) = (short, inside) {
        end += length;
        for found in date::dates(inside, rules, calendar) {
            item.dates.push((None, found));
        }
    }
    let tail = tail.from(end);
    let stop = tail.text.find([';', '–']).unwrap_or(tail.text.len());
    let tail = tail.cut(0..stop);
    let verbs = verbs(tail, rules);
    for (at, (of, range)) in verbs.iter().enumerate() {
        let until = verbs
            .get(at + 1)
            .map_or(tail.range().end, |(_, next)| next.start);
        let gap = if at == 0 {
            tail.before(range.start).text
        } else {
            ""
        };
        if gap.len() > 60 || (at == 0 && !is_attached(tail.before(range.start), rules)) {
            break;
        }
        let stretch = tail.between(range.end, until);
        end = end.max(read_verb(item, *of, stretch, rules, calendar));
    }
    if verbs.is_empty() || end == tail.at {
        end = end.max(read_bare_date(item, tail, rules, calendar));
    }
    (end, false)
}

/// Says whether what stands between a title and a verb leaves the verb with the title.
fn is_attached(gap: Part, rules: &Rules) -> bool {
    let words = gap.words();
    words.len() <= 6
        && words
            .iter()
            .all(|word| rules.is("between-title-and-verb", word.text) || is_capital(word.text))
        && connector(gap.text).is_none_or(|length| length == 2)
}

/// Returns the verbs that tell of a date, in order.
fn verbs(tail: Part, rules: &Rules) -> Vec<(DateOf, Range<usize>)> {
    let uses = [
        ("dated", DateOf::Published),
        ("effect", DateOf::Effective),
        ("reported", DateOf::Reported),
    ];
    let mut found = Vec::new();
    for (of, date) in uses {
        let hits = rules.words(of).find(tail).into_iter();
        found.extend(hits.map(|hit| (date, hit.range)));
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// Reads `by the Ministry of X (ABC) in March 2022` behind a verb; returns where it ends.
fn read_verb<'a>(
    item: &mut Cited<'a>,
    of: DateOf,
    stretch: Part<'a>,
    rules: &Rules,
    calendar: &Calendar,
) -> usize {
    let mut end = stretch.at;
    let found = date::dates(stretch, rules, calendar).into_iter().next();
    let by = stretch.text.starts_with(" by ");
    if let Some(found) = found.filter(|found| by || found.range.start <= stretch.at + 30) {
        end = found.range.end;
        item.dates.push((Some(of), found));
    }
    if let Some(by) = stretch.text.find("by ").filter(|at| *at <= 40) {
        let rest = stretch.cut(by + 3..stretch.text.len());
        let stop = rest.text.find([',', ';', '.']).unwrap_or(rest.text.len());
        let body = rest.cut(0..stop);
        let stop = [" in ", " on ", " which ", " that ", " to ", " as "]
            .iter()
            .filter_map(|word| body.text.find(word))
            .min();
        let body = body.cut(0..stop.unwrap_or(body.text.len()));
        for name in name::list(body, rules) {
            let name = Name::of(name);
            if name.name.text.starts_with(|c: char| c.is_uppercase()) {
                item.issuers.push(name);
            }
        }
        end = end.max(body.range().end);
    }
    end
}

/// Reads `of 2017`, `from May 2020` right behind a title.
fn read_bare_date(item: &mut Cited, tail: Part, rules: &Rules, calendar: &Calendar) -> usize {
    let found = date::dates(tail, rules, calendar).into_iter().next();
    let Some(found) = found.filter(|found| {
        matches!(
            tail.before(found.range.start).text,
            " of " | " from " | " in " | ", "
        )
    }) else {
        return tail.at;
    };
    let end = found.range.end;
    item.dates.push((None, found));
    end
}

/// Returns the titles that stand anywhere in a passage, by their capitals.
pub(super) fn titles<'a>(part: Part<'a>, rules: &Rules) -> Vec<Part<'a>> {
    let words = part.words();
    let mut found: Vec<Part> = Vec::new();
    let mut end = part.at;
    for at in 0..words.len() {
        let word = words[at];
        let begins = is_capital(word.text) || is_ordinal(word.text);
        if word.at < end || !begins || rules.is("deictic", word.text) {
            continue;
        }
        let window = &words[at..words.len().min(at + 40)];
        if let Some(title) = proper(window, part, rules) {
            end = title.range().end;
            found.push(title);
        } else {
            // The rest of these capitals is no title either.
            let run = window.iter().take_while(|word| is_capital(word.text));
            end = run.last().map_or(end, |word| word.range().end);
        }
    }
    found
}

/// Returns a title without quotation marks.
pub(super) fn plain(title: &str) -> String {
    title.replace(['"', '“', '”'], "")
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
