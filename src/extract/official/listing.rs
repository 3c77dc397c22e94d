//! Lists whose heading says what becomes of their items: 下列规章同时废止：, 对下列规章作出修改：, a list of annulled documents.
//!
//! Items are lines that bear one sort of mark, `（一）` or `1.`, or rows of a table. Where a document annuls, its items may
//! stand without 《》. What an item's own words say comes first; that is `relations`' to choose.

use std::ops::Range;

use super::{
    citation::Citation,
    issued::lines,
    marks::Mark,
    page::{Page, closed_up},
    rules::{Cue, CuePlace, Rules},
    title::{kind_of, without_brackets_at_end},
    wording::{ends, holds},
};
use crate::{
    fact::{DocumentNumber, number::find_numbers, numeral::is_numeral},
    vocab,
};

/// So far into an item that is changed its title begins: 将《…》第七条修改为. Characters.
const NEAR: usize = 20;
/// A heading that no colon ends is no longer than that: bytes.
const LONGEST_HEADING: usize = 600;
/// A title without marks is no longer than that: characters.
const LONGEST: usize = 90;

/// A line of a list and what the heading says of the titles in it.
pub(super) struct Item<'a> {
    pub(super) line: Range<usize>,
    pub(super) cue: &'a Cue,
    /// The title in it that stands without marks.
    pub(super) bare: Option<Mark>,
    /// The number in a row of a table.
    pub(super) number: Option<String>,
}

/// By what a line shows that it is an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1. or 1、
    Digit,
    /// （1）
    DigitInBrackets,
    /// 《 or “
    Title,
    /// - or *
    Bullet,
    /// A row of a table.
    Row,
}

/// A list that is open.
struct Open<'a> {
    cue: &'a Cue,
    heading: Option<Sign>,
    items: Option<Sign>,
}

/// Finds the items of the lists of a stretch, in order. `annuls` says that the document ends others. O(n).
pub(super) fn find_items<'a>(
    page: &Page,
    within: Range<usize>,
    annuls: bool,
    rules: &'a Rules,
) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let mut open: Option<Open> = None;
    let mut lines = lines(page, within).into_iter().peekable();
    while let Some(line) = lines.next() {
        let text = page.slice(line.clone());
        let sign = sign_of(text);
        let next = lines
            .peek()
            .and_then(|next| sign_of(page.slice(next.clone())));
        // Only what an item follows is a heading.
        let heading = next.and_then(|_| heading_of(text, annuls, rules));
        if let Some(cue) = heading {
            let (heading, items) = (sign, None);
            open = Some(Open {
                cue,
                heading,
                items,
            });
        } else if let Some(list) = &mut open {
            if list.ends_at(text, sign) {
                open = None;
            } else if list.takes(sign) {
                let bare = bare_title(page, &line, sign, rules);
                let bare = bare.filter(|_| annuls && list.cue.place == CuePlace::Repeal);
                let number = find_numbers(text).into_iter().next();
                let number = number.filter(|_| sign == Some(Sign::Row));
                items.push(Item {
                    number: number.map(|(place, _)| DocumentNumber::spell(&text[place])),
                    line,
                    cue: list.cue,
                    bare,
                });
            }
        }
    }
    items
}

impl Open<'_> {
    /// Says whether a line is no more of the list; what is told of a change may take several lines.
    fn ends_at(&self, text: &str, sign: Option<Sign>) -> bool {
        match sign {
            None => self.cue.place == CuePlace::Repeal || text.starts_with('本'),
            Some(Sign::Row) => false,
            sign => sign == self.heading,
        }
    }

    /// Says whether a line with this sign is an item; the first one tells by what the items are known.
    fn takes(&mut self, sign: Option<Sign>) -> bool {
        if sign == Some(Sign::Row) && self.cue.place != CuePlace::Repeal {
            return false;
        }
        self.items = self.items.or(sign);
        sign.is_some() && sign == self.items
    }
}

impl Item<'_> {
    /// Says whether the heading tells of a title that begins at this place.
    pub(super) fn tells_of(&self, page: &Page, title: usize) -> bool {
        let before = page.slice(self.line.start..title);
        self.cue.place == CuePlace::Repeal
            || (!before.contains('《') && before.chars().count() <= NEAR)
    }
}

/// Returns the item in whose line a title begins.
pub(super) fn item_at<'i, 'a>(items: &'i [Item<'a>], title: usize) -> Option<&'i Item<'a>> {
    let after = items.partition_point(|item| item.line.start <= title);
    let item = items.get(after.checked_sub(1)?)?;
    (title < item.line.end).then_some(item)
}

/// Says whether a title without marks is that of an item.
pub(super) fn is_bare_item(items: &[Item], one: &Citation) -> bool {
    let bare = item_at(items, one.outer.start).and_then(|item| item.bare.as_ref());
    bare.is_some_and(|bare| bare.outer == one.outer)
}

/// Returns what a heading says of the items below it.
fn heading_of<'a>(text: &str, annuls: bool, rules: &'a Rules) -> Option<&'a Cue> {
    let wording = &rules.wording;
    let colon = text.ends_with(['：', ':']);
    if !colon && text.len() > LONGEST_HEADING {
        return None;
    }
    let of_items = holds(text, &wording.of_items);
    let open = !text.ends_with(['，', '；', '、', '）']);
    let begins = colon || (of_items && open);
    let title = without_brackets_at_end(text);
    let is_list = annuls && ends(title, &wording.lists) && !text.contains('《');
    if !(begins || is_list) {
        return None;
    }
    let amends = vocab::local_name(vocab::AMENDS);
    let says = |cue: &&Cue| {
        let changes = cue.place == CuePlace::Any && cue.relation == amends;
        let place = cue.place == CuePlace::Repeal || (of_items && changes);
        place && text.contains(&cue.word)
    };
    rules.cues.iter().find(says)
}

/// Returns the sign that a line begins with.
fn sign_of(text: &str) -> Option<Sign> {
    let first = text.chars().next()?;
    if text.contains('\t') || first == '|' {
        return Some(Sign::Row);
    }
    let inner = text.trim_start_matches(['（', '(']);
    let number = inner.len() - inner.trim_start_matches(is_numeral).len();
    let (number, rest) = inner.split_at(number);
    let digits = number.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let in_brackets = inner.len() < text.len();
    let bounded = if in_brackets {
        rest.starts_with(['）', ')'])
    } else {
        rest.starts_with(['、', '.', '．', ' ', '　'])
    };
    match (number.is_empty(), in_brackets, digits) {
        (false, true, true) if bounded => Some(Sign::DigitInBrackets),
        (false, true, false) if bounded => Some(Sign::HanInBrackets),
        (false, false, true) if bounded => Some(Sign::Digit),
        (false, false, false) if bounded => Some(Sign::Han),
        _ if matches!(first, '《' | '“') => Some(Sign::Title),
        _ if matches!(first, '-' | '*') => Some(Sign::Bullet),
        _ => None,
    }
}

/// Returns the title of an item that has none in marks: 1．国务院关于…的通知（国发〔1986〕24号）, or a cell of a row.
fn bare_title(page: &Page, line: &Range<usize>, sign: Option<Sign>, rules: &Rules) -> Option<Mark> {
    let text = page.slice(line.clone());
    if text.contains('《') {
        return None;
    }
    let is_title = |part: &&str| {
        let count = part.chars().count();
        let named = kind_of(&closed_up(part), rules).is_some_and(|(_, instrument)| instrument);
        named && (4..=LONGEST).contains(&count) && !part.contains(['，', '。', '：'])
    };
    let title = if sign == Some(Sign::Row) {
        text.split(['\t', '|']).map(str::trim).find(is_title)?
    } else {
        let sign = |c: char| is_numeral(c) || "（）()、.．-*".contains(c) || c.is_whitespace();
        let bare = text.trim_start_matches(sign);
        let end = bare.find(['（', '(', '；', ';', '。', '〔']);
        Some(bare[..end.unwrap_or(bare.len())].trim()).filter(is_title)?
    };
    let start = line.start + text.find(title)?;
    let place = start..start + title.len();
    Some(Mark {
        outer: place.clone(),
        inner: place,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_an_item_is_told_from_text() {
        for (line, sign) in [
            ("一、废止", Some(Sign::Han)),
            ("十二、废止", Some(Sign::Han)),
            ("（一）废止", Some(Sign::HanInBrackets)),
            ("1. 废止", Some(Sign::Digit)),
            ("１．废止", Some(Sign::Digit)),
            ("（1）废止", Some(Sign::DigitInBrackets)),
            ("《甲》", Some(Sign::Title)),
            ("- 甲", Some(Sign::Bullet)),
            ("1\t甲\t乙", Some(Sign::Row)),
            ("| 甲 | 乙 |", Some(Sign::Row)),
            ("一是加强", None),
            ("2024年", None),
            ("（试行）", None),
            ("第一条", None),
            ("", None),
        ] {
            assert_eq!(sign_of(line), sign, "{line}");
        }
    }
}
