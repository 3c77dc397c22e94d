//! How the policies of a passage stand to each other, by the phrases of `newsletter-relations`.
//!
//! The subject is the policy that the section is about, unless the sentence
//! names another before the phrase.

use super::{
    amendment, apposed, capital,
    cue::{RelationCue, Subject},
    date::Towards,
    finalize::{finalize, finalize_named},
    guess, implied,
    issued::parallel,
    name,
    page::How,
    pair,
    part::Part,
    phrases::Found,
    policies::{Policies, Reading},
    property::{modality, property},
    title::{self, Cited},
    version,
};
use crate::fact::account::RelationAccount;

const METHOD: &str = "newsletter/relation";

/// A sentence with more phrases than this is none, and the rest is not read.
const MOST_CUES: usize = 16;

/// The relations that hold both ways: they are told of the policy that is spoken of.
const SYMMETRIC: [&str; 4] = ["accompanies", "overlapsWith", "parallelTo", "relatedTo"];

/// What has been said so far in a passage.
#[derive(Debug, Default)]
pub(super) struct Thread {
    /// The policies last named in a list, in order.
    pub named: Vec<usize>,
    /// Whether it is an item of news, where what the bodies do is done by the policy.
    pub in_news: bool,
}

/// A phrase found, and the sentence that it stands in.
pub(super) struct Hit<'a, 'b> {
    pub sentence: Part<'a>,
    pub cue: &'b Found<'b, RelationCue>,
    /// The policy that the section is about.
    pub own: usize,
}

/// Reads the relations of a passage. `own` is the policy that it is about.
pub(super) fn read(
    reading: &Reading,
    part: Part,
    own: usize,
    policies: &mut Policies,
    thread: &mut Thread,
) {
    for sentence in reading.rules.sentences(part) {
        let cues = reading.rules.relations.find(sentence);
        for cue in cues.iter().take(MOST_CUES) {
            let stands = !is_of_title(sentence, cue)
                && !amendment::names(sentence, &cue.range, reading.rules)
                && !is_denied(reading, sentence, cue);
            if cue.item.subject == Subject::Never || !stands {
                continue;
            }
            let hit = Hit { sentence, cue, own };
            read_cue(reading, &hit, policies, thread);
        }
    }
}

/// Reads the relations of a comment, and of the policies that no cue puts to another what they may have to do with it.
pub(super) fn read_comment(
    reading: &Reading,
    part: Part,
    own: usize,
    policies: &mut Policies,
    thread: &mut Thread,
) {
    let sentences = reading.rules.sentences(part);
    for (at, sentence) in sentences.iter().enumerate() {
        read(reading, *sentence, own, policies, thread);
        implied::read(reading, *sentence, own, policies);
        if let Some(before) = at.checked_sub(1).and_then(|at| sentences.get(at)) {
            pair::read(reading, (*before, *sentence), own, policies);
        }
    }
}

/// Says whether a phrase is written as part of a title: `the Implementation Plan for`. The first word of a sentence
/// is written large in any case.
fn is_of_title(sentence: Part, cue: &Found<RelationCue>) -> bool {
    let words = sentence.between(cue.range.start, cue.range.end).words();
    let opens = cue.range.start <= sentence.at + 1;
    let mut words = words.iter().skip(usize::from(opens));
    words.any(|word| name::is_capital(word.text))
}

fn is_denied(reading: &Reading, sentence: Part, cue: &Found<RelationCue>) -> bool {
    let words = sentence.before(cue.range.start).words();
    let near = &words[words.len().saturating_sub(3)..];
    // `the revised Seed Law` revises nothing.
    let first = sentence
        .between(cue.range.start, cue.range.end)
        .words()
        .into_iter()
        .next();
    let participle = first.is_some_and(|word| {
        word.text.ends_with("ed") || reading.rules.is("accompanying", word.text)
    });
    let article = near.last().is_some_and(|word| {
        word.text == "whose" || reading.rules.is("article", &word.text.to_lowercase())
    });
    if participle && article {
        return true;
    }
    !reading
        .rules
        .words("not")
        .find_in(near, sentence)
        .is_empty()
}

fn read_cue(reading: &Reading, hit: &Hit, policies: &mut Policies, thread: &mut Thread) {
    let after = hit.sentence.from(hit.cue.range.end);
    let mut cited = title::list(after, reading.rules, reading.calendar);
    if cited.iter().all(|item| !item.is_title && !item.is_version) {
        let named = apposed::list(after, reading.rules, reading.calendar);
        cited = if named.is_empty() { cited } else { named };
    }
    if hit.cue.item.relation == "finalizes"
        && (cited.is_empty() || cited.iter().any(|item| !item.is_title))
    {
        return finalize(reading, hit, &cited, policies, thread);
    }
    if cited.is_empty() {
        if hit.cue.item.relation == "parallelTo" {
            parallel(reading, hit, policies);
        }
        return;
    }
    let before = hit.sentence.before(hit.cue.range.start);
    let opens = before.words().len() <= 2 && !is_policy(reading, before);
    if hit.cue.item.relation == "finalizes" && opens {
        return finalize_named(reading, hit, &cited[0], policies);
    }
    let Some(subject) = subject(reading, hit, policies, thread) else {
        return;
    };
    relate_all(reading, hit, subject, &cited, (policies, thread));
}

/// Puts the subject to each policy of a list.
fn relate_all(
    reading: &Reading,
    hit: &Hit,
    subject: usize,
    cited: &[Cited],
    (policies, thread): (&mut Policies, &mut Thread),
) {
    let mut named = Vec::new();
    // Of `the pilot begun under the Work Plan` the plan is meant, which `implied` reads.
    let whole = |item: &&Cited| {
        item.is_title || item.is_version || capital::titles(item.title, reading.rules).is_empty()
    };
    for item in cited.iter().filter(|item| is_named(item)).filter(whole) {
        let range = hit.cue.range.start..item.title.range().end;
        if item.is_version {
            version::relate(reading, hit, subject, item, policies);
            continue;
        }
        let object = object(reading, item, policies);
        let forward = hit.cue.item.forward || SYMMETRIC.contains(&hit.cue.item.relation);
        let (from, to) = if forward {
            (subject, object)
        } else {
            (object, subject)
        };
        let title = policies.title_of(to);
        // A policy of the news can have been named in a comment before.
        let same = title::key(&title) == title::key(&policies.title_of(from));
        if from != to && !same {
            let item = forward.then_some(item);
            relate(reading, hit, from, (&title, item), range, policies);
        }
        if item.accompanies
            && let Some(before) = named.last()
        {
            accompany(reading, item, object, *before, policies);
        }
        named.push(object);
    }
    if !named.is_empty() {
        thread.named = named;
    }
}

/// Says whether words name one policy: a title, or a description that says when or by whom it was issued.
fn is_named(item: &Cited) -> bool {
    item.is_title || item.is_version || !item.dates.is_empty() || !item.issuers.is_empty()
}

/// Returns the number of a policy that is named, adding what is new.
pub(super) fn object(reading: &Reading, item: &Cited, policies: &mut Policies) -> usize {
    policies.take(item.title);
    let described = reading.policy_of(item);
    let Some(number) = policies.find(item.title.text) else {
        return policies.add(described);
    };
    if let Some(policy) = policies.list.get_mut(number) {
        for (of, found) in &item.dates {
            if policy.dates.iter().all(|known| Some(known.of) != *of) {
                reading.add_date(policy, *of, found, Towards::Past);
            }
        }
        if policy.issuers.is_empty() {
            policy.issuers = described.issuers;
        }
    }
    number
}

/// Returns the policy before the phrase: a title right before it, or the one that the section is about.
fn subject(
    reading: &Reading,
    hit: &Hit,
    policies: &mut Policies,
    thread: &Thread,
) -> Option<usize> {
    let before = hit.sentence.before(hit.cue.range.start);
    let titles = capital::titles(before, reading.rules);
    let relative = before
        .words()
        .last()
        .is_some_and(|word| matches!(word.text, "which" | "that"));
    let close = |title: &&Part| is_close(reading, before.from(title.range().end));
    let found = titles.iter().rev().find(close).or_else(|| {
        titles
            .first()
            .filter(|title| title.at <= before.at + 4 && !relative)
    });
    if let Some(title) = found {
        return named(reading, hit, before.from(title.at), *title, policies);
    }
    if relative && let Some(last) = thread.named.last().filter(|_| before.words().len() > 1) {
        let first = hit.sentence.at;
        return Some(if titles.is_empty() && before.at == first {
            hit.own
        } else {
            *last
        });
    }
    let bodies = thread.in_news && !guess::leading_bodies(reading, before).is_empty();
    let means_own = hit.cue.item.subject == Subject::Any || bodies || is_policy(reading, before);
    means_own.then_some(hit.own)
}

/// Says whether only words such as `also` and `will` stand between a title and the phrase it is the subject of.
fn is_close(reading: &Reading, gap: Part) -> bool {
    let words = gap.words();
    let light = |word: &Part| {
        reading.rules.is("between-subject-and-verb", word.text) || word.text.ends_with("ly")
    };
    words.len() <= 6 && words.iter().all(light)
}

/// Returns the policy that a title before the phrase names, adding what is new.
fn named(
    reading: &Reading,
    hit: &Hit,
    from: Part,
    title: Part,
    policies: &mut Policies,
) -> Option<usize> {
    policies.take(title);
    if let Some(number) = policies.find(title.text) {
        return Some(number);
    }
    let own_title = policies.title_of(hit.own);
    let (own, key) = (title::key(&own_title), title::key(title.text));
    let draft = amendment::is_of(&own_title, title, reading.rules);
    let changed = amendment::changes(&own_title, title.text, reading.rules);
    if draft || own.contains(&key) && !changed || key.contains(&own) && !own.is_empty() {
        return Some(hit.own);
    }
    let cited = title::list(from, reading.rules, reading.calendar)
        .into_iter()
        .next()?;
    Some(policies.add(reading.policy_of(&cited)))
}

/// Says whether words mean a policy: `these rules`, `the document`, `it`.
pub(super) fn is_policy(reading: &Reading, before: Part) -> bool {
    let words = before.words();
    let tail = &words[words.len().saturating_sub(14)..];
    let pronoun = |word: &&Part| {
        matches!(
            word.text.to_ascii_lowercase().as_str(),
            "it" | "they" | "this" | "these" | "both" | "which"
        )
    };
    let kind = !reading.rules.kinds.find_in(tail, before).is_empty();
    let noun = !reading
        .rules
        .words("subject-noun")
        .find_in(tail, before)
        .is_empty();
    kind || noun || tail.iter().any(|word| pronoun(&word))
}

/// Adds a relation to a policy, once.
pub(super) fn relate(
    reading: &Reading,
    hit: &Hit,
    from: usize,
    (title, item): (&str, Option<&Cited>),
    range: std::ops::Range<usize>,
    policies: &mut Policies,
) {
    let modality = modality(reading, hit, range.end);
    let how = How::stated(METHOD).with(modality);
    let date = item.and_then(|item| reading.date_of(item));
    let relation = RelationAccount::new(
        property(reading, hit, (title, item), range.end),
        title.to_owned(),
        date,
        reading
            .page
            .grounds_with(range, how, hit.cue.item.confidence.clone()),
    );
    policies.relate(from, relation);
}

/// `… and the accompanying Measures`: they accompany the policy before them.
fn accompany(reading: &Reading, item: &Cited, from: usize, to: usize, policies: &mut Policies) {
    let words = item.title;
    let relation = RelationAccount::new(
        "accompanies",
        policies.title_of(to),
        None,
        reading.page.grounds(words.range(), How::stated(METHOD)),
    );
    policies.relate(from, relation);
}
