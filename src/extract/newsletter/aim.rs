//! Which numbers are aimed at: not those that are left behind, tell which things are meant, or count bodies.

use super::{
    number::{self, Quantity},
    part::Part,
    policies::Reading,
};

/// Says whether a list of requirements asks for a number: one that is compared, or stands in a sentence that says what must be.
pub(super) fn is_required(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let must = reading.rules.words("must").find(sentence);
    let before = must.iter().any(|hit| hit.range.end <= quantity.range.start);
    let condition = sentence.before(quantity.range.start).words();
    let condition = condition
        .last()
        .is_some_and(|word| reading.rules.is("condition", &word.text.to_lowercase()));
    match (quantity.comparator, &quantity.unit) {
        _ if condition && !before => false,
        (Some(_), _) => true,
        (None, unit) => unit.is_some() && !must.is_empty(),
    }
}

/// Says whether a number is one to be reached, not one that is left behind or counts something else.
pub(super) fn is_aimed_at(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let before = sentence.before(quantity.range.start);
    let before = before.from(
        before
            .range()
            .end
            .saturating_sub(25)
            .max(before.at)
            .min(before.range().end),
    );
    let before = Part {
        at: 0,
        text: before.text,
    };
    let left = reading
        .rules
        .words("skip")
        .find(before)
        .into_iter()
        .any(|hit| {
            let gap = &before.text[hit.range.end..];
            gap.len() <= 12 && !gap.contains(" to ")
        });
    let behind = sentence.from(quantity.core.end);
    let per = before
        .words()
        .last()
        .is_some_and(|word| reading.rules.is("per", word.text));
    if per || is_qualifier(reading, sentence, quantity) {
        return false;
    }
    let bodies =
        quantity.unit.is_none() && reading.rules.words("count-noun").start(behind).is_some();
    !left && !bodies
}

/// Says whether a number only tells which things are meant: `plants above 50 MW are exempt`, `firms with 30 patents get …`.
fn is_qualifier(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let (before, after) = (
        sentence.before(quantity.range.start),
        sentence.from(quantity.core.end),
    );
    let mark = |text: &str| text.rfind([',', ';', ':']).map_or(0, |at| at + 1);
    let before = before.cut(mark(before.text)..before.text.len());
    let stop = after.text.find([',', ';', ':']).unwrap_or(after.text.len());
    let after = after.cut(0..stop);
    let Some(verb) = reading.rules.words("finite").first(after) else {
        return false;
    };
    let rest = after.from(verb.range.end);
    let later = !number::quantities(rest, reading.rules).is_empty()
        || rest
            .words()
            .iter()
            .any(|word| reading.rules.number(word.text).is_some());
    let words = before.words();
    let link = words.last().map_or("", |word| word.text);
    let compared = sentence
        .between(quantity.range.start, quantity.core.start)
        .words();
    let compared = sentence.between(
        quantity.range.start,
        compared.last().map_or(0, |word| word.range().end),
    );
    let bare = reading.rules.is("bare-comparator", compared.text);
    let noun =
        !words.is_empty() && !reading.rules.is("small", link) && !reading.rules.is("verb", link);
    let hangs = words.len() >= 2 && reading.rules.is("qualifier-link", link);
    let lasts = quantity
        .unit
        .as_ref()
        .is_some_and(|unit| reading.rules.is("time", unit));
    let lasts = lasts && matches!(link, "for" | "than") && hangs;
    (later && hangs) || (bare && noun) || lasts
}
