//! The comparator beside a number: `at least`, `over`, `or more`.

use super::{cue::Scope, cues::Rules, number::Quantity, part::Part, phrases::Found};

/// Says whether a comparator stands right before a number: `to over 300`.
pub(super) fn is_compared(part: Part, words: &[Part], at: usize, rules: &Rules) -> bool {
    let before = &words[at.saturating_sub(3)..at];
    let hits = rules.comparators.find_in(before, part);
    let near = hits.last().filter(|hit| hit.item.1 == Scope::Near);
    near.is_some_and(|hit| part.between(hit.range.end, words[at].at).text == " ")
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
            light && !gap.contains([',', ';'])
        });
    if let Some(hit) = near {
        quantity.comparator = Some(hit.item.0);
        quantity.range.start = hit.range.start;
        return;
    }
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

/// Says whether another number follows.
fn is_before_number(words: &[Part], end: usize, rules: &Rules) -> bool {
    let mut next = words.iter().filter(|word| word.at >= end).take(2);
    next.any(|word| {
        word.text.starts_with(|c: char| c.is_ascii_digit())
            || rules.units.whole(word.text).is_some()
    })
}
