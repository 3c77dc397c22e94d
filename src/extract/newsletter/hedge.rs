//! How a sentence of the news says what it says: outright, as hearsay, or as what the author thinks.
//!
//! Takes the rows of `newsletter-hedges`, who is said to have told it, and the
//! clause of the deed.

use super::{part::Part, phrases::Found, policies::Reading};
use crate::fact::Modality;

/// How a sentence says it: outright, as hearsay, or as what the author thinks.
pub(super) fn modality(reading: &Reading, sentence: Part, deed: usize) -> Modality {
    let hits = reading.rules.hedges.find(sentence);
    // `may` counts before the deed, and is no month.
    let weighty = |hit: &&Found<Modality>| {
        let may = sentence
            .between(hit.range.start, hit.range.end)
            .text
            .starts_with("May");
        (hit.range.len() > 6 || hit.range.end <= deed) && !may
    };
    if is_passed_on(reading, sentence) || is_hearsay(reading, sentence) {
        return Modality::Reported;
    }
    let (from, to) = clause_of(sentence, deed);
    let near = |hit: &&Found<Modality>| {
        *hit.item == Modality::Reported || (from <= hit.range.start && hit.range.end <= to)
    };
    let said = |of: Modality| {
        let mut hits = hits.iter().filter(weighty).filter(near);
        hits.any(|hit| *hit.item == of)
    };
    if said(Modality::Reported) {
        Modality::Reported
    } else if said(Modality::Judged) {
        Modality::Judged
    } else {
        Modality::Stated
    }
}

/// Returns the ends of the clause between semicolons in which a deed stands.
pub(super) fn clause_of(sentence: Part, deed: usize) -> (usize, usize) {
    let before = sentence.before(deed).text.rfind(';');
    let after = sentence.from(deed).text.find(';');
    let end = sentence.range().end;
    (
        before.map_or(sentence.at, |at| sentence.at + at),
        after.map_or(end, |at| deed.max(sentence.at) + at),
    )
}

/// Says whether a sentence names who told it: `according to Korean media`, `Bloomberg sources claim that`.
pub(super) fn is_hearsay(reading: &Reading, sentence: Part) -> bool {
    let words = sentence.words();
    let teller = |at: usize| reading.rules.is("teller", &words[at].text.to_lowercase());
    let tells = |at: usize| {
        let next = words.get(at + 1).map_or("", |word| word.text);
        reading.rules.is("tells", next)
    };
    if (0..words.len().min(4)).any(|at| teller(at) && tells(at)) {
        return true;
    }
    let Some(at) = sentence.text.to_ascii_lowercase().find("according to ") else {
        return false;
    };
    let rest = sentence.from(sentence.at + at);
    let words = rest.words();
    let near = words.iter().skip(2).take(4);
    near.into_iter()
        .any(|word| reading.rules.is("teller", &word.text.to_lowercase()))
}

/// Leaves out who told it at the end of a sentence.
pub(super) fn without_teller<'a>(reading: &Reading, sentence: Part<'a>) -> Part<'a> {
    let comma = sentence
        .text
        .rfind(", ")
        .filter(|_| is_passed_on(reading, sentence));
    sentence.cut(0..comma.unwrap_or(sentence.text.len()))
}

/// Says whether a sentence ends with who told it: `…, Nikkei reports`. What the firm itself says is stated.
pub(super) fn is_passed_on(reading: &Reading, sentence: Part) -> bool {
    let Some(comma) = sentence.text.rfind(", ") else {
        return false;
    };
    let tail = sentence.cut(comma + 2..sentence.text.len()).words();
    let says = tail
        .last()
        .is_some_and(|word| reading.rules.is("says", word.text));
    let own = tail.iter().any(|word| {
        reading
            .rules
            .is("speaks-for-itself", &word.text.to_lowercase())
    });
    says && !own && (2..=9).contains(&tail.len())
}
