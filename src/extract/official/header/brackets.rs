//! Where titles stand in a header: what is between their marks is said of other documents.

use std::ops::Range;

/// Where titles stand in a header, nested or broken over lines.
pub(super) struct Brackets(Vec<Range<usize>>);

impl Brackets {
    pub(super) fn of(text: &str) -> Self {
        let mut open = Vec::new();
        let mut closed = Vec::new();
        for (at, c) in text.char_indices() {
            match c {
                '《' | '〈' | '<' => open.push(at),
                '》' | '〉' | '>' => {
                    if let (Some(start), true) = (open.pop(), open.is_empty()) {
                        closed.push(start..at + c.len_utf8());
                    }
                }
                _ => {}
            }
        }
        Self(closed)
    }

    pub(super) fn holds(&self, at: usize) -> bool {
        self.0.iter().any(|range| range.contains(&at))
    }

    /// Returns where the first title at or after a place begins.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        self.0
            .iter()
            .map(|range| range.start)
            .find(|start| *start >= from)
    }

    /// Returns a stretch of the text without the titles in it.
    pub(super) fn without(&self, text: &str, range: Range<usize>) -> String {
        let mut kept = String::new();
        let mut at = range.start;
        for title in self
            .0
            .iter()
            .filter(|title| title.start >= range.start && title.start < range.end)
        {
            kept.push_str(&text[at..title.start.max(at)]);
            at = title.end.min(range.end).max(at);
        }
        kept.push_str(&text[at..range.end.max(at)]);
        kept
    }
}
