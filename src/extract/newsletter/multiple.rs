//! Numbers that say how many times what there was: `double`, `fourfold`, `halve`.

use super::{
    cues::{NumberWord, Rules},
    date,
    number::Quantity,
    part::Part,
};

/// Reads a number that is one word with what it counts: `double`, `fourfold`, `halve`.
pub(super) fn multiple(words: &[Part], at: usize, rules: &Rules) -> Option<Quantity> {
    let word = words[at];
    let (value, unit) = match rules.number(word.text)? {
        NumberWord::Times(value) => (value, "times"),
        NumberWord::Percent(value) => (value, "percent"),
        _ => return None,
    };
    // Of `double standards` nothing is doubled.
    let next = words.get(at + 1).map_or("", |word| word.text);
    let before = at.checked_sub(1).map_or("", |at| words[at].text);
    // Nor is what fails twice.
    let times = rules.is("times-alone", word.text);
    let object = (next.is_empty() && !times)
        || rules.is("small", next)
        || rules.is("article", next)
        || rules.is("before-aim", before)
        || date::year(next).is_some();
    let value = value.to_string().parse().ok()?;
    object.then(|| Quantity {
        range: word.range(),
        core: word.range(),
        value,
        unit: Some(unit.to_owned()),
        comparator: None,
        doubtful: false,
    })
}

/// Reads a part of a whole: `half of`, `three quarters of`, `by a quarter`; how many words it is.
pub(super) fn fraction(words: &[Part], at: usize, rules: &Rules) -> Option<(usize, Quantity)> {
    let word = words[at];
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let (count, length) = match rules.number(word.text) {
        Some(NumberWord::Part(percent)) => (percent, 1),
        Some(NumberWord::Value(count)) => match rules.number(text(at + 1)) {
            Some(NumberWord::Part(percent)) => (count * percent, 2),
            _ => return None,
        },
        _ => return None,
    };
    let before = |back: usize| at.checked_sub(back).map_or("", text);
    let by = before(1) == "by" || before(2) == "by" || before(3) == "by";
    let fits = count < 100 && (text(at + length) == "of" || by);
    fits.then(|| {
        let range = word.at..words[at + length - 1].range().end;
        let quantity = Quantity {
            range: range.clone(),
            core: range,
            value: count.to_string().parse().ok()?,
            unit: Some("percent".to_owned()),
            comparator: None,
            doubtful: true,
        };
        Some((length, quantity))
    })?
}
