//! What stands behind the title of a policy: when it was released or took effect, and by whom it was issued.

use std::ops::Range;

use super::{
    cues::Rules,
    date::{self, Calendar},
    list,
    name::{Name, is_capital},
    part::Part,
    stops::until,
    title::{Cited, connector},
};
use crate::fact::account::DateOf;

/// What stands behind a title is looked for so far, in bytes.
const TAIL: usize = 220;

/// Reads what stands behind a title; returns where the list can go on, and whether it surely does not.
pub(super) fn read<'a>(
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
        if gap.len() > 90 || (at == 0 && !is_attached(tail.before(range.start), rules)) {
            break;
        }
        let stretch = tail.between(range.end, until);
        if at == 0 && *of == DateOf::Published {
            read_agent(item, tail.before(range.start), rules);
        }
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
    // `that the Ministry of Science and Technology (MOST) published`
    let names = words
        .first()
        .is_some_and(|word| matches!(word.text, "that" | "which"));
    let light = |word: &Part| {
        let of_name = names && matches!(word.text, "of" | "and" | "for");
        of_name || rules.is("between-title-and-verb", word.text) || is_capital(word.text)
    };
    words.len() <= if names { 14 } else { 9 }
        && words.iter().all(light)
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
    let clause = stretch.text.find(", ").unwrap_or(stretch.text.len());
    let by = stretch.text.find("by ");
    if let Some(by) = by.filter(|at| *at <= clause.min(40)) {
        let rest = stretch.cut(by + 3..stretch.text.len());
        let body = until(rules, "issuer-end", &[',', ';', '.'], rest);
        for name in list::list(body, rules) {
            let name = Name::of(name);
            if name.name.text.starts_with(|c: char| c.is_uppercase()) {
                item.issuers.push(name);
            }
        }
        end = end.max(body.range().end);
    }
    end
}

/// Reads who issued it between a title and its verb: `, which NDRC and NEA issued`, `that MIIT and three other agencies published`.
fn read_agent<'a>(item: &mut Cited<'a>, gap: Part<'a>, rules: &Rules) {
    let words = gap.words();
    let Some(first) = words
        .first()
        .filter(|word| matches!(word.text, "that" | "which"))
    else {
        return;
    };
    for (name, known) in list::bodies(gap.from(first.range().end), rules) {
        let name = Name::of(name);
        if known
            && item
                .issuers
                .iter()
                .all(|issuer| issuer.name.text != name.name.text)
        {
            item.issuers.push(name);
        }
    }
}

/// Reads `of 2017`, `from last May` right behind a title, and `, in which … in August 2023`.
fn read_bare_date(item: &mut Cited, tail: Part, rules: &Rules, calendar: &Calendar) -> usize {
    let found = date::dates(tail, rules, calendar).into_iter().next();
    let fits = |found: &date::FoundDate| {
        let gap = tail.before(found.range.start);
        let told = found.printed.month.is_some() || rules.words("issue").stands_in(gap);
        is_of(gap, rules) || (told && is_relative(gap, rules))
    };
    let Some(found) = found.filter(fits) else {
        return tail.at;
    };
    let end = found.range.end;
    item.dates.push((None, found));
    end
}

/// Says whether only words such as `of` and `from last` stand between a title and a date.
fn is_of(gap: Part, rules: &Rules) -> bool {
    let words = gap.words();
    let light = words.iter().all(|word| rules.is("of-date", word.text));
    (light && !words.is_empty() && !gap.text.contains([',', '(', ';'])) || gap.text == ", "
}

/// Says whether a clause about the policy begins behind its title: `, with which the State Council …`.
fn is_relative(gap: Part, rules: &Rules) -> bool {
    let words = gap.words();
    let which = words
        .iter()
        .take(3)
        .any(|word| matches!(word.text, "which" | "whose" | "where"));
    let one = gap
        .text
        .trim_start_matches([',', ' '])
        .contains([',', ';', ':']);
    which && gap.text.starts_with(", ") && !one && words.len() <= 14 && !rules.kinds.stands_in(gap)
}
