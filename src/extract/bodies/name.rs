//! One name of a public body at one place of a text: known, or of the shape of one.
//!
//! A name is taken only where something bounds it: a separator, another
//! name, 等, or a word such as 关于 that ends a list of issuers.

use aho_corasick::{Anchored, Input};

use super::Bodies;

/// The most characters that an unknown name has.
const LONGEST: usize = 40;

/// The fewest characters that an unknown name has.
const SHORTEST: usize = 4;

/// Brackets and marks that no name holds.
const MARKS: &str = "《》〈〉「」“”\"（）()【】[]〔〕。：:！？?!";

impl Bodies {
    /// Returns where the name ends that begins at this byte.
    pub(super) fn name_at(&self, words: &str, at: usize) -> Option<usize> {
        let Some(known) = self.known_at(words, at) else {
            return self.unknown_at(words, at);
        };
        if self.bounds(words, known) || starts_with_any(&words[known..], &self.words.weak_stops) {
            return Some(known);
        }
        let end = self.unknown_at(words, at)?;
        let rest = words.get(known..end)?;
        let whole = self.words.wholes.iter().any(|whole| rest.ends_with(whole));
        Some(if whole { known } else { end })
    }

    /// Returns where the known name ends that begins at this byte, its office included.
    pub(super) fn known_at(&self, words: &str, at: usize) -> Option<usize> {
        let input = Input::new(words).range(at..).anchored(Anchored::Yes);
        let end = self.names.find(input)?.end();
        Some(self.office_at(words, end).unwrap_or(end))
    }

    /// Returns where the office ends that begins at this byte: 办公厅.
    pub(super) fn office_at(&self, words: &str, at: usize) -> Option<usize> {
        let rest = &words[at..];
        let office = self.words.names.offices.iter().map(|office| &office.word);
        let mut fitting = office.filter(|office| rest.starts_with(office.as_str()));
        Some(at + fitting.next()?.len())
    }

    /// Says whether a name may end at this byte.
    fn bounds(&self, words: &str, at: usize) -> bool {
        let rest = &words[at..];
        let Some(next) = rest.chars().next() else {
            return true;
        };
        next.is_whitespace()
            || MARKS.contains(next)
            || starts_with_any(rest, &self.words.separators)
            || starts_with_any(rest, &self.words.more)
            || self.stops(rest)
            || self.joins(words, at).is_some()
            || self.known_at(words, at).is_some()
    }

    /// Returns the byte after a joiner that stands here before another name.
    pub(super) fn joins(&self, words: &str, at: usize) -> Option<usize> {
        let joiner = longest_start(&words[at..], &self.words.joiners)?;
        let after = at + joiner.len();
        let named = self.known_at(words, after).is_some();
        (named || self.unknown_at(words, after).is_some()).then_some(after)
    }

    /// Says whether a word stands here that ends a list of issuers.
    pub(super) fn stops(&self, rest: &str) -> bool {
        starts_with_any(rest, &self.words.stops)
    }

    /// Returns where the stretch ends that begins at this byte and has the shape of a body's name.
    fn unknown_at(&self, words: &str, at: usize) -> Option<usize> {
        let rest = &words[at..];
        let mut length = 0;
        let mut skip_to = 0;
        for (offset, c) in rest.char_indices() {
            if offset >= skip_to {
                let here = &rest[offset..];
                if let Some(inside) = longest_start(here, &self.words.not_stops) {
                    skip_to = offset + inside.len();
                } else if self.ends_stretch(here, c)
                    || (longest_start(here, &self.words.joiners).is_some()
                        && self.is_shaped(&rest[..offset]))
                {
                    return self.is_shaped(&rest[..offset]).then_some(at + offset);
                }
            }
            length += 1;
            if length > LONGEST {
                return None;
            }
        }
        self.is_shaped(rest).then_some(words.len())
    }

    fn ends_stretch(&self, here: &str, c: char) -> bool {
        c.is_whitespace()
            || MARKS.contains(c)
            || starts_with_any(here, &self.words.separators)
            || starts_with_any(here, &self.words.more)
            || self.stops(here)
    }

    fn is_shaped(&self, name: &str) -> bool {
        let long = name.chars().nth(SHORTEST - 1).is_some();
        let hanzi = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let longest = |words: &[String]| {
            let ends = words.iter().filter(|word| name.ends_with(word.as_str()));
            ends.map(String::len).max()
        };
        let ending = longest(&self.words.endings);
        long && hanzi && ending.is_some() && ending > longest(&self.words.not_endings)
    }
}

pub(super) fn starts_with_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}

/// Returns the first of the words, which stand the longest first, that a text begins with.
pub(super) fn longest_start<'a>(text: &str, words: &'a [String]) -> Option<&'a str> {
    let mut fitting = words.iter().filter(|word| text.starts_with(word.as_str()));
    fitting.next().map(String::as_str)
}

/// Returns the first byte from here on that is no space.
pub(super) fn after_spaces(words: &str, at: usize) -> usize {
    let rest = words.get(at..).unwrap_or("");
    words.len() - rest.trim_start().len()
}
