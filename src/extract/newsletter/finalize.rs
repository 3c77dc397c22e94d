//! Final versions: a policy and the draft before it, which often bear one title.

use super::{
    date::{self, Towards},
    page::How,
    part::Part,
    policies::{Policies, Reading},
    property::modality,
    relation::{Hit, Thread, is_policy, object, relate},
    title::Cited,
};
use crate::fact::{
    KnownDate, Modality,
    account::{DateOf, Grounds, PolicyAccount, PolicyDate, RelationAccount, Said},
};

const METHOD: &str = "newsletter/relation";

/// `The final version of this second law has been in effect since …`, `the final version of a draft released in …`.
pub(super) fn finalize(
    reading: &Reading,
    hit: &Hit,
    cited: &[Cited],
    policies: &mut Policies,
    thread: &Thread,
) {
    let after = hit.sentence.from(hit.cue.range.end);
    let before = hit.sentence.before(hit.cue.range.start);
    let opens = before.words().len() <= 2 && !is_policy(reading, before);
    if cited.is_empty() && before.text.trim_end().ends_with(')') {
        // `the Guidelines that the National Health Commission (NHC) finalized in …`
        return;
    }
    let subject = meant(hit.own, after, opens, thread);
    if is_draft(subject, policies) {
        return;
    }
    if opens {
        add_effect(reading, after, subject, policies);
    }
    let title = policies.title_of(subject);
    let date = cited
        .first()
        .and_then(|draft| reading.date_of(draft))
        .or_else(|| move_reported(subject, policies));
    let words = after.words();
    let third = words.get(2).or(words.last());
    let end = third.map_or(after.at, |word| word.range().end);
    let how = How::stated(METHOD).with(modality(reading, hit, hit.cue.range.end));
    let confidence = hit.cue.item.confidence.clone();
    let range = hit.cue.range.start..end;
    let relation = RelationAccount::new(
        "finalizes",
        title,
        date,
        reading.page.grounds_with(range, how, confidence),
    );
    policies.relate(subject, relation);
}

/// Says whether a policy is itself a draft: of it can only be told when it will be final.
pub(super) fn is_draft(subject: usize, policies: &Policies) -> bool {
    let policy = policies.list.get(subject);
    let status = policy.and_then(|policy| policy.status.as_ref());
    status.is_some_and(|status| status.value == "draft")
}

/// Returns the policy whose final version is told of: of those named last the first or second, else the only one.
fn meant(own: usize, after: Part, opens: bool, thread: &Thread) -> usize {
    let place = |word: Part| match word.text {
        "second" | "latter" | "last" => thread.named.last().copied(),
        "first" | "former" => thread.named.first().copied(),
        _ => None,
    };
    let told = after
        .words()
        .into_iter()
        .take(4)
        .filter_map(place)
        .next_back();
    match (told, &thread.named[..]) {
        (Some(told), _) => told,
        (None, [only]) if opens => *only,
        _ => own,
    }
}

/// Adds since when a final version has been in effect; `January 1 of this year` is a day of that year.
fn add_effect(reading: &Reading, after: Part, subject: usize, policies: &mut Policies) {
    let Some(effect) = reading.rules.words("effect").first(after) else {
        return;
    };
    let rest = after.from(effect.range.end);
    let dates = date::dates(rest, reading.rules, reading.calendar);
    let this_year = dates
        .iter()
        .find(|found| found.printed.month.is_none() && found.implied);
    let Some(mut found) = dates.first().cloned() else {
        return;
    };
    if let Some(year) = this_year.filter(|_| found.printed.year.is_none()) {
        found.printed.year = year.printed.year;
    }
    if let Some(policy) = policies.list.get_mut(subject) {
        reading.add_date(policy, Some(DateOf::Effective), &found, Towards::Past);
    }
}

/// `The final version of the Seed Regulations, first released as a draft in …`: they finalize their own draft.
pub(super) fn finalize_named(reading: &Reading, hit: &Hit, item: &Cited, policies: &mut Policies) {
    let subject = object(reading, item, policies);
    let title = policies.title_of(subject);
    let range = hit.cue.range.start..item.title.range().end;
    relate(reading, hit, subject, (&title, Some(item)), range, policies);
}

/// Of a policy whose final version is told of, what was reported before is the draft. Returns when.
fn move_reported(subject: usize, policies: &mut Policies) -> Option<KnownDate> {
    let policy = policies.list.get_mut(subject)?;
    let is_reported = |date: &PolicyDate| date.of == DateOf::Reported;
    let at = policy.dates.iter().position(is_reported)?;
    let reported = policy.dates.remove(at);
    let date = reported.date.value;
    let grounds = Grounds {
        modality: Modality::Inferred,
        ..reported.date.grounds.clone()
    };
    let draft = PolicyAccount {
        title_en: policy.title_en.clone(),
        kind: policy.kind.clone(),
        status: Some(Said {
            value: "draft".to_owned(),
            grounds,
        }),
        dates: vec![reported],
        ..PolicyAccount::default()
    };
    policies.list.push(draft);
    Some(date)
}
