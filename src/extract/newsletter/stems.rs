//! Words that tell of a relation where no cue does: beginnings such as `supersed`, and phrases such as `the same ground`.

use std::collections::HashMap;

use super::{
    forms::Verbs,
    part::Part,
    phrases::{Phrases, small},
};

/// So many letters of a beginning are looked up.
const LETTERS: usize = 3;

/// What words tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub relation: &'static str,
    /// Whether it is a phrase that tells it, and not the beginning of a word.
    pub plainly: bool,
}

/// The beginnings and phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    by_letters: HashMap<String, Vec<(String, &'static str)>>,
    phrases: Phrases<&'static str>,
}

impl Stems {
    /// Adds a beginning of one word, or a phrase of several with the forms of its verb.
    pub fn add(&mut self, row: &str, relation: &'static str, verbs: &Verbs) {
        if row.contains([' ', '[']) {
            for (phrase, _) in verbs.cues(row) {
                self.phrases.add(&phrase, relation);
            }
            return;
        }
        let group = self.by_letters.entry(letters(row)).or_default();
        group.push((row.to_owned(), relation));
    }

    /// Returns what the phrase tells that begins with the first of these words.
    pub fn phrase(&self, words: &[Part], within: Part) -> Option<Told> {
        let (_, hit) = self.phrases.at(words, within)?;
        Some(Told {
            relation: hit.item,
            plainly: true,
        })
    }

    /// Returns what a phrase or the first of these words tells.
    pub fn told(&self, words: &[Part], within: Part) -> Option<Told> {
        self.phrase(words, within)
            .or_else(|| self.word(words.first()?.text))
    }

    /// Returns what a word tells by its longest beginning.
    fn word(&self, word: &str) -> Option<Told> {
        let word = small(word);
        let group = self.by_letters.get(&letters(&word))?;
        let fits = group
            .iter()
            .filter(|(stem, _)| word.starts_with(stem.as_str()));
        let (_, relation) = fits.max_by_key(|(stem, _)| stem.len())?;
        Some(Told {
            relation,
            plainly: false,
        })
    }
}

fn letters(word: &str) -> String {
    word.chars().take(LETTERS).collect()
}
