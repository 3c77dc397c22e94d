//! Numbers as they are written: plain digits, words, and digits with a unit or multiplier joined to them.

use super::{cue::NumberWord, cues::Rules};
use crate::fact::Decimal;

/// A number with what is written to it without a space: `CNY800`, `85GW`, `1.5bn`.
pub(super) struct Joined<'a> {
    pub digits: &'a str,
    pub zeros: usize,
    pub unit: Option<String>,
}

impl<'a> Joined<'a> {
    /// Takes a word apart.
    pub fn of(word: &'a str, rules: &Rules) -> Self {
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
pub(super) fn number(word: &str, rules: &Rules) -> Option<(String, bool)> {
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

/// Shifts the point of a number to the right, and multiplies a whole one.
pub(super) fn multiply(digits: &str, zeros: usize, times: u64) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let moved = zeros.min(fraction.len());
    let mut number = format!("{whole}{}{}", &fraction[..moved], "0".repeat(zeros - moved));
    if moved < fraction.len() {
        number = format!("{number}.{}", &fraction[moved..]);
    }
    if times == 1 {
        return number.parse().ok();
    }
    let whole: u64 = number.parse().ok()?;
    whole.checked_mul(times)?.to_string().parse().ok()
}
