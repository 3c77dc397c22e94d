//! What a policy wants to reach: numbers with unit and deadline, and aims in words.
//!
//! Takes the paragraphs and lists at a glance. A list of targets is one whose
//! introduction says so; the deadline there holds for each of its points.

use super::{
    clause::{aim_of, breaks_scope, clauses, is_verb, starts_with_verb},
    cues::Scope,
    date::{self, FoundDate},
    number::{self, Quantity},
    page::How,
    part::Part,
    policies::Reading,
};
use crate::fact::{Decimal, KnownDate, account::TargetAccount};
use std::ops::Range;

const METHOD: &str = "newsletter/target";

/// What the sentence before a list says of its points.
#[derive(Clone, Debug, Default)]
pub(super) struct Governing {
    /// Whether the points are targets.
    pub is_goals: bool,
    /// Their deadline.
    pub deadline: Option<KnownDate>,
    /// Whether it says what somebody has to do.
    asks: bool,
    /// The last deadline of a point: what `by the same year` means.
    last: Option<KnownDate>,
}

impl Governing {
    /// Reads the sentence that ends with a colon before a list.
    pub fn of(reading: &Reading, paragraph: Part) -> Self {
        let Some(sentence) = reading.rules.sentences(paragraph).pop() else {
            return Self::default();
        };
        if !paragraph.text.ends_with([':', '：']) {
            return Self::default();
        }
        let deadline = deadlines(reading, sentence).pop().map(|(date, _)| date);
        let measures = reading.rules.words("measure-verb").stands_in(sentence);
        let asks = measures || reading.rules.words("must").stands_in(sentence);
        let is_goals = deadline.is_some()
            || (reading.rules.words("goal-intro").stands_in(sentence) && !measures);
        Self { is_goals, deadline, asks, last: None }
    }
}

/// Reads the targets of a point of a list.
pub(super) fn read_point(
    reading: &Reading,
    part: Part,
    governing: &mut Governing,
    targets: &mut Vec<TargetAccount>,
) {
    for sentence in reading.rules.sentences(part) {
        let same = reading.rules.words("same-time").stands_in(sentence);
        let deadline = if same { governing.last } else { None };
        let way = Way {
            in_words: governing.is_goals,
            asked: governing.asks,
            deadline: deadline.or(governing.deadline),
        };
        read_clauses(reading, sentence, way, targets);
        let own = deadlines(reading, sentence).pop();
        governing.last = own.map(|(date, _)| date).or(governing.last);
    }
}

/// How a sentence is read.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    /// Whether an aim without a number counts.
    in_words: bool,
    /// Whether the list says what somebody has to do, so that its numbers are asked for.
    asked: bool,
    /// The deadline where it names none.
    deadline: Option<KnownDate>,
}

/// Reads the targets of a paragraph.
pub(super) fn read_paragraph(reading: &Reading, part: Part, targets: &mut Vec<TargetAccount>) {
    for sentence in reading.rules.sentences(part) {
        if sentence.text.ends_with(':') && deadlines(reading, sentence).is_empty() {
            continue;
        }
        let dated = !deadlines(reading, sentence).is_empty();
        let goal = reading.rules.words("goal").find(sentence).into_iter();
        let aims = goal.filter(|hit| hit.item != "by" || dated).count() > 0;
        let introduces = sentence.text.ends_with(':');
        let numbers = number::quantities(sentence, reading.rules)
            .into_iter()
            .any(|it| it.unit.is_some() || !it.range.is_empty());
        if aims && (dated || numbers) && (!introduces || dated_aim(reading, sentence)) {
            let way = Way { in_words: dated, ..Way::default() };
            read_clauses(reading, sentence, way, targets);
        }
    }
}

/// Reads the targets of an item of news: only numbers with a deadline.
pub(super) fn read_dated(reading: &Reading, sentence: Part, targets: &mut Vec<TargetAccount>) {
    if !deadlines(reading, sentence).is_empty() {
        read_clauses(reading, sentence, Way::default(), targets);
    }
}

/// Says whether a sentence that introduces a list is itself an aim: never, where it only names the list.
fn dated_aim(reading: &Reading, sentence: Part) -> bool {
    !reading.rules.words("goal-intro").stands_in(sentence)
}

/// Reads the targets of a sentence clause by clause.
fn read_clauses(
    reading: &Reading,
    sentence: Part,
    way: Way,
    targets: &mut Vec<TargetAccount>,
) {
    let in_words = way.in_words;
    let deadlines = deadlines(reading, sentence);
    // A list of requirements counts many things that are no aim.
    let only_verbs = !in_words;
    let quantities: Vec<Quantity> = number::quantities(sentence, reading.rules)
        .into_iter()
        .filter(|it| is_aimed_at(reading, sentence, it))
        .collect();
    let mut reach: Option<&'static str> = None;
    for clause in clauses(reading, sentence, &quantities) {
        let verb = reading
            .rules
            .comparators
            .find(clause)
            .into_iter()
            .find(|hit| hit.item.1 == Scope::Verb);
        let starts = starts_with_verb(reading, clause) || clause.at == sentence.at;
        if let Some(hit) = &verb {
            reach = Some(hit.item.0);
        } else if starts || breaks_scope(reading, sentence, clause) {
            reach = None;
        }
        let inside: Vec<&Quantity> = quantities
            .iter()
            .filter(|it| clause.range().contains(&it.core.start))
            .collect();
        let deadline = deadline_of(clause, &deadlines).or(way.deadline);
        if inside.is_empty() {
            if in_words && is_aim(reading, clause, &deadlines, verb.is_some()) {
                targets.push(in_words_only(reading, clause, deadline));
            }
            continue;
        }
        let asked = starts_with_verb(reading, clause) || !deadlines.is_empty();
        for quantity in inside {
            let measured_by_list = way.asked && quantity.unit.is_some();
            if only_verbs && !asked && !measured_by_list && !is_required(reading, sentence, quantity) {
                continue;
            }
            let from_verb = reach.filter(|_| {
                verb.as_ref()
                    .is_none_or(|hit| hit.range.start < quantity.core.start)
            });
            targets.push(measured(reading, clause, quantity, from_verb, deadline));
        }
    }
}

/// Says whether a list of requirements asks for a number: one that is compared, or stands in a sentence that says what must be.
fn is_required(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
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
fn is_aimed_at(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
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
    let per = before.words().last().is_some_and(|word| reading.rules.is("per", word.text));
    if per || is_qualifier(reading, sentence, quantity) {
        return false;
    }
    let bodies =
        quantity.unit.is_none() && reading.rules.words("count-noun").start(behind).is_some();
    !left && !bodies
}

/// Says whether a number only tells which things are meant: `plants above 50 MW are exempt`, `firms with 30 patents get …`.
fn is_qualifier(reading: &Reading, sentence: Part, quantity: &Quantity) -> bool {
    let (before, after) = (sentence.before(quantity.range.start), sentence.from(quantity.core.end));
    let mark = |text: &str| text.rfind([',', ';', ':']).map_or(0, |at| at + 1);
    let before = before.cut(mark(before.text)..before.text.len());
    let stop = after.text.find([',', ';', ':']).unwrap_or(after.text.len());
    let after = after.cut(0..stop);
    let Some(verb) = reading.rules.words("finite").first(after) else {
        return false;
    };
    let rest = after.from(verb.range.end);
    let later = !number::quantities(rest, reading.rules).is_empty()
        || rest.words().iter().any(|word| reading.rules.number(word.text).is_some());
    let words = before.words();
    let link = words.last().map_or("", |word| word.text);
    let compared = sentence.between(quantity.range.start, quantity.core.start).words();
    let compared = sentence.between(quantity.range.start, compared.last().map_or(0, |word| word.range().end));
    let bare = reading.rules.is("bare-comparator", compared.text);
    let noun = !words.is_empty() && !reading.rules.is("small", link) && !reading.rules.is("verb", link);
    let hangs = words.len() >= 2 && reading.rules.is("qualifier-link", link);
    let lasts = quantity.unit.as_ref().is_some_and(|unit| reading.rules.is("time", unit));
    let lasts = lasts && matches!(link, "for" | "than") && hangs;
    (later && hangs) || (bare && noun) || lasts
}

/// Returns the deadlines of a sentence: `by 2025`, `targets for 2025`, `until the end of 2027`.
fn deadlines(reading: &Reading, sentence: Part) -> Vec<(KnownDate, Range<usize>)> {
    let mut found: Vec<(KnownDate, Range<usize>)> = Vec::new();
    let comments = reading.rules.words("comments").stands_in(sentence);
    for mut date in date::dates(sentence, reading.rules, reading.calendar) {
        if comments && date.printed.day.is_some() {
            continue;
        }
        let before = sentence.before(date.range.start);
        let words = before.words();
        if date.printed.year.is_none()
            && let Some((last, _)) = found.last()
        {
            date.printed.year = last.to_string().get(..4).and_then(date::year);
        }
        let mut last = words
            .iter()
            .rev()
            .skip_while(|word| reading.rules.is("end-of", word.text));
        let cue = last
            .next()
            .filter(|word| reading.rules.is("deadline", word.text));
        let two = words
            .len()
            .checked_sub(2)
            .map(|at| words[at].text.to_ascii_lowercase());
        let end_of = two.as_deref() == Some("end")
            || words
                .last()
                .is_some_and(|word| word.text.eq_ignore_ascii_case("by"));
        let goals_for = words.last().is_some_and(|word| word.text == "for")
            && two.is_some_and(|word| reading.rules.is("goal-intro", &word));
        let phrase = ends_with_phrase(reading, before)
            || is_in_year(reading, &words, &date)
            || (before.text.ends_with('(') && is_to_come(reading, &date))
            || ends_span(reading, &words);
        if (cue.is_some() || end_of || goals_for || phrase)
            && let Some(known) = known(reading, &date)
        {
            let start = cue.map_or(date.range.start, |word| word.at);
            found.push((known, start..date.range.end));
        }
    }
    found
}

/// Says whether a year to come stands behind `in`, and nothing begins then.
fn is_in_year(reading: &Reading, words: &[Part], date: &FoundDate) -> bool {
    let [.., before, last] = words else {
        return words.len() == 1 && words[0].text == "In" && is_to_come(reading, date);
    };
    let begins = reading.rules.is("begins", &before.text.to_lowercase());
    last.text == "in" && !begins && is_to_come(reading, date)
}

/// Says whether a year ends a span: `between 2025 and 2030`.
fn ends_span(reading: &Reading, words: &[Part]) -> bool {
    let [.., link, from, joins] = words else { return false };
    let spans = reading.rules.is("span-link", &link.text.to_lowercase());
    spans && date::year(from.text).is_some() && matches!(joins.text, "and" | "to" | "until")
}

fn is_to_come(reading: &Reading, date: &FoundDate) -> bool {
    let year = reading.calendar.year.zip(date.printed.year);
    year.is_some_and(|(issue, year)| year >= issue)
}

/// Says whether words end with a phrase that a deadline follows: `up to`.
fn ends_with_phrase(reading: &Reading, before: Part) -> bool {
    let hits = reading.rules.words("deadline").find(before);
    let last = hits.into_iter().next_back();
    last.and_then(|hit| before.text.get(hit.range.end.checked_sub(before.at)?..))
        .is_some_and(|rest| rest.trim().is_empty())
}

fn known(reading: &Reading, date: &FoundDate) -> Option<KnownDate> {
    reading
        .calendar
        .resolve(date.printed, date::Towards::Future)
        .map(|(date, _)| date)
}

/// Returns the deadline that holds for a clause: its own, else the last before it, else the first behind it.
fn deadline_of(clause: Part, deadlines: &[(KnownDate, Range<usize>)]) -> Option<KnownDate> {
    let own = deadlines
        .iter()
        .find(|(_, range)| clause.range().contains(&range.start));
    let later = clause.text.starts_with("before ");
    let own = own.or_else(|| {
        deadlines
            .iter()
            .find(|(_, range)| later && range.start > clause.at)
    });
    let before = || {
        deadlines
            .iter()
            .rev()
            .find(|(_, range)| range.end <= clause.at)
    };
    own.or_else(before)
        .or(deadlines.first())
        .map(|(date, _)| *date)
}

/// Says whether a clause without a number is an aim and no mere introduction.
fn is_aim(
    reading: &Reading,
    clause: Part,
    deadlines: &[(KnownDate, Range<usize>)],
    verb: bool,
) -> bool {
    let words = clause.words();
    let only_date = deadlines
        .iter()
        .any(|(_, range)| clause.range().contains(&range.start) && words.len() <= 3);
    let sets = reading.rules.words("goal-intro").stands_in(clause) && words.len() <= 8 && !verb;
    words.len() >= 3 && !only_date && !sets
}

fn in_words_only(reading: &Reading, clause: Part, deadline: Option<KnownDate>) -> TargetAccount {
    let clause = aim_of(reading, clause);
    TargetAccount {
        text: clause.text.to_owned(),
        indicator: None,
        comparator: None,
        value: None,
        unit: None,
        deadline,
        grounds: reading.page.grounds(clause.range(), How::stated(METHOD)),
    }
}

fn measured(
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
    match quantity.comparator.or(from_verb).unwrap_or("=") {
        ">" if denied => "<=",
        "<" if denied => ">=",
        plain => plain,
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
    let after = after.cut(0..stop.unwrap_or(after.text.len())).trim(",.;");
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
