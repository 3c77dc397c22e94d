//! Lines that were broken where the page ended become one again: Chinese text out of PDFs and e-mails.
//!
//! A document counts as broken so where many of its lines have nearly the same
//! greatest width and stop amid a sentence. The breaks are left out of the words only;
//! the document as given keeps them. English is left as it is: its readers need its lines.

use std::ops::Range;

use super::{Form, Text, text::TextBuilder};

/// The widths that a line of broken text may have, a hanzi counted as 2: from a page with wide margins to a landscape one.
const WIDTHS: std::ops::RangeInclusive<usize> = 48..=120;
/// How far a full line may fall short of the widest: marks that may not begin a line and numbers that are not broken move
/// to the next.
const RAGGED: usize = 10;
/// A document is broken where so many lines are full,
const LEAST_FULL: usize = 3;
/// and so many of a hundred, titles, last lines of paragraphs and signatures being short.
const FULL_SHARE: usize = 25;
/// The widest line that may be the number of a page.
const PAGE_NUMBER: usize = 12;

/// A line: its place without white space at its ends, and its width.
struct Line {
    range: Range<usize>,
    width: usize,
    /// A page ends after it.
    ends_page: bool,
    /// White space stands before its words.
    is_indented: bool,
}

/// Makes the words of a document, with the lines joined that were broken to fit a page. O(n).
///
/// The lines of a PDF are known to be broken so, those of a text where they look it.
pub(super) fn joined(given: String, form: Form) -> Text {
    let mut breaks = Vec::new();
    if let Some(widest) = widest(&given)
        && (form == Form::Pdf || is_broken(&given, widest))
    {
        breaks = breaks_of(&given, widest);
    }
    if breaks.is_empty() {
        return Text::plain(given);
    }
    let mut builder = TextBuilder::new(given);
    let mut from = if builder.given().starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    for left_out in breaks {
        builder.keep(from..left_out.start);
        from = left_out.end;
    }
    let end = builder.given().len();
    builder.keep(from..end);
    builder.finish()
}

/// Returns the lines that are not blank.
fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut at = 0;
    let places = text.split_inclusive(['\n', '\u{c}']).map(move |piece| {
        at += piece.len();
        at - piece.len()..at
    });
    let mut places = places.peekable();
    std::iter::from_fn(move || {
        let is_blank = |place: &Range<usize>| text[place.clone()].trim().is_empty();
        let ends_page = |place: &Range<usize>| text[place.clone()].ends_with('\u{c}');
        let place = places.find(|place| !is_blank(place))?;
        let piece = &text[place.clone()];
        let start = place.start + piece.len() - piece.trim_start().len();
        let mut line = Line {
            range: start..start + piece.trim().len(),
            width: width(piece.trim()),
            ends_page: ends_page(&place),
            is_indented: piece.starts_with(char::is_whitespace),
        };
        while let Some(blank) = places.next_if(is_blank) {
            line.ends_page |= ends_page(&blank);
        }
        Some(line)
    })
}

fn width(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Says whether a character is as wide as a hanzi: those of CJK and Hangul (Unicode, annex 11, wide), and the dashes and
/// marks of speech, which Chinese fonts make wide (the same, ambiguous).
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}' | '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}')
}

/// Returns the width of the widest line, where it is one of broken text.
fn widest(text: &str) -> Option<usize> {
    let within =
        |widest: usize, line: Line| (line.width <= *WIDTHS.end()).then(|| widest.max(line.width));
    let widest = lines(text).try_fold(0, within)?;
    WIDTHS.contains(&widest).then_some(widest)
}

fn is_full(text: &str, line: &Line, widest: usize) -> bool {
    line.width + RAGGED >= widest && is_chinese(text, line)
}

/// What the lines of a text are, counted.
#[derive(Default)]
struct Count {
    all: usize,
    full: usize,
    /// The full ones that end amid a sentence.
    amid: usize,
    /// Whether the last one does, how often such lines led to another, and how often that one ended the sentence.
    open: bool,
    runs: usize,
    ended: usize,
}

impl Count {
    fn add(mut self, text: &str, line: &Line, widest: usize) -> Self {
        let (full, ends) = (is_full(text, line, widest), ends_sentence(text, line));
        let amid = full && !ends;
        self.all += 1;
        self.full += usize::from(full);
        self.amid += usize::from(amid);
        self.runs += usize::from(self.open && !amid);
        self.ended += usize::from(self.open && ends);
        self.open = amid;
        self
    }
}

/// Says whether the lines of a text look as if they had been broken.
fn is_broken(text: &str, widest: usize) -> bool {
    let count = lines(text).fold(Count::default(), |count, line| {
        count.add(text, &line, widest)
    });
    count.full >= LEAST_FULL
        && count.full * 100 >= count.all * FULL_SHARE
        && count.amid * 2 >= count.full
        && count.runs > 0
        && count.ended * 2 >= count.runs
}

/// Returns what is to be left out between lines. Only lines that lead to the end of a sentence are joined: rows of a
/// table and titles of a list, which may be as wide, end with none.
fn breaks_of(text: &str, widest: usize) -> Vec<Range<usize>> {
    let lines: Vec<Line> = lines(text).collect();
    let mut breaks = Vec::new();
    let mut run = 0;
    for (place, line) in lines.iter().enumerate() {
        let goes_on = is_full(text, line, widest) && !ends_sentence(text, line);
        if let Some(next) = next_line(text, &lines[place..]).filter(|_| goes_on) {
            breaks.push(line.range.end..next.range.start);
            run += 1;
        } else if !is_page_number(text, line) {
            if !ends_sentence(text, line) {
                breaks.truncate(breaks.len() - run);
            }
            run = 0;
        }
    }
    breaks
}

/// Returns the line that goes on with the first of these, over the end of a page and its number.
fn next_line<'a>(text: &str, lines: &'a [Line]) -> Option<&'a Line> {
    let (line, mut rest) = lines.split_first()?;
    if let Some((number, after)) = rest.split_first()
        && number.ends_page
        && !line.ends_page
        && is_page_number(text, number)
    {
        rest = after;
    }
    let next = rest.first()?;
    (!next.is_indented && !begins_item(text, next)).then_some(next)
}

fn words<'a>(text: &'a str, line: &Line) -> &'a str {
    &text[line.range.clone()]
}

/// Says whether more than half of a line's width is of wide characters.
fn is_chinese(text: &str, line: &Line) -> bool {
    let wide = words(text, line).chars().filter(|c| is_wide(*c)).count();
    wide * 4 > line.width
}

/// Says whether a sentence, an item or a row of a table in Markdown ends with a line, where a break does no harm.
fn ends_sentence(text: &str, line: &Line) -> bool {
    let words = words(text, line).trim_end_matches(['”', '’', '」', '）', ')']);
    words.ends_with(['。', '；', '：', '！', '？', '|'])
}

fn is_page_number(text: &str, line: &Line) -> bool {
    let of_number = |c: char| c.is_numeric() || c.is_whitespace() || "—–-―－第页/".contains(c);
    line.width <= PAGE_NUMBER
        && words(text, line).contains(char::is_numeric)
        && words(text, line).chars().all(of_number)
}

/// Says whether a line begins as items, headings and articles do: 一、 （二） 3. 第四条 附件 # -.
fn begins_item(text: &str, line: &Line) -> bool {
    let words = words(text, line);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let after = |rest: &str, marks: &[char]| {
        let rest = rest.trim_start_matches(number);
        rest.starts_with(marks)
    };
    let bracketed = words.strip_prefix(['（', '(']);
    words.starts_with(['#', '*', '-', '•', '·', '●', '|', '>'])
        || words.starts_with("附件")
        || (words.starts_with(number) && after(words, &['、', '．', '.']))
        || bracketed.is_some_and(|rest| rest.starts_with(number) && after(rest, &['）', ')']))
        || words
            .strip_prefix('第')
            .is_some_and(|rest| rest.starts_with(number) && after(rest, &['条', '章', '节']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Breaks a paragraph into lines of so many characters.
    fn wrap(paragraph: &str, most: usize) -> String {
        let letters: Vec<char> = paragraph.chars().collect();
        let lines: Vec<String> = letters
            .chunks(most)
            .map(|line| line.iter().collect())
            .collect();
        lines.join("\n")
    }

    const FIRST: &str = "基础软件是数字经济的底座，为贯彻落实《国家创新驱动发展战略纲要》，按照《新时期促进集成电路产业和软件产业高质量发展的若干政策》（国发〔2020〕8号）要求，现提出以下意见。";
    const SECOND: &str = "一、本意见自印发之日起执行。《国务院关于加快培育软件服务业的意见》（国发〔2010〕33号）和其他与本意见不一致的规定同时废止，各地区、各部门要抓好落实。";

    #[test]
    fn the_lines_of_a_paragraph_that_was_broken_are_one_again() {
        for most in [26, 28, 30, 36] {
            let given = format!(
                "某某意见\n\n{}\n{}\n国务院\n",
                wrap(FIRST, most),
                wrap(SECOND, most)
            );
            let text = joined(given.clone(), Form::Text);
            assert_eq!(
                text.words(),
                format!("某某意见\n\n{FIRST}\n{SECOND}\n国务院\n"),
                "{most}"
            );
            assert_eq!(text.given(), given);
            let at = text
                .words()
                .find("《国务院关于加快培育软件服务业的意见》（国发")
                .unwrap();
            let quote = text
                .quote(at..at + "《国务院关于加快培育软件服务业的意见》（国发〔2010〕33号）".len());
            assert_eq!(
                quote.replace('\n', ""),
                "《国务院关于加快培育软件服务业的意见》（国发〔2010〕33号）"
            );
        }
    }

    #[test]
    fn a_paragraph_goes_on_after_the_end_of_a_page_and_its_number() {
        let broken = wrap(FIRST, 30);
        let (before, after) = broken.split_at(broken.find('\n').unwrap());
        let given = format!(
            "{before}\n— 1 —\n\u{c}{}\n{}\n",
            &after[1..],
            wrap(SECOND, 30)
        );
        assert_eq!(
            joined(given, Form::Text).words(),
            format!("{FIRST}\n{SECOND}\n")
        );
    }

    #[test]
    fn a_sentence_may_end_in_a_quotation() {
        let spoken = FIRST.replace("意见。", "意见。”");
        let given = format!("{}\n{}\n", wrap(&spoken, 30), wrap(SECOND, 30));
        assert_eq!(
            joined(given, Form::Text).words(),
            format!("{spoken}\n{SECOND}\n")
        );
    }

    #[test]
    fn two_lines_of_a_pdf_are_enough() {
        let given = format!("{}\n", wrap(FIRST, 60));
        assert_eq!(joined(given.clone(), Form::Text).words(), given);
        assert_eq!(joined(given, Form::Pdf).words(), format!("{FIRST}\n"));
    }

    #[test]
    fn lines_that_were_not_broken_stay() {
        let listed = "关于加强城市供水管理工作有关问题的通知和若干意见的说明\n".repeat(2);
        let row = "国发〔2015〕28号,国务院,2015-05-08,国务院关于印发《中国制造2025》的通知,中华人民共和国预算法\n";
        for given in [
            row.repeat(9),
            format!("{FIRST}\n{SECOND}\n"),
            "第一条 略。\n第二条 略。\n".repeat(9),
            format!("{listed}关于供水的通知\n关于排水的通知\n关于节水的通知\n关于防洪的通知\n"),
            "The plan builds on the outline of 2021 and on the\nmeasures that the ministry published in the year before.\n"
                .repeat(9),
            String::new(),
        ] {
            assert_eq!(joined(given.clone(), Form::Text).words(), given);
        }
    }
}
