//! Which relation a phrase tells of, and as what kind of statement, by the words round it.

use super::{amendment, part::Part, policies::Reading, relation::Hit, title::Cited};
use crate::fact::Modality;

/// Returns the relation of a cue. What is only `in line with` a policy that is no law does not rest on it.
pub(super) fn property(
    reading: &Reading,
    hit: &Hit,
    (title, item): (&str, Option<&Cited>),
    end: usize,
) -> &'static str {
    let cue = hit.cue.item;
    // `They follow a similar approach as the Measures`
    let lead = item.map(|item| hit.sentence.between(hit.cue.range.end, item.title.at));
    let alike = lead.is_some_and(|lead| reading.rules.words("alike").stands_in(lead));
    if cue.relation == "buildsOn" && alike {
        return "parallelTo";
    }
    let behind = hit.sentence.between(end, end + 60);
    if cue.relation == "cites" && is_as_basis(reading, behind) {
        return "basedOn";
    }
    let title = Part { at: 0, text: title };
    let soft = cue.relation == "basedOn" && cue.confidence.as_str() != "1";
    let draft = amendment::law(title, reading.rules).is_some();
    if soft && (draft || !reading.rules.words("statute").stands_in(title)) {
        return "buildsOn";
    }
    cue.relation
}

/// Says whether words take what stands before them for a basis: `as its legal basis`, `as the main source of authority`.
fn is_as_basis(reading: &Reading, behind: Part) -> bool {
    let words = behind.words();
    let at = words.iter().position(|word| word.text == "as");
    let noun = at.and_then(|at| words.get(at + 2..)).unwrap_or(&[]);
    let whose = at
        .and_then(|at| words.get(at + 1))
        .map_or("", |word| word.text);
    matches!(whose, "its" | "their" | "a" | "the")
        && noun
            .iter()
            .take(4)
            .any(|word| reading.rules.is("basis", word.text))
}

/// The kind of statement: the phrase's own, unless the sentence hedges it or passes it on.
pub(super) fn modality(reading: &Reading, hit: &Hit, end: usize) -> Modality {
    let clause = hit.sentence.before(end);
    let from = clause
        .text
        .rfind([';', ':'])
        .map_or(clause.at, |at| clause.at + at);
    let words = clause.from(from).before(hit.cue.range.end);
    let hedges = reading.rules.hedges.find(words);
    let reported = hedges
        .iter()
        .any(|hedge| *hedge.item == Modality::Reported && hedge.range.len() > 5);
    match hedges.first() {
        _ if reported => Modality::Reported,
        Some(_) => Modality::Judged,
        None => hit.cue.item.modality,
    }
}
