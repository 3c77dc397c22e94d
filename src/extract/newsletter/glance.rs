//! What a section has at a glance: who led, how many issued, until when comments are taken, what is asked for.
//!
//! Targets are read next door.

use super::{
    article::warn,
    cue::NumberWord,
    cues::Rules,
    date::{self, Towards},
    guess, list,
    name::{self, Name},
    page::How,
    part::Part,
    policies::Reading,
};
use crate::fact::{
    Modality,
    account::{Account, DateOf, Grounds, PolicyAccount, Said},
};

const METHOD: &str = "newsletter/glance";

/// Reads a paragraph at a glance into its policy.
pub(super) fn read(reading: &Reading, part: Part, policy: &mut PolicyAccount) {
    for (at, sentence) in reading.rules.sentences(part).into_iter().enumerate() {
        if at == 0 {
            read_issue(reading, sentence, policy);
        }
        read_lead(reading, sentence, policy);
        read_comments_until(reading, sentence, policy);
        read_effect(reading, sentence, policy);
    }
}

/// Compares the number of bodies that the text gives with the list of them.
pub(super) fn check_count(
    reading: &Reading,
    part: Part,
    policy: &PolicyAccount,
    account: &mut Account,
) {
    let Some(count) = &policy.issuer_count else {
        return;
    };
    let listed = policy.issuers.len() as u64;
    if listed > 0 && count.value != listed {
        let text = format!(
            "the text counts {} issuing bodies, and the list names {listed}",
            count.value
        );
        warn(reading, account, part, &text);
    }
}

/// Reads the first sentence: `MIIT released draft rules for …`.
fn read_issue(reading: &Reading, sentence: Part, policy: &mut PolicyAccount) {
    let Some(verb) = reading.rules.words("issue").first(sentence) else {
        return;
    };
    let object = sentence.from(verb.range.end);
    let object = object.before(object.at + 90);
    let stop = reading
        .rules
        .kinds
        .first(object)
        .map_or(object.range().end, |hit| hit.range.end);
    let object = object.before(stop + 25);
    reading.add_status(policy, object, METHOD);
    if policy.kind.is_none()
        && let Some((kind, range)) = reading.kind(object)
    {
        policy.kind = Some(reading.page.said(kind, range, How::stated(METHOD)));
    }
    if policy.issuers.is_empty() {
        read_subject(reading, sentence.before(verb.range.start), policy);
    }
}

/// Takes the subject of the sentence for the issuer where the article names none.
fn read_subject(reading: &Reading, subject: Part, policy: &mut PolicyAccount) {
    if subject.text.len() > 300 {
        return;
    }
    for (name, known) in list::bodies(subject, reading.rules) {
        if known {
            policy
                .issuers
                .push(reading.page.said_as_printed(name, How::thought(METHOD)));
        }
    }
}

/// Reads `Six government agencies led by the Ministry of X (ABC)` and `the ABC and five other agencies`.
fn read_lead(reading: &Reading, sentence: Part, policy: &mut PolicyAccount) {
    let rules = reading.rules;
    let end = rules
        .words("issue")
        .first(sentence)
        .map_or(sentence.range().end, |hit| hit.range.start);
    let head = sentence.before(end);
    if policy.issuer_count.is_none() {
        read_count(reading, head, policy);
    }
    let Some(cue) = rules.words("lead").first(head) else {
        return read_leader(reading, head, policy);
    };
    let words = head.from(cue.range.end).trim("");
    // `with the NDRC in the lead`, `the NDRC, in the lead, as well as`
    let with = head.before(cue.range.start);
    let behind = with.text.ends_with([' ', ',']) && !words.text.starts_with(char::is_uppercase);
    let words = match with.text.rfind("with ") {
        _ if !behind || words.text.starts_with("the ") => words,
        Some(at) => with.cut(at + 5..with.text.len()),
        None => last_body(reading, with).unwrap_or(words),
    };
    let stop = words.text.find([',', ';']).unwrap_or(words.text.len());
    let name = Name::of(name::body_at_start(words.cut(0..stop)));
    if policy.lead.is_some() || name.name.text.is_empty() {
        return;
    }
    let listed = |part: Part| {
        policy
            .issuers
            .iter()
            .any(|issuer| issuer.value == part.text)
    };
    let short = name
        .short
        .filter(|short| listed(*short) || !listed(name.name));
    let value = short.unwrap_or(name.name).text.to_owned();
    let range = name.name.at
        ..name
            .short
            .map_or(name.name.range().end, |short| short.range().end + 1);
    policy.lead = Some(reading.page.said(value, range, How::stated(METHOD)));
}

/// Reads `Ten departments, marshalled by MIIT,`: whatever a body does to those that are counted, it leads.
fn read_leader(reading: &Reading, head: Part, policy: &mut PolicyAccount) {
    let counted = reading.rules.words("count-noun").first(head);
    let Some(rest) = counted.map(|hit| head.from(hit.range.end)) else {
        return;
    };
    let Some(by) = rest.text.find(" by ").filter(|at| *at < 40) else {
        return;
    };
    let participle = rest.cut(0..by).words().pop();
    let body = guess::leading_bodies(reading, rest.cut(by + 4..rest.text.len()))
        .into_iter()
        .next();
    let participle =
        participle.is_some_and(|word| word.text.ends_with("ed") || word.text.ends_with("en"));
    if let Some(body) = body.filter(|_| participle && policy.lead.is_none()) {
        policy.lead = Some(reading.page.said_as_printed(body, How::thought(METHOD)));
    }
}

/// Returns the last body that words name.
fn last_body<'a>(reading: &Reading, words: Part<'a>) -> Option<Part<'a>> {
    let bodies = list::list(words.trim(", "), reading.rules).pop()?;
    let name = Name::of(bodies).name;
    let known = name::is_agency(name, reading.rules) || name::is_short_form(name.text);
    known.then_some(bodies)
}

pub(super) fn read_count(reading: &Reading, head: Part, policy: &mut PolicyAccount) {
    let rules = reading.rules;
    let others = rules
        .words("others")
        .find(head)
        .into_iter()
        .map(|hit| (hit.range, 1));
    let all = rules
        .words("count-noun")
        .find(head)
        .into_iter()
        .map(|hit| (hit.range, 0));
    let counted = others.chain(all).find_map(|(noun, more)| {
        let before = head.before(noun.start);
        let word = before.words().pop()?;
        let close = before.from(word.range().end).text.trim().is_empty();
        let count = count(word.text, rules).filter(|_| close)?;
        let named = list::bodies(before.before(word.at), rules).len().max(1) as u64;
        let count = count.checked_add(more * named)?;
        let start = if more == 1 { head.at } else { word.at };
        Some((count, start..noun.end))
    });
    if let Some((count, range)) = counted {
        let how = if range.start == head.at {
            How::thought(METHOD)
        } else {
            How::stated(METHOD)
        };
        policy.issuer_count = Some(reading.page.said(count, range, how));
    }
}

/// Returns the whole number that a word means.
pub(super) fn count(word: &str, rules: &Rules) -> Option<u64> {
    match rules.number(word) {
        Some(NumberWord::Value(value)) => Some(value),
        _ => word.replace(',', "").parse().ok(),
    }
}

/// Reads `collecting feedback until November 7`.
pub(super) fn read_comments_until(reading: &Reading, sentence: Part, policy: &mut PolicyAccount) {
    let rules = reading.rules;
    let Some(cue) = rules.words("comments").first(sentence) else {
        return;
    };
    for found in date::dates(sentence, rules, reading.calendar) {
        let start = cue.range.end.min(found.range.start);
        let before = sentence.between(start, found.range.start);
        let until = rules.words("until").find(before).into_iter().last();
        let near = until.is_some_and(|hit| found.range.start - hit.range.end <= 5);
        let earlier = rules
            .words("until")
            .find(sentence.before(found.range.start))
            .into_iter()
            .last();
        let near = near || earlier.is_some_and(|hit| found.range.start - hit.range.end <= 5);
        if near && found.printed.month.is_some() {
            reading.add_date(policy, Some(DateOf::CommentsUntil), &found, Towards::Future);
            return;
        }
    }
}

/// What is open for comments is a draft, whether it is called one or not.
pub(super) fn infer_draft(policy: &mut PolicyAccount) {
    let comments = policy
        .dates
        .iter()
        .find(|date| date.of == DateOf::CommentsUntil);
    if let Some(date) = comments.filter(|_| policy.status.is_none()) {
        let grounds = Grounds {
            modality: Modality::Inferred,
            ..date.date.grounds.clone()
        };
        let value = "draft".to_owned();
        policy.status = Some(Said { value, grounds });
    }
}

/// Reads `The rules take effect on July 1`.
pub(super) fn read_effect(reading: &Reading, sentence: Part, policy: &mut PolicyAccount) {
    let Some(cue) = reading.rules.words("effect").first(sentence) else {
        return;
    };
    let words = sentence.between(cue.range.start, cue.range.end);
    let past = reading.rules.words("past-effect").stands_in(words);
    let towards = if past { Towards::Past } else { Towards::Future };
    let rest = sentence.from(cue.range.end);
    let found = date::dates(rest, reading.rules, reading.calendar)
        .into_iter()
        .next();
    let known = policy.date(DateOf::Effective).is_some();
    if let Some(found) = found.filter(|found| !known && found.range.start <= rest.at + 12) {
        reading.add_date(policy, Some(DateOf::Effective), &found, towards);
    }
}

/// Takes a point of a list of requirements or measures as what the policy asks for.
pub(super) fn read_provision(reading: &Reading, part: Part, policy: &mut PolicyAccount) {
    let value = part.text.trim_end_matches('.').to_owned();
    let detail = reading.detail("provision", value, part.range(), How::stated(METHOD));
    policy.details.push(detail);
}
