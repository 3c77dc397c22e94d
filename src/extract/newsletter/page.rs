//! A newsletter as blocks of clean words, and the way back to the document for evidence.

use std::ops::Range;

use super::{
    cues::Rules,
    layout::{BlockKind, Group, groups},
    marks::{Line, Piece, lines},
    part::Part,
};
use crate::{
    fact::{
        Decimal, Modality,
        account::{Grounds, Said},
    },
    source::{Text, TextBuilder},
};

/// A block of words.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the words of the page.
    pub range: Range<usize>,
}

/// The words of a newsletter in blocks, over the words of its document.
#[derive(Debug)]
pub(super) struct Page<'a> {
    document: &'a Text,
    text: Text,
    pub blocks: Vec<Block>,
}

/// How a value was read: the kind of statement, the rule, and how sure it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    pub modality: Modality,
    pub method: &'static str,
    /// In tenths.
    pub tenths: u8,
}

impl How {
    /// As printed.
    pub const fn stated(method: &'static str) -> Self {
        Self {
            modality: Modality::Stated,
            method,
            tenths: 10,
        }
    }

    /// Printed, but read with some thought.
    pub const fn thought(method: &'static str) -> Self {
        Self {
            tenths: 9,
            ..Self::stated(method)
        }
    }

    /// The same said in another way.
    pub const fn with(self, modality: Modality) -> Self {
        Self { modality, ..self }
    }
}

impl<'a> Page<'a> {
    /// Lays out a document.
    pub fn new(document: &'a Text, rules: &Rules) -> Self {
        let lines = lines(document.words());
        let mut builder = TextBuilder::new(document.words().to_owned());
        let mut blocks = Vec::new();
        let mut end = 0;
        for group in groups(&lines, rules) {
            let start = builder.words().len();
            end = write(&group, &lines, &mut builder, end);
            let range = start..builder.words().len();
            if !range.is_empty() {
                blocks.push(Block {
                    kind: group.kind,
                    range,
                });
                builder.put("\n", end..end);
            }
        }
        Self {
            document,
            text: builder.finish(),
            blocks,
        }
    }

    /// Returns the words of a block.
    pub fn part(&self, block: &Block) -> Part<'_> {
        let text = self.text.words().get(block.range.clone()).unwrap_or("");
        Part {
            at: block.range.start,
            text,
        }
        .trim("")
    }

    /// Returns the grounds of a value that was read from these bytes of the page.
    pub fn grounds(&self, range: Range<usize>, how: How) -> Grounds {
        let confidence = format!("{}.{}", how.tenths / 10, how.tenths % 10);
        self.grounds_with(
            range,
            how,
            confidence.parse().unwrap_or_else(|_| Decimal::one()),
        )
    }

    /// The same with a confidence that a table gives.
    pub fn grounds_with(&self, range: Range<usize>, how: How, confidence: Decimal) -> Grounds {
        let given = self.text.given_range(range);
        Grounds {
            span: self.document.span(given.clone()),
            quote: self.document.quote(given).to_owned(),
            modality: how.modality,
            method: how.method.into(),
            confidence,
        }
    }

    /// Returns a value with its grounds.
    pub fn said<T>(&self, value: T, range: Range<usize>, how: How) -> Said<T> {
        Said {
            value,
            grounds: self.grounds(range, how),
        }
    }

    /// Returns the words of a part as they are printed, with their grounds.
    pub fn said_as_printed(&self, part: Part, how: How) -> Said<String> {
        self.said(part.text.to_owned(), part.range(), how)
    }
}

/// Writes the lines of a group as one line of words. `end` is where the last words ended; returns where these do.
fn write(group: &Group, lines: &[Line], builder: &mut TextBuilder, mut end: usize) -> usize {
    let start = builder.words().len();
    for (number, from) in &group.lines {
        let Some(line) = lines.get(*number) else {
            continue;
        };
        if builder.words().len() > start {
            let gap = end..line.range.start.max(end);
            if needs_space(builder.words(), &line.text) {
                builder.put(" ", gap);
            }
        }
        end = write_line(line, *from, builder, end);
    }
    end
}

fn write_line(line: &Line, from: usize, builder: &mut TextBuilder, mut end: usize) -> usize {
    let mut at = 0;
    for piece in &line.pieces {
        let (range, length) = match piece {
            Piece::Keep(range) => (range.clone(), range.len()),
            Piece::Put(words, range) => (range.clone(), words.len()),
        };
        let skipped = from.saturating_sub(at).min(length);
        at += length;
        if skipped == length {
            continue;
        }
        match piece {
            Piece::Keep(_) => builder.keep(range.start + skipped..range.end),
            Piece::Put(words, _) => builder.put(words, range.clone()),
        }
        end = range.end;
    }
    end
}

/// Says whether a space stands between two lines: not between Chinese characters, nor after a hyphen in a word.
fn needs_space(before: &str, after: &str) -> bool {
    let mut last = before.chars().rev();
    let (last, last_but_one) = (last.next().unwrap_or(' '), last.next().unwrap_or(' '));
    let first = after.chars().next().unwrap_or(' ');
    let joined = is_chinese(last) && is_chinese(first);
    let hyphen = last == '-' && last_but_one.is_alphabetic() && first.is_alphabetic();
    !joined && !hyphen
}

/// Says whether a character is Chinese writing or its punctuation.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    fn blocks(given: &str) -> Vec<(BlockKind, String)> {
        let text = Text::plain(given.to_owned());
        let page = Page::new(&text, &shipped());
        page.blocks
            .iter()
            .map(|block| (block.kind, page.part(block).text.to_owned()))
            .collect()
    }

    #[test]
    fn a_page_that_breaks_inside_an_item_leaves_it_whole() {
        let given = "Corporate news\n- May 2: Acme bought\n\n7\n\nBeta Steel\nWorks (Xinhua article)\n- May 3: x (y)\n";
        assert_eq!(
            blocks(given),
            [
                (
                    BlockKind::CorporateNews,
                    "May 2: Acme bought Beta Steel Works (Xinhua article)".to_owned()
                ),
                (BlockKind::CorporateNews, "May 3: x (y)".to_owned()),
            ]
        );
    }

    #[test]
    fn an_article_goes_on_until_its_date_and_chinese_lines_join_without_a_space() {
        let given = "At a glance: A plan.\n- One\nX comment: Words.\nArticle: Plan (行动\n计划) (Link)\n\nIssuing body: MIIT\nDate: May 2, 2024\n2. Next\n";
        assert_eq!(
            blocks(given),
            [
                (BlockKind::Glance, "A plan.".to_owned()),
                (BlockKind::GlancePoint, "One".to_owned()),
                (BlockKind::Comment, "Words.".to_owned()),
                (
                    BlockKind::Article,
                    "Plan (行动计划) (Link) Issuing body: MIIT Date: May 2, 2024".to_owned()
                ),
                (BlockKind::Heading, "2. Next".to_owned()),
            ]
        );
    }

    #[test]
    fn the_grounds_of_words_are_what_stands_at_their_place() {
        let given = "At a glance: é the <u>Data</u> <u>Law</u> of\n2021.";
        let text = Text::plain(given.to_owned());
        let page = Page::new(&text, &shipped());
        let part = page.part(&page.blocks[0]);
        let at = part.text.find("Data").unwrap();
        let grounds = page.grounds(part.cut(at..at + 16).range(), How::stated("x"));
        assert_eq!(grounds.quote, "Data</u> <u>Law</u> of\n2021");
        assert_eq!((grounds.span.start, grounds.span.end), (22, 49));
    }
}
