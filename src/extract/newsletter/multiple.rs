//! Numbers that say how many times what there was: `double`, `fourfold`, `halve`.

use super::{cue::NumberWord, cues::Rules, date, number::Quantity, part::Part};

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
    // Nor is what is done twice a year.
    let rhythm = matches!(next, "a" | "per" | "each" | "every")
        && words
            .get(at + 2)
            .is_some_and(|word| rules.is("time", word.text));
    if rhythm {
        return None;
    }
    // Nor is what fails twice.
    let times = rules.is("times-alone", word.text);
    let times = times && matches!(next, "" | "as");
    let object = ((next.is_empty() || rules.is("small", next)) && !times)
        || rules.is("article", next)
        || rules.is("before-aim", before)
        || (matches!(before, "of" | "at" | "on") && word.text.ends_with("ing"))
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

/// Reads a part of a whole: `half of`, `by a quarter`, `nine out of ten`; how many words it is.
pub(super) fn fraction(words: &[Part], at: usize, rules: &Rules) -> Option<(usize, Quantity)> {
    let (percent, length) = part_of_whole(words, at, rules).or_else(|| out_of(words, at, rules))?;
    let range = words[at].at..words[at + length - 1].range().end;
    let quantity = Quantity {
        range: range.clone(),
        core: range,
        value: percent.to_string().parse().ok()?,
        unit: Some("percent".to_owned()),
        comparator: None,
        doubtful: true,
    };
    Some((length, quantity))
}

fn text<'a>(words: &[Part<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.text)
}

/// Says whether a number only counts parts that no whole percentage is: `two thirds`.
pub(super) fn is_of_parts(words: &[Part], at: usize, rules: &Rules) -> bool {
    let next = rules.number(text(words, at + 1));
    matches!(next, Some(NumberWord::Part(_))) && rules.number(words[at].text).is_some()
}

fn part_of_whole(words: &[Part], at: usize, rules: &Rules) -> Option<(u64, usize)> {
    let (percent, length) = match rules.number(words[at].text)? {
        NumberWord::Part(percent) => (percent, 1),
        NumberWord::Value(count) => match rules.number(text(words, at + 1))? {
            NumberWord::Part(percent) => (count.checked_mul(percent)?, 2),
            _ => return None,
        },
        _ => return None,
    };
    let near = &words[at.saturating_sub(4)..at];
    let by = near.iter().any(|word| word.text == "by");
    let halved = percent == 50 && at > 0 && words[at - 1].text == "in";
    let to = at > 0 && matches!(words[at - 1].text, "to" | "than" | "least");
    let next = text(words, at + length);
    let whole = percent == 50 && length == 1 && matches!(next, "the" | "of" | "all");
    let many = length == 2 && text(words, at + 1).ends_with('s');
    let fits = next == "of" || by || halved || to || whole || many;
    let fits = (1..100).contains(&percent) && fits;
    fits.then_some((percent, length))
}

/// Reads `nine out of ten` and `one in five`.
fn out_of(words: &[Part], at: usize, rules: &Rules) -> Option<(u64, usize)> {
    let whole = |word: &str| match rules.number(word) {
        Some(NumberWord::Value(value)) => Some(value),
        _ => word.parse::<u64>().ok(),
    };
    let count = whole(words[at].text)?;
    let spelled = rules.number(words[at].text).is_some();
    let length = match (text(words, at + 1), text(words, at + 2)) {
        ("out", "of") if text(words, at + 3) == "every" => 5,
        ("out", "of") => 4,
        ("in", "every") if spelled => 4,
        ("in", _) | ("of", "ten" | "hundred") if spelled => 3,
        _ => return None,
    };
    let of = whole(text(words, at + length - 1)).filter(|of| (2..=1000).contains(of))?;
    let percent = count.checked_mul(100)?;
    (percent % of == 0 && count < of).then_some((percent / of, length))
}
