//! The policies of an account against those of the gold: which is which, and field by field.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    entry::{Entry, accepts, also, entries, is, text, texts},
    gold::GoldDocument,
    law::{LISTS, TEXTS},
    names::{plain, plain_body},
    pairs::pair,
    relations::{self, Side},
    score::Score,
    targets,
};

/// What a policy has in the gold where the document only names it: what is said of it too much is not counted.
const CITED: &str = "cited";

/// Compares the policies of an account with the gold of the document.
pub fn compare(gold: &GoldDocument, account: &Entry, score: &mut Score) {
    let Some(expected) = &gold.policies else {
        return;
    };
    let mut found: Vec<&Entry> = entries(account, "policies").collect();
    if gold.first_only {
        found.truncate(1);
    }
    let blank = blank(expected);
    let sides = sides(expected, &found, &blank, gold.first_only);
    for side in &sides {
        fields(side, score);
        targets::compare(side, score);
    }
    relations::compare(&sides, score);
}

/// Puts each policy of the gold beside the found one that it is, and those that are left beside nothing.
fn sides<'a>(
    expected: &'a [Entry],
    found: &[&'a Entry],
    blank: &'a Entry,
    first_only: bool,
) -> Vec<Side<'a>> {
    let pairs = pair(expected, found, first_only);
    let mut sides: Vec<Side> = expected
        .iter()
        .zip(&pairs)
        .map(|(gold, pair)| Side {
            gold,
            found: pair.map(|place| found[place]),
            cited: text(gold, "role").as_deref() == Some(CITED),
        })
        .collect();
    let paired: BTreeSet<usize> = pairs.into_iter().flatten().collect();
    let left = (0..found.len()).filter(|place| !paired.contains(place));
    sides.extend(left.map(|place| Side {
        gold: blank,
        found: Some(found[place]),
        cited: false,
    }));
    sides
}

/// A policy that says nothing in any field that the gold of the document has.
fn blank(expected: &[Entry]) -> Entry {
    let keys: BTreeSet<&String> = expected.iter().flat_map(Entry::keys).collect();
    let known = keys.into_iter().filter_map(|key| {
        let is_list =
            LISTS.contains(&key.as_str()) || ["relations", "targets"].contains(&key.as_str());
        let value = if is_list { json!([]) } else { Value::Null };
        (is_list || TEXTS.contains(&key.as_str())).then(|| (key.clone(), value))
    });
    known.collect()
}

fn fields(side: &Side, score: &mut Score) {
    for field in TEXTS
        .into_iter()
        .filter(|field| side.gold.contains_key(*field))
    {
        let found = side.found.and_then(|found| text(found, field));
        one(side, field, found, score);
    }
    for field in LISTS
        .into_iter()
        .filter(|field| side.gold.contains_key(*field))
    {
        let found = side
            .found
            .map(|found| texts(found, field))
            .unwrap_or_default();
        list(side, field, found, score);
    }
}

fn plain_for(field: &str) -> fn(&str) -> String {
    if ["issuers", "lead"].contains(&field) {
        plain_body
    } else {
        plain
    }
}

fn one(side: &Side, field: &str, found: Option<String>, score: &mut Score) {
    let plain = plain_for(field);
    if accepts(side.gold, field, found.as_deref(), plain) {
        if found.is_some() {
            score.right(field);
        }
        return;
    }
    let optional = is(side.gold, "optional") || also(side.gold, field).contains(&None);
    let expected = text(side.gold, field).filter(|_| !optional);
    score.wrong(field, expected, found.filter(|_| !side.cited));
}

/// A list has no order; what is found and accepted beside it stands for one that is missed, if there is one.
fn list(side: &Side, field: &str, found: Vec<String>, score: &mut Score) {
    let plain = plain_for(field);
    let also = also(side.gold, field);
    let mut expected = texts(side.gold, field);
    let mut extra = Vec::new();
    for one in found {
        let same = expected
            .iter()
            .position(|other| plain(other) == plain(&one));
        match same {
            Some(place) => {
                expected.remove(place);
                score.right(field);
            }
            None => extra.push(one),
        }
    }
    let accepted = |one: &String| {
        also.iter()
            .flatten()
            .any(|other| plain(other) == plain(one))
    };
    let (accepted, extra): (Vec<_>, Vec<_>) = extra.into_iter().partition(accepted);
    for _ in accepted {
        if expected.pop().is_some() {
            score.right(field);
        }
    }
    if also.contains(&None) {
        expected.clear();
    }
    let extra = if side.cited { Vec::new() } else { extra };
    for place in 0..expected.len().max(extra.len()) {
        score.wrong(
            field,
            expected.get(place).cloned(),
            extra.get(place).cloned(),
        );
    }
}

#[cfg(test)]
mod tests;
