//! Final versions: a policy and the draft before it, which often bear one title.

use super::{
    date::{self, Towards},
    page::How,
    policies::{Policies, Reading},
    relation::{Hit, Thread, is_policy, modality, object, relate},
    title::Cited,
};
use crate::fact::{
    Modality,
    account::{DateOf, PolicyAccount, PolicyDate, RelationAccount},
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
    let reference = after.words().into_iter().take(4);
    let mut subject = hit.own;
    for word in reference {
        match word.text {
            "second" | "latter" | "last" => {
                subject = thread.named.last().copied().unwrap_or(subject);
            }
            "first" | "former" => subject = thread.named.first().copied().unwrap_or(subject),
            _ => {}
        }
    }
    if opens
        && subject == hit.own
        && let [only] = thread.named[..]
    {
        subject = only;
    }
    let draft = cited.first();
    let effect = reading.rules.words("effect").first(after);
    if let Some(effect) = effect.filter(|_| opens) {
        let rest = after.from(effect.range.end);
        let dates = date::dates(rest, reading.rules, reading.calendar);
        let this_year = dates
            .iter()
            .find(|found| found.printed.month.is_none() && found.implied);
        if let Some(mut found) = dates.first().cloned() {
            if found.printed.year.is_none()
                && let Some(year) = this_year
            {
                found.printed.year = year.printed.year;
            }
            if let Some(policy) = policies.list.get_mut(subject) {
                reading.add_date(policy, Some(DateOf::Effective), &found, Towards::Past);
            }
        }
    }
    let title = policies.title_of(subject);
    let draft = draft
        .and_then(|draft| reading.date_of(draft))
        .or_else(|| move_reported(reading, subject, policies));
    let words = after.words();
    let third = words.get(2).or(words.last());
    let end = third.map_or(after.at, |word| word.range().end);
    let range = hit.cue.range.start..end;
    let how = How::stated(METHOD).with(modality(reading, hit, hit.cue.range.end));
    let relation = RelationAccount {
        relation: "finalizes",
        title,
        number: None,
        date: draft,
        articles: Vec::new(),
        grounds: reading
            .page
            .grounds_with(range, how, hit.cue.item.confidence.clone()),
    };
    policies.relate(subject, relation);
}

/// `The final version of the Seed Regulations, first released as a draft in …`: they finalize their own draft.
pub(super) fn finalize_named(reading: &Reading, hit: &Hit, item: &Cited, policies: &mut Policies) {
    let subject = object(reading, item, policies);
    let title = policies.title_of(subject);
    let range = hit.cue.range.start..item.title.range().end;
    relate(reading, hit, subject, (&title, Some(item)), range, policies);
}

/// Of a policy whose final version is told of, what was reported before is the draft. Returns when.
fn move_reported(
    reading: &Reading,
    subject: usize,
    policies: &mut Policies,
) -> Option<crate::fact::KnownDate> {
    let policy = policies.list.get_mut(subject)?;
    let at = policy
        .dates
        .iter()
        .position(|date| date.of == DateOf::Reported)?;
    let reported: PolicyDate = policy.dates.remove(at);
    let date = reported.date.value;
    let mut draft = PolicyAccount {
        title_en: policy.title_en.clone(),
        kind: policy.kind.clone(),
        ..PolicyAccount::default()
    };
    let how = How {
        tenths: 7,
        ..How::stated(METHOD).with(Modality::Inferred)
    };
    let status = reported.date.grounds.clone();
    draft.status = Some(crate::fact::account::Said {
        value: "draft".to_owned(),
        grounds: crate::fact::account::Grounds {
            modality: how.modality,
            ..status
        },
    });
    draft.dates.push(reported);
    let _ = reading;
    policies.list.push(draft);
    Some(date)
}
