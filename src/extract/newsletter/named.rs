//! Policies of the news whose sentence has no verb of issuing: bodies, and what they did something with.
//!
//! Takes a sentence, gives the policy with its issuers. What is read by a verb
//! of issuing is left to `issued`.

use super::{
    capital, cue::RelationCue, guess, issued::noun_phrase, page::How, part::Part, phrases::Found,
    policies::Reading,
};
use crate::fact::account::PolicyAccount;

const METHOD: &str = "newsletter/named";

/// Reads a sentence that begins with bodies and names a title, whatever it says that they did with it.
pub(super) fn named(reading: &Reading, clause: Part) -> Option<PolicyAccount> {
    let bodies = guess::leading_bodies(reading, clause);
    let class = guess::class(reading, clause);
    if bodies.is_empty() || matches!(class, Some("Investigation" | "Detention" | "DutyTransfer")) {
        return None;
    }
    let titles = capital::titles(clause, reading.rules);
    let title = titles
        .into_iter()
        .rfind(|title| !is_only_cited(reading, clause, *title));
    let title = title
        .or_else(|| asked_about(reading, clause))
        .or_else(|| described(reading, clause))?;
    let kind = reading
        .kind(title)
        .map(|(kind, range)| reading.page.said(kind, range, How::thought(METHOD)));
    let mut policy = PolicyAccount::default();
    for body in bodies {
        policy
            .issuers
            .push(reading.page.said_as_printed(body, How::thought(METHOD)));
    }
    policy.title_en = Some(reading.page.said_as_printed(title, How::thought(METHOD)));
    policy.kind = kind;
    reading.describe(&mut policy, title, METHOD);
    let comments = reading.rules.words("comments").first(clause);
    if let Some(hit) = comments.filter(|_| policy.status.is_none()) {
        let draft = reading
            .page
            .said("draft".to_owned(), hit.range, How::thought(METHOD));
        policy.status = Some(draft);
    }
    Some(policy)
}

/// Returns what comments are asked for: `wants comments until March 1 on a plan for autonomous ships`.
fn asked_about<'a>(reading: &Reading, clause: Part<'a>) -> Option<Part<'a>> {
    let hit = reading.rules.words("comments").first(clause)?;
    let rest = clause.from(hit.range.end);
    let links = rest
        .text
        .match_indices(" on ")
        .chain(rest.text.match_indices(" about "));
    links.take(4).find_map(|(at, link)| {
        let object = rest.cut(at + link.len()..rest.text.len());
        let near = object.before(object.at + 60);
        let phrase = noun_phrase(reading, object)?;
        let named = phrase.text.starts_with("draft ") || !reading.rules.kinds.find(near).is_empty();
        (named && phrase.words().len() >= 2).then_some(phrase)
    })
}

/// Returns the policy that a sentence describes right behind its bodies and their verb, whatever the verb is:
/// `MOT brought in trial provisions on autonomous ships`.
fn described<'a>(reading: &Reading, clause: Part<'a>) -> Option<Part<'a>> {
    let bodies = guess::leading_bodies(reading, clause);
    let end = bodies.last()?.range().end;
    let words = clause.from(end).words();
    let opens = |at: &usize| {
        let word = words[*at];
        let adjective = |of| reading.rules.is(of, word.text);
        let head = reading.rules.kinds.at(&words[*at..], clause).is_some();
        head || ["article", "title-adjective", "renewed"]
            .into_iter()
            .any(adjective)
    };
    let start = (1..words.len().min(8)).find(opens)?;
    let light = |word: &Part| {
        let small = reading.rules.is("small", word.text) || reading.rules.is("particle", word.text);
        small || word.text.ends_with("ly")
    };
    if !words[1..start].iter().all(light) {
        return None;
    }
    let object = clause.from(words[start].at);
    let phrase = noun_phrase(reading, object)?;
    let (kind, range) = reading.kind(phrase)?;
    let lead = phrase.before(range.start).words();
    let modifies = |word: &Part| !reading.rules.is("small", word.text);
    let weighty = !matches!(
        kind.as_str(),
        "other" | "programme" | "pilot" | "treaty" | "call"
    );
    (weighty && lead.len() <= 4 && lead.iter().all(modifies) && phrase.words().len() >= 3)
        .then_some(phrase)
}

/// Says whether a cue before a title makes it the other policy: `as foreseen in the Package of Policies`.
fn is_only_cited(reading: &Reading, clause: Part, title: Part) -> bool {
    let cues = reading.rules.relations.find(clause.before(title.at));
    let near =
        |hit: &Found<RelationCue>| clause.between(hit.range.end, title.at).words().len() <= 3;
    cues.iter().any(near)
}
