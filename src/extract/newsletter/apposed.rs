//! Policies that are first said to be of a kind and named behind a colon: `It amends an old law: the Price Law dates from 1998`.
//!
//! Takes the words after a cue that names none; gives the policies behind the
//! colon. Those that stand right behind a cue are left to `title`.

use super::{
    capital,
    cues::Rules,
    date::Calendar,
    part::Part,
    title::{self, Cited},
};

/// Between a cue and the colon stand no more words.
const MOST: usize = 16;

/// The kind stands among the first words.
const MOST_BEFORE_KIND: usize = 4;

/// Returns the policies that are named behind a colon, where a kind in small letters stands before it.
pub(super) fn list<'a>(after: Part<'a>, rules: &Rules, calendar: &Calendar) -> Vec<Cited<'a>> {
    let Some(colon) = after.text.find(": ") else {
        return Vec::new();
    };
    let before = after.cut(0..colon);
    let words = before.words();
    let article = words
        .first()
        .is_some_and(|word| matches!(word.text, "a" | "an"));
    let head = &words[..words.len().min(MOST_BEFORE_KIND)];
    let kind = !rules.kinds.find_in(head, before).is_empty();
    let apart = words.len() > MOST || before.text.contains([';', '.', '(']);
    if !article || !kind || apart || !capital::titles(before, rules).is_empty() {
        return Vec::new();
    }
    let rest = after.cut(colon + 1..after.text.len());
    let mut found = title::list(rest, rules, calendar);
    found.retain(|item| item.is_title);
    found
}
