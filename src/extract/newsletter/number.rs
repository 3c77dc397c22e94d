//! Numbers with multiplier, unit and comparator: `over CNY 1.2 trillion`, `at least 30 percent`, `1,800 exabytes`.
//!
//! Years, ordinals, numbers in names (`C919`, `No 1`) and numbers joined to a
//! word by a hyphen (`two-year`) are none.

use super::{
    bare::{is_changed, is_name_or_time, is_odds, is_rank},
    comparator::{compare, is_compared, is_compared_behind},
    cue::{NumberWord, Unit},
    cues::Rules,
    digits::{Joined, multiply, number},
    multiple::{fraction, is_of_parts, multiple},
    part::Part,
    span,
};
use crate::fact::Decimal;
use std::ops::Range;

/// A number that stands in a text.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// The number with its unit and comparator, in bytes of the page.
    pub range: Range<usize>,
    /// The number with its unit.
    pub core: Range<usize>,
    /// The number, multiplied out.
    pub value: Decimal,
    /// A notation of the units.
    pub unit: Option<String>,
    /// The comparator that stands beside it.
    pub comparator: Option<&'static str>,
    /// Whether a separator of thousands was read from a full stop.
    pub doubtful: bool,
}

impl Quantity {
    /// Says whether it has a unit.
    pub fn is_told(&self) -> bool {
        self.unit.is_some() || self.value.as_str().len() > 4
    }

    /// Says whether it is a sum of money.
    pub fn is_money(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or("");
        unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) && unit != "TEU"
    }
}

/// Returns the numbers of a passage, in order.
pub(super) fn quantities(part: Part, rules: &Rules) -> Vec<Quantity> {
    let words = part.words();
    let mut found: Vec<Quantity> = Vec::new();
    let mut next = 0;
    while next < words.len() {
        if let Some((length, ends)) = span::span_at(part, &words, next, rules) {
            found.extend(ends);
            next += length;
            continue;
        }
        let Some((length, mut quantity)) = quantity_at(part, &words, next, rules) else {
            next += 1;
            continue;
        };
        let from = found.last().map_or(part.at, |last| last.range.end);
        compare(part, &words, next, from, &mut quantity, rules);
        next += length;
        found.push(quantity);
    }
    found
}

/// Reads the number that begins at a word, and how many words it is.
pub(super) fn quantity_at(
    part: Part,
    words: &[Part],
    at: usize,
    rules: &Rules,
) -> Option<(usize, Quantity)> {
    if let Some(quantity) = multiple(words, at, rules) {
        return Some((1, quantity));
    }
    if let Some(fraction) = fraction(words, at, rules) {
        return Some(fraction);
    }
    if is_of_parts(words, at, rules) {
        return None;
    }
    let joined = Joined::of(words[at].text, rules);
    let (digits, doubtful) = digits_at(words, at, &joined, rules)?;
    let (count, zeros, dozens) = multipliers(&words[at + 1..], rules);
    let stretch = at..at + 1 + count;
    let end = words[at + count].range().end;
    let measured = match joined.unit {
        Some(unit) => Some(Measured {
            unit,
            range: words[at].at..end,
            words: 0,
        }),
        None => measured(part, words, &stretch, rules),
    };
    let zeros = joined.zeros + zeros;
    let bare = measured.is_none() && zeros == 0 && dozens == 1;
    if is_rank(words, at, rules) || is_odds(words, at, rules) {
        return None;
    }
    if bare && is_name_or_time(part, words, at, 1 + count, rules) {
        return None;
    }
    let (range, unit, further) = measured.map_or((words[at].at..end, None, 0), |measured| {
        (measured.range, Some(measured.unit), measured.words)
    });
    let quantity = Quantity {
        range: range.clone(),
        core: range,
        value: multiply(&digits, zeros, dozens)?,
        unit,
        comparator: None,
        doubtful,
    };
    Some((1 + count + further, quantity))
}

/// Reads the digits of a number, and whether that takes a thought; of `a dozen firms` it is one dozen.
fn digits_at(words: &[Part], at: usize, joined: &Joined, rules: &Rules) -> Option<(String, bool)> {
    let dozen = words[at].text.eq_ignore_ascii_case("a")
        && words.get(at + 1).is_some_and(|next| next.text == "dozen");
    number(joined.digits, rules).or_else(|| dozen.then(|| ("1".to_owned(), false)))
}

/// Reads `million` and `dozen` behind a number: how many words, how many zeros, how many times.
fn multipliers(words: &[Part], rules: &Rules) -> (usize, usize, u64) {
    let (mut count, mut zeros, mut dozens) = (0, 0, 1);
    for word in words {
        match rules.number(word.text) {
            Some(NumberWord::Zeros(more)) => zeros += more,
            Some(NumberWord::Dozen(times)) => dozens *= times,
            _ => break,
        }
        count += 1;
    }
    (count, zeros, dozens)
}

/// The unit beside a number.
struct Measured {
    unit: String,
    /// The number with it.
    range: Range<usize>,
    /// How many words behind the number it takes.
    words: usize,
}

/// Finds the unit beside a number: a sign or word before it, else behind it.
fn measured(part: Part, words: &[Part], number: &Range<usize>, rules: &Rules) -> Option<Measured> {
    let (first, last) = (words.get(number.start)?, words.get(number.end - 1)?);
    let (start, end) = (first.at, last.range().end);
    if let Some((unit, from)) = sign_before(part, start, rules) {
        return Some(Measured {
            unit: unit.notation,
            range: from..end,
            words: 0,
        });
    }
    let before = number.start.checked_sub(1);
    let before = before.and_then(|at| word_unit(part, words, at, rules));
    if let Some((_, unit, from)) = before.filter(|(length, unit, _)| *length == 1 && unit.before) {
        return Some(Measured {
            unit: unit.notation,
            range: from..end,
            words: 0,
        });
    }
    let close = |start: usize| {
        part.between(end, start)
            .text
            .chars()
            .all(|c| c == ' ' || c == '-')
    };
    let after = word_unit(part, words, number.end, rules);
    if let Some((count, unit, _)) = after.filter(|(_, unit, start)| unit.after && close(*start)) {
        let stop = words[number.end + count - 1].range().end;
        return Some(Measured {
            unit: unit.notation,
            range: start..stop,
            words: count,
        });
    }
    if let Some((unit, to)) = sign_after(part, end, rules) {
        return Some(Measured {
            unit: unit.notation,
            range: start..to,
            words: 0,
        });
    }
    time(part, words, number, rules)
}

/// Takes a span of time for a unit where it is compared or counts working days: `no less than 120 minutes`.
fn time(part: Part, words: &[Part], number: &Range<usize>, rules: &Rules) -> Option<Measured> {
    let rest = words.get(number.end..)?;
    let (length, hit) = rules.words("time").at(&rest[..rest.len().min(3)], part)?;
    let last = words.get(number.end - 1)?;
    let close = part.between(last.range().end, hit.range.start).text == " ";
    let counts = length > 1
        || is_compared(part, words, number.start, rules)
        || is_compared_behind(part, &rest[length..], rules)
        || is_changed(words, number.start);
    // `idle for more than two years`
    let before = &words[number.start.saturating_sub(4)..number.start];
    let within = before
        .iter()
        .any(|word| rules.is("within", &word.text.to_lowercase()));
    (close && counts && !within).then(|| Measured {
        unit: hit.item.clone(),
        range: words[number.start].at..hit.range.end,
        words: length,
    })
}

/// Reads the unit that is written as words from one word on: how many words, which, and where it begins.
fn word_unit(part: Part, words: &[Part], at: usize, rules: &Rules) -> Option<(usize, Unit, usize)> {
    let rest = words.get(at..)?;
    let (length, hit) = rules.units.at(&rest[..rest.len().min(4)], part)?;
    let unit = hit.item.clone();
    let per = rest
        .get(length)
        .is_some_and(|word| matches!(word.text, "per" | "a"));
    let behind = rest.get(length + 1..).unwrap_or(&[]);
    let behind = &behind[..behind.len().min(2)];
    match rules.denominators.at(behind, part) {
        Some((further, below)) if per && unit.after && !unit.before => {
            let notation = format!("{}/{}", unit.notation, below.item);
            let length = length + 1 + further;
            Some((length, Unit { notation, ..unit }, hit.range.start))
        }
        _ => Some((length, unit, hit.range.start)),
    }
}

/// Reads a sign such as `US$` before a number, and where it begins.
fn sign_before(part: Part, at: usize, rules: &Rules) -> Option<(Unit, usize)> {
    let before = part.before(at).text;
    let trimmed = before.trim_end_matches(' ');
    let (sign, unit) = rules
        .signs
        .iter()
        .find(|(sign, unit)| unit.before && ends_with_ignoring_case(trimmed, sign))?;
    Some((unit.clone(), part.at + trimmed.len() - sign.len()))
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let from = text.len().checked_sub(end.len());
    from.and_then(|from| text.get(from..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// Reads a sign such as `%` after a number, and where it ends.
fn sign_after(part: Part, at: usize, rules: &Rules) -> Option<(Unit, usize)> {
    let rest = part.from(at).text;
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let (sign, unit) = rules
        .signs
        .iter()
        .find(|(sign, unit)| unit.after && rest[blank..].starts_with(sign.as_str()))?;
    Some((unit.clone(), at + blank + sign.len()))
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    #[test]
    fn a_number_is_multiplied_out_and_has_its_unit_and_comparator() {
        let rules = shipped();
        for (text, comparator, value, unit) in [
            (
                "of 300 ExaFLOPS (EFLOPS) by 2025",
                None,
                "300",
                Some("EFLOPS"),
            ),
            ("with 35 percent allocated", None, "35", Some("percent")),
            (
                "at least 1,800 exabytes (EB)",
                Some(">="),
                "1800",
                Some("EB"),
            ),
            (
                "CNY 800 billion in trade",
                None,
                "800000000000",
                Some("CNY"),
            ),
            (
                "over USD 9.9 billion;",
                Some(">"),
                "9900000000",
                Some("USD"),
            ),
            ("EUR 1.25bn", None, "1250000000", Some("EUR")),
            ("RMB800 million", None, "800000000", Some("CNY")),
            ("exceed 85GW of", Some(">"), "85", Some("GW")),
            (
                "no more than 13.5% of it",
                Some("<="),
                "13.5",
                Some("percent"),
            ),
            (
                "RMB 1 trillion or more",
                Some(">="),
                "1000000000000",
                Some("CNY"),
            ),
            ("US$2.5 million", None, "2500000", Some("USD")),
            ("800 billion yuan", None, "800000000000", Some("CNY")),
            ("around 6.000 employees", None, "6000", None),
            ("Create 30 application benchmarks", None, "30", None),
            ("ten national centers", None, "10", None),
            ("Double the robot density", None, "2", Some("times")),
            ("to twice the level", None, "2", Some("times")),
            (
                "by 2025 and above 40 percent",
                Some(">"),
                "40",
                Some("percent"),
            ),
            ("must not fall below 6 GW", Some(">="), "6", Some("GW")),
            (
                "more than 1.5 million tonnes",
                Some(">"),
                "1500000",
                Some("tonne"),
            ),
        ] {
            let found = quantities(Part { at: 0, text }, &rules);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let it = &found[0];
            assert_eq!(
                (it.comparator, it.value.as_str(), it.unit.as_deref()),
                (comparator, value, unit),
                "{text}"
            );
        }
    }

    #[test]
    fn years_names_and_spans_of_time_are_no_numbers() {
        let rules = shipped();
        for text in [
            "by 2025, C919 and IPv6",
            "the Jiuzhang 3 prototype",
            "a two-year plan",
            "October 8 and 9 May",
            "within 30 days",
            "Boat No 1, completed",
            "(2023-2025)",
            "the 14th plan",
        ] {
            let found = quantities(Part { at: 0, text }, &rules);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
