//! Numbers without a unit: which count something, and which are years, names, ranks or spans of time.
//!
//! Takes the words round a number; what the number is worth is `number`'s to say.

use super::{
    comparator::{is_compared, is_compared_behind},
    cue::NumberWord,
    cues::Rules,
    date,
    part::Part,
};

/// Says whether a number is what another becomes: `from 250 to 500 hours`.
pub(super) fn is_changed(words: &[Part], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].text);
    let from = (3..=5).any(|back| before(back) == "from");
    before(1) == "to" && from
}

/// Says whether a number only tells a rank: `among the global top ten`.
pub(super) fn is_rank(words: &[Part], at: usize, rules: &Rules) -> bool {
    let Some([.., before, top]) = words.get(..at) else {
        return false;
    };
    let aim =
        before.text == "to" || rules.is("must", before.text) || rules.is("modal", before.text);
    top.text.eq_ignore_ascii_case("top") && !aim
}

/// Says whether a number is the whole of odds that are no even percentage: `one in three`.
pub(super) fn is_odds(words: &[Part], at: usize, rules: &Rules) -> bool {
    let Some([.., count, link]) = words.get(..at) else {
        return false;
    };
    matches!(link.text, "in" | "of")
        && matches!(rules.number(count.text), Some(NumberWord::Value(_)))
}

/// Says of a bare number whether it is a year, part of a date or a name, or counts time.
pub(super) fn is_name_or_time(
    part: Part,
    words: &[Part],
    at: usize,
    length: usize,
    rules: &Rules,
) -> bool {
    let word = words[at];
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let after = words.get(at + length);
    let digits = word.text.starts_with(|c: char| c.is_ascii_digit());
    let month = |word: &&Part| matches!(rules.number(word.text), Some(NumberWord::Month(_)));
    let named = before.is_some_and(|before| {
        let close = part.between(before.range().end, word.at).text == " ";
        let capital = before.text.starts_with(char::is_uppercase) && before.at > part.at;
        digits && close && capital && !rules.is("verb", before.text)
    });
    let joined = part
        .from(word.range().end)
        .text
        .starts_with(['-', '–', '/'])
        || part.before(word.at).text.ends_with(['-', '–', '/']);
    let one = word.text.eq_ignore_ascii_case("one");
    let numbered = before.is_some_and(|before| digits && rules.is("numbered", before.text));
    let thousands = word.text.contains(',');
    let decimal = digits && word.text.contains('.');
    let reached = thousands
        || decimal
        || is_compared_behind(part, &words[at + length..], rules)
        || before.is_some_and(|before| rules.is("before-bare", before.text))
        || is_ellipsis(words, at, length, rules);
    date::year(word.text).is_some()
        || before.as_ref().is_some_and(month)
        || after.as_ref().is_some_and(month)
        || named
        || numbered
        || joined
        || one
        || after.is_some() && is_time(part, &words[at + length..], rules)
        || (after.is_none_or(|after| rules.is("small", after.text))
            && !reached
            && !is_compared(part, words, at, rules))
}

/// Says whether what is counted stands elsewhere: `120 of them`, `and 120 by 2030`.
pub(super) fn is_ellipsis(words: &[Part], at: usize, length: usize, rules: &Rules) -> bool {
    let behind = |more: usize| words.get(at + length + more).map_or("", |word| word.text);
    let of = behind(0) == "of" && rules.is("before-bare", behind(1));
    let date = date::year(behind(1)).is_some() || rules.is("end-of", behind(1));
    let dated = matches!(behind(0), "by" | "in" | "until") && date;
    of || (dated && matches!(behind(0), "by" | "until")) || (dated && joined(words, at))
}

/// Says whether a word that joins numbers stands before one.
fn joined(words: &[Part], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| words[at].text);
    matches!(before, "and" | "to" | "then")
}

/// Says whether words begin with a span of time: `days`, `working days`.
pub(super) fn is_time(part: Part, rest: &[Part], rules: &Rules) -> bool {
    rules
        .words("time")
        .at(&rest[..rest.len().min(3)], part)
        .is_some()
}
