//! Lists of bodies: the cell 发文机关 of a page's header, and the lines under a notice.

use std::ops::Range;

use super::{
    Bodies, Named,
    name::{after_spaces, longest_start},
};

impl Bodies {
    /// Parts a list of bodies into its names: by 、，； and spaces, by 和 where no name holds it, and where one known name
    /// follows another. What has not the shape of a body's name is left out. `range` is in bytes of the words.
    #[must_use]
    pub fn split_list(&self, words: &str, range: Range<usize>) -> Vec<Named> {
        let words = words.get(..range.end).unwrap_or("");
        let mut names = Vec::new();
        let mut at = after_spaces(words, range.start.min(words.len()));
        while at < words.len() {
            if let Some(end) = self.name_at(words, at) {
                names.push(Named::plain(at..end));
                at = end;
            } else {
                at = self.skip(words, at);
            }
            at = self.next_name(words, at).unwrap_or(words.len());
        }
        names
    }

    /// Returns the names of a stretch that holds nothing but names.
    pub(super) fn only_names(&self, words: &str, range: Range<usize>) -> Option<Vec<Named>> {
        let words = words.get(..range.end)?;
        let mut names = Vec::new();
        let mut at = Some(after_spaces(words, range.start)).filter(|at| *at < words.len());
        while let Some(from) = at {
            let end = self.name_at(words, from)?;
            names.push(Named::plain(from..end));
            at = self.next_name(words, end);
        }
        (!names.is_empty()).then_some(names)
    }

    /// Returns where what is no name ends.
    fn skip(&self, words: &str, at: usize) -> usize {
        let mut characters = words[at..].char_indices();
        let first = characters.next().map_or(0, |(_, c)| c.len_utf8());
        let ends = |(offset, c): &(usize, char)| {
            c.is_whitespace()
                || "（）()".contains(*c)
                || longest_start(&words[at + offset..], &self.words.separators).is_some()
        };
        if words[at..].starts_with(['（', '）', '(', ')']) {
            return at + first;
        }
        characters
            .find(ends)
            .map_or(words.len(), |(offset, _)| at + offset)
    }
}
