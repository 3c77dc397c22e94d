//! Numbers that are the two ends of a span: `between 20 and 30 percent`, `45 to 50 million tonnes`, `20-30 GW`.
//!
//! What is aimed at lies between them, so that the lower is one not to fall
//! short of, and the upper one not to exceed. `from 25 to 51 percent` is a
//! change and no span.

use super::{
    cues::Rules,
    date,
    digits::{Joined, number},
    number::{Quantity, quantity_at},
    part::Part,
};
use crate::fact::Decimal;

/// Reads the span that begins at a word: how many words it is, and its ends.
pub(super) fn span_at(
    part: Part,
    words: &[Part],
    at: usize,
    rules: &Rules,
) -> Option<(usize, [Quantity; 2])> {
    hyphened(part, words, at, rules).or_else(|| spelled(part, words, at, rules))
}

/// Reads `between 20 and 30 percent` and `20 to 30 percent`.
fn spelled(part: Part, words: &[Part], at: usize, rules: &Rules) -> Option<(usize, [Quantity; 2])> {
    // `between RMB 50 billion and RMB 60 billion`
    let unit = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| rules.units.whole(word.text).is_some_and(|unit| unit.before))
    };
    let back = 1 + usize::from(at.checked_sub(1).is_some_and(unit));
    let before = at.checked_sub(back).map_or("", |at| words[at].text);
    let (low, _) = number(Joined::of(words[at].text, rules).digits, rules)?;
    if date::year(words[at].text).is_some() || rules.is("span-from", &before.to_lowercase()) {
        return None;
    }
    let mut link = at + 1;
    let own = quantity_at(part, words, at, rules).filter(|(_, own)| own.is_told());
    if let Some((length, _)) = &own {
        link = at + length;
    }
    // `raised by 5 points to 30 percent` is no span, `by 20 to 30 percent` is.
    if rules.is("span-open", &before.to_lowercase()) && own.is_some() {
        return None;
    }
    let between = rules.is("span-between", &before.to_lowercase());
    let joins = words.get(link).map_or("", |word| word.text);
    if !(joins == "to" || (joins == "and" && between)) {
        return None;
    }
    let next = link + 1 + usize::from(unit(link + 1));
    let (length, high) = quantity_at(part, words, next, rules)?;
    // `three to five groups`
    let spelled = [at, next]
        .iter()
        .all(|at| words[*at].text.starts_with(char::is_alphabetic));
    if !(between || high.is_told() || spelled) || date::year(words[next].text).is_some() {
        return None;
    }
    let low = match own {
        Some((_, own)) if own.unit.is_some() || own.value.as_str().len() > low.len() => own.value,
        _ => raised(&low, words[next].text, &high, rules)?,
    };
    Some((next + length - at, ends(low, &high, words[at].at)))
}

/// Reads `20-30 GW`.
fn hyphened(
    part: Part,
    words: &[Part],
    at: usize,
    rules: &Rules,
) -> Option<(usize, [Quantity; 2])> {
    let word = words[at];
    let dash = word.text.find(['-', '–'])?;
    let (low, rest) = word.text.split_at(dash);
    let skipped = rest.chars().next()?.len_utf8();
    let plain =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !plain(low) || !plain(&rest[skipped..]) || date::year(low).is_some() {
        return None;
    }
    let mut tail = vec![word.cut(dash + skipped..word.text.len())];
    tail.extend(words[at + 1..].iter().take(4));
    let (length, high) = quantity_at(part.from(tail[0].at), &tail, 0, rules)?;
    let counts =
        is_count(part, words, at, rules) && low.parse::<u64>().ok() < rest[skipped..].parse().ok();
    if high.unit.is_none() && !counts {
        return None;
    }
    let low = raised(low, &rest[skipped..], &high, rules)?;
    Some((length, ends(low, &high, word.at)))
}

/// Says whether a noun that is counted stands behind `5-8`: `5-8 leading seed groups`.
fn is_count(part: Part, words: &[Part], at: usize, rules: &Rules) -> bool {
    let before = at.checked_sub(1).map_or("", |at| words[at].text);
    let named = rules.is("numbered", before) || before.starts_with(char::is_uppercase);
    let named = named && !rules.is("verb", before) && at > 1;
    let next = words.get(at + 1).map_or("", |word| word.text);
    let close = words
        .get(at + 1)
        .is_some_and(|next| part.between(words[at].range().end, next.at).text == " ");
    let noun = next.starts_with(char::is_lowercase) && !rules.is("small", next);
    close && noun && !named && !rules.is("time", next)
}

/// Multiplies the lower end like the upper: of `20 to 30 million` it is 20 million.
fn raised(low: &str, high: &str, quantity: &Quantity, rules: &Rules) -> Option<Decimal> {
    let (digits, _) = number(Joined::of(high, rules).digits, rules)?;
    let value = quantity.value.as_str();
    let zeros = value
        .split('.')
        .next()?
        .len()
        .checked_sub(digits.split('.').next()?.len())?;
    super::digits::multiply(low, zeros, 1)
}

/// Returns the two ends, each over the words of the whole.
fn ends(low: Decimal, high: &Quantity, start: usize) -> [Quantity; 2] {
    let range = start..high.range.end;
    let end = |value, comparator| Quantity {
        range: range.clone(),
        core: start..high.core.end,
        value,
        comparator: Some(comparator),
        unit: high.unit.clone(),
        doubtful: high.doubtful,
    };
    [end(low, ">="), end(high.value.clone(), "<=")]
}
