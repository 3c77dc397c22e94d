//! Drafts of the news whose title names no kind: `NMPA released the revised Good Manufacturing Practice for comment`.
//!
//! That comments are taken, until when or on a draft, tells that it is a
//! policy. Titles with a kind are left to `issued` and `named`.

use super::{capital, glance, guess, name, page::How, part::Part, policies::Reading};
use crate::fact::account::{DateOf, PolicyAccount};

const METHOD: &str = "newsletter/kindless";

/// Capitals behind a verb of issuing begin within so many bytes of it.
const NEAR: usize = 30;

/// Reads a sentence that begins with bodies, which put out what is written large; the further sentences may say until when.
pub(super) fn read(reading: &Reading, first: Part, sentences: &[Part]) -> Option<PolicyAccount> {
    let bodies = guess::leading_bodies(reading, first);
    let verb = reading.rules.words("issue").first(first)?;
    if bodies.is_empty() {
        return None;
    }
    let object = first.from(verb.range.end);
    let words = object.words();
    let start = words.iter().position(|word| name::is_capital(word.text))?;
    let near = words[start].at <= object.at + NEAR;
    let title = capital::kindless(&words[start..], object, reading.rules)?;
    if !near || !(is_open(reading, sentences) || reading.rules.statuses.stands_in(title)) {
        return None;
    }
    let how = How::thought(METHOD);
    let mut policy = PolicyAccount::default();
    for body in bodies {
        policy.issuers.push(reading.page.said_as_printed(body, how));
    }
    policy.title_en = Some(reading.page.said_as_printed(title, how));
    reading.describe(&mut policy, title, METHOD);
    Some(policy)
}

/// Says whether the item tells until when comments are taken.
fn is_open(reading: &Reading, sentences: &[Part]) -> bool {
    let mut policy = PolicyAccount::default();
    for sentence in sentences {
        glance::read_comments_until(reading, *sentence, &mut policy);
    }
    policy.date(DateOf::CommentsUntil).is_some()
}
