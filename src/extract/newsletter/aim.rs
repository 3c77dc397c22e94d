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

/// Says whether an item of news asks for a number outright: `must have at least 200 tons`, `the minimum raised to 30 percent`.
pub(super) fn is_asked(reading: &Reading, clause: Part, quantity: &Quantity) -> bool {
    let before = clause.before(quantity.range.start);
    let must = reading.rules.words("must").stands_in(before);
    let limit = ["floor", "ceiling"]
        .iter()
        .any(|of| reading.rules.words(of).stands_in(before));
    let reset = reading.rules.words("reset").find(before).pop();
    let reset = reset.is_some_and(|hit| before.range().end - hit.range.end <= 1);
    let bound = quantity.comparator.is_some() && must;
    quantity.unit.is_some() && (bound || (limit && reset))
}

/// Gives a number the comparator of the one before it, where both are one list: `not above 2 percent for rice and 3
/// percent for corn`, `at least 50 percent (etching: 70 percent)`.
pub(super) fn carry_on(reading: &Reading, sentence: Part, quantities: &mut [Quantity]) {
    for at in 1..quantities.len() {
        let (first, next) = (&quantities[at - 1], &quantities[at]);
        let span = first.core.start == next.core.start;
        if next.comparator.is_some() || first.unit != next.unit || first.unit.is_none() || span {
            continue;
        }
        let gap = sentence.between(first.range.end, next.range.start);
        if is_list_gap(reading, gap) || is_in_brackets(gap) {
            quantities[at].comparator = quantities[at - 1].comparator;
        }
    }
}

/// Says whether words lead from one number of a list right to the next: ` for rice and `.
fn is_list_gap(reading: &Reading, gap: Part) -> bool {
    let words = gap.words();
    let [first, .., last] = &words[..] else {
        return false;
    };
    let verb = words
        .iter()
        .any(|word| super::clause::is_verb(reading, word.text));
    let links = matches!(first.text, "for" | "in" | "at" | "on" | "among");
    links && last.text == "and" && words.len() <= 8 && !gap.text.contains([';', '(']) && !verb
}

/// Says whether words open brackets in which a number stands for some of what is counted: ` (etching: `.
fn is_in_brackets(gap: Part) -> bool {
    let words = gap.words();
    let dated = words
        .iter()
        .any(|word| super::date::year(word.text).is_some());
    let Some(open) = gap.text.find('(') else {
        return false;
    };
    let light = gap.text[open..].trim_start_matches('(').trim();
    !gap.text.contains([')', ';']) && !dated && (light.is_empty() || light.ends_with(':'))
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
    if per
        || is_qualifier(reading, sentence, quantity)
        || is_background(reading, sentence, quantity)
    {
        return false;
    }
    if is_penalty(reading, sentence, quantity) || is_term(reading, sentence, quantity) {
        return false;
    }
    let counted = |of: &str| reading.rules.words(of).start(behind).is_some();
    let bare = quantity.comparator.is_none();
    if (bare && is_ratio(sentence, quantity)) || (quantity.unit.is_none() && counted("grades")) {
        return false;
    }
    let bodies = quantity.unit.is_none() && (counted("count-noun") || counted("others"));
    !left && !bodies
}

/// Says whether a number stands for one of something else: `1.5 tonnes of old capacity for each tonne`.
fn is_ratio(sentence: Part, quantity: &Quantity) -> bool {
    let behind = sentence.from(quantity.core.start);
    let stop = behind.text.find([',', ';', ':']);
    let words = behind.cut(0..stop.unwrap_or(behind.text.len())).words();
    let place = words
        .windows(2)
        .position(|pair| pair[0].text == "for" && matches!(pair[1].text, "each" | "every"));
    let Some(of) = place.and_then(|at| words.get(at + 2)) else {
        return false;
    };
    let unit = sentence.between(quantity.core.start, quantity.core.end);
    let same = |word: &Part| word.text.trim_end_matches('s') == of.text;
    unit.words().iter().any(same)
}

/// Says whether the sentence begins with whom it is about, and the number is said of them: `Companies that handle more than 100`.
fn is_of_relative(reading: &Reading, before: Part, verb: Option<&str>) -> bool {
    let goes_on = verb.is_some();
    let binds = verb.is_some_and(|verb| reading.rules.is("must", verb) && verb != "will");
    let words = before.words();
    let at = words.iter().position(|word| {
        let link = reading.rules.is("qualifier-link", word.text);
        link || matches!(word.text, "that" | "which" | "who")
    });
    let Some(at @ 1..=3) = at else {
        return false;
    };
    let any = matches!(words[0].text, "A" | "An" | "Any") && at == 2;
    let with = reading.rules.is("qualifier-link", words[at].text);
    if with {
        return binds && words[at - 1].text.ends_with('s');
    }
    let subject = words[at - 1].text;
    let plural = subject.ends_with('s') && !reading.rules.is("goal", subject);
    let verb = super::clause::is_verb(reading, subject.trim_end_matches('s'));
    let must = reading
        .rules
        .words("must")
        .stands_in(before.from(words[at].at));
    (any && goes_on && !must)
        || plural
            && at <= 2
            && !verb
            && !must
            && words[0].text.starts_with(char::is_uppercase)
            && words[0].text != "It"
}

/// Says whether two numbers count alike; of `from 13,500 kWh to 13,000 kWh per ton` the first leaves out by what.
fn is_same_unit(next: &Quantity, quantity: &Quantity) -> bool {
    match (&next.unit, &quantity.unit) {
        (Some(next), Some(unit)) => next == unit || next.starts_with(&format!("{unit}/")),
        _ => quantity.unit.is_none(),
    }
}

/// Says whether brackets tell what a number was in a year: `(2023: 4 percent)`.
fn is_of_past_year(reading: &Reading, before: Part) -> bool {
    let Some(open) = before.text.rfind('(') else {
        return false;
    };
    let inside = before.text[open + 1..].trim();
    let year = inside.strip_suffix(':').and_then(super::date::year);
    year.zip(reading.calendar.year)
        .is_some_and(|(year, issue)| year <= issue)
}

/// Says whether a number only says which things are meant: `the three leading firms`, or `30 days before the trial`.
fn is_reference(reading: &Reading, before: Part, quantity: &Quantity) -> bool {
    let last = before.words().pop().map_or("", |word| word.text);
    let small = quantity.value.as_str().len() == 1;
    let bare = quantity.unit.is_none() && quantity.comparator.is_none();
    bare && small
        && matches!(last, "the" | "these" | "those" | "its" | "their")
        && !reading.rules.is("must", last)
}

/// Says whether a number is a term of procedure: `30 days before a trial begins`.
fn is_term(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let unit = quantity.unit.as_deref().unwrap_or("");
    let next = sentence.from(quantity.core.end).words();
    let next = next.first().map_or("", |word| word.text);
    reading.rules.is("time", unit) && matches!(next, "before" | "prior" | "ahead")
}

/// Says whether a sum is a fine or a fee.
fn is_penalty(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let before = sentence.before(quantity.range.start);
    let mark = before.text.rfind([',', ';', ':']).map_or(0, |at| at + 1);
    let before = before.cut(mark..before.text.len());
    let sum = quantity.is_money() || quantity.unit.as_deref() == Some("percent");
    sum && reading.rules.words("penalty").stands_in(before)
}

/// Says whether a number tells what is or was: `from 45 percent in 2023 to 70`, `12 active today`, `a target of 30 that was missed`.
fn is_background(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let before = sentence.before(quantity.range.start);
    let after = sentence.from(quantity.core.end);
    let stop = after
        .text
        .find([',', ';', ':', '('])
        .unwrap_or(after.text.len());
    let after = after.cut(0..stop);
    let last = before.words().into_iter().rev();
    let last = last
        .into_iter()
        .find(|word| !reading.rules.is("filler", word.text))
        .map_or("", |word| word.text);
    let to = after.text.find(" to ").filter(|at| *at < 40);
    let to = to.map(|at| after.cut(at..after.text.len()));
    let changed = to.is_some_and(|rest| {
        number::quantities(rest.before(rest.at + 40), reading.rules)
            .iter()
            .any(|next| is_same_unit(next, quantity))
    });
    let at_present = reading.rules.is("background", last) || last == "now";
    let now = reading.rules.words("background").find(after);
    let compares = |at: usize| {
        let word = after.before(at).words().pop().map_or("", |word| word.text);
        matches!(
            word,
            "than" | "as" | "with" | "to" | "from" | "of" | "in" | "on"
        )
    };
    let now = now.iter().any(|hit| !compares(hit.range.start));
    let more = [
        "more than in ",
        "less than in ",
        "more than last",
        "more than a year",
    ];
    let more = more
        .iter()
        .any(|words| after.text.trim_start().starts_with(words));
    let missed = reading.rules.words("missed").stands_in(after);
    let told =
        at_present || is_of_past_year(reading, before) || is_reference(reading, before, quantity);
    (last == "from" && changed) || now || told || missed || (more && before.text.contains(','))
}

/// Says whether a number only tells which things are meant: `plants above 50 MW are exempt`, `firms with 30 patents get …`.
fn is_qualifier(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let (before, after) = (
        sentence.before(quantity.range.start),
        sentence.from(quantity.core.end),
    );
    let mark = |text: &str| text.rfind([',', ';', ':']).map_or(0, |at| at + 1);
    let before = before.cut(mark(before.text)..before.text.len());
    let marks = [", ", ";", ":"].into_iter();
    let stop = marks.filter_map(|mark| after.text.find(mark)).min();
    let after = after.cut(0..stop.unwrap_or(after.text.len()));
    let verb = reading.rules.words("finite").first(after);
    let verb_text = verb.as_ref().map(|hit| hit.item.as_str());
    if is_of_relative(reading, before, verb_text) {
        return true;
    }
    let Some(verb) = verb else {
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
