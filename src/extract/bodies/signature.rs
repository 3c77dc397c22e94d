//! The bodies that sign a notice: lines of names at its end, and the date under them.

use std::ops::Range;

use super::{Bodies, Named};
use crate::fact::numeral::is_numeral;

/// The most lines of names that stand above a date; no notice has more issuers.
const MOST_LINES: usize = 60;

/// The most letters of a name that is printed with spaces between its letters.
const LONGEST_SPACED: usize = 30;

/// Who signed, and where the date stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The bodies, in order.
    pub names: Vec<Named>,
    /// The date as printed: 2023年9月1日, 二〇二三年九月一日.
    pub date: Range<usize>,
}

impl Bodies {
    /// Reads the last signature of a text: lines that hold names of bodies and nothing else, then a date, on a line of its own
    /// or after the names. `range` is in bytes of the words. O(n).
    #[must_use]
    pub fn read_signature(&self, words: &str, range: Range<usize>) -> Option<Signature> {
        let lines: Vec<Range<usize>> = lines(words, range);
        (0..lines.len()).rev().find_map(|at| {
            let date = date_at_end(words, lines[at].clone())?;
            let mut names = Vec::new();
            let before = lines[at].start..date.start;
            if !words[before.clone()].trim().is_empty() {
                names = self.line_of_names(words, before)?;
            }
            for line in lines[..at].iter().rev().take(MOST_LINES) {
                let Some(mut above) = self.line_of_names(words, line.clone()) else {
                    break;
                };
                above.append(&mut names);
                names = above;
            }
            (!names.is_empty()).then_some(Signature { names, date })
        })
    }

    /// Returns the names of a line, also of one name whose letters are spaced: 国 务 院.
    fn line_of_names(&self, words: &str, line: Range<usize>) -> Option<Vec<Named>> {
        self.only_names(words, line.clone()).or_else(|| {
            let text = words.get(line.clone())?;
            let spaced = text
                .split_whitespace()
                .all(|letter| letter.chars().nth(1).is_none());
            let name: String = text.split_whitespace().take(LONGEST_SPACED).collect();
            if !spaced || self.known_at(&name, 0)? != name.len() {
                return None;
            }
            let start = line.start + (text.len() - text.trim_start().len());
            Some(vec![Named::plain(start..start + text.trim().len())])
        })
    }
}

/// Returns the lines that hold anything.
fn lines(words: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let text = words.get(range.clone()).unwrap_or("");
    let mut start = range.start;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push(start..start + line.len());
        }
        start += line.len();
    }
    lines
}

/// Returns the date that a line ends with. Spaces may stand between its parts.
fn date_at_end(words: &str, line: Range<usize>) -> Option<Range<usize>> {
    let text = words[line.clone()].trim_end();
    let end = line.start + text.len();
    let mut rest = text;
    for (mark, most) in [('日', 3), ('月', 3), ('年', 4)] {
        rest = rest.trim_end().strip_suffix(mark)?.trim_end();
        let number = rest.trim_end_matches(is_numeral);
        let digits = rest[number.len()..].chars().count();
        if digits == 0 || digits > most || (mark == '年' && digits != most) {
            return None;
        }
        rest = number;
    }
    Some(line.start + rest.len()..end)
}
