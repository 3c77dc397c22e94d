//! Titles in book-title marks: `《…》`, nested or broken, found in one pass.

use std::ops::Range;

/// How many bytes a title may take: one that has not closed by then is no title.
const LONGEST: usize = 900;

/// A title in its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The marks and what is between them, in bytes of the words.
    pub outer: Range<usize>,
    /// What is between the marks.
    pub inner: Range<usize>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The outermost titles, in order.
    pub titles: Vec<Mark>,
    /// Where an opening mark stands that nothing closes.
    pub open: Vec<usize>,
}

/// Finds the titles in a stretch of words. O(n), however many marks open and never close.
///
/// A title ends with its paragraph at the latest, which an empty line ends.
#[must_use]
pub fn find_titles(words: &str, within: Range<usize>) -> Marks {
    let mut finder = Finder::default();
    let text = words.get(within.clone()).unwrap_or("");
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(0xe3, b'\n', &bytes[at..]) {
        let here = at + found;
        at = here + 1;
        match &bytes[here..] {
            [0xe3, 0x80, 0x8a, ..] => finder.open(within.start + here),
            [0xe3, 0x80, 0x8b, ..] => finder.close(within.start + here),
            [b'\n', b'\n', ..] => finder.end(),
            _ => {}
        }
    }
    finder.end();
    finder.found.titles.sort_by_key(|mark| mark.outer.start);
    finder.found
}

/// The length of a mark in bytes.
const MARK: usize = '《'.len_utf8();

#[derive(Default)]
struct Finder {
    /// Marks that are open, and the titles closed within each.
    open: Vec<(usize, Vec<Mark>)>,
    found: Marks,
}

impl Finder {
    fn open(&mut self, at: usize) {
        if self
            .open
            .first()
            .is_some_and(|(first, _)| at - first > LONGEST)
        {
            self.end();
        }
        self.open.push((at, Vec::new()));
    }

    fn close(&mut self, at: usize) {
        let Some((start, inner)) = self.open.pop() else {
            return;
        };
        let mark = Mark {
            outer: start..at + MARK,
            inner: start + MARK..at,
        };
        if at - start > LONGEST {
            self.found.open.push(start);
            self.found.titles.extend(inner);
            return;
        }
        match self.open.last_mut() {
            Some((_, inner)) => inner.push(mark),
            None => self.found.titles.push(mark),
        }
    }

    /// Gives up what is open: the titles within it stand alone.
    fn end(&mut self) {
        for (start, inner) in self.open.drain(..) {
            self.found.open.push(start);
            self.found.titles.extend(inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(words: &str) -> Vec<&str> {
        let marks = find_titles(words, 0..words.len());
        marks
            .titles
            .iter()
            .map(|mark| &words[mark.inner.clone()])
            .collect()
    }

    #[test]
    fn the_outermost_titles_are_found_in_order() {
        assert_eq!(
            titles("根据《A法》、《B条例》和《实施《C法》办法》"),
            ["A法", "B条例", "实施《C法》办法"]
        );
        assert_eq!(titles("《A〈B〉C》"), ["A〈B〉C"]);
        assert_eq!(titles("没有"), [""; 0]);
    }

    #[test]
    fn a_mark_that_nothing_closes_hides_no_title() {
        let words = "《甲、《乙法》和《丙法》\n\n《丁法》";
        assert_eq!(titles(words), ["乙法", "丙法", "丁法"]);
        assert_eq!(find_titles(words, 0..words.len()).open, [0]);
        assert_eq!(titles("》《甲》》"), ["甲"]);
    }

    #[test]
    fn a_title_of_ten_thousand_characters_is_none() {
        let words = format!("《{}》《甲法》", "长".repeat(10_000));
        assert_eq!(titles(&words), ["甲法"]);
    }

    #[test]
    fn a_million_open_marks_are_read_in_one_pass() {
        let words = "《".repeat(1_000_000);
        let marks = find_titles(&words, 0..words.len());
        assert!(marks.titles.is_empty());
        assert_eq!(marks.open.len(), 1_000_000);
    }
}
