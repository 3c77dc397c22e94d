//! What a title alone says: who issued it, what it is, its state, and what it changes.
//!
//! For tables whose columns do not say so. What a column says stands.

use std::ops::Range;

use super::{official, rules::Rules};
use crate::fact::{
    Decimal, Modality, Span,
    account::{Grounds, PolicyAccount, Said},
};

/// Fills what a policy's own columns leave open from its title.
pub fn complete(policy: &mut PolicyAccount, rules: &Rules) {
    let Some(title) = policy.title.clone() else {
        return;
    };
    if policy.issuers.is_empty() {
        read_issuers(&title, rules, policy);
    }
    let whole = 0..title.value.len();
    if policy.kind.is_none() {
        policy.kind = official::kind_of_title(&title.value, &rules.official)
            .map(|kind| part(&title, whole.clone(), kind.to_owned(), "title ending"));
    }
    if policy.status.is_none() && !title.value.contains('《') {
        policy.status = official::state_of_title(&title.value, &rules.official)
            .map(|state| part(&title, whole, state.to_owned(), "mark in title"));
    }
}

fn read_issuers(title: &Said<String>, rules: &Rules, policy: &mut PolicyAccount) {
    let Some(leading) = rules
        .bodies
        .find_leading(&title.value, 0..title.value.len())
    else {
        return;
    };
    let named = |name: &super::bodies::Named| {
        part(
            title,
            name.range.clone(),
            name.to_name(&title.value),
            "title begin",
        )
    };
    policy.issuers = leading.names.iter().map(named).collect();
    if policy.lead.is_none() {
        policy.lead = leading.lead().map(named);
    }
    policy.issuer_count = leading
        .count
        .map(|(count, range)| part(title, range, count, "title count"));
}

/// Says a value by a part of the title; by the whole cell where the cell holds the title in another spelling.
fn part<T>(title: &Said<String>, range: Range<usize>, value: T, method: &str) -> Said<T> {
    let whole = &title.grounds;
    let exact = whole.quote == title.value;
    let words = title.value.get(range.clone()).filter(|_| exact);
    let before = title.value.get(..range.start).unwrap_or("").chars().count() as u64;
    let start = whole.span.start + before;
    let (span, quote) = match words {
        Some(words) => {
            let end = start + words.chars().count() as u64;
            (Span { start, end }, words.to_owned())
        }
        None => (whole.span, whole.quote.clone()),
    };
    Said {
        value,
        grounds: Grounds {
            span,
            quote,
            modality: Modality::Stated,
            method: method.into(),
            confidence: Decimal::one(),
        },
    }
}
