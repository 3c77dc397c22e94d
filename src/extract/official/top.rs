//! The top of a notice: its title, which may be broken over lines, and its number.

use std::ops::Range;

use super::{
    number::{
        is_number, keep_each_once, number_fields, part_number, take_number, take_order_number,
    },
    page::{Page, closed_up},
    rules::Rules,
    title::kind_of,
    wording::{begins, ends},
};
use crate::{extract::header_fields::HeaderField, fact::account::Said};

/// How many lines the top has at most.
const LINES: usize = 40;
/// Over how many lines a title may be broken.
const TITLE_LINES: usize = 6;
/// A line that holds more than that is a paragraph: bytes.
const LONGEST_LINE: usize = 330;

/// The top of a notice.
pub(super) struct Top {
    /// Where the title stands, without a number before or after it; empty where there is none.
    pub(super) title: Range<usize>,
    /// The title and the number beside it: its first line begins with the issuers.
    pub(super) line: Range<usize>,
    pub(super) numbers: Vec<Said<String>>,
    /// Where the text begins.
    pub(super) end: usize,
}

/// Reads the lines before the text. Labelled lines are the header's and left out.
pub(super) fn read_top(page: &Page, fields: &[HeaderField], rules: &Rules) -> Top {
    let lines = top_lines(page, fields);
    let mut top = Top {
        title: 0..0,
        line: 0..0,
        numbers: Vec::new(),
        end: lines.first().map_or(page.begin(), |line| line.start),
    };
    let mut letterhead = None;
    let mut at = 0;
    let mut titled = false;
    while let Some(line) = lines.get(at) {
        if ends_top(page, line, rules) {
            break;
        }
        let numbered = take_number(page, line.clone(), &mut top.numbers);
        let under_it =
            titled && is_letterhead(page, &top, rules) && begins_subject(page, line, rules);
        if !numbered && (!titled || under_it) {
            let (taken, named) = title_lines(page, &lines[at..], rules);
            letterhead = under_it.then(|| top.title.clone());
            titled = named || titled;
            if named || top.title.is_empty() {
                top.title = line.start..lines[at + taken - 1].end;
            }
            take_order_number(page, &top.title, lines.get(at + taken), &mut top.numbers);
            at += taken - 1;
        }
        top.end = lines[at].end;
        at += 1;
    }
    if let Some(title) = title_elsewhere(page, fields, rules).filter(|_| !titled) {
        top.title = title;
    }
    part_number(page, &mut top, rules);
    top.line = letterhead.unwrap_or(top.line);
    top.numbers.extend(number_fields(page, fields));
    keep_each_once(&mut top.numbers);
    top
}

/// Returns the title that a labelled field has, or the head of a web page where it is one of an instrument.
fn title_elsewhere(page: &Page, fields: &[HeaderField], rules: &Rules) -> Option<Range<usize>> {
    let field = fields.iter().find(|field| field.field == "title");
    let of_kind = |range: &&Range<usize>| {
        let title = closed_up(page.slice((*range).clone()));
        kind_of(&title, rules).is_some_and(|(_, instrument)| instrument)
    };
    let of_page = page.title.as_ref().filter(of_kind);
    of_page.cloned().or(field.map(|field| field.value.clone()))
}

/// Says whether the title so far only says whose announcement it is, and its number stands under it.
fn is_letterhead(page: &Page, top: &Top, rules: &Rules) -> bool {
    let title = closed_up(page.slice(top.title.clone()));
    ends(&title, &rules.wording.letterheads) && !title.contains("关于") && !top.numbers.is_empty()
}

/// Says whether a line says what an announcement is about: 关于…的公告.
fn begins_subject(page: &Page, line: &Range<usize>, rules: &Rules) -> bool {
    let text = closed_up(page.slice(line.clone()));
    let subject = text.starts_with("关于")
        || (text.contains("关于") && ends(&text, &rules.wording.letterheads));
    subject && kind_of(&text, rules).is_some_and(|(_, instrument)| instrument)
}

/// Returns the lines of the top that hold anything and are no labelled fields.
fn top_lines(page: &Page, fields: &[HeaderField]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = page.begin();
    for line in page.slice(start..page.words.len()).split_inclusive('\n') {
        let range = page.trim(start..start + line.len());
        let dressed = page.slice(range.clone());
        let bare = dressed.trim_start_matches(['#', ' ', '*', '\u{feff}']);
        let range = range.end - bare.len()..range.end;
        start += line.len();
        let labelled = fields
            .iter()
            .any(|field| range.start < field.value.end && range.end > field.value.start);
        if !range.is_empty() && !labelled {
            lines.push(range);
        }
        if lines.len() == LINES {
            break;
        }
    }
    lines
}

/// Says whether a line is of the text: an addressee, a paragraph, an article.
fn ends_top(page: &Page, line: &Range<usize>, rules: &Rules) -> bool {
    let text = page.slice(line.clone());
    begins(text, &rules.wording.top_ends)
        || text.ends_with(['：', ':', '。'])
        || text.len() > LONGEST_LINE
}

/// Returns how many lines the title takes that begins with the first, and whether its ending names an instrument.
fn title_lines(page: &Page, lines: &[Range<usize>], rules: &Rules) -> (usize, bool) {
    let mut taken = 0;
    let mut text = String::new();
    for line in lines.iter().take(TITLE_LINES) {
        let next = page.slice(line.clone());
        let open = text.matches('《').count() > text.matches('》').count();
        if taken > 0 && !open && (ends_top(page, line, rules) || is_number(next)) {
            break;
        }
        text.push_str(&closed_up(next));
        taken += 1;
        let whole = text.matches('《').count() == text.matches('》').count();
        let named = kind_of(&text, rules).is_some_and(|(_, instrument)| instrument);
        let goes_on = lines.get(taken).is_some_and(|line| {
            page.slice(line.clone()).starts_with(['（', '(']) && !ends_top(page, line, rules)
        });
        if whole && named && !goes_on {
            return (taken, true);
        }
    }
    // No ending that is known: the first line alone is the title, unless marks are open in it.
    let first = lines.first().map_or("", |line| page.slice(line.clone()));
    let whole = first.matches('《').count() == first.matches('》').count();
    (if whole { 1 } else { taken.max(1) }, false)
}
