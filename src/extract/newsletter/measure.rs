//! A target that is a number: how it is meant, and what is counted.

use super::{
    clause::{aim_of, is_verb},
    number::Quantity,
    page::How,
    part::Part,
    policies::Reading,
    target::METHOD,
};
use crate::fact::{Decimal, KnownDate, account::TargetAccount};

/// Makes the target of a number.
pub(super) fn measured(
    reading: &Reading,
    clause: Part,
    quantity: &Quantity,
    from_verb: Option<&'static str>,
    deadline: Option<KnownDate>,
) -> TargetAccount {
    let aim = aim_of(reading, clause);
    let clause = if aim.at <= quantity.range.start {
        aim
    } else {
        clause
    };
    let indicator = indicator(reading, clause, quantity);
    let how = if quantity.doubtful {
        How::thought(METHOD)
    } else {
        How::stated(METHOD)
    };
    let value: Decimal = quantity.value.clone();
    TargetAccount {
        text: clause.text.to_owned(),
        indicator: indicator.map(|part| part.text.to_owned()),
        comparator: Some(comparator(reading, clause, quantity, from_verb)),
        value: Some(value),
        unit: Some(quantity.unit.clone().unwrap_or_else(|| "count".to_owned())),
        deadline,
        grounds: reading.page.grounds(clause.range(), how),
    }
}

/// Returns how a number is meant: what no one may exceed is a ceiling.
fn comparator(
    reading: &Reading,
    clause: Part,
    quantity: &Quantity,
    from_verb: Option<&'static str>,
) -> &'static str {
    let before = clause.before(quantity.range.start);
    let denied = reading.rules.words("none").stands_in(before);
    match quantity.comparator.or(from_verb) {
        Some(">") if denied => "<=",
        Some("<") if denied => ">=",
        Some(">=") if is_better_low(reading, clause, quantity) => "<=",
        Some(plain) => plain,
        None => bound(reading, before),
    }
}

/// Says whether `or better` stands behind a number of which less is better.
fn is_better_low(reading: &Reading, clause: Part, quantity: &Quantity) -> bool {
    let cue = clause.between(quantity.core.end, quantity.range.end);
    let before = clause.before(quantity.range.start);
    cue.text.trim() == "or better" && reading.rules.words("lower-is-better").stands_in(before)
}

/// Returns how a number without a comparator is meant: a minimum that is raised to it, a ceiling that is lowered.
fn bound(reading: &Reading, before: Part) -> &'static str {
    let reset = reading.rules.words("reset").find(before).pop();
    let reset = reset.is_some_and(|hit| before.range().end - hit.range.end <= 1);
    let of = |of: &str| reading.rules.words(of).stands_in(before);
    match (of("floor"), of("ceiling")) {
        (true, false) if reset => ">=",
        (false, true) if reset => "<=",
        _ => "=",
    }
}

/// Returns what is counted: of `storage capacity of 1,800 exabytes` what stands before, else what stands behind.
fn indicator<'a>(reading: &Reading, clause: Part<'a>, quantity: &Quantity) -> Option<Part<'a>> {
    let before = clause.before(quantity.range.start).trim("");
    let after = clause.from(quantity.range.end);
    let linked = [" of", " to", " at", " by", " from"]
        .iter()
        .find(|word| before.text.ends_with(**word));
    if let Some(link) = linked.filter(|_| quantity.unit.is_some()) {
        let mut noun = before.cut(0..before.text.len() - link.len()).trim("");
        if let Some(first) = noun
            .words()
            .first()
            .filter(|word| is_verb(reading, word.text))
        {
            noun = noun.from(first.range().end).trim("");
        }
        let noun = super::name::without_article(noun);
        if noun.words().len() >= 2 || (noun.words().len() == 1 && after.words().is_empty()) {
            return Some(noun);
        }
    }
    let after = counted(after);
    let first = after.words().first().map_or("", |word| word.text);
    if !after.text.is_empty() && !reading.rules.is("no-indicator", first) {
        return Some(after);
    }
    let mut noun = before.trim(",");
    if let Some(first) = noun
        .words()
        .first()
        .filter(|word| is_verb(reading, word.text))
    {
        noun = noun.from(first.range().end).trim("");
    }
    (!noun.text.is_empty()).then_some(noun)
}

/// Returns what is counted behind a number: without a unit in brackets, a link, and when.
fn counted(after: Part) -> Part {
    // `(EFLOPS)` repeats the unit.
    let rest = after.text.trim_start();
    let rest = if rest.starts_with('(') {
        rest.find(')').map_or("", |at| &rest[at + 1..])
    } else {
        rest
    };
    let after = after.from(after.range().end - rest.len()).trim("");
    let after = [" by ", "by ", "in ", "of ", "for "]
        .iter()
        .find(|word| word.len() == 3 && after.text.starts_with(**word))
        .map_or(after, |word| {
            if *word == "by " {
                after.cut(0..0)
            } else {
                after.cut(word.len()..after.text.len())
            }
        });
    let stop = [" by 20", ", ", " by the end", " in 20"]
        .iter()
        .filter_map(|mark| after.text.find(mark))
        .min();
    after.cut(0..stop.unwrap_or(after.text.len())).trim(",.;")
}
