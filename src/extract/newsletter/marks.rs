//! Lines without marks: underline tags, bold, links, bullets and doubled spaces are no words.
//!
//! Takes the words of a document, gives its lines as the pieces that stay,
//! each with its place. What a line is, is left to the layout.

use std::ops::Range;

/// A tag or the address of a link is no longer, in bytes.
const LONGEST_MARK: usize = 600;

/// A stretch of a line that stays as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// As it stands.
    Keep(Range<usize>),
    /// As other letters.
    Put(&'static str, Range<usize>),
}

/// A line of the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// What stays of it.
    pub pieces: Vec<Piece>,
    /// The same as text.
    pub text: String,
    /// Whether it begins with the mark of a list.
    pub is_point: bool,
    /// Its bytes in the document's words.
    pub range: Range<usize>,
}

/// Entities of HTML that Markdown lets pass.
const ENTITIES: [(&str, &str); 5] = [
    ("&amp;", "&"),
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
];

/// Returns the lines of a document.
pub(super) fn lines(words: &str) -> Vec<Line> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}');
    let mut start = 0;
    let mut lines = Vec::new();
    for piece in words.split_inclusive(is_break) {
        let text = piece.trim_end_matches(is_break);
        lines.push(line(text, start));
        start += piece.len();
    }
    lines
}

fn line(text: &str, at: usize) -> Line {
    let (mut from, is_point) = after_point(text);
    let end = text.trim_end().len();
    let mut line = Line {
        is_point,
        range: at..at + text.len(),
        ..Line::default()
    };
    let mut address_at = None;
    while from < end {
        let rest = &text[from..end];
        let length = match mark(rest, &mut address_at, (from, line.text.chars().next_back())) {
            Mark::None => {
                let length = plain(rest);
                line.keep(&text[from..from + length], at + from);
                length
            }
            Mark::Drop(length) => length,
            Mark::Put(words, length) => {
                line.put(words, at + from..at + from + length);
                length
            }
        };
        from += length.max(1);
    }
    line
}

impl Line {
    fn keep(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.pieces.push(Piece::Keep(at..at + text.len()));
    }

    /// Puts other letters; no space at the beginning of a line or after a space.
    fn put(&mut self, words: &'static str, range: Range<usize>) {
        if words == " " && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.text.push_str(words);
        self.pieces.push(Piece::Put(words, range));
    }
}

/// What stands at the beginning of a text.
enum Mark {
    None,
    Drop(usize),
    Put(&'static str, usize),
}

/// Reads a mark. `address_at` is where the address of a link that has begun will stand.
fn mark(rest: &str, address_at: &mut Option<usize>, (at, before): (usize, Option<char>)) -> Mark {
    let mut characters = rest.chars();
    let Some(first) = characters.next() else {
        return Mark::None;
    };
    if first.is_whitespace() {
        let blank = rest.len() - rest.trim_start().len();
        return if rest.starts_with(' ') && blank == 1 {
            Mark::Put(" ", 1)
        } else {
            Mark::Put(" ", blank)
        };
    }
    match first {
        '<' => tag(rest),
        '*' | '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{200d}' => Mark::Drop(first.len_utf8()),
        '_' if rest.starts_with("__") => Mark::Drop(2),
        '_' if is_emphasis(rest, before) => Mark::Drop(1),
        '\\' if characters.next().is_some_and(|c| c.is_ascii_punctuation()) => Mark::Drop(1),
        '[' => match text_of_link(rest) {
            Some(length) => {
                *address_at = Some(at + length);
                Mark::Drop(1)
            }
            None => Mark::None,
        },
        ']' if *address_at == Some(at) => {
            *address_at = None;
            Mark::Drop(address(rest))
        }
        '&' => ENTITIES
            .iter()
            .find(|(entity, _)| rest.starts_with(entity))
            .map_or(Mark::None, |(entity, c)| Mark::Put(c, entity.len())),
        _ => Mark::None,
    }
}

/// Says whether an underscore stands at the edge of a word.
fn is_emphasis(rest: &str, before: Option<char>) -> bool {
    let after = rest[1..].chars().next();
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    inside(before) != inside(after)
}

/// The bytes up to the next character that may begin a mark; at least one character.
fn plain(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let begins =
        |c: char| c.is_whitespace() || "<*_\\[]&\u{200b}\u{feff}\u{ad}\u{200d}".contains(c);
    rest[first..]
        .find(begins)
        .map_or(rest.len(), |at| first + at)
}

fn tag(rest: &str) -> Mark {
    let name = rest[1..].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Mark::None;
    }
    let close = rest
        .bytes()
        .take(LONGEST_MARK)
        .skip(1)
        .position(|b| b == b'>' || b == b'<');
    match close {
        Some(at) if rest.as_bytes().get(at + 1) == Some(&b'>') => Mark::Drop(at + 2),
        _ => Mark::None,
    }
}

/// Returns the bytes before the `](` of a link that begins here.
fn text_of_link(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let close = bytes.iter().take(LONGEST_MARK).skip(1);
    let at = 1 + close.clone().position(|b| *b == b']' || *b == b'[')?;
    let address = rest.get(at..)?.strip_prefix("](")?;
    address.bytes().take(LONGEST_MARK).position(|b| b == b')')?;
    Some(at)
}

/// Returns the bytes of `](address)`.
fn address(rest: &str) -> usize {
    rest.find(')').map_or(1, |at| at + 1)
}

/// Returns where the words of a line begin, after spaces, the marks of a heading or quotation, and the mark of a list.
fn after_point(text: &str) -> (usize, bool) {
    let blank = |at: usize| at + (text[at..].len() - text[at..].trim_start().len());
    let mut at = blank(0);
    let marks = text[at..].len() - text[at..].trim_start_matches(['#', '>']).len();
    if marks > 0 && text[at + marks..].starts_with([' ', '\t']) {
        at = blank(at + marks);
    }
    let rest = &text[at..];
    let mut characters = rest.chars();
    let first = characters.next();
    let second = characters.next();
    let spaced = second.is_none_or(char::is_whitespace);
    let mark = first.is_some_and(|c| "-*–—+".contains(c) && spaced || "•▪●‣◦·∙■□○➢►".contains(c));
    if mark {
        let length = first.map_or(0, char::len_utf8);
        return (blank(at + length), true);
    }
    (at, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words_and_spaces_are_one() {
        for (given, text, is_point) in [
            ("the <u>Plan</u>  of <b>2021</b>", "the Plan of 2021", false),
            ("- **October 8:** MOST", "October 8: MOST", true),
            ("## 1. Title", "1. Title", false),
            ("([Link](https://a.b/c)) x", "(Link) x", false),
            ("a [b] c (d)", "a [b] c (d)", false),
            ("• S&amp;T\u{a0} parks", "S&T parks", true),
            ("a < b > c", "a < b > c", false),
            ("-5 percent", "-5 percent", false),
            ("   ", "", false),
            ("[[[[", "[[[[", false),
            ("<u", "<u", false),
        ] {
            let lines = lines(given);
            assert_eq!(
                (lines[0].text.as_str(), lines[0].is_point),
                (text, is_point)
            );
        }
    }
}
