//! What a policy wants to reach: numbers with unit and deadline, and aims in words.
//!
//! Takes the paragraphs and lists at a glance. A list of targets is one whose
//! introduction says so; the deadline there holds for each of its points.

use super::{
    aim::{is_aimed_at, is_required},
    clause::{aim_of, breaks_scope, clauses, starts_with_verb},
    cue::Scope,
    deadline::{deadline_of, deadlines},
    measure::measured,
    number::{self, Quantity},
    page::How,
    part::Part,
    policies::Reading,
};
use crate::fact::{KnownDate, account::TargetAccount};
use std::ops::Range;

pub(super) const METHOD: &str = "newsletter/target";

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
        Self {
            is_goals,
            deadline,
            asks,
            last: None,
        }
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
            let way = Way {
                in_words: dated,
                ..Way::default()
            };
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
fn read_clauses(reading: &Reading, sentence: Part, way: Way, targets: &mut Vec<TargetAccount>) {
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
            if only_verbs
                && !asked
                && !measured_by_list
                && !is_required(reading, sentence, quantity)
            {
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
