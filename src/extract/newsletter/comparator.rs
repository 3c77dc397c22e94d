//! The comparator beside a number: `at least`, `over`, `or more`.

use super::{cue::Scope, cues::Rules, date, number::Quantity, part::Part, phrases::Found};

/// Says whether a comparator stands right before a number: `to over 300`.
pub(super) fn is_compared(part: Part, words: &[Part], at: usize, rules: &Rules) -> bool {
    let before = &words[at.saturating_sub(3)..at];
    let hits = rules.comparators.find_in(before, part);
    let near = hits.last().filter(|hit| hit.item.1 == Scope::Near);
    near.is_some_and(|hit| part.between(hit.range.end, words[at].at).text == " ")
}

/// Says whether a comparator stands behind these words: `120 minutes or more`.
pub(super) fn is_compared_behind(part: Part, rest: &[Part], rules: &Rules) -> bool {
    let rest = &rest[..rest.len().min(5)];
    let hit = rules.comparators.at(rest, part);
    hit.is_some_and(|(_, hit)| hit.item.1 == Scope::After)
}

/// Finds the comparator beside a number. `from` is where the last number ended.
pub(super) fn compare(
    part: Part,
    words: &[Part],
    at: usize,
    from: usize,
    quantity: &mut Quantity,
    rules: &Rules,
) {
    let start = quantity.core.start;
    if let Some((comparator, from)) = sign(part, start, rules) {
        quantity.comparator = Some(comparator);
        quantity.range.start = from;
        return;
    }
    let first = at.saturating_sub(7);
    let before: Vec<Part> = words[first..at]
        .iter()
        .filter(|word| word.at >= from && word.range().end <= start)
        .copied()
        .collect();
    let near = near_cues(&before, part, rules)
        .into_iter()
        .rev()
        .find(|hit| {
            let gap = part.between(hit.range.end, start).text;
            let filler = Part { at: 0, text: gap }.words();
            let light = filler.iter().all(|word| rules.is("filler", word.text));
            light && !gap.contains([',', ';']) && !is_way_up(part, hit.range.start, rules)
        });
    if let Some(hit) = near {
        quantity.comparator = Some(hit.item.0);
        quantity.range.start = hit.range.start;
        return;
    }
    compare_behind(part, words, at, quantity, rules);
}

/// Finds the comparator behind a number: `30 percent or more`.
fn compare_behind(part: Part, words: &[Part], at: usize, quantity: &mut Quantity, rules: &Rules) {
    let after: Vec<Part> = words[at..]
        .iter()
        .filter(|word| word.at >= quantity.core.end)
        .take(7)
        .copied()
        .collect();
    // `320 million tons per year or more`
    let rate = rules
        .words("rate")
        .at(&after, part)
        .map_or(0, |(length, _)| length);
    if let Some((_, hit)) = rules.comparators.at(&after[rate..], part)
        && hit.item.1 == Scope::After
        && !is_before_number(words, hit.range.end, rules)
    {
        quantity.comparator = Some(hit.item.0);
        quantity.range.end = hit.range.end;
    }
}

/// Says whether `up to` only tells where a number goes: `should go up to 65 percent`.
fn is_way_up(part: Part, at: usize, rules: &Rules) -> bool {
    let before = part.before(at).words();
    let before = before.last().map_or("", |word| word.text);
    part.from(at).text.starts_with("up to") && rules.is("goes-up", &before.to_lowercase())
}

/// Reads a sign such as `≥` before a number, and where it begins.
fn sign(part: Part, at: usize, rules: &Rules) -> Option<(&'static str, usize)> {
    let before = part.before(at).text.trim_end();
    let (sign, comparator) = rules
        .comparing
        .iter()
        .find(|(sign, _)| before.ends_with(sign.as_str()))?;
    Some((comparator, part.at + before.len() - sign.len()))
}

/// Returns the comparators before a number; `2025 and above 40` holds `above`, not `and above`.
fn near_cues<'b>(
    words: &[Part],
    part: Part,
    rules: &'b Rules,
) -> Vec<Found<'b, (&'static str, Scope)>> {
    let mut found = Vec::new();
    let mut next = 0;
    while next < words.len() {
        match rules.comparators.at(&words[next..], part) {
            Some((length, hit)) if hit.item.1 == Scope::Near => {
                found.push(hit);
                next += length;
            }
            _ => next += 1,
        }
    }
    found
}

/// Says whether another number follows, which is no year: `or more by 2026`.
fn is_before_number(words: &[Part], end: usize, rules: &Rules) -> bool {
    let mut next = words.iter().filter(|word| word.at >= end).take(2);
    next.any(|word| {
        (word.text.starts_with(|c: char| c.is_ascii_digit()) && date::year(word.text).is_none())
            || rules.units.whole(word.text).is_some()
    })
}
