//! Dates in English text, as exact as printed; the year that a text leaves out comes from the issue.

use std::ops::Range;

use super::{cue::NumberWord, cues::Rules, part::Part};
use crate::fact::KnownDate;

/// Years that a number of four digits can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A day, month and year as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    pub year: Option<i32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// A date that stands in a text.
#[derive(Clone, Debug)]
pub(super) struct FoundDate {
    /// Its bytes in the words of the page.
    pub range: Range<usize>,
    /// What is printed; of `this year` the year that is meant.
    pub printed: Printed,
    /// Whether the year is not printed as a number.
    pub implied: bool,
}

/// Which year a date without one belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Towards {
    /// The last such day that is not after the issue.
    Past,
    /// The next such day that is not long before the issue.
    Future,
}

/// When the issue appeared: what `this year` and a month without a year are counted from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Calendar {
    pub year: Option<i32>,
    pub month: u8,
    pub day: u8,
}

impl Calendar {
    /// Makes the calendar of an issue of this date.
    pub fn new(date: Option<Printed>) -> Self {
        date.map_or_else(Self::default, |date| Self {
            year: date.year,
            month: date.month.unwrap_or(12),
            day: date.day.unwrap_or(28),
        })
    }

    /// Returns the date that is meant, and whether its year is ours; nothing where there is no such day.
    pub fn resolve(&self, printed: Printed, towards: Towards) -> Option<(KnownDate, bool)> {
        let known = |year| {
            known_date(Printed {
                year: Some(year),
                ..printed
            })
        };
        if let Some(year) = printed.year {
            return Some((known(year)?, false));
        }
        let year = self.year?;
        let (month, day) = (printed.month?, printed.day.unwrap_or(1));
        let from_issue = days(month, day) - days(self.month, self.day);
        let year = match towards {
            Towards::Past if from_issue > 31 => year - 1,
            Towards::Future if from_issue < -90 => year + 1,
            Towards::Future if from_issue > 270 => year - 1,
            _ => year,
        };
        Some((known(year)?, true))
    }
}

/// Days since New Year, near enough to tell which of two years is meant.
fn days(month: u8, day: u8) -> i32 {
    i32::from(month) * 30 + i32::from(day)
}

/// Returns a printed date with its year as a date, if the calendar has it.
pub(super) fn known_date(printed: Printed) -> Option<KnownDate> {
    let year = printed.year?;
    let text = match (printed.month, printed.day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    };
    text.parse().ok()
}

/// Returns the dates of a passage, in order.
pub(super) fn dates(part: Part, rules: &Rules, calendar: &Calendar) -> Vec<FoundDate> {
    let words = part.words();
    let mut found = Vec::new();
    let mut next = 0;
    while next < words.len() {
        match date_at(&words, next, rules, calendar) {
            Some((length, printed, implied)) => {
                let end = words[next + length - 1].range().end;
                found.push(FoundDate {
                    range: words[next].at..end,
                    printed,
                    implied,
                });
                next += length;
            }
            None => next += 1,
        }
    }
    found
}

/// A date read: how many words it is, what it says, and whether its year is implied.
type Read = (usize, Printed, bool);

/// Reads the date that begins at a word.
fn date_at(words: &[Part], at: usize, rules: &Rules, calendar: &Calendar) -> Option<Read> {
    let rest = &words[at..];
    in_figures(rest)
        .or_else(|| month_first(rest, rules))
        .or_else(|| month_alone(words, at, rules))
        .or_else(|| day_first(rest, rules))
        .or_else(|| year_alone(rest))
        .or_else(|| part_of_year(rest))
        .or_else(|| relative_year(rest, calendar))
}

/// Returns a word by its number, empty where there is none.
fn text<'a>(words: &[Part<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.text)
}

fn read(length: usize, year: Option<i32>, month: Option<u8>, day: Option<u8>) -> Read {
    let printed = Printed { year, month, day };
    (length, printed, year.is_none())
}

/// Reads `2023-10-08`.
fn in_figures(words: &[Part]) -> Option<Read> {
    let (year, month, day) = numeric(text(words, 0))?;
    Some(read(1, Some(year), Some(month), day))
}

/// Reads `October 8, 2023`, `October 8`, `October 2023`, `October of 2023`.
fn month_first(words: &[Part], rules: &Rules) -> Option<Read> {
    let month = month(text(words, 0), rules)?;
    if let Some(day) = day(text(words, 1)) {
        let year = year(text(words, 2));
        return Some(read(
            2 + usize::from(year.is_some()),
            year,
            Some(month),
            Some(day),
        ));
    }
    let of = usize::from(text(words, 1).eq_ignore_ascii_case("of"));
    let year = year(text(words, 1 + of))?;
    Some(read(2 + of, Some(year), Some(month), None))
}

/// Reads `8 October 2023`.
fn day_first(words: &[Part], rules: &Rules) -> Option<Read> {
    let (day, month) = (day(text(words, 0))?, month(text(words, 1), rules)?);
    let year = year(text(words, 2));
    Some(read(
        2 + usize::from(year.is_some()),
        year,
        Some(month),
        Some(day),
    ))
}

fn year_alone(words: &[Part]) -> Option<Read> {
    let year = year(text(words, 0))?;
    Some(read(1, Some(year), None, None))
}

/// Reads `mid-2026`, `end-2025`: as exact as the year.
fn part_of_year(words: &[Part]) -> Option<Read> {
    let (part, digits) = text(words, 0).split_once('-')?;
    let known = ["mid", "end", "early", "late", "year-end"];
    known.iter().find(|it| it.eq_ignore_ascii_case(part))?;
    Some(read(1, Some(year(digits)?), None, None))
}

/// Reads `this year`, `last year`, `next year`, and `year-end`, which is that of this year.
fn relative_year(words: &[Part], calendar: &Calendar) -> Option<Read> {
    if text(words, 0) == "year-end" && year(text(words, 1)).is_none() {
        let (length, printed, _) = read(1, Some(calendar.year?), None, None);
        return Some((length, printed, true));
    }
    let shift = match text(words, 0).to_ascii_lowercase().as_str() {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    let year = calendar.year? + shift;
    let (length, printed, _) = read(2, Some(year), None, None);
    text(words, 1)
        .eq_ignore_ascii_case("year")
        .then_some((length, printed, true))
}

/// Reads a month alone, behind a word such as `in` or `last`.
fn month_alone(words: &[Part], at: usize, rules: &Rules) -> Option<Read> {
    let month = month(text(words, at), rules)?;
    let before = text(words, at.checked_sub(1)?);
    rules
        .is("before-month", before)
        .then(|| read(1, None, Some(month), None))
}

pub(super) fn month(word: &str, rules: &Rules) -> Option<u8> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    match rules.number(word)? {
        NumberWord::Month(month) => Some(month),
        _ => None,
    }
}

/// Reads `5`, `05`, `5th` or the first day of `5-7`.
fn day(word: &str) -> Option<u8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    let tail = matches!(rest, "" | "st" | "nd" | "rd" | "th") || rest.starts_with(['-', '–']);
    let day: u8 = word[..digits].parse().ok()?;
    (tail && digits <= 2 && (1..=31).contains(&day)).then_some(day)
}

pub(super) fn year(word: &str) -> Option<i32> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year = if digits {
        word.parse().ok()?
    } else {
        return None;
    };
    YEARS.contains(&year).then_some(year)
}

/// Reads `2023-10-08`, and `2023年10月8日` or `2023年10月`, which are one word each.
fn numeric(word: &str) -> Option<(i32, u8, Option<u8>)> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) || !word.contains(['-', '年']) {
        return None;
    }
    let mut fields = word
        .split(['-', '年', '月', '日'])
        .filter(|field| !field.is_empty());
    let year = year(fields.next()?)?;
    let month: u8 = fields.next()?.parse().ok()?;
    let day = fields.next().map(str::parse::<u8>).transpose().ok()?;
    ((1..=12).contains(&month) && fields.next().is_none()).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    fn read(text: &str, towards: Towards) -> Vec<(String, bool)> {
        let issue = Printed {
            year: Some(2024),
            month: Some(1),
            day: Some(15),
        };
        let calendar = Calendar::new(Some(issue));
        let part = Part { at: 0, text };
        let found = dates(part, &shipped(), &calendar).into_iter();
        let resolved = found.filter_map(|date| {
            let (known, ours) = calendar.resolve(date.printed, towards)?;
            Some((known.to_string(), ours || date.implied))
        });
        resolved.collect()
    }

    #[test]
    fn a_date_is_as_exact_as_printed_and_a_year_left_out_is_that_of_the_issue() {
        for (text, date, implied) in [
            ("Date: October 9, 2023", "2023-10-09", false),
            ("9 October 2023", "2023-10-09", false),
            ("Sept. 5th, 2023", "2023-09-05", false),
            ("released in March 2022", "2022-03", false),
            ("2023-10-09", "2023-10-09", false),
            ("2023年10月9日", "2023-10-09", false),
            ("December 12: BYD", "2023-12-12", true),
            ("January 8: BYD", "2024-01-08", true),
            ("in July the bank", "2023-07", true),
            ("came into effect last year", "2023", true),
            ("by 2025", "2025", false),
        ] {
            assert_eq!(
                read(text, Towards::Past),
                [(date.to_owned(), implied)],
                "{text}"
            );
        }
        assert_eq!(
            read("until February 7", Towards::Future),
            [("2024-02-07".to_owned(), true)]
        );
        assert_eq!(
            read("until December 20", Towards::Future),
            [("2023-12-20".to_owned(), true)]
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "it may rise",
            "February 30, 2024",
            "3000 firms",
            "march on",
            "300 EFLOPS",
        ] {
            assert_eq!(read(text, Towards::Past), [], "{text}");
        }
    }
}
