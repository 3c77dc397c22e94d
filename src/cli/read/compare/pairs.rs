//! Which of the policies that were found is which of the gold's.

use std::collections::BTreeSet;

use super::{
    entry::{Entry, also, text, texts},
    names::plain,
};

/// Returns for each policy of the gold the place of the found one that it is.
///
/// The one of the same title, else one whose title begins or ends as the other, else one of the same
/// date and an issuer in common. Of a law it is the first.
pub fn pair(expected: &[Entry], found: &[&Entry], first_only: bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; expected.len()];
    if first_only {
        pairs.fill((!found.is_empty()).then_some(0));
        return pairs;
    }
    let mut free: BTreeSet<usize> = (0..found.len()).collect();
    for is_same in [same_title, akin_title, same_day] {
        for (gold, pair) in expected.iter().zip(&mut pairs) {
            if pair.is_none() {
                *pair = free
                    .iter()
                    .copied()
                    .find(|place| is_same(gold, found[*place]));
                pair.map(|place| free.remove(&place));
            }
        }
    }
    pairs
}

/// The titles of a policy of the gold, with all that are accepted; or of a found one.
pub fn titles(policy: &Entry) -> Vec<String> {
    let named = ["title", "title_en"].into_iter();
    let all = named.flat_map(|field| also(policy, field).into_iter().chain([text(policy, field)]));
    all.flatten().map(|title| plain(&title)).collect()
}

fn same_title(gold: &Entry, found: &Entry) -> bool {
    let found = titles(found);
    titles(gold).iter().any(|title| found.contains(title))
}

fn akin_title(gold: &Entry, found: &Entry) -> bool {
    let found = titles(found);
    let akin = |one: &str, other: &str| one.starts_with(other) || one.ends_with(other);
    let gold = titles(gold);
    let mut pairs = gold
        .iter()
        .flat_map(|one| found.iter().map(move |other| (one, other)));
    pairs.any(|(one, other)| akin(one, other) || akin(other, one))
}

fn same_day(gold: &Entry, found: &Entry) -> bool {
    let date = |policy| text(policy, "published");
    let issuers = |policy| texts(policy, "issuers");
    let found_issuers = issuers(found);
    date(gold).is_some()
        && date(gold) == date(found)
        && issuers(gold)
            .iter()
            .any(|issuer| found_issuers.contains(issuer))
}
