//! The header of a law: who adopted, approved, published and changed it, and when.
//!
//! A header is a run of clauses, each a date, a body and an act: `1990年6月28日
//! 第七届全国人民代表大会常务委员会第十四次会议通过`. A later act on the text is
//! an amendment, with the date on which it was adopted.

mod brackets;
mod clause;

use std::ops::Range;

use clause::{Clause, find_clauses};

use super::{
    page::{Page, Rule, closed_up},
    rules::Act,
    title::Layout,
    wording::ends,
};
use crate::{
    extract::rules::Rules,
    fact::{
        KnownDate,
        account::{DateOf, PolicyAccount, PolicyDate, Said},
    },
};

/// Reads dates and issuers from the header, or the issuers from the title where the header names none.
pub(super) fn read_header(page: &Page, layout: &Layout, rules: &Rules, policy: &mut PolicyAccount) {
    let mut clauses = find_clauses(page, layout.header.clone(), rules);
    if clauses.is_empty() {
        clauses = find_clauses(page, history_in_body(page, layout), rules);
    }
    read_dates(page, &clauses, policy);
    policy.issuers = issuers(page, &clauses, rules);
    if policy.issuers.is_empty() {
        policy.issuers = title_issuers(page, layout, rules);
    }
}

/// Reads the dates of a stretch of clauses and returns the issuers that it names.
pub(super) fn read_clauses(
    page: &Page,
    within: Range<usize>,
    rules: &Rules,
    policy: &mut PolicyAccount,
) -> Vec<Said<String>> {
    let clauses = find_clauses(page, within, rules);
    let done = clauses.iter().any(|clause| !clause.acts.is_empty());
    if !done {
        return Vec::new();
    }
    read_dates(page, &clauses, policy);
    issuers(page, &clauses, rules)
}

/// Returns the place of a history that stands in brackets before the first article, where the header has none.
fn history_in_body(page: &Page, layout: &Layout) -> Range<usize> {
    let body = page.trim(layout.body.clone());
    let text = page.slice(body.clone());
    let end = text.find('\n').unwrap_or(text.len()).min(LONGEST_HISTORY);
    let bracketed = text.starts_with(['（', '(']);
    body.start
        ..body.start
            + if bracketed && text.is_char_boundary(end) {
                end
            } else {
                0
            }
}

/// A history in brackets is no longer than that: bytes.
const LONGEST_HISTORY: usize = 6_000;

fn read_dates(page: &Page, clauses: &[Clause], policy: &mut PolicyAccount) {
    let mut amendment: Option<KnownDate> = None;
    for (at, clause) in clauses.iter().enumerate() {
        let amends_next = clauses[at + 1..]
            .iter()
            .take_while(|next| !next.has(Act::Adopted) || next.has(Act::Amended))
            .find(|next| next.has(Act::Amended) || next.has(Act::Published))
            .is_some_and(|next| next.has(Act::Amended) && next.has(Act::Approved));
        let adopted = policy.date(DateOf::Adopted).is_some();
        let joint = at > 0 && clauses[at - 1].acts.is_empty() && !clauses[at - 1].body.is_empty();
        for of in dates_of(clause, adopted, amends_next || joint) {
            let date = match of {
                DateOf::Amended => amendment.take().unwrap_or(clause.date),
                _ => clause.date,
            };
            push(page, clause, of, date, policy);
        }
        if clause.has(Act::Adopted) && amends_next && adopted {
            amendment = Some(clause.date);
        }
    }
    adopted_by_publication(clauses, policy);
}

/// Returns what a clause dates, given whether the adoption is read already and whether this one is of an amendment to come.
fn dates_of(clause: &Clause, adopted: bool, amends_next: bool) -> Vec<DateOf> {
    let mut dates = Vec::new();
    if clause.has(Act::Amended) && (adopted || !clause.has(Act::Adopted)) {
        return vec![DateOf::Amended];
    }
    let joins = clause.acts.is_empty() && !adopted && !clause.body.is_empty();
    if clause.has(Act::Adopted) || joins {
        if !adopted {
            dates.push(DateOf::Adopted);
        } else if !amends_next
            && (!clause.leads_on || clause.ends_line)
            && !clause.has(Act::Approved)
        {
            dates.push(DateOf::Amended);
        }
    }
    for (act, of) in [
        (Act::Approved, DateOf::Approved),
        (Act::Published, DateOf::Published),
        (Act::Effective, DateOf::Effective),
    ] {
        if clause.has(act) && !(act == Act::Approved && clause.has(Act::Adopted)) {
            dates.push(of);
        }
    }
    dates
}

fn push(page: &Page, clause: &Clause, of: DateOf, date: KnownDate, policy: &mut PolicyAccount) {
    let known = policy
        .dates
        .iter()
        .any(|known| known.of == of && known.date.value == date);
    if known && of != DateOf::Amended {
        return;
    }
    let range = page.trim(clause.range.clone());
    let date = page.said(date, range, &Rule::printed("header"));
    policy.dates.push(PolicyDate { of, date });
}

/// A text that is published by order and has no other date was adopted by that order.
fn adopted_by_publication(clauses: &[Clause], policy: &mut PolicyAccount) {
    if policy.date(DateOf::Adopted).is_some() {
        return;
    }
    let first_change = clauses.iter().find(|clause| clause.has(Act::Amended));
    let published = policy
        .dates
        .iter()
        .find(|date| date.of == DateOf::Published);
    let Some(published) = published
        .filter(|published| first_change.is_none_or(|change| published.date.value <= change.date))
    else {
        return;
    };
    let inferred = Rule::inferred("published, so adopted");
    let mut date = published.date.clone();
    date.grounds.modality = inferred.modality;
    date.grounds.method = inferred.method;
    date.grounds.confidence = inferred.confidence;
    policy.dates.insert(
        0,
        PolicyDate {
            of: DateOf::Adopted,
            date,
        },
    );
}

/// Returns the issuers: those of the order that published the first version, else those who adopted it, else those
/// who published it.
fn issuers(page: &Page, clauses: &[Clause], rules: &Rules) -> Vec<Said<String>> {
    let first = clauses
        .iter()
        .take_while(|clause| !clause.has(Act::Amended));
    let first: Vec<&Clause> = first.collect();
    let first = if first.is_empty() {
        clauses.iter().collect()
    } else {
        first
    };
    let promulgators = &rules.official.wording.promulgators;
    let is_order = |clause: &&&Clause| {
        let promulgates = ends(page.slice(clause.body.clone()), promulgators);
        clause.order && clause.has(Act::Published) && !promulgates
    };
    let order = first.iter().find(is_order);
    let adopted = first.iter().position(|clause| clause.has(Act::Adopted));
    let published = first.iter().find(|clause| clause.has(Act::Published));
    let chosen: Vec<&&Clause> = match (order, adopted, published) {
        (Some(order), ..) => vec![order],
        (None, Some(at), _) => {
            let before = first[..at].iter().filter(|clause| clause.acts.is_empty());
            before.chain([&first[at]]).collect()
        }
        (None, None, Some(published)) => vec![published],
        (None, None, None) => first
            .iter()
            .filter(|clause| clause.acts.is_empty())
            .collect(),
    };
    let rule = Rule::printed("header");
    let mut issuers: Vec<Said<String>> = Vec::new();
    for clause in chosen {
        for (range, name) in bodies_in(page, clause.body.clone(), rules) {
            if issuers.iter().all(|known| known.value != name) {
                issuers.push(page.said(name, range, &rule));
            }
        }
    }
    issuers
}

/// Returns the bodies that a stretch of running text names first, up to their session: 由第十四届全国人民代表大会第一次会议.
pub(super) fn bodies_after(page: &Page, within: Range<usize>, rules: &Rules) -> Vec<Said<String>> {
    let place = clause::first_body(page, within, rules);
    let rule = Rule::printed("adopted, by the order");
    let names = bodies_in(page, place, rules).into_iter();
    names
        .map(|(range, name)| page.said(name, range, &rule))
        .collect()
}

/// Parts a stretch that names bodies, and gives each with its place.
fn bodies_in(page: &Page, range: Range<usize>, rules: &Rules) -> Vec<(Range<usize>, String)> {
    let names = rules.bodies.split_list(page.words, range);
    let parts = names
        .iter()
        .map(|name| (name.range.clone(), closed_up(&name.to_name(page.words))));
    parts.collect()
}

/// Returns the bodies that a title begins with: 最高人民法院、最高人民检察院关于…
fn title_issuers(page: &Page, layout: &Layout, rules: &Rules) -> Vec<Said<String>> {
    let leading = rules.bodies.find_leading(page.words, layout.title.clone());
    let names = leading.map(|leading| leading.names).unwrap_or_default();
    let rule = Rule::printed("title begin");
    let said = names.iter().map(|name| {
        page.said(
            closed_up(&name.to_name(page.words)),
            name.range.clone(),
            &rule,
        )
    });
    said.collect()
}
