//! The issuers that a title begins with: 财政部 税务总局关于…的公告, 工业和信息化部等四部门关于….

use std::ops::Range;

use super::{
    Bodies, Named,
    name::{after_spaces, longest_start, starts_with_any},
};
use crate::fact::numeral::{is_numeral, parse_numeral};

/// The issuers at the beginning of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading {
    /// The names, in order; none where the title only counts them: 四部门关于….
    pub names: Vec<Named>,
    /// How many issuers there are, where the title says so (等六部门), and where it does.
    pub count: Option<(u64, Range<usize>)>,
    /// Says that there are more than are named: 等.
    pub more: bool,
    /// Where the list ends: the byte at which 关于, 印发 … begins.
    pub end: usize,
}

impl Leading {
    /// Returns the one that led: the first, where others are only counted or meant by 等.
    #[must_use]
    pub fn lead(&self) -> Option<&Named> {
        self.names.first().filter(|_| self.more)
    }
}

/// What stands after 等.
struct More {
    count: Option<(u64, Range<usize>)>,
    office: Option<Range<usize>>,
    end: usize,
}

impl Bodies {
    /// Finds the issuers that a title begins with; `None` where it begins with none. O(n) in their length.
    ///
    /// `range` is the title's, in bytes of the words. A body whose text the issuer only passes on (国务院办公厅转发国家发展改革委…)
    /// is no issuer. Of one name (国务院令) the list is that name.
    #[must_use]
    pub fn find_leading(&self, words: &str, range: Range<usize>) -> Option<Leading> {
        let words = words.get(..range.end)?;
        let mut at = after_spaces(words, range.start);
        let mut names = Vec::new();
        if let Some(counted) = self.counted_at(words, at) {
            return Some(leading(names, counted));
        }
        loop {
            let end = self.name_at(words, at)?;
            names.push(Named::plain(at..end));
            let next = after_spaces(words, end);
            let rest = &words[next..];
            if let Some(more) = self.more_at(words, next) {
                return Some(leading(names, more));
            }
            if self.stops(rest) || starts_with_any(rest, &self.words.weak_stops) {
                return Some(Leading {
                    names,
                    count: None,
                    more: false,
                    end: next,
                });
            }
            at = self.next_name(words, end)?;
        }
    }

    /// Returns where the next name of a list begins, after a separator, a joiner, a space or nothing.
    pub(super) fn next_name(&self, words: &str, end: usize) -> Option<usize> {
        let next = after_spaces(words, end);
        let rest = &words[next..];
        if rest.is_empty() {
            return None;
        }
        if let Some(separator) = longest_start(rest, &self.words.separators) {
            return Some(after_spaces(words, next + separator.len()));
        }
        self.joins(words, next)
            .map(|after| after_spaces(words, after))
            .or(Some(next))
    }

    /// Reads 等, 等六部门, 等7部门办公厅.
    fn more_at(&self, words: &str, at: usize) -> Option<More> {
        let more = longest_start(&words[at..], &self.words.more)?;
        Some(self.count_at(words, at..after_spaces(words, at + more.len())))
    }

    /// Reads 四部门, which stands for all names.
    fn counted_at(&self, words: &str, at: usize) -> Option<More> {
        let counted = self.count_at(words, at..at);
        let rest = &words[counted.end..];
        (counted.count.is_some() && self.stops(rest)).then_some(counted)
    }

    /// Reads a number and its unit. `before` is where the count begins and where its number does.
    fn count_at(&self, words: &str, before: Range<usize>) -> More {
        let (at, from) = (before.start, before.end);
        let digits: usize = words[from..]
            .chars()
            .take_while(|c| is_numeral(*c))
            .map(char::len_utf8)
            .sum();
        let number = parse_numeral(&words[from..from + digits]);
        let mut end = from + digits;
        for list in [&self.words.measures, &self.words.units] {
            end += longest_start(&words[end..], list).map_or(0, str::len);
        }
        let office = self.office_at(words, end).map(|after| end..after);
        end = office.as_ref().map_or(end, |office| office.end);
        let counted = number.filter(|_| end > from + digits);
        More {
            count: counted.map(|number| (number, at..end)),
            office,
            end: after_spaces(words, end),
        }
    }
}

fn leading(mut names: Vec<Named>, more: More) -> Leading {
    for name in &mut names {
        name.office.clone_from(&more.office);
    }
    Leading {
        names,
        count: more.count,
        more: true,
        end: more.end,
    }
}
