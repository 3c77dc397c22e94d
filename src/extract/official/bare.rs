//! Laws that a document names without 《》: 根据宪法和刑法、刑事诉讼法的有关规定.
//!
//! A name counts only in a list after a cue of the legal basis, where it ends as laws are called and
//! something bounds it. What is no name is in `bare-names.csv` too. Whether the
//! sentence says that something is made, and which law is meant, is left to others.

use std::ops::Range;

use super::{
    cue::clip_end,
    marks::Mark,
    page::Page,
    rules::{CuePlace, Rules, bad_cell},
    wording::{begins, ends, holds},
};
use crate::{
    extract::rules::{RulesError, Tables},
    fact::numeral::is_numeral,
    vocab,
};

/// The table of them.
const TABLE: &str = "bare-names";
/// The longest list of names after a cue that is looked at: bytes.
const LONGEST_LIST: usize = 600;
/// The most characters of a name.
const LONGEST_NAME: usize = 40;

/// How laws are called that stand without marks.
#[derive(Clone, Debug, Default)]
pub(super) struct BareNames {
    /// How the document stands to a law that it names so.
    pub(super) relation: &'static str,
    endings: Vec<String>,
    /// Words that end so and are no names.
    wholes: Vec<String>,
    /// Endings of words that are no names.
    parts: Vec<String>,
    beginnings: Vec<String>,
    insides: Vec<String>,
    follows: Vec<String>,
    joiners: Vec<String>,
}

impl BareNames {
    /// Reads the table `bare-names`.
    pub(super) fn new(tables: &Tables) -> Result<Self, RulesError> {
        let mut names = Self {
            relation: vocab::local_name(vocab::CITES),
            ..Self::default()
        };
        for (line, [sense, word]) in tables.rows(TABLE, ["sense", "word"])? {
            let refuse =
                |column, cell, expected| bad_cell(tables, TABLE, line, column, cell, expected);
            let words = match sense {
                "relation" => {
                    let known = vocab::relation_between_policies(word);
                    names.relation =
                        known.ok_or_else(|| refuse("word", word, "a relation between policies"))?;
                    continue;
                }
                "ending" => &mut names.endings,
                "whole" => &mut names.wholes,
                "part" => &mut names.parts,
                "begin" => &mut names.beginnings,
                "inside" => &mut names.insides,
                "follow" => &mut names.follows,
                "joiner" => &mut names.joiners,
                _ => {
                    let expected = "one of relation ending whole part begin inside follow joiner";
                    return Err(refuse("sense", sense, expected));
                }
            };
            words.push(word.to_owned());
        }
        Ok(names)
    }

    /// Returns the names in a list, each by its place.
    fn in_list(&self, list: &str) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < list.len() {
            let rest = &list[at..];
            if let Some(length) = self.name_at(rest) {
                names.push(at..at + length);
                at += length;
            } else if rest.starts_with('《') {
                at += rest.find('》').unwrap_or(rest.len());
            }
            at += self.next_item(&list[at..]).unwrap_or(list.len() - at);
        }
        names
    }

    /// Returns how long the name is that a text begins with.
    fn name_at(&self, text: &str) -> Option<usize> {
        let hanzi = |(_, c): &(usize, char)| ('\u{4e00}'..='\u{9fff}').contains(c);
        let letters = text.char_indices().take_while(hanzi).take(LONGEST_NAME);
        let mut lengths = letters.map(|(at, c)| at + c.len_utf8());
        let end = lengths.find(|end| {
            let (name, rest) = text.split_at(*end);
            ends(name, &self.endings) && self.bounds(rest) && self.is_name(name)
        })?;
        Some(end + ordinal(&text[end..]))
    }

    fn is_name(&self, name: &str) -> bool {
        !self.wholes.iter().any(|whole| whole == name)
            && !ends(name, &self.parts)
            && !begins(name, &self.beginnings)
            && !holds(name, &self.insides)
    }

    fn bounds(&self, rest: &str) -> bool {
        let stops = rest.is_empty() || rest.starts_with('、');
        stops || begins(rest, &self.follows) || begins(rest, &self.joiners)
    }

    /// Returns where the next item of a list begins.
    fn next_item(&self, list: &str) -> Option<usize> {
        let joiners = self.joiners.iter().map(String::as_str).chain(["、", "》"]);
        let found = joiners.filter_map(|joiner| Some((list.find(joiner)?, joiner.len())));
        let (at, length) = found.min_by_key(|(at, length)| (*at, usize::MAX - length))?;
        let after = &list[at + length..];
        let joined = self
            .joiners
            .iter()
            .find(|one| after.starts_with(one.as_str()));
        Some(at + length + joined.map_or(0, String::len))
    }
}

/// Returns how long the number of an amendment is: （八）.
fn ordinal(rest: &str) -> usize {
    let inside = rest
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'));
    let numbered =
        inside.filter(|(inside, _)| !inside.is_empty() && inside.chars().all(is_numeral));
    numbered.map_or(0, |(inside, _)| inside.len() + "（）".len())
}

/// Finds the laws that are named without marks after the cues of a basis in a stretch.
pub(super) fn find_bare(page: &Page, within: Range<usize>, rules: &Rules) -> Vec<Mark> {
    let text = page.slice(within.clone());
    let based_on = vocab::local_name(vocab::BASED_ON);
    let of_basis = rules
        .cues
        .iter()
        .filter(|cue| cue.before && cue.place == CuePlace::Head && cue.relation == based_on);
    let mut marks = Vec::new();
    for (at, cue) in of_basis.flat_map(|cue| text.match_indices(cue.word.as_str())) {
        let from = at + cue.len();
        let near = clip_end(&text[from..], LONGEST_LIST);
        let end = near.find(['，', '。', '；', '：', '\n']);
        let list = &near[..end.unwrap_or(near.len())];
        marks.extend(rules.bare_names.in_list(list).into_iter().map(|range| {
            let start = within.start + from;
            let place = start + range.start..start + range.end;
            Mark {
                outer: place.clone(),
                inner: place,
            }
        }));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read_folder;

    fn names() -> BareNames {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/rules");
        let files = read_folder(std::path::Path::new(folder)).unwrap();
        BareNames::new(&Tables::new(&files).unwrap()).unwrap()
    }

    #[test]
    fn a_name_ends_as_a_law_does_and_something_bounds_it() {
        let names = names();
        for (list, expected) in [
            ("宪法", "宪法"),
            ("刑法、刑事诉讼法的有关规定", "刑法 刑事诉讼法"),
            (
                "刑法第二百条、第二百零一条和民法典等法律规定",
                "刑法 民法典",
            ),
            ("公司法和《甲法》、证券法", "公司法 证券法"),
            ("《甲法》以及立法法", "立法法"),
            (
                "宪法和地方各级人民代表大会和地方各级人民政府组织法",
                "宪法 地方各级人民代表大会和地方各级人民政府组织法",
            ),
            ("刑法修正案（八）的规定", "刑法修正案（八）"),
            ("企业所得税法及其实施条例", "企业所得税法"),
            ("有关法律和价格法", "价格法"),
            ("有关法律、行政法规", ""),
            ("国家有关法律法规", ""),
            ("本条例和有关规定", ""),
            ("本省实际采取的办法", ""),
            ("税收征收管理办法", ""),
            ("上位法", ""),
            ("宪法赋予的职权", ""),
            ("司法实践", ""),
            ("地方立法", ""),
            ("法", ""),
            ("", ""),
        ] {
            let found = names.in_list(list);
            let found: Vec<&str> = found.into_iter().map(|range| &list[range]).collect();
            assert_eq!(found.join(" "), expected, "{list}");
        }
    }
}
