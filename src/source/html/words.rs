//! The words of the parts of a page that are read: lines, cells, and character references as what they stand for.

use std::{borrow::Cow, ops::Range};

use super::tokens::{Token, each, reference};
use crate::source::{Text, TextBuilder};

/// Elements that begin and end a line. Those of tables are apart.
const BLOCKS: [&[u8]; 28] = [
    b"p",
    b"div",
    b"br",
    b"li",
    b"ul",
    b"ol",
    b"dl",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"section",
    b"article",
    b"header",
    b"main",
    b"aside",
    b"hr",
    b"center",
    b"blockquote",
    b"pre",
    b"form",
    b"table",
    b"caption",
    b"tbody",
    b"figure",
    b"body",
];

/// A piece of the words, in the order of the page.
#[derive(Debug)]
pub(super) enum Piece {
    /// A stretch of the page as it is.
    Keep(Range<usize>),
    /// Another text for a stretch of the page.
    Put(Cow<'static, str>, Range<usize>),
    /// A cell begins.
    Cell,
    /// A cell ends.
    EndCell,
    /// The title of the page ends.
    EndTitle,
}

/// What parts the next word from the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    #[default]
    Nothing,
    /// White space with a line break in it, which is nothing between hanzi.
    Wrap,
    Space,
    Tab,
    Line,
}

#[derive(Debug, Default)]
struct Words {
    pieces: Vec<Piece>,
    pending: Break,
    /// The last character so far.
    last: Option<char>,
    /// Whether the row has no cell yet.
    new_row: bool,
    /// Whether the cell has no word yet.
    new_cell: bool,
    in_cell: bool,
    /// How many `pre` are open.
    preformatted: usize,
}

/// Returns the pieces of the words that stand in these parts of the page; before them the title of the page, where the
/// first of them do not hold it.
pub(super) fn find(html: &str, parts: &[Range<usize>], title: Option<Range<usize>>) -> Vec<Piece> {
    let of_parts = find_in(html, parts);
    let places = of_parts.iter().find_map(|piece| match piece {
        Piece::Keep(range) | Piece::Put(_, range) => Some(range.start),
        _ => None,
    });
    let (Some(title), Some(first)) = (title, places) else {
        return of_parts;
    };
    if first < title.end {
        return of_parts;
    }
    let mut words = Words::default();
    words.text(html, title);
    if holds(html, &of_parts, &words.pieces) {
        return of_parts;
    }
    words.pieces.push(Piece::EndTitle);
    words.pieces.push(Piece::Put("\n".into(), first..first));
    words.pieces.extend(of_parts);
    words.pieces
}

/// So many bytes of the words are looked at for the title.
const NEAR: usize = 8_192;

/// Says whether the first words of the page hold others, but for white space.
fn holds(html: &str, pieces: &[Piece], others: &[Piece]) -> bool {
    let plain = |pieces: &[Piece]| {
        let mut plain = String::new();
        for piece in pieces {
            let text = match piece {
                Piece::Keep(range) => &html[range.clone()],
                Piece::Put(text, _) => text,
                _ => continue,
            };
            plain.extend(text.chars().filter(|c| !c.is_whitespace()));
            if plain.len() > NEAR {
                break;
            }
        }
        plain
    };
    plain(pieces).contains(&plain(others))
}

fn find_in(html: &str, parts: &[Range<usize>]) -> Vec<Piece> {
    let mut words = Words::default();
    let mut parts = parts.iter().peekable();
    each(html, |token| {
        let (Token::Start { at, .. }
        | Token::End { at, .. }
        | Token::Text(Range { start: at, .. })) = &token;
        while parts.next_if(|part| part.end <= *at).is_some() {
            words.end_part();
        }
        if parts.peek().is_some_and(|part| part.contains(at)) {
            words.take(html, token);
        }
    });
    words.end_cell();
    words.pieces
}

/// Makes the text of its pieces, and returns the cells and the title of the page, in bytes of the words.
pub(super) fn build(
    html: String,
    pieces: &[Piece],
) -> (Text, Vec<Range<usize>>, Option<Range<usize>>) {
    let mut builder = TextBuilder::new(html);
    let mut cells = Vec::new();
    let mut title = None;
    let mut start = 0;
    for piece in pieces {
        match piece {
            Piece::Keep(range) => builder.keep(range.clone()),
            Piece::Put(words, range) => builder.put(words, range.clone()),
            Piece::EndTitle => title = Some(0..builder.words().len()),
            Piece::Cell => start = builder.words().len(),
            Piece::EndCell => {
                let cell = &builder.words()[start..];
                let words = cell.trim();
                let from = start + cell.find(words).unwrap_or(0);
                cells.push(from..from + words.len());
            }
        }
    }
    (builder.finish(), cells, title)
}

impl Words {
    fn take(&mut self, html: &str, token: Token) {
        match token {
            Token::Start { name, .. } => self.start(name),
            Token::End { name, .. } => self.end(name),
            Token::Text(range) => self.text(html, range),
        }
    }

    fn start(&mut self, name: &[u8]) {
        match name {
            b"tr" | b"dt" => {
                self.end_cell();
                self.pending = Break::Line;
                self.new_row = true;
            }
            _ => {}
        }
        match name {
            b"td" | b"th" | b"dt" | b"dd" => self.start_cell(),
            b"pre" => {
                self.preformatted += 1;
                self.break_line();
            }
            name if BLOCKS.contains(&name) => self.break_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"td" | b"th" | b"dt" | b"dd" => self.end_cell(),
            b"tr" | b"table" | b"dl" => {
                self.end_cell();
                self.pending = Break::Line;
            }
            b"pre" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.break_line();
            }
            name if BLOCKS.contains(&name) => self.break_line(),
            _ => {}
        }
    }

    fn end_part(&mut self) {
        self.end_cell();
        self.pending = Break::Line;
    }

    fn start_cell(&mut self) {
        self.end_cell();
        self.pending = if self.new_row {
            Break::Line
        } else {
            Break::Tab
        };
        (self.new_row, self.new_cell, self.in_cell) = (false, true, true);
        self.pieces.push(Piece::Cell);
    }

    fn end_cell(&mut self) {
        if self.in_cell {
            self.pieces.push(Piece::EndCell);
        }
        (self.in_cell, self.new_cell) = (false, false);
    }

    /// Ends the line, but not before the first word of a cell.
    fn break_line(&mut self) {
        if !self.new_cell {
            self.pending = Break::Line;
        }
    }

    fn text(&mut self, html: &str, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &html[at..range.end];
            let word = rest.find(|c| c == '&' || is_space(c)).unwrap_or(rest.len());
            if let Some(first) = rest[..word].chars().next() {
                self.separate(first, at);
                self.pieces.push(Piece::Keep(at..at + word));
                self.last = rest[..word].chars().next_back();
                at += word;
            } else if rest.starts_with('&') {
                let (text, length) = reference(rest);
                self.put(text, at..at + length);
                at += length;
            } else {
                let end = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
                self.space(&rest[..end]);
                at += end;
            }
        }
    }

    fn put(&mut self, text: String, range: Range<usize>) {
        if text.chars().all(is_space) {
            self.pending = self.pending.max(Break::Space);
        } else if let Some(first) = text.chars().next() {
            self.separate(first, range.start);
            self.last = text.chars().next_back();
            self.pieces.push(Piece::Put(Cow::Owned(text), range));
        }
    }

    fn space(&mut self, space: &str) {
        let broken = space.contains(['\n', '\r']);
        if broken && self.preformatted > 0 {
            self.break_line();
        } else if broken {
            self.pending = self.pending.max(Break::Wrap);
        } else if space.chars().any(|c| c != '\u{200b}' && c != '\u{feff}') {
            self.pending = self.pending.max(Break::Space);
        }
    }

    /// Writes what parts a word that begins with `next` from the last one.
    fn separate(&mut self, next: char, at: usize) {
        self.new_cell = false;
        let pending = std::mem::take(&mut self.pending);
        let Some(last) = self.last else { return };
        let text = match pending {
            Break::Nothing => return,
            Break::Wrap if !last.is_ascii() && !next.is_ascii() => return,
            Break::Wrap | Break::Space => " ",
            Break::Tab => "\t",
            Break::Line => "\n",
        };
        self.pieces.push(Piece::Put(Cow::Borrowed(text), at..at));
    }
}

/// Says whether a page shows this as a space or as nothing. The ideographic space is a letter: it indents and spreads names.
fn is_space(c: char) -> bool {
    c != '\u{3000}' && (c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}
