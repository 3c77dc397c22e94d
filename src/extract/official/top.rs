//! The top of a notice: its title, which may be broken over lines, and its number.

use std::ops::Range;

use super::{
    page::{Page, Rule, closed_up},
    rules::Rules,
    title::kind_of,
    wording::begins,
};
use crate::{
    extract::header_fields::HeaderField,
    fact::{DocumentNumber, account::Said, number::find_numbers},
};

/// How many lines the top has at most.
const LINES: usize = 40;
/// Over how many lines a title may be broken.
const TITLE_LINES: usize = 6;
/// A line that holds more than that is a paragraph: bytes.
const LONGEST_LINE: usize = 330;

/// The top of a notice.
pub(super) struct Top {
    /// Where the title stands; empty where there is none.
    pub(super) title: Range<usize>,
    pub(super) numbers: Vec<Said<String>>,
    /// Where the text begins.
    pub(super) end: usize,
}

/// Reads the lines before the text. Labelled lines are the header's and left out.
pub(super) fn read_top(page: &Page, fields: &[HeaderField], rules: &Rules) -> Top {
    let lines = top_lines(page, fields);
    let mut top = Top {
        title: 0..0,
        numbers: Vec::new(),
        end: lines.first().map_or(0, |line| line.start),
    };
    let mut at = 0;
    let mut titled = false;
    while let Some(line) = lines.get(at) {
        if ends_top(page, line, rules) {
            break;
        }
        let numbered = take_number(page, line.clone(), &mut top.numbers);
        if !numbered && !titled {
            let (taken, named) = title_lines(page, &lines[at..], rules);
            titled = named;
            if named || top.title.is_empty() {
                top.title = line.start..lines[at + taken - 1].end;
            }
            take_order_number(page, &top.title, lines.get(at + taken), &mut top.numbers);
            at += taken - 1;
        }
        top.end = lines[at].end;
        at += 1;
    }
    let field = fields.iter().find(|field| field.field == "title");
    if let Some(field) = field.filter(|_| !titled) {
        top.title = field.value.clone();
    }
    top.numbers.extend(number_fields(page, fields));
    keep_each_once(&mut top.numbers);
    top
}

/// Returns the lines of the top that hold anything and are no labelled fields.
fn top_lines(page: &Page, fields: &[HeaderField]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in page.words.split_inclusive('\n') {
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

/// Says whether a line is a document number and nothing else.
fn is_number(line: &str) -> bool {
    let found = find_numbers(line);
    let [(range, _)] = found.as_slice() else {
        return false;
    };
    let rest = [&line[..range.start], &line[range.end..]].concat();
    rest.chars()
        .all(|c| c.is_whitespace() || "（）()".contains(c))
}

fn take_number(page: &Page, line: Range<usize>, numbers: &mut Vec<Said<String>>) -> bool {
    let text = page.slice(line.clone());
    if !is_number(text) {
        return false;
    }
    let found = find_numbers(text).into_iter().map(|(range, number)| {
        let place = line.start + range.start..line.start + range.end;
        page.said(number.to_string(), place, &Rule::printed("number line"))
    });
    numbers.extend(found);
    true
}

/// Reads the number of an order that stands under its name: 工业和信息化部令, 第 71 号.
fn take_order_number(
    page: &Page,
    title: &Range<usize>,
    next: Option<&Range<usize>>,
    numbers: &mut Vec<Said<String>>,
) {
    let Some(next) = next.filter(|_| closed_up(page.slice(title.clone())).ends_with(['令', '告']))
    else {
        return;
    };
    let serial = closed_up(page.slice(next.clone()));
    if serial.starts_with('第')
        && serial.ends_with('号')
        && serial.chars().count() < 20
        && !is_number(&serial)
    {
        let number =
            DocumentNumber::spell(&format!("{}{serial}", closed_up(page.slice(title.clone()))));
        numbers.push(page.said(
            number,
            title.start..next.end,
            &Rule::printed("order number"),
        ));
    }
}

fn number_fields(page: &Page, fields: &[HeaderField]) -> Vec<Said<String>> {
    let of_number = fields.iter().filter(|field| field.field == "number");
    let said = of_number.map(|field| {
        let printed = page.slice(field.value.clone());
        page.said(
            DocumentNumber::spell(printed),
            field.value.clone(),
            &Rule::printed("header field"),
        )
    });
    said.filter(|said| said.value.chars().any(|c| c.is_ascii_digit() || c == '号'))
        .collect()
}

/// Keeps each number once; the text's own line counts before the header's field.
fn keep_each_once(numbers: &mut Vec<Said<String>>) {
    let mut met: Vec<String> = Vec::new();
    numbers.retain(|number| {
        let plain = closed_up(&number.value);
        let known = met
            .iter()
            .any(|known| known.ends_with(&plain) || plain.ends_with(known.as_str()));
        met.push(plain);
        !known
    });
}
