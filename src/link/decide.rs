//! Decisions are laid on the claims they are about.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    fact::{Decision, Fact, Id, Review, Value},
    vocab,
};

/// The properties that say what an entity is and what it is called.
const DESCRIBING: [&str; 3] = [vocab::RDF_TYPE, vocab::RDFS_LABEL, vocab::SKOS_ALT_LABEL];

/// Lays decisions on facts; `ids` are those of the facts, in their order. Returns the decisions about none of them.
///
/// Of several decisions about one fact the last counts. What is accepted takes with it what the same document says of
/// class and names of the entities it is about, unless that was decided apart: an accepted relation has ends that are
/// described.
pub fn decide<'a>(
    facts: &mut [Fact],
    ids: &[String],
    decisions: &'a [Decision],
) -> Vec<&'a Decision> {
    let last: BTreeMap<&str, Review> = decisions
        .iter()
        .map(|decision| (decision.fact.as_str(), decision.review))
        .collect();
    for (fact, id) in facts.iter_mut().zip(ids) {
        if let Some(review) = last.get(id.as_str()) {
            fact.evidence.review = *review;
        }
    }
    let undecided = |id: &String| !last.contains_key(id.as_str());
    take_along(facts, &ids.iter().map(undecided).collect::<Vec<_>>());
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let unfound = |decision: &&Decision| !known.contains(decision.fact.as_str());
    decisions.iter().filter(unfound).collect()
}

/// Accepts the undecided facts that describe whom an accepted fact of the same document is about.
fn take_along(facts: &mut [Fact], undecided: &[bool]) {
    let mut ends: BTreeSet<(Id, Id)> = BTreeSet::new();
    for fact in facts
        .iter()
        .filter(|fact| fact.evidence.review == Review::Accepted)
    {
        let document = &fact.evidence.document;
        ends.insert((document.clone(), fact.subject.clone()));
        if let Value::Entity(object) = &fact.object {
            ends.insert((document.clone(), object.clone()));
        }
    }
    if ends.is_empty() {
        return;
    }
    for (fact, undecided) in facts.iter_mut().zip(undecided) {
        let describes = DESCRIBING.contains(&fact.predicate.as_str());
        let end = (fact.evidence.document.clone(), fact.subject.clone());
        if *undecided && describes && ends.contains(&end) {
            fact.evidence.review = Review::Accepted;
        }
    }
}
