//! What the header of a page or text says under labels: 索引号, 发文机关, 成文日期 …
//!
//! Finds the words of each value, in cells (a label's cell is followed by its
//! value's) and in lines (`发文机关：国务院`). What they mean is left to `official`.

use std::{collections::HashMap, ops::Range};

use super::rules::{RulesError, Tables};
use crate::source::{Form, Given};

/// Labels stand before so many lines of a text; what looks like one later is of the text.
const LINES: usize = 60;

/// The longest label has so many characters, marks and spaces between them counted.
const LONGEST: usize = 16;

/// The labels that are known.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The label without spaces and marks, and its field.
    labels: HashMap<String, String>,
}

/// A field of the header and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderField<'a> {
    /// What it is: `number`, `issuer`, `signed` …, as the table `header-fields` has it.
    pub field: &'a str,
    /// The value, in bytes of the words; never empty.
    pub value: Range<usize>,
}

impl Rules {
    /// Makes the rules of the table `header-fields`.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing or lacks a column.
    pub fn new(tables: &Tables) -> Result<Self, RulesError> {
        let rows = tables.rows("header-fields", ["label", "field"])?;
        let label = |(_, [label, field]): (u64, [&str; 2])| (plain(label), field.to_owned());
        Ok(Self {
            labels: rows.into_iter().map(label).collect(),
        })
    }

    fn field(&self, label: &str) -> Option<&str> {
        if label.chars().count() > LONGEST {
            return None;
        }
        self.labels.get(&plain(label)).map(String::as_str)
    }
}

/// Returns the labelled values of a document's header, in the order of the document; one field may stand more than once.
#[must_use]
pub fn fields<'a>(given: &Given, rules: &'a Rules) -> Vec<HeaderField<'a>> {
    let mut fields = in_cells(given, rules);
    let words = given.text.words();
    let mut start = 0;
    for line in words.split_inclusive('\n').take(LINES) {
        // A line of cells has been read.
        if given.form != Form::Html || !line.contains('\t') {
            in_line(line, start, rules, &mut fields);
        }
        start += line.len();
    }
    fields.sort_by_key(|field| field.value.start);
    fields.dedup();
    fields
}

fn in_cells<'a>(given: &Given, rules: &'a Rules) -> Vec<HeaderField<'a>> {
    let words = given.text.words();
    let mut fields = Vec::new();
    let mut cells = given.cells.iter().peekable();
    while let Some(cell) = cells.next() {
        let text = &words[cell.clone()];
        let Some(field) = rules.field(text) else {
            in_line(text, cell.start, rules, &mut fields);
            continue;
        };
        let is_value = |next: &&Range<usize>| rules.field(&words[(*next).clone()]).is_none();
        if let Some(value) = cells.next_if(is_value).filter(|value| !value.is_empty()) {
            let value = value.clone();
            fields.push(HeaderField { field, value });
        }
    }
    fields
}

/// Finds `label：value` in a line; several may stand in one, parted by spaces.
fn in_line<'a>(line: &str, start: usize, rules: &'a Rules, fields: &mut Vec<HeaderField<'a>>) {
    let mut open: Option<(&str, usize)> = None;
    for (colon, mark) in line.match_indices(['：', ':', '】']) {
        let from = open.map_or(0, |(_, value)| value);
        let Some((label, field)) = label_before(&line[from..colon], rules) else {
            continue;
        };
        close(line, open, from + label, start, fields);
        open = Some((field, colon + mark.len()));
    }
    close(line, open, line.len(), start, fields);
}

/// Returns the label that ends a text, by where it begins: the longest that begins the text or a word of it.
fn label_before<'a>(text: &str, rules: &'a Rules) -> Option<(usize, &'a str)> {
    let tail = text.char_indices().rev().take(LONGEST).last()?.0;
    let begins = |at: usize| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
    };
    let starts = text[tail..].char_indices().map(|(at, _)| tail + at);
    starts
        .filter(|at| begins(*at))
        .find_map(|at| Some((at, rules.field(&text[at..])?)))
}

fn close<'a>(
    line: &str,
    open: Option<(&'a str, usize)>,
    end: usize,
    start: usize,
    fields: &mut Vec<HeaderField<'a>>,
) {
    let Some((field, from)) = open else { return };
    let raw = &line[from..end];
    let value = raw.trim();
    let at = start + from + raw.len() - raw.trim_start().len();
    if !value.is_empty() {
        let value = at..at + value.len();
        fields.push(HeaderField { field, value });
    }
}

/// Returns a label without what it is dressed in: spaces, brackets, the colon, marks of Markdown.
fn plain(label: &str) -> String {
    let dress = |c: char| c.is_whitespace() || "：:【】[]［］*#|".contains(c);
    label.chars().filter(|c| !dress(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::File;

    fn rules() -> Rules {
        let table = include_bytes!("../../data/rules/header-fields.csv").to_vec();
        let tables = Tables::new(&[File::new("header-fields.csv", table)]).unwrap();
        Rules::new(&tables).unwrap()
    }

    fn read(path: &str, text: &str) -> Vec<(String, String)> {
        let given = Given::open(path, text.as_bytes()).unwrap();
        let rules = rules();
        let field = |field: HeaderField| {
            let value = given.text.words()[field.value].to_owned();
            (field.field.to_owned(), value)
        };
        fields(&given, &rules).into_iter().map(field).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn a_header_table_is_read_however_it_is_laid_out() {
        let expected = pairs(&[
            ("index", "000014349/2015-00078"),
            ("issuer", "国务院"),
            ("number", "国发〔2015〕28号"),
            ("published", "2015年05月19日"),
        ]);
        for html in [
            "<table><tr><td><b>索 引 号：</b></td><td>000014349/2015-00078</td><td><b>主题分类：</b></td><td></td></tr>\
             <tr><td>发文机关：</td><td>国务院</td></tr><tr><td>发文字号：</td><td>国发〔2015〕28号</td><td>发布日期：</td><td>2015年05月19日</td></tr></table>",
            "<table><tr><th>索引号<td>000014349/2015-00078<th>发文机关<td>国务院</tr><tr><th>发文字号<td>国发〔2015〕28号<th>发布日期<td>2015年05月19日</table>",
            "<dl><dt>索引号</dt><dd>000014349/2015-00078</dd><dt>发文机关</dt><dd>国务院</dd><dt>发文字号</dt><dd>国发〔2015〕28号</dd><dt>发布日期</dt><dd>2015年05月19日</dd></dl>",
            "<ul><li><span>索引号：</span><span>000014349/2015-00078</span></li><li><b>发文机关：</b>国务院</li><li>发文字号：国发〔2015〕28号</li><li>发布日期：2015年05月19日</li></ul>",
            "<table><tr><td>索引号：000014349/2015-00078</td><td>发文机关：国务院</td></tr><tr><td>发文字号：国发〔2015〕28号 发布日期：2015年05月19日</td></tr></table>",
        ] {
            assert_eq!(read("a.html", html), expected, "{html}");
        }
    }

    #[test]
    fn a_plain_text_has_labels_before_its_values() {
        let text = "标题：关于甲：乙的通知\n发文机关: 国务院　　成文日期：2023年1月5日 来源：网站\n\n现将有关事项通知如下：\n一、发文：甲";
        let expected = pairs(&[
            ("title", "关于甲：乙的通知"),
            ("issuer", "国务院"),
            ("signed", "2023年1月5日"),
            ("source", "网站"),
        ]);
        assert_eq!(read("a.txt", text), expected);
    }

    #[test]
    fn a_hundred_thousand_colons_are_no_labels() {
        assert_eq!(read("a.txt", &"发：".repeat(100_000)), []);
    }
}
