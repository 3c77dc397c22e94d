//! What a policy wants to reach: numbers with unit and deadline, and aims in words.
//!
//! Takes the paragraphs and lists at a glance. A list of targets is one whose
//! introduction says so; the deadline there holds for each of its points.

use super::{
    aim::{carry_on, is_aimed_at, is_asked, is_required},
    clause::{aim_of, breaks_scope, clauses, starts_with_verb},
    cue::Scope,
    deadline::{deadline_of, deadlines},
    measure::measured,
    number::{self, Quantity},
    page::How,
    part::Part,
    phrases::Found,
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
        let own = deadlines(reading, sentence).pop().map(|(date, _)| date);
        let deadline = own.or_else(|| headed_by(reading, paragraph));
        let measures = reading.rules.words("measure-verb").stands_in(sentence);
        let asks = measures || reading.rules.words("must").stands_in(sentence);
        let is_goals =
            own.is_some() || (reading.rules.words("goal-intro").stands_in(sentence) && !measures);
        Self {
            is_goals,
            deadline: deadline.filter(|_| own.is_some() || is_goals),
            asks,
            last: None,
        }
    }
}

/// Returns the deadline with which the sentence before the introduction begins: `By 2027, China is to have … Targets are:`.
fn headed_by(reading: &Reading, paragraph: Part) -> Option<KnownDate> {
    let mut before = reading.rules.sentences(paragraph).into_iter().rev().skip(1);
    let sentence = before.next()?;
    let mut dates = deadlines(reading, sentence).into_iter();
    let (date, range) = dates.next()?;
    (range.start <= sentence.at + 1 && dates.next().is_none()).then_some(date)
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
            asked: governing.asks || is_said_of_all(reading, sentence),
            deadline: deadline.or(governing.deadline),
        };
        read_clauses(reading, sentence, way, targets);
        let own = deadlines(reading, sentence).pop();
        governing.last = own.map(|(date, _)| date).or(governing.last);
    }
}

/// Says whether a point begins with a deed or a share, so that its numbers are asked for: `Lowers the ceiling`, `100% of reports`.
fn is_said_of_all(reading: &Reading, sentence: Part) -> bool {
    let first = sentence.words().first().map_or("", |word| word.text);
    let deed = ["s", "es"].iter().any(|end| {
        let stem = first.strip_suffix(end).unwrap_or("");
        reading.rules.is("verb", &stem.to_lowercase())
    });
    let quantities = number::quantities(sentence, reading.rules);
    // `Openness: 100% of reports`
    let opens = |it: &Quantity| {
        let before = sentence.before(it.core.start);
        let label = before.text.trim_end().ends_with(':') && before.words().len() <= 3;
        before.text.is_empty() || label
    };
    let share = quantities
        .first()
        .is_some_and(|it| opens(it) && it.unit.as_deref() == Some("percent"));
    deed || share
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

/// Reads the targets of an item of news: numbers with a deadline, and those that are asked for outright.
pub(super) fn read_dated(reading: &Reading, sentence: Part, targets: &mut Vec<TargetAccount>) {
    if !deadlines(reading, sentence).is_empty() {
        return read_clauses(reading, sentence, Way::default(), targets);
    }
    let quantities: Vec<Quantity> = aimed_at(reading, sentence);
    for clause in clauses(reading, sentence, &quantities) {
        let inside = quantities
            .iter()
            .filter(|it| clause.range().contains(&it.core.start));
        for quantity in inside.filter(|it| is_asked(reading, clause, it)) {
            targets.push(measured(reading, clause, quantity, None, None));
        }
    }
}

/// Returns the numbers of a sentence that are aimed at.
fn aimed_at(reading: &Reading, sentence: Part) -> Vec<Quantity> {
    number::quantities(sentence, reading.rules)
        .into_iter()
        .filter(|it| is_aimed_at(reading, sentence, it))
        .collect()
}

/// Says whether a sentence that introduces a list is itself an aim: never, where it only names the list.
fn dated_aim(reading: &Reading, sentence: Part) -> bool {
    !reading.rules.words("goal-intro").stands_in(sentence)
}

/// A sentence and what holds for the numbers in it.
struct Frame<'a, 'b> {
    sentence: Part<'a>,
    way: Way,
    deadlines: &'b [(KnownDate, Range<usize>)],
    quantities: &'b [Quantity],
}

/// Reads the targets of a sentence clause by clause.
fn read_clauses(reading: &Reading, sentence: Part, way: Way, targets: &mut Vec<TargetAccount>) {
    let deadlines = deadlines(reading, sentence);
    let mut quantities = aimed_at(reading, sentence);
    carry_on(reading, sentence, &mut quantities);
    let frame = Frame {
        sentence,
        way,
        deadlines: &deadlines,
        quantities: &quantities,
    };
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
        read_clause(reading, &frame, clause, (reach, verb), targets);
    }
}

/// The comparator of a verb that reaches on, and the verb where the clause has it itself.
type Reach<'b> = (
    Option<&'static str>,
    Option<Found<'b, (&'static str, Scope)>>,
);

/// Reads the targets of a clause.
fn read_clause(
    reading: &Reading,
    frame: &Frame,
    clause: Part,
    (reach, verb): Reach,
    targets: &mut Vec<TargetAccount>,
) {
    let way = frame.way;
    let deadline =
        |at: usize| deadline_of(frame.sentence, clause, at, frame.deadlines).or(way.deadline);
    let inside: Vec<&Quantity> = frame
        .quantities
        .iter()
        .filter(|it| clause.range().contains(&it.core.start))
        .collect();
    if inside.is_empty() {
        if way.in_words && is_aim(reading, clause, frame.deadlines, verb.is_some()) {
            targets.push(in_words_only(reading, clause, deadline(clause.at)));
        }
        return;
    }
    // A list of requirements counts many things that are no aim.
    let asked = way.in_words || starts_with_verb(reading, clause) || !frame.deadlines.is_empty();
    for quantity in inside {
        let measured_by_list = way.asked && quantity.unit.is_some();
        let asked = asked || measured_by_list || is_required(reading, frame.sentence, quantity);
        let by = deadline(quantity.core.start);
        if !asked || by.is_some_and(|by| is_over(reading, by)) {
            continue;
        }
        let from_verb = reach.filter(|_| {
            verb.as_ref()
                .is_none_or(|hit| hit.range.start < quantity.core.start)
        });
        targets.push(measured(reading, clause, quantity, from_verb, by));
    }
}

/// Says whether a deadline had passed when the issue appeared, so that nothing is aimed at any more.
fn is_over(reading: &Reading, deadline: KnownDate) -> bool {
    let year = deadline
        .to_string()
        .get(..4)
        .and_then(|year| year.parse::<i32>().ok());
    year.zip(reading.calendar.year)
        .is_some_and(|(year, issue)| year < issue)
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
