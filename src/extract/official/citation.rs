//! One title in running text: its number, date, articles and the short name that the document gives it.

use std::{collections::BTreeMap, ops::Range};

use super::{
    dates,
    marks::Mark,
    page::{Page, closed_up},
};
use crate::fact::{DocumentNumber, KnownDate, numeral::digit};

/// How many bytes after a title may belong to it: brackets and articles.
const REACH: usize = 400;

/// A title that a document names, and all that belongs to it there.
#[derive(Clone, Debug)]
pub(super) struct Citation {
    /// The title as meant: without white space, a short name written out.
    pub(super) title: String,
    /// Its marks and what is between them.
    pub(super) outer: Range<usize>,
    /// Where what belongs to it ends: brackets and articles.
    pub(super) end: usize,
    pub(super) number: Option<String>,
    pub(super) date: Option<KnownDate>,
    pub(super) articles: Vec<String>,
    /// Whether it stands without marks: 根据刑法.
    pub(super) bare: bool,
}

/// The short names declared so far, and what they stand for.
pub(super) type ShortNames = BTreeMap<String, String>;

/// Reads a title and what follows it; what it declares by one of `declaring` is added to the short names.
pub(super) fn read_citation(
    page: &Page,
    mark: &Mark,
    names: &mut ShortNames,
    declaring: &[String],
) -> Citation {
    let printed = closed_up(page.slice(mark.inner.clone()));
    let title = names.get(&printed).cloned().unwrap_or(printed);
    let mut citation = Citation {
        title,
        outer: mark.outer.clone(),
        end: mark.outer.end,
        number: None,
        date: None,
        articles: Vec::new(),
        bare: mark.outer == mark.inner,
    };
    let mut limit = (mark.outer.end + REACH).min(page.words.len());
    while !page.words.is_char_boundary(limit) {
        limit -= 1;
    }
    while citation.end < limit {
        let rest = page.slice(citation.end..limit);
        let read = read_bracket(rest, &mut citation, names, declaring)
            .or_else(|| read_articles(rest, &mut citation));
        match read {
            Some(length) => citation.end += length,
            None => break,
        }
    }
    citation
}

/// Reads a bracket right after a title; returns its length.
fn read_bracket(
    rest: &str,
    citation: &mut Citation,
    names: &mut ShortNames,
    declaring: &[String],
) -> Option<usize> {
    let open = rest.chars().next().filter(|c| "（(〔[".contains(*c))?;
    let end = closing(rest)?;
    let mut inside = &rest[open.len_utf8()..end];
    let length = end + rest[end..].chars().next().map_or(0, char::len_utf8);
    let short = declaring
        .iter()
        .filter_map(|word| Some((inside.find(word.as_str())?, word.len())));
    if let Some((at, word)) = short.min() {
        declare(&inside[at + word..], &citation.title, names);
        inside = &inside[..at];
    }
    let number = number_in(inside);
    let rest = number
        .as_ref()
        .map_or(inside.to_owned(), |number| inside.replace(number, ""));
    if let Some(found) = dates::find_dates(&rest).first() {
        citation.date.get_or_insert(found.date);
    }
    if let Some(number) = number {
        citation
            .number
            .get_or_insert(DocumentNumber::spell(&number));
    }
    Some(length)
}

/// Returns the byte of the bracket that closes the first; brackets nest.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '〔' | '[' => depth += 1,
            '）' | ')' | '〕' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Takes the short names after 以下简称: `《规划》`, `“环评法”`, `民法典或者本法典`.
fn declare(words: &str, title: &str, names: &mut ShortNames) {
    for name in words
        .split("或者")
        .flat_map(|part| part.split(['或', '、', '，']))
    {
        let bare = name.trim_matches(|c: char| c.is_whitespace() || "《》“”\"‘’：:".contains(c));
        if !bare.is_empty() {
            names.insert(closed_up(bare), title.to_owned());
        }
    }
}

/// Returns the document number in a bracket, as printed there.
fn number_in(inside: &str) -> Option<String> {
    let parts = inside.split(['，', ',', '；', '、', ';']).map(str::trim);
    let bare = parts.map(|part| {
        part.trim_end_matches("印发")
            .trim_end_matches("公布")
            .trim_end_matches("发布")
    });
    let number = bare
        .clone()
        .find(|part| DocumentNumber::parse(part).is_some());
    let has_digit = |part: &str| part.chars().any(|c| digit(c).is_some());
    let number = number.or_else(|| {
        bare.clone()
            .find(|part| part.ends_with('号') && has_digit(part))
    });
    number.map(|number| without_date(number).to_owned())
}

/// Leaves out the date that stands right before a number: 2001年5月10日信息产业部令第41号.
fn without_date(number: &str) -> &str {
    let dates = dates::find_dates(number);
    let date = dates.first().filter(|date| date.range.start == 0);
    let rest = date.map_or(number, |date| &number[date.range.end..]);
    let whole_day = date.is_some_and(|date| date.date.to_string().len() == 10);
    if whole_day && !rest.is_empty() {
        rest
    } else {
        number
    }
}

/// Reads articles right after a title: `第三十一条第二款、第三十二条`; returns their length.
fn read_articles(rest: &str, citation: &mut Citation) -> Option<usize> {
    let mut length = 0;
    loop {
        let part = rest[length..].trim_start_matches(['、', '和', '及', '与', '至', ' ']);
        let skipped = rest.len() - length - part.len();
        let Some(end) = article_end(part) else {
            break;
        };
        citation.articles.push(part[..end].to_owned());
        length += skipped + end;
    }
    (length > 0).then_some(length)
}

/// Returns how far an article with its paragraph and item reaches: `第八条之一第（二）项`.
fn article_end(text: &str) -> Option<usize> {
    let mut end = unit_end(text, &['条', '章', '节', '编'])?;
    if let Some(rest) = text[end..].strip_prefix('之') {
        end += '之'.len_utf8() + rest.find(|c| digit(c).is_none() && c != '十').unwrap_or(0);
    }
    while let Some(more) = unit_end(&text[end..], &['款', '项', '目']) {
        end += more;
    }
    Some(end)
}

fn unit_end(text: &str, units: &[char]) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let end = rest.find(|c| !(digit(c).is_some() || "十百千（）() ".contains(c)))?;
    let unit = rest[end..].chars().next().filter(|c| units.contains(c))?;
    (end > 0).then(|| '第'.len_utf8() + end + unit.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{extract::official::marks::find_titles, source::Text};

    fn read(words: &str) -> (Vec<Citation>, ShortNames) {
        let text = Text::plain(words.to_owned());
        let page = Page::new(&text);
        let mut names = ShortNames::new();
        let marks = find_titles(words, 0..words.len());
        let citations = marks
            .titles
            .iter()
            .map(|mark| read_citation(&page, mark, &mut names, &["以下简称".to_owned()]));
        (citations.collect(), names)
    }

    #[test]
    fn number_date_and_articles_after_a_title_are_its_own() {
        for (words, number, date, articles) in [
            (
                "《A》（国发〔2010〕33号）同时废止",
                "国发〔2010〕33号",
                "",
                "",
            ),
            (
                "《A》第三十一条第二款、第三十二条和第八条之一规定",
                "",
                "",
                "第三十一条第二款 第三十二条 第八条之一",
            ),
            ("《A》（1994年7月22日某市人大通过）", "", "1994-07-22", ""),
            ("《A》(公告2020年第13号)", "公告2020年第13号", "", ""),
            ("《A》的规定", "", "", ""),
            (
                "《A》（法释〔1998〕4号，1998年3月10日发布）",
                "法释〔1998〕4号",
                "1998-03-10",
                "",
            ),
            (
                "《A》（2001年5月10日信息产业部令第41号公布）",
                "信息产业部令第41号",
                "2001-05-10",
                "",
            ),
            ("《A》第（三）条", "", "", "第（三）条"),
        ] {
            let citation = &read(words).0[0];
            assert_eq!(citation.number.as_deref().unwrap_or(""), number, "{words}");
            let found = citation
                .date
                .map(|date| date.to_string())
                .unwrap_or_default();
            assert_eq!(found, date, "{words}");
            assert_eq!(citation.articles.join(" "), articles, "{words}");
        }
    }

    #[test]
    fn a_short_name_is_written_out_from_its_declaration_on() {
        let (citations, names) = read(
            "《海洋发展规划》（以下简称《规划》）。落实《规划》和《海 洋法》（以下简称“海法”或者海洋法）",
        );
        let titles: Vec<&str> = citations
            .iter()
            .map(|citation| citation.title.as_str())
            .collect();
        assert_eq!(
            titles,
            ["海洋发展规划", "海洋发展规划", "海洋发展规划", "海洋法"]
        );
        assert_eq!(names["海法"], "海洋法");
        assert_eq!(names["海洋法"], "海洋法");
    }
}
