//! Which stretches of a page are read: its main part, its title and its tables of labels, where they are marked.

use std::{ops::Range, sync::LazyLock};

use super::tokens::{Token, each};

/// The marks of main parts, titles and headers of the sites that publish policies, the surest first.
static MARKS: LazyLock<Vec<(&str, Part)>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/rules/page-parts.csv")
        .lines()
        .skip(1);
    rows.filter_map(|row| {
        let (mark, part) = row.split_once(',')?;
        let part = match part.trim() {
            "content" => Part::Content,
            "head" => Part::Head,
            _ => return None,
        };
        Some((mark, part))
    })
    .collect()
});

/// A main part has so many bytes of words: a frame that scripts fill later has none.
const LEAST: usize = 90;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The text of the document.
    Content,
    /// Its title, or its table of labels.
    Head,
}

/// An element that may be a part.
#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    /// How many elements of its name are open in it, itself among them.
    depth: usize,
    rank: usize,
    start: usize,
    /// The bytes of words before it.
    letters: usize,
}

/// A part that has ended.
#[derive(Debug)]
struct Found {
    rank: usize,
    range: Range<usize>,
    letters: usize,
}

/// A table or list that may hold labels.
#[derive(Debug)]
struct Block {
    name: Vec<u8>,
    start: usize,
    labels: usize,
}

#[derive(Debug, Default)]
struct Finder {
    open: Vec<Open>,
    found: Vec<Found>,
    blocks: Vec<Block>,
    labelled: Vec<Range<usize>>,
    /// The first-rank headings.
    headings: Vec<Range<usize>>,
    letters: usize,
}

/// Returns the stretches of a page that are read, in order and apart; all of it where no main part is marked.
pub(super) fn find(html: &str) -> Vec<Range<usize>> {
    let mut finder = Finder::default();
    each(html, |token| finder.take(html, &token));
    finder.finish(html.len())
}

impl Finder {
    fn take(&mut self, html: &str, token: &Token) {
        match token {
            Token::Start { name, marks, at } => {
                self.start(name, marks, *at);
                self.start_block(name, *at);
            }
            Token::End { name, at } => {
                self.end(name, *at);
                self.end_block(name, *at);
            }
            Token::Text(range) => {
                let text = html[range.clone()].trim();
                self.letters += text.len();
                if text.ends_with(['：', ':'])
                    && let Some(block) = self.blocks.last_mut()
                {
                    block.labels += 1;
                }
            }
        }
    }

    fn start(&mut self, name: &[u8], marks: &str, at: usize) {
        for open in self.open.iter_mut().filter(|open| open.name == name) {
            open.depth += 1;
        }
        let is = |mark: &str| {
            marks
                .split_ascii_whitespace()
                .any(|m| m.eq_ignore_ascii_case(mark))
        };
        let rank = (!marks.is_empty()).then(|| MARKS.iter().position(|(mark, _)| is(mark)));
        // One open part a mark: the page cannot open more than the table has.
        if let Some(rank) = rank.flatten()
            && !self.open.iter().any(|open| open.rank == rank)
        {
            let (name, letters) = (name.to_vec(), self.letters);
            self.open.push(Open {
                name,
                depth: 1,
                rank,
                start: at,
                letters,
            });
        }
        if name == b"h1" {
            self.headings.push(at..at);
        }
    }

    fn end(&mut self, name: &[u8], at: usize) {
        for open in self.open.iter_mut().filter(|open| open.name == name) {
            open.depth -= 1;
        }
        let letters = self.letters;
        self.found.extend(
            self.open
                .extract_if(.., |open| open.depth == 0)
                .map(|open| open.close(at, letters)),
        );
        if let Some(heading) = self.headings.last_mut().filter(|_| name == b"h1") {
            heading.end = at;
        }
    }

    fn start_block(&mut self, name: &[u8], at: usize) {
        if matches!(name, b"table" | b"dl" | b"ul") {
            let (name, start, labels) = (name.to_vec(), at, 0);
            self.blocks.push(Block {
                name,
                start,
                labels,
            });
        } else if matches!(name, b"th" | b"dt")
            && let Some(block) = self.blocks.last_mut()
        {
            block.labels += 1;
        }
    }

    /// Ends the innermost block. An end tag without one there ends none: at worst a table is read too little of.
    fn end_block(&mut self, name: &[u8], at: usize) {
        if let Some(block) = self.blocks.pop_if(|block| block.name == name)
            && block.labels >= 2
        {
            self.labelled.push(block.start..at);
        }
    }

    fn finish(mut self, end: usize) -> Vec<Range<usize>> {
        let letters = self.letters;
        self.found
            .extend(self.open.drain(..).map(|open| open.close(end, letters)));
        let part = |found: &Found| MARKS.get(found.rank).map(|(_, part)| *part);
        let contents = self
            .found
            .iter()
            .filter(|found| part(found) == Some(Part::Content));
        let large = contents.filter(|found| found.letters >= LEAST);
        let Some(main) = large.min_by_key(|found| (found.rank, usize::MAX - found.letters)) else {
            return std::iter::once(0..end).collect();
        };
        let heads = self
            .found
            .iter()
            .filter(|found| part(found) == Some(Part::Head));
        let heading = self
            .headings
            .iter()
            .rfind(|heading| heading.end <= main.range.start && heading.end > heading.start);
        let mut parts = vec![main.range.clone()];
        parts.extend(heads.map(|found| found.range.clone()));
        parts.extend(heading.cloned());
        parts.extend(
            self.labelled
                .iter()
                .filter(|table| table.start < main.range.end)
                .cloned(),
        );
        merged(parts)
    }
}

impl Open {
    fn close(self, at: usize, letters: usize) -> Found {
        Found {
            rank: self.rank,
            range: self.start..at,
            letters: letters - self.letters,
        }
    }
}

/// Sorts ranges and joins those that overlap.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}
