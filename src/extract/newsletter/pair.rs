//! Policies that one sentence names and the next puts to the policy spoken of: `CAC released draft measures … The two
//! drafts overlap`.
//!
//! Takes two sentences that follow each other in a comment. What one sentence
//! tells of both is left to `relation` and `implied`.

use super::{
    capital, issued,
    page::How,
    part::Part,
    policies::{Policies, Reading},
};
use crate::fact::{
    Modality,
    account::{DateOf, PolicyAccount, RelationAccount},
};

const METHOD: &str = "newsletter/pair";

/// The relation where both are spoken of and no word tells which it is.
const UNTOLD: &str = "parallelTo";

/// What can be told of two policies without naming them.
const OF_BOTH: [&str; 3] = ["overlapsWith", "parallelTo", "accompanies"];

/// Reads what a sentence tells of the policy of the passage and the one that the sentence before it says was issued.
pub(super) fn read(
    reading: &Reading,
    (before, sentence): (Part, Part),
    own: usize,
    policies: &mut Policies,
) {
    if !reading.rules.words("of-both").stands_in(sentence) {
        return;
    }
    let Some(policy) = other(reading, before, own, policies) else {
        return;
    };
    let words = sentence.words();
    let told = (0..words.len()).filter_map(|at| reading.rules.stems.told(&words[at..], sentence));
    let told = told
        .map(|told| told.relation)
        .find(|told| OF_BOTH.contains(told));
    let (tenths, modality) = match told {
        Some(_) => (7, Modality::Stated),
        None => (5, Modality::Inferred),
    };
    let how = How {
        tenths,
        ..How::stated(METHOD).with(modality)
    };
    let date = policy.date(DateOf::Published);
    let number = policies.add(policy);
    let relation = RelationAccount::new(
        told.unwrap_or(UNTOLD),
        policies.title_of(number),
        date,
        reading.page.grounds(sentence.range(), how),
    );
    policies.relate(own, relation);
}

/// Returns the policy that a sentence says another body issued, where it has not been read yet.
fn other(
    reading: &Reading,
    sentence: Part,
    own: usize,
    policies: &Policies,
) -> Option<PolicyAccount> {
    let policy = issued::issued(reading, sentence, false)?;
    let title = policy.title_en.as_ref()?.value.as_str();
    let own_title = policies.title_of(own);
    let named = capital::titles(sentence, reading.rules);
    let taken = named.iter().any(|title| policies.is_taken(&title.range()));
    let known = policies.find(title).is_some() || own_title.contains(title);
    (!taken && !known).then_some(policy)
}
