//! A part of a newsletter's clean words: where it stands, its words one by one, its sentences.
//!
//! Bytes are those of the page's words; what they stand for in the document is
//! the page's to say.

use std::ops::Range;

/// No sentence is longer, in bytes, so that what is done for each sentence stays linear in the document.
const LONGEST_SENTENCE: usize = 1500;

/// No word that is short for another is longer, in bytes.
const LONGEST_SHORT: usize = 12;

/// A stretch of the words of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// Its first byte in the words of the page.
    pub at: usize,
    /// Its words.
    pub text: &'a str,
}

impl<'a> Part<'a> {
    /// Returns its bytes in the words of the page.
    pub fn range(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Returns a stretch of it, in its own bytes; empty where there is no such stretch.
    pub fn cut(self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or("");
        Self {
            at: self.at + range.start.min(self.text.len()),
            text,
        }
    }

    /// Returns the stretch between two bytes of the page.
    pub fn between(self, start: usize, end: usize) -> Self {
        let (start, end) = (start.max(self.at), end.min(self.at + self.text.len()));
        if start >= end {
            return self.cut(self.text.len()..self.text.len());
        }
        let boundary = |mut at: usize| {
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        self.cut(boundary(start - self.at)..boundary(end - self.at))
    }

    /// Returns what stands from this byte of the page on.
    pub fn from(self, start: usize) -> Self {
        self.between(start, usize::MAX)
    }

    /// Returns what stands before this byte of the page.
    pub fn before(self, end: usize) -> Self {
        self.between(0, end)
    }

    /// Leaves out what is no letter of a name or sentence at both ends: spaces and the marks given.
    pub fn trim(self, marks: &str) -> Self {
        let is_edge = |c: char| c.is_whitespace() || marks.contains(c);
        let text = self.text.trim_start_matches(is_edge);
        let at = self.at + (self.text.len() - text.len());
        Self {
            at,
            text: text.trim_end_matches(is_edge),
        }
    }

    /// Returns its words: letters and digits, with the marks that join them (`state-owned`, `R&D`, `1,800`, `6.5`).
    pub fn words(self) -> Vec<Part<'a>> {
        let mut words = Vec::new();
        let mut start = None;
        let mut before = ' ';
        let mut characters = self.text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let after = characters.peek().map_or(' ', |(_, c)| *c);
            if c.is_alphanumeric() || joins(before, c, after) {
                start = start.or(Some(at));
            } else if let Some(from) = start.take() {
                words.push(self.cut(from..at));
            }
            before = c;
        }
        if let Some(from) = start {
            words.push(self.cut(from..self.text.len()));
        }
        words
    }

    /// Returns its sentences. `is_short` says of a word that a full stop after it ends no sentence.
    pub fn sentences(self, is_short: impl Fn(&str) -> bool) -> Vec<Part<'a>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let bytes = self.text.as_bytes();
        for (at, c) in self.text.char_indices() {
            let next = at + c.len_utf8();
            let full = next - start >= LONGEST_SENTENCE;
            if full || (is_end(c, &self.text[start..at], &is_short) && opens(bytes, next)) {
                sentences.push(self.cut(start..next).trim(""));
                start = next;
            }
        }
        sentences.push(self.cut(start..self.text.len()).trim(""));
        sentences.retain(|sentence| !sentence.text.is_empty());
        sentences
    }
}

fn joins(before: char, c: char, after: char) -> bool {
    let between = |is: fn(char) -> bool| is(before) && is(after);
    match c {
        '-' | '\'' | '’' | '&' => between(char::is_alphanumeric),
        '.' => {
            between(|c| c.is_ascii_digit())
                || between(|c| c.is_ascii_uppercase())
                || (before.is_alphabetic() && after.is_lowercase())
        }
        ',' => between(|c| c.is_ascii_digit()),
        _ => false,
    }
}

fn is_end(c: char, before: &str, is_short: impl Fn(&str) -> bool) -> bool {
    match c {
        '!' | '?' | '。' => true,
        '.' => {
            let mut from = before.len().saturating_sub(LONGEST_SHORT);
            while !before.is_char_boundary(from) {
                from += 1;
            }
            let word = before[from..]
                .rsplit(|c: char| c.is_whitespace() || c == '(')
                .next()
                .unwrap_or("");
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            !initial && !is_short(word)
        }
        _ => false,
    }
}

/// Says whether a new sentence can begin here: at the end, or after a space with no small letter.
fn opens(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or(&[]);
    let rest = match rest {
        [b'"' | b'\'' | b')', rest @ ..] => rest,
        _ => rest,
    };
    match rest {
        [] => true,
        [first, next, ..] => first.is_ascii_whitespace() && !next.is_ascii_lowercase(),
        [first] => first.is_ascii_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(parts: Vec<Part<'_>>) -> Vec<&str> {
        parts.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn marks_inside_a_word_belong_to_it_and_others_do_not() {
        let part = Part {
            at: 7,
            text: "R&D of 1,800 (EB), U.S. state-owned 6.5%.",
        };
        assert_eq!(
            texts(part.words()),
            ["R&D", "of", "1,800", "EB", "U.S", "state-owned", "6.5"]
        );
        assert_eq!(part.words()[1].range(), 11..13);
    }

    #[test]
    fn a_full_stop_ends_a_sentence_unless_the_word_is_short_for_another() {
        let text = "It sold Acme Inc. for 6.5 billion. \"Then\" it closed. the end";
        let part = Part { at: 0, text };
        assert_eq!(
            texts(part.sentences(|word| word == "Inc")),
            [
                "It sold Acme Inc. for 6.5 billion.",
                "\"Then\" it closed. the end"
            ]
        );
    }

    #[test]
    fn a_stretch_beyond_the_part_is_empty() {
        let part = Part { at: 5, text: "abc" };
        assert_eq!(part.between(0, 6).text, "a");
        assert_eq!(part.between(9, 20).text, "");
        assert_eq!(part.cut(2..9).text, "");
    }
}
