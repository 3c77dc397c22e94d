//! Many phrases, found in one walk over the words of a passage.
//!
//! Case does not count, nor what quotation marks stand between the words.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::part::Part;

/// At most so many words that do not count stand between two words of a phrase.
const MOST_LIGHT: usize = 2;

/// Phrases and what each means.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    /// By the first word in small letters: the further words, longest first.
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
    /// Words that may stand between two words of a phrase: `build further on`. Adverbs may, where there are any.
    light: HashSet<String>,
}

/// A phrase that stands in a passage.
#[derive(Clone, Debug)]
pub(super) struct Found<'a, T> {
    /// Its bytes in the words of the page.
    pub range: Range<usize>,
    /// What it means.
    pub item: &'a T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: HashMap::new(),
            light: HashSet::new(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase.
    pub fn add(&mut self, phrase: &str, item: T) {
        let part = Part {
            at: 0,
            text: phrase,
        };
        let mut words = part.words().into_iter().map(|word| small(word.text));
        let Some(first) = words.next() else { return };
        let group = self.by_first.entry(first).or_default();
        group.push((words.collect(), item));
        group.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// Returns the phrases of one word.
    pub fn singles(&self) -> impl Iterator<Item = &str> {
        let groups = self.by_first.iter();
        groups
            .filter(|(_, group)| group.iter().any(|(further, _)| further.is_empty()))
            .map(|(first, _)| first.as_str())
    }

    /// Lets a word stand between two words of a phrase.
    pub fn let_pass(&mut self, word: &str) {
        self.light.insert(small(word));
    }

    /// Returns the phrases that stand in a passage, in their order there; of those that begin together the longest.
    pub fn find<'a>(&'a self, part: Part) -> Vec<Found<'a, T>> {
        self.find_in(&part.words(), part)
    }

    /// Like [`Self::find`], over words that are known already.
    pub fn find_in<'a>(&'a self, words: &[Part], within: Part) -> Vec<Found<'a, T>> {
        let mut found = Vec::new();
        let mut next = 0;
        while next < words.len() {
            match self.at(&words[next..], within) {
                Some((length, hit)) => {
                    found.push(hit);
                    next += length;
                }
                None => next += 1,
            }
        }
        found
    }

    /// Returns the first phrase of a passage.
    pub fn first<'a>(&'a self, part: Part) -> Option<Found<'a, T>> {
        self.find(part).into_iter().next()
    }

    /// Says whether a phrase stands in a passage.
    pub fn stands_in(&self, part: Part) -> bool {
        self.first(part).is_some()
    }

    /// Returns what a phrase means that is the whole of a text.
    pub fn whole(&self, text: &str) -> Option<&T> {
        let part = Part { at: 0, text };
        let words = part.words();
        let (length, hit) = self.at(&words, part)?;
        (length == words.len()).then_some(hit.item)
    }

    /// Returns the phrase with which a passage begins.
    pub fn start<'a>(&'a self, part: Part) -> Option<Found<'a, T>> {
        let words = part.words();
        let blank = part.between(0, words.first()?.at).text;
        let (_, hit) = self.at(&words, part)?;
        blank.chars().all(is_gap).then_some(hit)
    }

    /// Returns the longest phrase that begins with the first of these words, and how many words it is.
    pub fn at<'a>(&'a self, words: &[Part], within: Part) -> Option<(usize, Found<'a, T>)> {
        let first = words.first()?;
        let group = self.by_first.get(&small(first.text))?;
        group.iter().find_map(|(further, item)| {
            let length = self.length(words, further)?;
            let found = words.get(..length)?;
            let last = found.last().unwrap_or(first);
            joined(found, within).then(|| {
                let range = first.at..last.range().end;
                (length, Found { range, item })
            })
        })
    }

    /// Returns how many words a phrase takes of these, of which the first fits.
    fn length(&self, words: &[Part], further: &[String]) -> Option<usize> {
        let mut length = 1;
        for wanted in further {
            let mut skipped = 0;
            while small(words.get(length)?.text) != *wanted {
                let light = skipped < MOST_LIGHT && self.is_light(words[length].text);
                (skipped, length) = light.then_some((skipped + 1, length + 1))?;
            }
            length += 1;
        }
        Some(length)
    }

    fn is_light(&self, word: &str) -> bool {
        !self.light.is_empty() && (word.ends_with("ly") || self.light.contains(&small(word)))
    }
}

/// Says whether only spaces and quotation marks stand between words.
fn joined(words: &[Part], within: Part) -> bool {
    words.windows(2).all(|pair| {
        let gap = within.between(pair[0].range().end, pair[1].at).text;
        gap.chars().all(is_gap)
    })
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || "\"“”‘’'/".contains(c)
}

/// Returns a word in small letters, with one form of apostrophe.
pub(super) fn small(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases<u8> {
        let mut phrases = Phrases::default();
        phrases.add("build on", 1);
        phrases.add("in the same vein as", 2);
        phrases.add("in the", 3);
        phrases
    }

    #[test]
    fn the_longest_phrase_that_begins_at_a_word_is_found() {
        for (text, found) in [
            ("In the same vein as these, rules build on", vec![2, 1]),
            ("In the same vein they build “on”", vec![3, 1]),
            ("they rebuild on it, and build, on", vec![]),
        ] {
            let part = Part { at: 0, text };
            let phrases = phrases();
            let hits: Vec<u8> = phrases.find(part).iter().map(|hit| *hit.item).collect();
            assert_eq!(hits, found, "{text}");
        }
    }

    #[test]
    fn a_phrase_is_the_whole_of_a_text_or_it_is_not() {
        assert_eq!(phrases().whole("Build on"), Some(&1));
        assert_eq!(phrases().whole("build on it"), None);
    }
}
