//! The note in brackets under a title: （2023年12月25日最高人民法院审判委员会第1823次会议通过，自2024年1月1日起施行）.
//!
//! It is a header of one line: what its clauses say is read as those of a header.
//! A note that is a date and nothing else is the day of signature.

use std::ops::Range;

use super::{
    cue::clip_end,
    dates,
    header::read_clauses,
    issued::lines,
    page::{Page, Rule},
};
use crate::{
    extract::rules::Rules,
    fact::account::{DateOf, PolicyAccount, PolicyDate},
};

/// So many lines under a title are looked at: a number may stand before the note.
const LINES: usize = 3;
/// A note is no longer than that: bytes.
const LONGEST: usize = 1_500;

/// Reads the note of a text that begins right after its title: dates, and issuers where none are known.
pub(super) fn read_note(
    page: &Page,
    text: Range<usize>,
    rules: &Rules,
    policy: &mut PolicyAccount,
) {
    let Some(note) = find_note(page, text) else {
        return;
    };
    let found = dates::find_dates(page.slice(note.clone()));
    if let [date] = found.as_slice()
        && date.range == (0..note.len())
    {
        let date = page.said(date.date, note, &Rule::printed("date under the title"));
        let of = DateOf::Signed;
        policy.dates.push(PolicyDate { of, date });
        return;
    }
    let issuers = read_clauses(page, note, rules, policy);
    if policy.issuers.is_empty() {
        policy.issuers = issuers;
    }
}

/// Returns where the note ends, or where the text begins if it has none: a note names what changed the text.
pub(super) fn end_of_note(page: &Page, text: Range<usize>) -> usize {
    find_note(page, text.clone()).map_or(text.start, |note| note.end)
}

/// Returns what stands in the brackets that begin with a date.
fn find_note(page: &Page, text: Range<usize>) -> Option<Range<usize>> {
    let near = clip_end(page.slice(text.clone()), LONGEST).len();
    let near = text.start..text.start + near;
    let mut first = lines(page, near.clone()).into_iter().take(LINES);
    let line = first.find(|line| page.slice(line.clone()).starts_with(['（', '(']))?;
    let whole = page.slice(line.start..near.end);
    let open = whole.chars().next().map_or(0, char::len_utf8);
    let close = closing(whole)?;
    let inside = page.trim(line.start + open..line.start + close);
    let dated = dates::find_dates(page.slice(inside.clone()));
    let first = dated.first().filter(|date| date.range.start == 0);
    first.is_some().then_some(inside)
}

/// Returns the byte of the bracket that closes the first; brackets nest.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    let mut marks = text.match_indices(['（', '(', '）', ')']);
    let close = marks.find(|(_, mark)| {
        depth += if matches!(*mark, "（" | "(") { 1 } else { -1 };
        depth == 0
    });
    close.map(|(at, _)| at)
}
