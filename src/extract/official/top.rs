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
    fact::{
        DocumentNumber,
        account::Said,
        number::{find_numbers, read_cell},
    },
};

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
        let under_it = titled && is_letterhead(page, &top) && begins_subject(page, line, rules);
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

/// What an announcement is called.
const SERIES: &[&str] = &["公告", "通告"];

fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// Says whether the title so far only says whose announcement it is, and its number stands under it.
fn is_letterhead(page: &Page, top: &Top) -> bool {
    let title = closed_up(page.slice(top.title.clone()));
    ends(&title, SERIES) && !title.contains("关于") && !top.numbers.is_empty()
}

/// Says whether a line says what an announcement is about: 关于…的公告.
fn begins_subject(page: &Page, line: &Range<usize>, rules: &Rules) -> bool {
    let text = closed_up(page.slice(line.clone()));
    let subject = text.starts_with("关于") || (text.contains("关于") && ends(&text, SERIES));
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

/// Takes a line that is a number and nothing else; says whether it is.
pub(super) fn take_number(
    page: &Page,
    line: Range<usize>,
    numbers: &mut Vec<Said<String>>,
) -> bool {
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

/// Takes the number out of a title that stands in one line with it, or the name of an order out of its number.
fn part_number(page: &Page, top: &mut Top, rules: &Rules) {
    top.line = top.title.clone();
    let title = page.slice(top.title.clone());
    if title.is_empty() {
        top.title = name_of_number(page, &top.numbers, top.end);
        top.line = top.title.clone();
        return;
    }
    let named = |rest: &str| kind_of(&closed_up(rest), rules).is_some_and(|(_, is)| is);
    let Some((number, rest)) = number_before(title).or_else(|| number_after(title)) else {
        return;
    };
    if named(&title[rest.clone()]) {
        let place = |range: Range<usize>| top.line.start + range.start..top.line.start + range.end;
        let spelled = DocumentNumber::spell(&title[number.clone()]);
        let said = page.said(
            spelled,
            place(number),
            &Rule::printed("number in the title"),
        );
        top.title = page.trim(place(rest));
        top.numbers.push(said);
    }
}

/// Parts 【第88号公告】关于…的公告, 海关总署公告2024年第88号（关于…的公告） and the like: the number and what follows.
fn number_before(title: &str) -> Option<(Range<usize>, Range<usize>)> {
    if let Some((inside, _)) = title
        .strip_prefix('【')
        .and_then(|rest| rest.split_once('】'))
    {
        let mark = '【'.len_utf8();
        let number = mark..mark + inside.len();
        let is_number = inside.contains('第') && inside.contains('号');
        return is_number.then_some((number.clone(), number.end + mark..title.len()));
    }
    let (number, _) = find_numbers(title).into_iter().next()?;
    let rest = &title[number.end..];
    let bare = rest.trim_start();
    let start = title.len() - bare.len();
    let inside = bare
        .strip_prefix('（')
        .and_then(|rest| rest.strip_suffix('）'));
    let rest = match inside {
        Some(inside) => start + '（'.len_utf8()..start + '（'.len_utf8() + inside.len(),
        None => start..title.len(),
    };
    (number.start == 0 && !rest.is_empty()).then_some((number, rest))
}

/// Parts 关于…的公告（第88号）: the number and what stands before it.
fn number_after(title: &str) -> Option<(Range<usize>, Range<usize>)> {
    let whole = title.trim_end();
    let inside = whole.strip_suffix(['）', ')'])?;
    let open = inside.rfind(['（', '('])?;
    let from = open + inside[open..].chars().next().map_or(0, char::len_utf8);
    let [(number, _)] = read_cell(&inside[from..]).try_into().ok()?;
    let all = number == (0..inside.len() - from);
    all.then_some((from..inside.len(), 0..open))
}

/// Returns the place of the name of an order or announcement whose number is all that stands over it:
/// 中国人民银行令〔2024〕第4号.
fn name_of_number(page: &Page, numbers: &[Said<String>], end: usize) -> Range<usize> {
    let name = |number: &Said<String>| {
        let before = number.value.find(['〔', '第'])?;
        let name = number.value[..before].trim_end_matches(|c: char| c.is_ascii_digit());
        let name = name.trim_end_matches('年');
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let start = page.slice(0..end).find(name)?;
        let series = name.ends_with('令') || name.ends_with("公告");
        series.then(|| start..start + name.len())
    };
    numbers.iter().find_map(name).unwrap_or(0..0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_parted_from_the_title_beside_it() {
        for (title, number, rest) in [
            ("【第88号公告】关于甲的公告", "第88号公告", "关于甲的公告"),
            (
                "海关总署公告2024年第88号（关于甲的公告）",
                "海关总署公告2024年第88号",
                "关于甲的公告",
            ),
            (
                "财政部 税务总局公告2024年第3号 关于甲的公告",
                "财政部 税务总局公告2024年第3号",
                "关于甲的公告",
            ),
            ("关于甲的公告（第88号）", "第88号", "关于甲的公告"),
            (
                "关于甲的通知(国发〔2024〕3号)",
                "国发〔2024〕3号",
                "关于甲的通知",
            ),
            ("关于甲的通知（试行）", "", ""),
            ("关于修订甲发〔2024〕3号文件的通知", "", ""),
            ("【解读】关于甲的通知", "", ""),
        ] {
            let parts = number_before(title).or_else(|| number_after(title));
            let (found, left) = parts.map_or(("", ""), |(a, b)| (&title[a], &title[b]));
            assert_eq!((found, left.trim()), (number, rest), "{title}");
        }
    }
}
