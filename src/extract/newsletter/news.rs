//! The dated items of the news: `- October 8: MOST released trial measures … (MOST notice)`.

use super::{
    article::warn,
    date::{self, FoundDate, Towards},
    event, guess,
    imprint::is_outside,
    issued, kindless,
    layout::BlockKind,
    named,
    page::How,
    part::Part,
    policies::{Policies, Reading},
    relation::{self, Thread},
    staff, title,
};
use crate::fact::{
    KnownDate,
    account::{Account, DateOf, PolicyAccount, Said},
};

const METHOD: &str = "newsletter/news";

/// The first and last day of the reporting period.
pub(super) type Period = [(KnownDate, std::ops::Range<usize>, bool); 2];

/// An item: its date, its words, and the source in brackets.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub date: Option<Said<KnownDate>>,
    pub found: Option<FoundDate>,
    pub body: Part<'a>,
    pub source: Option<Part<'a>>,
}

/// Reads the items of a list of news.
pub(super) fn read(
    reading: &Reading,
    period: Option<&Period>,
    policies: &mut Policies,
    account: &mut Account,
) {
    for block in &reading.page.blocks {
        if !matches!(block.kind, BlockKind::PolicyNews | BlockKind::CorporateNews) {
            continue;
        }
        let part = reading.page.part(block);
        let item = item(reading, part);
        match &item.date {
            Some(date) if period.is_some_and(|period| is_outside(date.value, period)) => {
                let text = format!("{} is outside the reporting period", date.value);
                warn(reading, account, part, &text);
            }
            Some(_) => {}
            None => warn(
                reading,
                account,
                part,
                "an item of news without a date: expected month and day before a colon",
            ),
        }
        let in_business = block.kind == BlockKind::CorporateNews;
        let is_policy = read_policy(reading, &item, block.kind, policies);
        if !is_policy {
            event::read(reading, &item, in_business, account);
        }
    }
}

fn item<'a>(reading: &Reading, part: Part<'a>) -> Item<'a> {
    let head = part.before(part.at + 60);
    let colon = head
        .text
        .find([':', '：'])
        .map(|at| at + head.text[at..].chars().next().map_or(1, char::len_utf8));
    let found = date::dates(head, reading.rules, reading.calendar)
        .into_iter()
        .next();
    let found =
        found.filter(|found| found.range.start <= part.at + 4 && found.printed.month.is_some());
    let start = match (&found, colon) {
        (Some(found), Some(colon)) if part.at + colon <= found.range.end + 12 => part.at + colon,
        (Some(found), _) => found.range.end,
        _ => part.at,
    };
    let body = part.from(start).trim("–-");
    let (body, source) = split_source(body);
    let date = found.as_ref().and_then(|found| {
        let (date, implied) = reading.calendar.resolve(found.printed, Towards::Past)?;
        let how = if implied {
            How::thought(METHOD)
        } else {
            How::stated(METHOD)
        };
        Some(reading.page.said(date, found.range.clone(), how))
    });
    Item {
        date,
        found,
        body,
        source,
    }
}

/// Parts the words from the source in brackets at their end.
fn split_source(body: Part) -> (Part, Option<Part>) {
    let body = body.trim(".");
    let Some(open) = body.text.rfind('(').filter(|_| body.text.ends_with(')')) else {
        return (body, None);
    };
    let source = body.cut(open + 1..body.text.len() - 1).trim("");
    let words = source.words().len();
    if words == 0 || words > 8 || (words == 1 && super::name::is_short_form(source.text)) {
        return (body, None);
    }
    (body.cut(0..open).trim(""), Some(source))
}

/// Reads an item that tells of a policy; says whether it does.
fn read_policy(reading: &Reading, item: &Item, kind: BlockKind, policies: &mut Policies) -> bool {
    let sentences = reading.rules.sentences(item.body);
    let Some(first) = sentences.first() else {
        return false;
    };
    if event::is_of_persons_or_duties(reading, *first) {
        return false;
    }
    let lenient = kind == BlockKind::PolicyNews;
    if !lenient && staff::is_approved_deal(reading, *first) {
        return false;
    }
    let policy = issued::issued(reading, *first, lenient);
    let policy = policy.or_else(|| passive(reading, *first));
    let named = || named::named(reading, *first).filter(|_| lenient);
    let kindless = || kindless::read(reading, *first, &sentences).filter(|_| lenient);
    let Some(mut policy) = policy.or_else(named).or_else(kindless) else {
        return false;
    };
    if kind == BlockKind::CorporateNews
        && !policy
            .issuers
            .iter()
            .any(|issuer| is_public(reading, &issuer.value))
    {
        return false;
    }
    describe(reading, item, &sentences, &mut policy);
    super::glance::infer_draft(&mut policy);
    let own = policies.add(policy);
    let mut targets = Vec::new();
    for sentence in &sentences {
        super::target::read_dated(reading, *sentence, &mut targets);
    }
    if let Some(policy) = policies.list.get_mut(own) {
        policy.targets = targets;
    }
    let mut thread = Thread {
        in_news: true,
        ..Thread::default()
    };
    relation::read_comment(reading, item.body, own, policies, &mut thread);
    true
}

/// Adds what the item says of its policy: when, from where, until when it is open, since when it applies.
fn describe(reading: &Reading, item: &Item, sentences: &[Part], policy: &mut PolicyAccount) {
    if let Some(found) = &item.found
        && !policy.dates.iter().any(|date| date.of == DateOf::Published)
    {
        reading.add_date(policy, Some(DateOf::Published), found, Towards::Past);
    }
    if let Some(source) = item.source {
        let detail = reading.detail(
            "source",
            source.text.to_owned(),
            source.range(),
            How::stated(METHOD),
        );
        policy.details.push(detail);
    }
    for sentence in sentences {
        super::glance::read_comments_until(reading, *sentence, policy);
        super::glance::read_effect(reading, *sentence, policy);
    }
}

/// Reads `New rules on … issued by MOFCOM came into effect`, `Draft rules for … were put up for discussion by SAMR`.
fn passive(reading: &Reading, sentence: Part) -> Option<PolicyAccount> {
    let sentence = super::name::without_article(sentence);
    let cited = title::list(sentence, reading.rules, reading.calendar);
    let mut cited = cited.into_iter().next()?;
    if cited.issuers.is_empty() {
        let rest = sentence.from(cited.title.range().end);
        let by = rest.text.find(" by ")?;
        let bodies = guess::leading_bodies(reading, rest.cut(by + 4..rest.text.len()));
        cited.issuers = bodies.into_iter().map(super::name::Name::of).collect();
    }
    let mut policy = reading.policy_of(&cited);
    let comments = reading.rules.words("comments").first(sentence);
    if let Some(hit) = comments.filter(|_| policy.status.is_none()) {
        policy.status = Some(reading.page.said(
            "draft".to_owned(),
            hit.range,
            How::thought(METHOD),
        ));
    }
    (!cited.issuers.is_empty()).then_some(policy)
}

fn is_public(reading: &Reading, name: &str) -> bool {
    let part = Part { at: 0, text: name };
    super::name::is_agency(part, reading.rules) || reading.rules.is("body", name)
}
