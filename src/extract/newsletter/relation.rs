//! How the policies of a passage stand to each other, by the phrases of `newsletter-relations`.
//!
//! The subject is the policy that the section is about, unless the sentence
//! names another before the phrase.

use super::{
    cues::{RelationCue, Subject},
    date::{self, Towards},
    name,
    page::How,
    part::Part,
    phrases::Found,
    policies::{Policies, Reading},
    title::{self, Cited},
};
use crate::fact::{
    Modality,
    account::{DateOf, PolicyAccount, PolicyDate, RelationAccount},
};

const METHOD: &str = "newsletter/relation";

/// What has been said so far in a passage.
#[derive(Debug, Default)]
pub(super) struct Thread {
    /// The policies last named in a list, in order.
    named: Vec<usize>,
}

/// A phrase found, and the sentence that it stands in.
struct Hit<'a, 'b> {
    sentence: Part<'a>,
    cue: &'b Found<'b, RelationCue>,
    /// The policy that the section is about.
    own: usize,
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
        for cue in &cues {
            if cue.item.subject == Subject::Never || is_denied(reading, sentence, cue) {
                continue;
            }
            let hit = Hit { sentence, cue, own };
            read_cue(reading, &hit, policies, thread);
        }
        read_titles(reading, sentence, own, policies);
    }
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
    let participle = first.is_some_and(|word| word.text.ends_with("ed"));
    let article = near
        .last()
        .is_some_and(|word| reading.rules.is("article", &word.text.to_lowercase()));
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
    let cited = title::list(after, reading.rules, reading.calendar);
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
    let opens = hit.sentence.before(hit.cue.range.start).words().len() <= 2;
    if hit.cue.item.relation == "finalizes" && opens {
        return finalize_named(reading, hit, &cited[0], policies);
    }
    let Some(subject) = subject(reading, hit, policies, thread) else {
        return;
    };
    let mut named = Vec::new();
    for item in &cited {
        let range = hit.cue.range.start..item.title.range().end;
        if item.is_version {
            let title = without_status(reading, &policies.title_of(subject));
            relate(reading, hit, subject, (&title, Some(item)), range, policies);
            continue;
        }
        let object = object(reading, item, policies);
        let (from, to) = if hit.cue.item.forward {
            (subject, object)
        } else {
            (object, subject)
        };
        if from != to {
            let title = policies.title_of(to);
            relate(
                reading,
                hit,
                from,
                (&title, hit.cue.item.forward.then_some(item)),
                range,
                policies,
            );
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

/// Returns the number of a policy that is named, adding what is new.
fn object(reading: &Reading, item: &Cited, policies: &mut Policies) -> usize {
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
    let titles = title::titles(before, reading.rules);
    let close = |title: &Part| {
        let gap = before.from(title.range().end);
        let words = gap.words();
        let light = words.iter().all(|word| {
            reading.rules.is("between-subject-and-verb", word.text) || word.text.ends_with("ly")
        });
        words.len() <= 6 && light
    };
    let relative = before
        .words()
        .last()
        .is_some_and(|word| matches!(word.text, "which" | "that"));
    let found = titles.iter().rev().find(|title| close(title)).or_else(|| {
        titles
            .first()
            .filter(|title| title.at <= before.at + 4 && !relative)
    });
    if let Some(title) = found {
        if let Some(number) = policies.find(title.text) {
            return Some(number);
        }
        let own = title::key(&policies.title_of(hit.own));
        let key = title::key(title.text);
        if own.contains(&key) || key.contains(&own) && !own.is_empty() {
            return Some(hit.own);
        }
        let cited = title::list(before.from(title.at), reading.rules, reading.calendar)
            .into_iter()
            .next()?;
        return Some(policies.add(reading.policy_of(&cited)));
    }
    if relative && let Some(last) = thread.named.last().filter(|_| before.words().len() > 1) {
        let first = hit.sentence.at;
        return Some(if titles.is_empty() && before.at == first {
            hit.own
        } else {
            *last
        });
    }
    let means_own = hit.cue.item.subject == Subject::Any || is_policy(reading, before);
    means_own.then_some(hit.own)
}

/// Says whether words mean a policy: `these rules`, `the document`, `it`.
fn is_policy(reading: &Reading, before: Part) -> bool {
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
fn relate(
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
    let relation = RelationAccount {
        relation: hit.cue.item.relation,
        title: title.to_owned(),
        number: None,
        date,
        articles: Vec::new(),
        grounds: reading
            .page
            .grounds_with(range, how, hit.cue.item.confidence.clone()),
    };
    push(policies, from, relation);
}

fn push(policies: &mut Policies, from: usize, relation: RelationAccount) {
    let Some(policy) = policies.list.get_mut(from) else {
        return;
    };
    let same = |known: &RelationAccount| {
        known.relation == relation.relation && known.title == relation.title
    };
    if !relation.title.is_empty() && !policy.relations.iter().any(same) {
        policy.relations.push(relation);
    }
}

/// The kind of statement: the phrase's own, unless the sentence hedges it or passes it on.
fn modality(reading: &Reading, hit: &Hit, end: usize) -> Modality {
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

/// `… and the accompanying Measures`: they accompany the policy before them.
fn accompany(reading: &Reading, item: &Cited, from: usize, to: usize, policies: &mut Policies) {
    let words = item.title;
    let relation = RelationAccount {
        relation: "accompanies",
        title: policies.title_of(to),
        number: None,
        date: None,
        articles: Vec::new(),
        grounds: reading.page.grounds(words.range(), How::stated(METHOD)),
    };
    push(policies, from, relation);
}

/// `The final version of this second law has been in effect since …`, `the final version of a draft released in …`.
fn finalize(
    reading: &Reading,
    hit: &Hit,
    cited: &[Cited],
    policies: &mut Policies,
    thread: &Thread,
) {
    let after = hit.sentence.from(hit.cue.range.end);
    let before = hit.sentence.before(hit.cue.range.start);
    let opens = before.words().len() <= 2;
    let reference = after.words().into_iter().take(4);
    let mut subject = hit.own;
    for word in reference {
        match word.text {
            "second" | "latter" | "last" => {
                subject = thread.named.last().copied().unwrap_or(subject)
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
    let end = after
        .words()
        .into_iter()
        .take(3)
        .last()
        .map_or(after.at, |word| word.range().end);
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
    push(policies, subject, relation);
}

/// `The final version of the Seed Regulations, first released as a draft in …`: they finalize their own draft.
fn finalize_named(reading: &Reading, hit: &Hit, item: &Cited, policies: &mut Policies) {
    let subject = object(reading, item, policies);
    let title = policies.title_of(subject);
    let range = hit.cue.range.start..item.title.range().end;
    relate(reading, hit, subject, (&title, Some(item)), range, policies);
}

/// Leaves out `(Revised)` and `(Draft for Comments)` behind a title, which an earlier version does not bear.
fn without_status(reading: &Reading, title: &str) -> String {
    let open = title.rfind(" (").filter(|_| title.ends_with(')'));
    let bare = open.filter(|open| {
        let inside = Part {
            at: 0,
            text: &title[*open..],
        };
        reading.rules.statuses.stands_in(inside) || reading.rules.words("revised").stands_in(inside)
    });
    title[..bare.unwrap_or(title.len())].to_owned()
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

/// `In the same vein as these rules, in July the People's Bank of China (PBOC) released draft guidelines for …`.
fn parallel(reading: &Reading, hit: &Hit, policies: &mut Policies) {
    let rest = hit.sentence.from(hit.cue.range.end);
    let Some(comma) = rest.text.find(',') else {
        return;
    };
    let clause = rest.cut(comma + 1..rest.text.len()).trim("");
    let Some(mut policy) = issued(reading, clause, false) else {
        return;
    };
    if policy.title_en.is_none() {
        return;
    }
    let range = hit.cue.range.start..hit.cue.range.end.max(rest.at + comma);
    let relation = RelationAccount {
        relation: hit.cue.item.relation,
        title: policies.title_of(hit.own),
        number: None,
        date: None,
        articles: Vec::new(),
        grounds: reading.page.grounds_with(
            range,
            How::stated(METHOD),
            hit.cue.item.confidence.clone(),
        ),
    };
    policy.relations.push(relation);
    policies.add(policy);
}

/// Reads a clause that says who issued what: `MOST released trial measures outlining …`. `lenient` takes any name for a body's.
pub(super) fn issued(reading: &Reading, clause: Part, lenient: bool) -> Option<PolicyAccount> {
    const METHOD: &str = "newsletter/issued";
    let rules = reading.rules;
    let verb = rules.words("issue").first(clause)?;
    let mut subject = clause.before(verb.range.start).trim(",");
    let dates = date::dates(subject, rules, reading.calendar);
    if let Some(found) = dates
        .first()
        .filter(|found| found.range.start <= subject.at + 5)
    {
        subject = subject.from(found.range.end).trim(",");
    }
    let mut policy = PolicyAccount::default();
    for (name, known) in name::bodies(subject, rules) {
        let how = if known {
            How::stated(METHOD)
        } else {
            How::thought(METHOD)
        };
        if known || lenient {
            policy.issuers.push(reading.page.said_as_printed(name, how));
        }
    }
    if policy.issuers.is_empty() {
        return None;
    }
    if let Some(found) = dates.first() {
        reading.add_date(&mut policy, Some(DateOf::Published), found, Towards::Past);
    }
    let object = clause.from(verb.range.end);
    let title = noun_phrase(reading, object)?;
    let (kind, range) = reading.kind(title)?;
    policy.kind = Some(reading.page.said(kind, range, How::stated(METHOD)));
    let how = if title.text.starts_with(char::is_uppercase) {
        How::stated(METHOD)
    } else {
        How::thought(METHOD)
    };
    policy.title_en = Some(reading.page.said_as_printed(title, how));
    reading.describe(&mut policy, title, METHOD);
    Some(policy)
}

/// Returns the words that describe what was issued, up to what is said about it further.
fn noun_phrase<'a>(reading: &Reading, object: Part<'a>) -> Option<Part<'a>> {
    let object = name::without_article(object.trim(",:"));
    let words = object.words();
    let words = &words[..words.len().min(60)];
    let proper = title::titles(object, reading.rules)
        .into_iter()
        .find(|title| title.at <= object.at + 40);
    if let Some(title) = proper.filter(|title| title.words().len() >= 3) {
        return Some(title);
    }
    let mut end = object.at;
    let mut kind = false;
    for (at, word) in words.iter().enumerate() {
        let gap = object.between(end, word.at).text;
        let bracket = gap.trim().starts_with('(') || gap.contains(" (");
        if at > 0 && (gap.contains([',', ';', '.']) || (bracket && kind && word.text.len() > 4)) {
            break;
        }
        if at > 0 && kind && reading.rules.is("phrase-end", word.text) {
            break;
        }
        kind |= reading.rules.kinds.at(&words[at..], object).is_some();
        end = word.range().end;
    }
    let phrase = object.before(end);
    let rest = object.from(end).text;
    let phrase = if rest.starts_with(')') {
        object.before(end + 1)
    } else {
        phrase
    };
    (kind && !phrase.text.is_empty()).then_some(phrase)
}

/// Adds the policies that a sentence names by their titles alone.
fn read_titles(reading: &Reading, sentence: Part, own: usize, policies: &mut Policies) {
    let own = title::key(&policies.title_of(own));
    for title in title::titles(sentence, reading.rules) {
        let key = title::key(title.text);
        let known = policies.find(title.text).is_some() || own.contains(&key);
        let capital = title
            .words()
            .iter()
            .filter(|word| name::is_capital(word.text))
            .count()
            >= 2;
        let kind = reading
            .kind(title)
            .is_some_and(|(kind, _)| kind != "other" && kind != "call");
        if known || !capital || !kind || name::is_agency(title, reading.rules) {
            continue;
        }
        let before = sentence.before(title.at);
        let start = before
            .words()
            .pop()
            .filter(|word| date::year(word.text).is_some())
            .map_or(title.at, |word| word.at);
        let cited = title::list(sentence.from(start), reading.rules, reading.calendar)
            .into_iter()
            .next();
        if let Some(cited) = cited.filter(|cited| cited.is_title) {
            policies.add(reading.policy_of(&cited));
        }
    }
}
