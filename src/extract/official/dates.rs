//! Dates as Chinese documents print them: `2023年10月10日`, `二〇二三年十月十日`, `２０２３ 年 10 月`.

use std::{fmt::Write, ops::Range};

use crate::fact::{
    KnownDate,
    numeral::{digit, parse_numeral},
};

/// A date and where it stands, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub range: Range<usize>,
    /// The date, as exact as printed.
    pub date: KnownDate,
}

/// Finds the dates of a text that name their year, in order. A day that the calendar does not have is no date. O(n).
#[must_use]
pub fn find_dates(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (at, _) in text.match_indices('年') {
        let Some((start, year)) = year_before(&text[..at]) else {
            continue;
        };
        let mut end = at + '年'.len_utf8();
        let mut printed = format!("{year:04}");
        for sign in ['月', '日'] {
            let Some((number, to)) = number_then(&text[end..], sign) else {
                break;
            };
            // Writing to a string does not fail.
            let _ = write!(printed, "-{number:02}");
            end += to;
        }
        let before = found.last().is_some_and(|last| last.range.end > start);
        if let (false, Ok(date)) = (before, printed.parse()) {
            let range = start..end;
            found.push(Found { range, date });
        }
    }
    found
}

/// Reads the four digits that end a text.
fn year_before(text: &str) -> Option<(usize, u32)> {
    let trimmed = text.trim_end_matches([' ', '\u{a0}']);
    let mut digits = trimmed.char_indices().rev();
    let (mut year, mut start) = (0, 0);
    for place in [1, 10, 100, 1000] {
        let (at, c) = digits.next()?;
        year += place * digit_of_year(c)?;
        start = at;
    }
    let longer = digits
        .next()
        .is_some_and(|(_, c)| digit_of_year(c).is_some());
    (!longer && (1900..2100).contains(&year)).then_some((start, year))
}

/// Reads a number below 100 that this sign follows, and how far both reach.
fn number_then(text: &str, sign: char) -> Option<(u32, usize)> {
    let end = text.char_indices().take(8).find(|(_, c)| *c == sign)?.0;
    let number = parse_numeral(text[..end].trim_matches([' ', '\u{a0}']))?;
    let number = u32::try_from(number).ok().filter(|number| *number < 100)?;
    Some((number, end + sign.len_utf8()))
}

/// Returns the value of a digit of a year, where some print the letter O for zero.
fn digit_of_year(c: char) -> Option<u32> {
    if c == 'O' { Some(0) } else { digit(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_printed() {
        for (text, dates) in [
            ("2023年10月10日 通过", "2023-10-10"),
            ("二〇二三年十月二十日", "2023-10-20"),
            ("二○○四年十月一日起施行", "2004-10-01"),
            ("２０２３ 年 １０ 月 ９ 日", "2023-10-09"),
            ("2022年1月发布", "2022-01"),
            ("《规划（2021—2035年）》", "2035"),
            ("1990年3月14日、1991年11月30日", "1990-03-14 1991-11-30"),
            ("2018年5月24日至28日", "2018-05-24"),
            ("2023年2月30日", ""),
            ("三年行动", ""),
            ("12023年", ""),
            ("一九八六年十二月", "1986-12"),
        ] {
            let found = find_dates(text);
            let found: Vec<String> = found.iter().map(|found| found.date.to_string()).collect();
            assert_eq!(found.join(" "), dates, "{text}");
        }
    }

    #[test]
    fn a_date_knows_where_it_stands() {
        let text = "自二〇二三年十月十日起";
        let found = find_dates(text);
        assert_eq!(&text[found[0].range.clone()], "二〇二三年十月十日");
    }
}
