//! Document numbers in running text: each 号 is looked at, and what stands before it read backwards.
//!
//! A look back goes no further than [`FARTHEST`], so that a text is read in
//! time linear in its length.

use std::ops::Range;

use super::{DocumentNumber, SERIES, usual_bracket};
use crate::fact::numeral::{is_numeral, parse_numeral};

/// How many characters before 号 may belong to a number: six issuers and more, a year, a serial number.
const FARTHEST: usize = 160;

/// The most characters of a code.
const LONGEST_CODE: usize = 24;

/// Where a number begins that stands in a sentence without a mark before it. No code and no body's name holds one.
const LEAD_INS: [&str; 21] = [
    "根据", "按照", "依据", "依照", "参照", "遵照", "违反", "执行", "发布", "公布", "颁布", "修订",
    "修正", "文号", "号", "见", "的", "以", "是", "按", "我院",
];

/// With these a body's name ends, but no code: 市人民政府京政发〔1985〕1号.
const BODY_ENDS: [&str; 2] = ["政府", "委员会"];

/// With these begins a number too, but bodies' names hold them.
const JOINERS: [&str; 3] = ["和", "及", "与"];

/// The last letters of bodies' names, after which a space may part two of them.
const NAME_ENDS: &str = "部委局署院会厅办行室社组府省市社司令";

/// What a date before a name leaves at the name's beginning, and what parts two names.
const AFTER_DATES: [char; 6] = ['年', '月', '日', ' ', '\u{3000}', '、'];

/// Finds the document numbers in a text, in order, each with its place in bytes. O(n).
///
/// Finds CODE〔YEAR〕SERIAL号, also without a code; announcements and orders (财政部公告2023年第2号, 国令第725号,
/// 国务院第725号令); and 2023年第5号. A bare 第5号 is found only by [`read_cell`].
#[must_use]
pub fn find_numbers(words: &str) -> Vec<(Range<usize>, DocumentNumber)> {
    let mut found: Vec<(Range<usize>, DocumentNumber)> = Vec::new();
    for (at, mark) in words.match_indices('号') {
        let from = found.last().map_or(0, |(range, _)| range.end);
        let Some(before) = words.get(from..at) else {
            continue;
        };
        let after = at + mark.len();
        if let Some((start, number, tail)) = read_back(last(before, FARTHEST), &words[after..]) {
            let length = last(before, FARTHEST).len();
            found.push((at - length + start..after + tail, number));
        }
    }
    found
}

/// Finds the document numbers in a cell of a table, where 第5号 alone is one too, and so is one in brackets.
#[must_use]
pub fn read_cell(cell: &str) -> Vec<(Range<usize>, DocumentNumber)> {
    let found = find_numbers(cell);
    if !found.is_empty() {
        return found;
    }
    let outside = |c: char| c.is_whitespace() || matches!(usual_bracket(c), '〔' | '〕');
    let inner = cell.trim_matches(outside);
    let start = cell.len() - cell.trim_start_matches(outside).len();
    let number = DocumentNumber::parse_part(inner);
    number
        .map(|number| (start..start + inner.len(), number))
        .into_iter()
        .collect()
}

/// Reads a number backwards from its 号; gives where it begins, and how much after the 号 belongs to it.
fn read_back(before: &str, after: &str) -> Option<(usize, DocumentNumber, usize)> {
    let mut back = Back(before);
    back.spaces();
    let serial = parse_numeral(back.take(is_numeral, 6)?)?;
    back.spaces();
    let ordinal = back.strip("第");
    back.spaces();
    let bare = back;
    if let Some(year) = back.bracketed_year() {
        let code = back.code();
        let number = DocumentNumber::bracketed(code, year, serial);
        return Some((back.0.len(), number, 0));
    }
    back = bare;
    let dated = back.strip("年");
    back.spaces();
    let year = back.year().filter(|_| dated || ordinal);
    if year.is_none() {
        back = bare;
    }
    if !(ordinal || dated && year.is_some()) {
        return None;
    }
    let follows = SERIES.iter().find(|series| after.starts_with(**series));
    let (series, tail) = match follows {
        Some(series) if year.is_none() => (*series, series.len()),
        _ => ("", 0),
    };
    let code = if series.is_empty() {
        back.series()
    } else {
        back.issuers()
    };
    if code.is_empty() && year.is_none() {
        return None;
    }
    let number = DocumentNumber::of_series(&format!("{code}{series}"), year, serial);
    Some((back.0.len(), number, tail))
}

/// What is still before the place that has been read to, going backwards.
#[derive(Clone, Copy)]
struct Back<'a>(&'a str);

impl<'a> Back<'a> {
    fn spaces(&mut self) {
        self.0 = self.0.trim_end();
    }

    fn strip(&mut self, end: &str) -> bool {
        let rest = self.0.strip_suffix(end);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Takes the characters at the end for which a test holds; `None` for none and for more than `most`.
    fn take(&mut self, test: impl Fn(char) -> bool, most: usize) -> Option<&'a str> {
        let rest = self.0.trim_end_matches(test);
        let taken = &self.0[rest.len()..];
        let fits = !taken.is_empty() && taken.chars().count() <= most;
        if fits {
            self.0 = rest;
        }
        fits.then_some(taken)
    }

    fn year(&mut self) -> Option<u16> {
        let mut ahead = *self;
        let digits = ahead.take(|c| c.is_ascii_digit() || ('０'..='９').contains(&c), 4)?;
        let year = parse_numeral(digits).filter(|year| (1900..2200).contains(year))?;
        *self = ahead;
        u16::try_from(year).ok()
    }

    fn bracket(&mut self, shape: char) -> Option<()> {
        let last = self.0.chars().next_back()?;
        (usual_bracket(last) == shape).then(|| self.0 = &self.0[..self.0.len() - last.len_utf8()])
    }

    fn bracketed_year(&mut self) -> Option<u16> {
        self.bracket('〕')?;
        self.spaces();
        self.strip("年");
        let year = self.year()?;
        self.spaces();
        self.bracket('〔')?;
        Some(year)
    }

    /// Takes the code before a year in brackets; the issuers with it where it is that of an announcement.
    fn code(&mut self) -> &'a str {
        let mut ahead = *self;
        ahead.spaces();
        if SERIES.iter().any(|series| ahead.0.ends_with(series)) {
            *self = ahead;
            return self.series();
        }
        let of_code = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
        let rest = ahead.0.trim_end_matches(of_code);
        let code = last(&ahead.0[rest.len()..], LONGEST_CODE);
        let code = after_last(after_last(code, &LEAD_INS), &JOINERS);
        let code = after_last(code, &BODY_ENDS);
        if !code.is_empty() {
            self.0 = &ahead.0[..ahead.0.len() - code.len()];
        }
        code
    }

    /// Takes the name of a series of announcements or orders, with its issuers.
    fn series(&mut self) -> &'a str {
        let mut ahead = *self;
        ahead.spaces();
        let all = ahead.0;
        let Some(series) = SERIES.iter().find(|series| all.ends_with(**series)) else {
            return "";
        };
        ahead.0 = &all[..all.len() - series.len()];
        ahead.issuers();
        self.0 = ahead.0;
        &all[ahead.0.len()..]
    }

    /// Takes the names of bodies before a series.
    fn issuers(&mut self) -> &'a str {
        let all = self.0;
        let mut start = all.len();
        for (at, c) in all.char_indices().rev() {
            let parts = c == ' ' || c == '\u{3000}' || c == '、';
            let named = all[..at].ends_with(|c| NAME_ENDS.contains(c) || c == ' ');
            if c.is_ascii_digit() || !(c.is_alphanumeric() || (parts && named)) {
                break;
            }
            start = at;
        }
        let names = after_last(&all[start..], &LEAD_INS);
        let names = names.trim_start_matches(AFTER_DATES);
        self.0 = &all[..all.len() - names.len()];
        names
    }
}

/// Returns the last characters of a text, so many at most.
fn last(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().nth(most.saturating_sub(1));
    start.map_or(text, |(start, _)| &text[start..])
}

/// Returns what stands after the last of these words.
fn after_last<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let ends = words
        .iter()
        .filter_map(|word| Some(text.rfind(word)? + word.len()));
    &text[ends.max().unwrap_or(0)..]
}

#[cfg(test)]
mod tests;
