//! The words of a document, and where each stands in the document as it was given.
//!
//! Readers work on clean words: NFC, without markup, in one piece where the
//! page was broken. Evidence counts Unicode scalar values in what was given.
//! [`Text`] holds both and the way back.

use std::ops::Range;

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc, is_nfc_quick,
};

use crate::fact::Span;

/// At most so many bytes of words lie between two entries of the map, so that counting characters stays short.
const STRIDE: usize = 1024;

/// About so many bytes are brought to NFC at once, so that a large document is not held twice.
const PIECE: usize = 64 * 1024;

/// Clean words over a document as it was given.
#[derive(Clone, Debug, Default)]
pub struct Text {
    given: String,
    /// The words, where they differ from what was given.
    words: Option<String>,
    /// Ascending in each field; the first begins at byte 0 of the words.
    runs: Vec<Run>,
}

/// A stretch of words and the stretch of the document that it stands for.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Its first byte in the words.
    word: usize,
    /// Its first byte in what was given.
    given: usize,
    /// The characters before it in what was given.
    characters: usize,
    /// Where what it stands for ends, for words that are other letters than those given: they stand for the whole.
    replaced_to: Option<usize>,
}

impl Text {
    /// Takes a document whose words are its text, but for NFC and a byte order mark before it. O(n).
    ///
    /// Text that is in NFC, as nearly all is, is held once.
    #[must_use]
    pub fn plain(given: String) -> Self {
        let start = if given.starts_with('\u{feff}') { 3 } else { 0 };
        let all = start..given.len();
        if start == 0 && is_nfc_quick(given.chars()) == IsNormalized::Yes {
            let runs = runs_of(&given);
            let words = None;
            return Self { given, words, runs };
        }
        let mut builder = TextBuilder::new(given);
        builder.keep(all);
        builder.finish()
    }

    /// Returns the clean words.
    #[must_use]
    pub fn words(&self) -> &str {
        self.words.as_deref().unwrap_or(&self.given)
    }

    /// Returns the document as it was given.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }

    /// Returns where words stand in the document as it was given. `range` is in bytes of the words.
    ///
    /// What was left out between two words belongs to the passage, what was left out at its ends does not.
    /// O(log n); bytes beyond the words count as their end.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let (start, end) = (self.start_of(range.start), self.end_of(range.end));
        Span {
            start: self.characters_before(start) as u64,
            end: self.characters_before(end.max(start)) as u64,
        }
    }

    /// Returns the passage that words stand for, exactly as it was given. `range` is in bytes of the words.
    #[must_use]
    pub fn quote(&self, range: Range<usize>) -> &str {
        let (start, end) = (self.start_of(range.start), self.end_of(range.end));
        self.given.get(start..end.max(start)).unwrap_or("")
    }

    /// Returns where words stand in what was given, both in bytes: what [`Self::span`] counts in characters.
    #[must_use]
    pub fn given_range(&self, range: Range<usize>) -> Range<usize> {
        let (start, end) = (self.start_of(range.start), self.end_of(range.end));
        start..end.max(start)
    }

    /// Returns the byte of what was given at which the word byte stands.
    fn start_of(&self, word: usize) -> usize {
        match self.run_of(word) {
            Some(run) if run.replaced_to.is_some() => run.given,
            Some(run) => run.given + (word - run.word),
            None => 0,
        }
    }

    /// Returns the byte of what was given at which the words before this byte end.
    fn end_of(&self, word: usize) -> usize {
        match self.run_of(word.saturating_sub(1)) {
            Some(run) => run.replaced_to.unwrap_or(run.given + (word - run.word)),
            None => 0,
        }
    }

    fn run_of(&self, word: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.word <= word);
        self.runs.get(after.checked_sub(1)?)
    }

    fn characters_before(&self, given: usize) -> usize {
        let after = self.runs.partition_point(|run| run.given <= given);
        let Some(run) = after.checked_sub(1).and_then(|at| self.runs.get(at)) else {
            return count(self.given.get(..given));
        };
        run.characters + count(self.given.get(run.given..given))
    }
}

/// Returns the map of words that are what was given.
fn runs_of(text: &str) -> Vec<Run> {
    let mut characters = 0;
    let run = |range: Range<usize>| {
        let run = Run {
            word: range.start,
            given: range.start,
            characters,
            replaced_to: None,
        };
        characters += count(text.get(range));
        run
    };
    strides(text).map(run).collect()
}

/// Cuts a text into stretches of [`STRIDE`] bytes or a few more, at characters.
fn strides(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = text.ceil_char_boundary((start + STRIDE).min(text.len()));
        (start < at).then_some(start..at)
    })
}

fn count(text: Option<&str>) -> usize {
    text.map_or(0, |text| text.chars().count())
}

/// Makes a [`Text`] piece by piece, in the order of the document.
#[derive(Debug)]
pub struct TextBuilder {
    given: String,
    words: String,
    runs: Vec<Run>,
    /// How far characters have been counted: byte and character.
    counted: (usize, usize),
}

impl TextBuilder {
    /// Begins with a document as it was given.
    #[must_use]
    pub fn new(given: String) -> Self {
        Self {
            given,
            words: String::new(),
            runs: Vec::new(),
            counted: (0, 0),
        }
    }

    /// Returns the document as it was given.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }

    /// Returns the words so far.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Takes a stretch of the document as words, brought to NFC. `range` is in bytes of what was given, at or after
    /// the end of the last stretch; it is no stretch where it does not begin and end at characters.
    pub fn keep(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while let Some(piece) = self.piece(from..range.end) {
            self.keep_piece(&piece, from);
            from += piece.len();
        }
    }

    /// Returns the beginning of a stretch, to a place that NFC does not join over.
    fn piece(&self, range: Range<usize>) -> Option<String> {
        let text = self.given.get(range).filter(|text| !text.is_empty())?;
        let from = text.ceil_char_boundary(PIECE.min(text.len()));
        let mut after = text[from..].char_indices();
        let end = after.find(|(_, c)| begins_segment(*c));
        let end = end.map_or(text.len(), |(at, _)| from + at);
        Some(text[..end].to_owned())
    }

    fn keep_piece(&mut self, text: &str, given: usize) {
        if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            self.copy(text, given);
            return;
        }
        let mut from = 0;
        for (at, c) in text.char_indices().skip(1).chain([(text.len(), 'x')]) {
            if begins_segment(c) {
                self.normalise(&text[from..at], given + from);
                from = at;
            }
        }
    }

    /// Takes other letters in the place of a stretch of the document. `range` as for [`Self::keep`].
    pub fn put(&mut self, words: &str, range: Range<usize>) {
        let characters = self.count_to(range.start);
        self.runs.push(Run {
            word: self.words.len(),
            given: range.start,
            characters,
            replaced_to: Some(range.end),
        });
        self.words.push_str(words);
    }

    /// Ends the text. A document without a letter changed is held once.
    #[must_use]
    pub fn finish(self) -> Text {
        let words = (self.words != self.given).then_some(self.words);
        Text {
            given: self.given,
            words,
            runs: self.runs,
        }
    }

    fn normalise(&mut self, segment: &str, given: usize) {
        if is_nfc(segment) {
            self.copy(segment, given);
        } else {
            let words: String = segment.nfc().collect();
            self.put(&words, given..given + segment.len());
        }
    }

    /// Copies letters as they are, with an entry of the map each stride.
    fn copy(&mut self, text: &str, given: usize) {
        for range in strides(text) {
            let at = given + range.start;
            let characters = self.count_to(at);
            self.runs.push(Run {
                word: self.words.len(),
                given: at,
                characters,
                replaced_to: None,
            });
            self.words.push_str(&text[range]);
        }
    }

    fn count_to(&mut self, given: usize) -> usize {
        let (byte, characters) = self.counted;
        let characters = characters + count(self.given.get(byte..given));
        self.counted = (given.max(byte), characters);
        characters
    }
}

/// Says whether NFC never joins this character to the one before it.
fn begins_segment(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &Text, words: &str) -> (u64, u64, String) {
        let at = text.words().find(words).unwrap();
        let range = at..at + words.len();
        let span = text.span(range.clone());
        (span.start, span.end, text.quote(range).to_owned())
    }

    #[test]
    fn a_plain_text_is_its_own_words_and_characters_are_counted() {
        let text = Text::plain("根据《A法》制定".to_owned());
        assert_eq!(text.words(), "根据《A法》制定");
        assert_eq!(passage(&text, "A法"), (3, 5, "A法".to_owned()));
        assert_eq!(passage(&text, "制定"), (6, 8, "制定".to_owned()));
    }

    #[test]
    fn a_letter_that_nfc_joins_keeps_its_place_as_given() {
        let text = Text::plain("cafe\u{301} 部 \u{f9e4}x".to_owned());
        assert_eq!(text.words(), "café 部 理x");
        assert_eq!(passage(&text, "é"), (3, 5, "e\u{301}".to_owned()));
        assert_eq!(passage(&text, "部"), (6, 7, "部".to_owned()));
        assert_eq!(passage(&text, "理x"), (8, 10, "\u{f9e4}x".to_owned()));
    }

    #[test]
    fn a_byte_order_mark_is_a_character_of_the_document_and_no_word() {
        let text = Text::plain("\u{feff}国发".to_owned());
        assert_eq!(text.words(), "国发");
        assert_eq!(passage(&text, "发"), (2, 3, "发".to_owned()));
    }

    #[test]
    fn a_large_text_that_is_not_nfc_is_joined_over_the_ends_of_its_pieces() {
        let text = Text::plain("e\u{301}".repeat(50_000) + "完");
        assert_eq!(text.words(), "é".repeat(50_000) + "完");
        assert_eq!(passage(&text, "完"), (100_000, 100_001, "完".to_owned()));
    }

    #[test]
    fn what_is_left_out_between_words_belongs_to_the_passage_and_at_its_ends_not() {
        let given = "<b>国</b>发&amp;<i>办</i>";
        let mut builder = TextBuilder::new(given.to_owned());
        let at = |word: &str| {
            let start = given.find(word).unwrap();
            start..start + word.len()
        };
        builder.keep(at("国"));
        builder.keep(at("发"));
        builder.put("&", at("&amp;"));
        builder.keep(at("办"));
        let text = builder.finish();
        assert_eq!(text.words(), "国发&办");
        assert_eq!(passage(&text, "国发"), (3, 9, "国</b>发".to_owned()));
        assert_eq!(passage(&text, "&"), (9, 14, "&amp;".to_owned()));
        assert_eq!(passage(&text, "办"), (17, 18, "办".to_owned()));
    }

    #[test]
    fn characters_are_counted_right_far_into_a_text() {
        let given = "工信部".repeat(5_000) + "C919";
        let text = Text::plain(given);
        assert_eq!(passage(&text, "C919"), (15_000, 15_004, "C919".to_owned()));
    }
}
