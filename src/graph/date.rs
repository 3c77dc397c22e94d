//! What was there at a date, when both dates may be known to the month or the year only.
//!
//! Takes dates as they are stored, `2023-10-10`, `2023-10` or `2023`; gives yes,
//! no, or that the dates do not say. Whether a text is a date is checked where
//! it enters; here one that cannot be read says nothing.

use serde::Serialize;

/// Whether something was there at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Known {
    /// It was, whichever days the dates mean.
    Yes,
    /// The dates are too vague to say.
    Maybe,
    /// It was not yet.
    No,
}

/// A day as year, month, day.
type Day = (u16, u8, u8);

/// Says whether what happened on `date` had happened by the end of `at`.
///
/// Both are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. A vague `at` counts to its last
/// day: by `2022` is by the end of 2022. A vague `date` is any day it holds, so
/// by 15 June 2022 `2022-03` had happened, `2022` may have, `2023` had not.
/// [`Known::Maybe`] where either cannot be read.
#[must_use]
pub fn known_by(date: &str, at: &str) -> Known {
    let (Some((first, last)), Some((_, at))) = (parse_days(date), parse_days(at)) else {
        return Known::Maybe;
    };
    if last <= at {
        Known::Yes
    } else if first > at {
        Known::No
    } else {
        Known::Maybe
    }
}

/// Reads the first and the last day that a date can mean.
fn parse_days(date: &str) -> Option<(Day, Day)> {
    let mut parts = date.split('-');
    let year: u16 = parse_digits(parts.next()?, 4)?;
    let Some(month) = parts.next() else {
        return Some(((year, 1, 1), (year, 12, 31)));
    };
    let month = u8::try_from(parse_digits(month, 2)?).ok()?;
    let longest = days_in_month(year, month)?;
    let Some(day) = parts.next() else {
        return Some(((year, month, 1), (year, month, longest)));
    };
    let day = u8::try_from(parse_digits(day, 2)?).ok()?;
    let fits = (1..=longest).contains(&day) && parts.next().is_none();
    fits.then_some(((year, month, day), (year, month, day)))
}

fn parse_digits(text: &str, width: usize) -> Option<u16> {
    let fits = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn days_in_month(year: u16, month: u8) -> Option<u8> {
    let divisible = |by| year.is_multiple_of(by);
    let leap = divisible(4) && (!divisible(100) || divisible(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_had_happened_by_a_date() {
        for (date, at, known) in [
            ("2022", "2022-06-15", Known::Maybe),
            ("2022-03", "2022-06-15", Known::Yes),
            ("2022-06", "2022-06-15", Known::Maybe),
            ("2022-06", "2022-06-30", Known::Yes),
            ("2024-02", "2024-02-28", Known::Maybe),
            ("2024-02", "2024-02-29", Known::Yes),
            ("1900-02", "1900-02-28", Known::Yes),
            ("2022-06-15", "2022-06-15", Known::Yes),
            ("2022-06-16", "2022-06-15", Known::No),
            ("2023", "2022-06-15", Known::No),
            ("2022-07", "2022-06-15", Known::No),
            ("2021", "2022-06-15", Known::Yes),
            ("2022", "2022", Known::Yes),
            ("2022-11-30", "2022", Known::Yes),
            ("2023-01", "2022", Known::No),
            ("2022-06-16", "2022-06", Known::Yes),
            ("2022", "2022-12", Known::Yes),
        ] {
            assert_eq!(known_by(date, at), known, "{date} by {at}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_read_says_nothing() {
        for date in [
            "",
            "22",
            "2022-13",
            "2022-02-30",
            "2022-1-1",
            "2022-01-01-01",
            "spring",
            "+202",
        ] {
            assert_eq!(known_by(date, "2022"), Known::Maybe, "{date}");
            assert_eq!(known_by("2022", date), Known::Maybe, "{date}");
        }
    }
}
