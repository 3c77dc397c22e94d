//! Numbers with multiplier, unit and comparator: `over CNY 1.2 trillion`, `at least 30 percent`, `1,800 exabytes`.
//!
//! Years, ordinals, numbers in names (`C919`, `No 1`) and numbers joined to a
//! word by a hyphen (`two-year`) are none.

use super::{
    comparator::{compare, is_compared},
    cues::{NumberWord, Rules, Unit},
    date,
    part::Part,
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
    /// Says whether it is a sum of money.
    pub fn is_money(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or("");
        unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) && unit != "TWh"
    }
}

/// Returns the numbers of a passage, in order.
pub(super) fn quantities(part: Part, rules: &Rules) -> Vec<Quantity> {
    let words = part.words();
    let mut found: Vec<Quantity> = Vec::new();
    let mut next = 0;
    while next < words.len() {
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
fn quantity_at(part: Part, words: &[Part], at: usize, rules: &Rules) -> Option<(usize, Quantity)> {
    if let Some(quantity) = multiple(words, at, rules) {
        return Some((1, quantity));
    }
    let joined = Joined::of(words[at].text, rules);
    let (value, doubtful) = number(joined.digits, rules)?;
    let sign = sign_before(part, words[at].at, rules);
    let unit_before = at
        .checked_sub(1)
        .and_then(|before| word_unit(part, words, before, rules))
        .filter(|(length, unit, _)| *length == 1 && unit.before);
    let mut length = 1;
    let mut zeros = joined.zeros;
    while let Some(NumberWord::Zeros(more)) = words
        .get(at + length)
        .and_then(|word| rules.number(word.text))
    {
        zeros += more;
        length += 1;
    }
    let end = words[at + length - 1].range().end;
    let after = word_unit(part, words, at + length, rules).filter(|(_, unit, start)| {
        unit.after
            && part
                .between(end, *start)
                .text
                .chars()
                .all(|c| c == ' ' || c == '-')
    });
    let (mut start, mut stop) = (words[at].at, end);
    let unit = if let Some(unit) = joined.unit {
        Some(unit)
    } else if let Some((unit, from)) = sign {
        start = from;
        Some(unit.notation)
    } else if let Some((_, unit, from)) = unit_before {
        start = from;
        Some(unit.notation)
    } else if let Some((count, unit, _)) = after {
        length += count;
        stop = words[at + length - 1].range().end;
        Some(unit.notation)
    } else if let Some((unit, to)) = sign_after(part, end, rules) {
        stop = to;
        Some(unit.notation)
    } else {
        None
    };
    if unit.is_none() && zeros == 0 && is_name_or_time(part, words, at, length, rules) {
        return None;
    }
    let quantity = Quantity {
        range: start..stop,
        core: start..stop,
        value: multiply(&value, zeros)?,
        unit,
        comparator: None,
        doubtful,
    };
    Some((length, quantity))
}

/// Reads a number that is one word with what it counts: `double`, `fourfold`, `halve`.
fn multiple(words: &[Part], at: usize, rules: &Rules) -> Option<Quantity> {
    let word = words[at];
    let (value, unit) = match rules.number(word.text)? {
        NumberWord::Times(value) => (value, "times"),
        NumberWord::Percent(value) => (value, "percent"),
        _ => return None,
    };
    // Of `double standards` nothing is doubled.
    let next = words.get(at + 1).map_or("", |word| word.text);
    let before = at.checked_sub(1).map_or("", |at| words[at].text);
    let object = next.is_empty()
        || rules.is("small", next)
        || rules.is("article", next)
        || rules.is("before-aim", before)
        || date::year(next).is_some();
    let value = value.to_string().parse().ok()?;
    object.then(|| Quantity {
        range: word.range(),
        core: word.range(),
        value,
        unit: Some(unit.to_owned()),
        comparator: None,
        doubtful: false,
    })
}

/// A number with what is written to it without a space: `CNY800`, `85GW`, `1.5bn`.
struct Joined<'a> {
    digits: &'a str,
    zeros: usize,
    unit: Option<String>,
}

impl<'a> Joined<'a> {
    fn of(word: &'a str, rules: &Rules) -> Self {
        let whole = Self {
            digits: word,
            zeros: 0,
            unit: None,
        };
        let is_digit = |c: char| c.is_ascii_digit();
        let Some(start) = word.find(is_digit) else {
            return whole;
        };
        let digits = word[start..].trim_end_matches(|c: char| !c.is_ascii_digit());
        let (before, after) = (&word[..start], &word[start + digits.len()..]);
        let unit = |word: &str, before: bool| {
            let unit = rules.units.whole(word)?;
            let fits = if before { unit.before } else { unit.after };
            fits.then(|| unit.notation.clone())
        };
        let (zeros, unit) = match (before, after) {
            ("", after) => match rules.number(after) {
                Some(NumberWord::Zeros(zeros)) => (zeros, None),
                _ => (0, unit(after, false)),
            },
            (before, "") => (0, unit(before, true)),
            (before, after) => match (unit(before, true), rules.number(after)) {
                (Some(unit), Some(NumberWord::Zeros(zeros))) => (zeros, Some(unit)),
                _ => return whole,
            },
        };
        if zeros == 0 && unit.is_none() {
            return whole;
        }
        Self {
            digits,
            zeros,
            unit,
        }
    }
}

/// Returns a number as plain digits, and whether that takes a thought.
fn number(word: &str, rules: &Rules) -> Option<(String, bool)> {
    if let Some(NumberWord::Value(value)) = rules.number(word) {
        return Some((value.to_string(), false));
    }
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    if !plain.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let groups: Vec<&str> = plain.split('.').collect();
    match groups[..] {
        [whole, "000"] if whole.len() <= 3 => Some((format!("{whole}000"), true)),
        [_] | [_, _] => Some((plain, false)),
        // 1.200.000
        [first, ref rest @ ..] if first.len() <= 3 && rest.iter().all(|group| group.len() == 3) => {
            Some((groups.concat(), true))
        }
        _ => None,
    }
}

/// Shifts the point of a number to the right.
fn multiply(digits: &str, zeros: usize) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let moved = zeros.min(fraction.len());
    let mut number = format!("{whole}{}{}", &fraction[..moved], "0".repeat(zeros - moved));
    if moved < fraction.len() {
        number = format!("{number}.{}", &fraction[moved..]);
    }
    number.parse().ok()
}

/// Reads the unit that is written as words from one word on: how many words, which, and where it begins.
fn word_unit(part: Part, words: &[Part], at: usize, rules: &Rules) -> Option<(usize, Unit, usize)> {
    let rest = words.get(at..)?;
    let (length, hit) = rules.units.at(&rest[..rest.len().min(4)], part)?;
    Some((length, hit.item.clone(), hit.range.start))
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

/// Says of a bare number whether it is a year, part of a date or a name, or counts time.
fn is_name_or_time(part: Part, words: &[Part], at: usize, length: usize, rules: &Rules) -> bool {
    let word = words[at];
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let after = words.get(at + length);
    let digits = word.text.starts_with(|c: char| c.is_ascii_digit());
    let month = |word: &&Part| matches!(rules.number(word.text), Some(NumberWord::Month(_)));
    let named = before.is_some_and(|before| {
        let close = part.between(before.range().end, word.at).text == " ";
        let capital = before.text.starts_with(char::is_uppercase) && before.at > part.at;
        digits && close && capital && !rules.is("verb", before.text)
    });
    let joined = part
        .from(word.range().end)
        .text
        .starts_with(['-', '–', '/'])
        || part.before(word.at).text.ends_with(['-', '–', '/']);
    let one = word.text.eq_ignore_ascii_case("one");
    date::year(word.text).is_some()
        || before.as_ref().is_some_and(month)
        || after.as_ref().is_some_and(month)
        || named
        || joined
        || one
        || after.is_some_and(|after| rules.is("time", after.text))
        || (after.is_none_or(|after| rules.is("small", after.text))
            && !is_compared(part, words, at, rules))
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
