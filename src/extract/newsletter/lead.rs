//! What leads up to a title in a list: `China's 2021`, `the accompanying`, `NEA's draft`.

use super::{
    capital::is_ordinal,
    cues::Rules,
    date,
    name::{is_agency, is_capital, is_short_form},
    part::Part,
};

/// What leads up to a title in a list.
#[derive(Default)]
pub(super) struct Lead<'a> {
    /// How many words it is.
    pub length: usize,
    pub year: Option<(i32, std::ops::Range<usize>)>,
    pub accompanies: bool,
    /// Of `NEA's draft rules` who issued them.
    pub owner: Option<Part<'a>>,
}

/// Reads what leads up to a title: `China's 2021`, `the accompanying`; nothing where no title follows.
pub(super) fn lead<'a>(words: &[Part<'a>], part: Part<'a>, rules: &Rules) -> Option<Lead<'a>> {
    let mut lead = Lead::default();
    while let Some(word) = words.get(lead.length) {
        let last = lead.length.checked_sub(1).map(|at| words[at].range().end);
        let gap = part.between(last.unwrap_or(part.at), word.at).text;
        if lead.length > 6 || gap.contains([',', ';', ':', '(', '.']) {
            return None;
        }
        if let Some(length) = place_in_text(&words[lead.length..], rules) {
            lead.length += length;
            continue;
        }
        if let Some(owner) = owner(&words[lead.length..], rules).filter(|_| is_capital(word.text)) {
            let name = part.between(word.at, words[lead.length + owner].range().end);
            lead.owner = owner_name(name, rules);
            lead.length += owner + 1;
            continue;
        }
        if rules.is("title-adjective", word.text)
            && describes_soon(&words[lead.length..], part, rules)
        {
            break;
        }
        if let Some(found) = date::year(word.text) {
            lead.year = Some((found, word.range()));
        } else if is_capital(word.text)
            || is_ordinal(word.text)
            || describes(&words[lead.length..], part, rules)
        {
            break;
        }
        let relates = relates(&words[lead.length..], part, rules);
        let other_clause = rules.is("no-modifier", word.text);
        let describes = word.text.ends_with("ed") || rules.is("accompanying", word.text);
        if other_clause || (relates && !describes) {
            return None;
        }
        lead.accompanies |= rules.is("accompanying", word.text);
        lead.length += 1;
    }
    Some(lead)
}

/// Says whether a cue begins here that is not written as part of a title: `the Implementation Plan for`.
fn relates(words: &[Part], part: Part, rules: &Rules) -> bool {
    let cue = rules.relations.at(words, part);
    cue.is_some_and(|(length, _)| !words[..length].iter().any(|word| is_capital(word.text)))
}

/// Returns how many words `Article 12 of` is.
fn place_in_text(words: &[Part], rules: &Rules) -> Option<usize> {
    let [place, number, of, ..] = words else {
        return None;
    };
    let number = number.text.starts_with(|c: char| c.is_ascii_digit());
    let is = rules.is("place-in-text", place.text) && number && of.text == "of";
    is.then_some(3)
}

/// Returns the place of a possessive near the beginning: `NEA's`.
fn owner(words: &[Part], rules: &Rules) -> Option<usize> {
    // Behind a policy that is named another begins: `Guidelines for Seed Codes and NDRC's Opinions`.
    let named = |word: &&Part| rules.kinds.whole(word.text).is_none() || !is_capital(word.text);
    words.iter().take_while(named).take(6).position(|word| {
        let bare = word
            .text
            .strip_suffix("'s")
            .or(word.text.strip_suffix("’s"));
        // `the Vaccine Administration Law's requirements` is about the law.
        let policy = bare.is_some_and(|bare| rules.kinds.whole(bare).is_some());
        (bare.is_some() || word.text.ends_with("s’")) && !policy
    })
}

/// Returns the body that a possessive names.
fn owner_name<'a>(name: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let bare = name.text.trim_end_matches("'s").trim_end_matches("’s");
    let name = name.cut(0..bare.len());
    (is_agency(name, rules) || is_short_form(name.text)).then_some(name)
}

/// Says whether a description begins here: a kind of document within the next words.
fn describes(words: &[Part], part: Part, rules: &Rules) -> bool {
    rules.kinds.at(words, part).is_some() || rules.words("version").at(words, part).is_some()
}

/// Says whether a kind of document follows after words such as `national`.
fn describes_soon(words: &[Part], part: Part, rules: &Rules) -> bool {
    let adjectives = words
        .iter()
        .take_while(|word| rules.is("title-adjective", word.text))
        .count();
    describes(&words[adjectives..], part, rules)
}
