//! The targets of a policy against those of the gold.
//!
//! A target is right where number, comparator, unit and deadline are; its words are for
//! people and are not compared. One without a number is not compared.

use super::{
    entry::{Entry, accepts, entries, is, text},
    names::{plain, plain_number},
    relations::Side,
    score::Score,
};

/// What of a target is compared beside its number.
const PARTS: [&str; 3] = ["comparator", "unit", "deadline"];

/// The row of the scores.
const ROW: &str = "targets";

/// Compares the targets of a policy.
pub fn compare(side: &Side, score: &mut Score) {
    if !side.gold.contains_key(ROW) {
        return;
    }
    let numbered = |target: &&Entry| text(target, "value").is_some();
    let found = side
        .found
        .into_iter()
        .flat_map(|policy| entries(policy, ROW));
    let mut found: Vec<&Entry> = found.filter(numbered).collect();
    for gold in entries(side.gold, ROW).filter(numbered) {
        let best = best(gold, &found).map(|place| found.remove(place));
        if is(gold, "optional") {
            continue;
        }
        if best.is_some_and(|best| agreeing(gold, best) == PARTS.len()) {
            score.right(ROW);
        } else {
            let found = best.filter(|_| !side.cited);
            score.wrong(ROW, Some(told(gold)), found.map(told));
        }
    }
    if !side.cited {
        for extra in found {
            score.wrong(ROW, None, Some(told(extra)));
        }
    }
}

/// The target of the same number that agrees most.
fn best(gold: &Entry, found: &[&Entry]) -> Option<usize> {
    let same = |place: &usize| {
        accepts(
            gold,
            "value",
            text(found[*place], "value").as_deref(),
            number,
        )
    };
    let same = (0..found.len()).filter(same);
    // Of those that agree equally the first: `max_by_key` gives the last.
    same.rev().max_by_key(|place| agreeing(gold, found[*place]))
}

fn number(text: &str) -> String {
    plain_number(text).into_owned()
}

/// How many parts agree; one that the gold leaves out does.
fn agreeing(gold: &Entry, found: &Entry) -> usize {
    let agrees = |part: &&str| {
        let plain = if *part == "comparator" {
            str::to_owned
        } else {
            plain
        };
        !gold.contains_key(*part) || accepts(gold, part, text(found, part).as_deref(), plain)
    };
    PARTS.iter().filter(|part| agrees(part)).count()
}

/// A target in words: `>= 60 percent by 2025: the market share …`.
fn told(target: &Entry) -> String {
    let part = |field: &str| text(target, field).unwrap_or_else(|| "?".to_owned());
    let deadline = text(target, "deadline").map(|date| format!(" by {date}"));
    format!(
        "{} {} {}{}: {}",
        part("comparator"),
        part("value"),
        part("unit"),
        deadline.unwrap_or_default(),
        part("text")
    )
}
