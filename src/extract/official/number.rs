//! The numbers of a notice: alone on a line, beside its title, under the name of an order, in a labelled field.

use std::ops::Range;

use super::{
    page::{Page, Rule, closed_up},
    rules::Rules,
    title::kind_of,
    top::Top,
};
use crate::{
    extract::header_fields::HeaderField,
    fact::{
        DocumentNumber,
        account::Said,
        number::{find_numbers, read_cell},
    },
};

/// Says whether a line is a document number and nothing else.
pub(super) fn is_number(line: &str) -> bool {
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
pub(super) fn part_number(page: &Page, top: &mut Top, rules: &Rules) {
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
pub(super) fn take_order_number(
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

pub(super) fn number_fields(page: &Page, fields: &[HeaderField]) -> Vec<Said<String>> {
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
pub(super) fn keep_each_once(numbers: &mut Vec<Said<String>>) {
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
