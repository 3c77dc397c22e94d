//! The relations of policies against those of the gold, over the whole document.
//!
//! A relation is right where policy, relation and the other's title are. A symmetric one may
//! stand with either policy. Number and date of the other are compared where it is right.

use super::{
    entry::{Entry, accepts, also, entries, is, text, texts},
    law::TOLD,
    names::plain,
    pairs::titles,
    score::Score,
};

/// A policy of the gold and the found one beside it.
pub struct Side<'a> {
    /// What a person read; says nothing where the policy should not be there.
    pub gold: &'a Entry,
    /// What was found of it.
    pub found: Option<&'a Entry>,
    /// What is found too much does not count.
    pub cited: bool,
}

/// A relation that was found, of which policy, and whether the gold has it.
struct Found<'a> {
    side: usize,
    relation: &'a Entry,
    taken: bool,
}

/// Compares the relations of all policies of a document.
pub fn compare(sides: &[Side], score: &mut Score) {
    let mut found = Vec::new();
    for (side, policy) in sides.iter().enumerate() {
        let relations = policy
            .found
            .into_iter()
            .flat_map(|policy| entries(policy, "relations"));
        found.extend(relations.map(|relation| Found {
            side,
            relation,
            taken: false,
        }));
    }
    for (place, side) in sides.iter().enumerate() {
        for gold in entries(side.gold, "relations") {
            let best = take(gold, place, sides, &mut found);
            score_one(gold, best.map(|best| found[best].relation), score);
        }
    }
    for found in found.iter().filter(|found| !found.taken) {
        let (gold, cited) = (sides[found.side].gold, sides[found.side].cited);
        let relation = text(found.relation, "relation").unwrap_or_default();
        let told = texts(gold, TOLD);
        let is_told = told.is_empty() || told.contains(&relation);
        if is_told && !cited && gold.contains_key("relations") {
            score.wrong_relation(&relation, None, text(found.relation, "title"));
        }
    }
}

/// Looks for a relation of the gold among those found, takes it, and returns its place.
fn take(gold: &Entry, side: usize, sides: &[Side], found: &mut [Found]) -> Option<usize> {
    let subject = titles(sides[side].gold);
    let fits = |one: &Found| {
        let same = one.side == side && is_title(gold, one.relation);
        !one.taken
            && is_relation(gold, one.relation)
            && (same || is_turned(gold, one, &subject, sides))
    };
    let mut fitting: Vec<usize> = (0..found.len())
        .filter(|place| fits(&found[*place]))
        .collect();
    // Versions of one title are told apart by date.
    let dated = |place: &usize| text(found[*place].relation, "date") != text(gold, "date");
    fitting.sort_by_key(dated);
    let best = fitting.first().copied();
    if !is(gold, "symmetric") {
        fitting.truncate(1);
    }
    for place in fitting {
        found[place].taken = true;
    }
    best
}

/// Scores a relation of the gold, of which `found` is the one that was found.
fn score_one(gold: &Entry, found: Option<&Entry>, score: &mut Score) {
    if is(gold, "optional") {
        return;
    }
    let relation = text(gold, "relation").unwrap_or_default();
    let Some(found) = found else {
        score.wrong_relation(&relation, text(gold, "title"), None);
        return;
    };
    score.right_relation(&relation);
    for (field, row) in [("number", "relation number"), ("date", "relation date")] {
        detail(gold, found, [field, row], score);
    }
}

fn is_relation(gold: &Entry, found: &Entry) -> bool {
    accepts(
        gold,
        "relation",
        text(found, "relation").as_deref(),
        str::to_owned,
    )
}

fn is_title(gold: &Entry, found: &Entry) -> bool {
    accepts(gold, "title", text(found, "title").as_deref(), plain)
}

/// Says whether a symmetric relation stands with the other policy.
fn is_turned(gold: &Entry, found: &Found, subject: &[String], sides: &[Side]) -> bool {
    let other = || text(found.relation, "title").map(|title| plain(&title));
    let title = || text(gold, "title").map(|title| plain(&title));
    let holder = || sides[found.side].found.map(titles).unwrap_or_default();
    is(gold, "symmetric")
        && other().is_some_and(|other| subject.contains(&other))
        && title().is_some_and(|title| holder().contains(&title))
}

fn detail(gold: &Entry, found: &Entry, [field, row]: [&str; 2], score: &mut Score) {
    if !gold.contains_key(field) {
        return;
    }
    let value = text(found, field);
    if accepts(gold, field, value.as_deref(), plain) {
        if value.is_some() {
            score.right(row);
        }
        return;
    }
    let optional = also(gold, field).contains(&None);
    let of = |value: String| format!("{} of {}", value, text(gold, "title").unwrap_or_default());
    let expected = text(gold, field).filter(|_| !optional);
    score.wrong(row, expected.map(of), value.map(of));
}
