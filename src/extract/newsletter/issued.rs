//! Clauses that say who issued what, where no article does: `MOST released trial measures outlining …`.

use super::{
    capital,
    cues::Rules,
    date::{self, Towards},
    guess, list, name,
    page::How,
    part::Part,
    policies::{Policies, Reading},
    relation::{Hit, is_policy},
    series, title,
};
use crate::fact::account::{DateOf, PolicyAccount, RelationAccount};

const ISSUED: &str = "newsletter/issued";

/// Reads what was issued `in the same vein`: the clause behind the cue, else the one before it.
///
/// `In the same vein as these rules, the PBOC released draft guidelines …` tells of the guidelines, that
/// they are like the policy spoken of; without `as these rules` it is told of the policy itself.
pub(super) fn parallel(reading: &Reading, hit: &Hit, policies: &mut Policies) {
    let rest = hit.sentence.from(hit.cue.range.end);
    let comma = rest.text.find(',');
    let behind = comma.map(|comma| rest.cut(comma + 1..rest.text.len()).trim(""));
    let before = hit.sentence.before(hit.cue.range.start).trim(",");
    let clauses = [behind, Some(before)].into_iter().flatten();
    let policy = clauses
        .filter_map(|clause| issued_by(reading, clause, Issuer::Any))
        .find(|policy| policy.title_en.is_some());
    let Some(mut policy) = policy else { return };
    let to = rest.at + comma.unwrap_or(0);
    let refers = is_policy(reading, rest.cut(0..comma.unwrap_or(0)));
    let grounds = reading.page.grounds_with(
        hit.cue.range.start..hit.cue.range.end.max(to),
        How::stated("newsletter/relation"),
        hit.cue.item.confidence.clone(),
    );
    let relation = |title, date| RelationAccount::new(hit.cue.item.relation, title, date, grounds);
    if refers {
        policy
            .relations
            .push(relation(policies.title_of(hit.own), None));
        policies.add(policy);
        return;
    }
    let date = policy
        .date(DateOf::Published)
        .or_else(|| date_behind(reading, hit, &policy));
    let other = policies.add(policy);
    policies.relate(hit.own, relation(policies.title_of(other), date));
}

/// Returns the date that stands behind the title of a policy: `issued the Announcement in July 2023`.
fn date_behind(
    reading: &Reading,
    hit: &Hit,
    policy: &PolicyAccount,
) -> Option<crate::fact::KnownDate> {
    let title = policy.title_en.as_ref()?;
    let at = hit.sentence.text.find(title.value.as_str())? + title.value.len();
    let rest = hit.sentence.cut(at..hit.sentence.text.len());
    let found = date::dates(rest, reading.rules, reading.calendar)
        .into_iter()
        .next()?;
    let near = found.range.start <= rest.at + 20;
    let date = reading.calendar.resolve(found.printed, Towards::Past);
    date.filter(|_| near).map(|(date, _)| date)
}

/// Who a clause has to name for what it issued to be a policy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Issuer {
    /// A public body.
    Body,
    /// Any name is taken for a body's.
    Name,
    /// Nobody: `the free trade zone in Tianjin released a catalogue`.
    Any,
}

/// Reads a clause that says who issued what: `MOST released trial measures outlining …`. `lenient` takes any name for a body's.
pub(super) fn issued(reading: &Reading, clause: Part, lenient: bool) -> Option<PolicyAccount> {
    let issuer = if lenient { Issuer::Name } else { Issuer::Body };
    issued_by(reading, clause, issuer)
}

/// Reads a clause that says who issued what.
pub(super) fn issued_by(reading: &Reading, clause: Part, issuer: Issuer) -> Option<PolicyAccount> {
    let rules = reading.rules;
    let verb = rules.words("issue").first(clause)?;
    let subject = clause.before(verb.range.start).trim(",");
    let dates = date::dates(subject, rules, reading.calendar);
    let subject = without_lead(reading, subject, &dates);
    let mut policy = PolicyAccount::default();
    let lenient = issuer == Issuer::Name;
    add_issuers(reading, clause, subject, lenient, &mut policy);
    super::glance::read_count(reading, subject, &mut policy);
    if policy.issuers.is_empty() && issuer != Issuer::Any {
        return None;
    }
    if let Some(found) = dates.first() {
        reading.add_date(&mut policy, Some(DateOf::Published), found, Towards::Past);
    }
    let title = noun_phrase(reading, clause.from(verb.range.end))?;
    let kind = reading.kind(title);
    if kind.is_none() && !title.text.starts_with("draft ") {
        return None;
    }
    let head = kind.as_ref().map_or(title.at, |(_, range)| range.start);
    // `launched a trade barrier investigation into the use of the Regulation`
    if reading
        .rules
        .words("no-policy")
        .stands_in(title.before(head))
    {
        return None;
    }
    policy.kind = kind.map(|(kind, range)| reading.page.said(kind, range, How::stated(ISSUED)));
    let proper = title.text.starts_with(char::is_uppercase);
    let how = if proper {
        How::stated(ISSUED)
    } else {
        How::thought(ISSUED)
    };
    policy.title_en = Some(reading.page.said_as_printed(title, how));
    reading.describe(&mut policy, title, ISSUED);
    add_draft(reading, clause, &verb.range, &mut policy);
    Some(policy)
}

/// Leaves out when and at whose request, before the subject proper.
fn without_lead<'a>(reading: &Reading, subject: Part<'a>, dates: &[date::FoundDate]) -> Part<'a> {
    let first = subject.words().first().map_or("", |word| word.text);
    let comma = subject.text.find(", ");
    let comma = comma.filter(|_| reading.rules.is("lead-in", first));
    let mut subject = subject.cut(comma.map_or(0, |at| at + 2)..subject.text.len());
    let opening = dates
        .first()
        .filter(|found| found.range.start <= subject.at + 5);
    if let Some(found) = opening {
        subject = subject.from(found.range.end).trim(",");
    }
    without_auxiliary(subject, reading.rules)
}

/// Adds the bodies that a subject names, else those with which the clause begins.
fn add_issuers(
    reading: &Reading,
    clause: Part,
    subject: Part,
    lenient: bool,
    policy: &mut PolicyAccount,
) {
    for (name, known) in list::bodies(subject, reading.rules) {
        let how = if known {
            How::stated(ISSUED)
        } else {
            How::thought(ISSUED)
        };
        if known || lenient {
            policy.issuers.push(reading.page.said_as_printed(name, how));
        }
    }
    if policy.issuers.is_empty() {
        for body in guess::leading_bodies(reading, clause) {
            let said = reading.page.said_as_printed(body, How::stated(ISSUED));
            policy.issuers.push(said);
        }
    }
}

/// What a body asks for comments on is a draft.
fn add_draft(
    reading: &Reading,
    clause: Part,
    verb: &std::ops::Range<usize>,
    policy: &mut PolicyAccount,
) {
    let words = clause.between(verb.start, verb.end);
    let weaker = policy
        .status
        .as_ref()
        .is_none_or(|status| status.value == "trial");
    if weaker && reading.rules.words("comments").stands_in(words) {
        let said = reading
            .page
            .said("draft".to_owned(), verb.clone(), How::stated(ISSUED));
        policy.status = Some(said);
    }
}

/// Leaves out what belongs to the verb at the end of a subject: `have`, `has now jointly`.
fn without_auxiliary<'a>(subject: Part<'a>, rules: &Rules) -> Part<'a> {
    let mut subject = subject.trim(",");
    while let Some(last) = subject
        .words()
        .pop()
        .filter(|word| rules.is("auxiliary", word.text))
    {
        subject = subject.before(last.at).trim(",");
    }
    subject
}

/// Returns the words that describe what was issued, up to what is said about it further.
pub(super) fn noun_phrase<'a>(reading: &Reading, object: Part<'a>) -> Option<Part<'a>> {
    let object = name::without_article(object.trim(",:"));
    let own = object
        .words()
        .into_iter()
        .next()
        .filter(|word| matches!(word.text, "its" | "their"));
    let object = own.map_or(object, |word| object.from(word.range().end).trim(""));
    let object = without_asking(reading, without_praise(reading, object));
    let words = object.words();
    let words = &words[..words.len().min(60)];
    let proper = capital::titles(object, reading.rules)
        .into_iter()
        .find(|title| title.at <= object.at + 40);
    if let Some(title) = proper.filter(|title| title.words().len() >= 3) {
        return Some(title);
    }
    let is_draft = words.first().is_some_and(|word| word.text == "draft");
    let (mut end, mut kind) = phrase_end(reading, object, words, None);
    if !kind && is_draft {
        // `draft emission caps for dryers`: that it is a draft tells that it is a policy.
        (end, kind) = phrase_end(reading, object, words, Some(2));
    }
    let phrase = object.before(end);
    let rest = object.from(end).text;
    let phrase = if rest.starts_with([')', '%']) {
        object.before(end + 1)
    } else {
        phrase
    };
    let whole = kind && !phrase.text.is_empty() && !tells_deed(reading, phrase);
    whole.then_some(phrase)
}

/// Returns where a description ends, and whether it names a kind; with `named_by` so many words do as well.
fn phrase_end(
    reading: &Reading,
    object: Part,
    words: &[Part],
    named_by: Option<usize>,
) -> (usize, bool) {
    let mut end = object.at;
    let mut series = end;
    let mut kind = false;
    for (at, word) in words.iter().enumerate() {
        let gap = object.between(end, word.at).text;
        let bracket = gap.trim().starts_with('(') || gap.contains(" (");
        if kind && gap == ", " {
            series = series::last_item(words, at, object, reading.rules).unwrap_or(series);
        }
        let listed = gap == ", " && word.at <= series;
        if at > 0
            && ((gap.contains([',', ';', '.'])
                && !listed
                && !title::is_quoted(object.before(word.at)))
                || (bracket && kind && word.text.len() > 4))
        {
            break;
        }
        kind |= named_by.is_some_and(|length| at >= length);
        if at > 0 && kind && ends_phrase(reading, words, at, object) {
            break;
        }
        kind |= reading.rules.kinds.at(&words[at..], object).is_some();
        end = word.range().end;
    }
    (end, kind)
}

/// Leaves out what is asked for on a draft: `opinions on`, `feedback on the`.
fn without_asking<'a>(reading: &Reading, object: Part<'a>) -> Part<'a> {
    let words = object.words();
    let [asked, link, rest @ ..] = &words[..] else {
        return object;
    };
    let link = matches!(link.text, "on" | "about" | "regarding" | "concerning");
    let asks = link && reading.rules.is("asked-for", asked.text);
    let article = |word: &&Part| reading.rules.is("article", word.text);
    let first = rest.iter().find(|word| !article(word));
    let draft = first.filter(|word| asks && word.text == "draft");
    draft.map_or(object, |word| object.from(word.at))
}

/// Leaves out what is not said of a policy by its makers: `long-awaited`, `12`, `a second batch of`.
fn without_praise<'a>(reading: &Reading, object: Part<'a>) -> Part<'a> {
    let words = object.words();
    let of = words.iter().take(4).position(|word| word.text == "of");
    let batch = of.filter(|of| *of > 0 && reading.rules.is("batch-of", words[*of - 1].text));
    let from = batch.map_or(0, |of| of + 1);
    let idle = |word: &&Part| {
        let number = reading.rules.number(word.text).is_some()
            || word.text.bytes().all(|b| b.is_ascii_digit());
        number || reading.rules.is("praise", word.text)
    };
    let idle = words
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(idle)
        .count();
    let first = words.get(from + idle).filter(|_| from + idle > 0);
    first.map_or(object, |word| name::without_article(object.from(word.at)))
}

/// Says whether words tell what others have to do before they name a kind: `enterprises to draw up plans`.
fn tells_deed(reading: &Reading, phrase: Part) -> bool {
    let Some((_, kind)) = reading.kind(phrase) else {
        return false;
    };
    let words = phrase.before(kind.start).words();
    words.windows(2).any(|pair| {
        let article = reading.rules.is("article", pair[1].text);
        pair[0].text == "to" && !article && !name::is_capital(pair[1].text)
    })
}

/// Says whether a word tells more of a policy than its description: `… outlining`, `… with 24 points`. What a small
/// word ties to the one before does not: `guidelines for building`.
fn ends_phrase(reading: &Reading, words: &[Part], at: usize, within: Part) -> bool {
    let before = words[at - 1].text;
    let tied = words[at].text.ends_with("ing") && reading.rules.is("ties-verb", before);
    let next = words.get(at + 1).map_or("", |word| word.text);
    let count = words[at].text == "with" && next.starts_with(|c: char| c.is_ascii_digit());
    let rules = reading.rules;
    let other_verb =
        words[at].text == "and" && (rules.is("modal", next) || rules.is("auxiliary", next));
    let link = matches!(words[at].text, "by" | "from" | "in" | "on");
    let when = link && date::month(next, rules).is_some();
    if other_verb || when {
        return true;
    }
    let ends = reading.rules.words("phrase-end").at(&words[at..], within);
    count || (ends.is_some() && !tied)
}
