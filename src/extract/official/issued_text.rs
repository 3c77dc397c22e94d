//! The policy that the text makes which a notice issues: what of the notice is told of it too.

use std::ops::Range;

use super::{
    dates,
    header::bodies_after,
    issuance::{read_kind, said_names, title_of},
    issued::{Issued, lines},
    note::{end_of_note, read_note},
    notice::{Notice, read_force},
    number::take_number,
    page::{Page, Rule, closed_up},
    relations,
    wording::ends,
};
use crate::{
    extract::{bodies::Leading, rules::Rules},
    fact::{
        Span,
        account::{Account, DateOf, Grounds, PolicyAccount, PolicyDate, Said},
    },
};

/// Makes the policy of the issued text: its title and kind are its own, its issuers the notice's, which is inferred.
pub(super) fn issued_policy(
    page: &Page,
    notice: &Notice,
    issued: &Issued,
    by: &PolicyAccount,
    rules: &Rules,
) -> PolicyAccount {
    let mut text = PolicyAccount {
        title: title_of(page, &issued.title, "title of the issued text"),
        numbers: own_numbers(page, notice, issued),
        issuers: own_issuers(page, issued, rules),
        lead: by.lead.as_ref().map(inferred),
        ..PolicyAccount::default()
    };
    read_kind(page, &issued.title, true, rules, &mut text);
    let own_named = !text.issuers.is_empty();
    read_note(page, issued.line.end..issued.body.end, rules, &mut text);
    if text.issuers.is_empty() {
        // The president promulgates laws and issues none.
        let promulgators = &rules.official.wording.promulgators;
        let issuers = by.issuers.iter();
        let issuers = issuers.filter(|one| !ends(&one.value, promulgators));
        text.issuers = issuers.map(inferred).collect();
    }
    if text.issuers.is_empty() {
        text.issuers = adopters(page, notice.top.end..notice.parts.end, issued, rules);
    }
    if let Some(leading) = passed_on_by(page, &notice.top.line, rules) {
        let names = said_names(page, &leading.names, "title of what is passed on");
        text.lead = leading.lead().and(names.first().cloned());
        text.issuers = if own_named { text.issuers } else { names };
    }
    text
}

/// Returns the numbers that stand alone on a line over the text or under its title: 法释〔2023〕17号.
fn own_numbers(page: &Page, notice: &Notice, issued: &Issued) -> Vec<Said<String>> {
    let mut numbers = Vec::new();
    if issued.line.is_empty() {
        return numbers;
    }
    let signature = notice.parts.signature.as_ref();
    let over = signature.map_or(0..0, |it| it.date.end..issued.line.start);
    let under = lines(page, issued.line.end..issued.body.end)
        .into_iter()
        .take(3);
    for line in lines(page, over).into_iter().chain(under) {
        take_number(page, line, &mut numbers);
    }
    numbers
}

/// Reads what an order says of the text that it publishes: when it was adopted, from when it is in force, and that it is
/// published by the order.
pub(super) fn told_by_order(
    page: &Page,
    own: Range<usize>,
    issued: &Issued,
    order: &PolicyAccount,
    text: &mut PolicyAccount,
) {
    let Some(sentence) = sentence_of(page, &own, issued) else {
        return;
    };
    let within = |span: Span| {
        let whole = page.span(sentence.clone());
        whole.start <= span.start && span.end <= whole.end
    };
    if text.date(DateOf::Adopted).is_none() {
        text.dates.extend(adopted(page, &sentence));
    }
    let effective = order.dates.iter().find(|date| date.of == DateOf::Effective);
    let effective = effective.filter(|date| within(date.date.grounds.span));
    if text.date(DateOf::Effective).is_none() {
        text.dates.extend(effective.cloned());
    }
    let signed = order.dates.iter().find(|date| date.of == DateOf::Signed);
    if let Some(signed) = signed.filter(|_| text.date(DateOf::Published).is_none()) {
        let mut date = signed.date.clone();
        infer(&mut date.grounds, "published by the order");
        let of = DateOf::Published;
        text.dates.push(PolicyDate { of, date });
    }
}

/// Returns the rest of the sentence of an order that names the text which it publishes.
fn sentence_of(page: &Page, own: &Range<usize>, issued: &Issued) -> Option<Range<usize>> {
    let from = issued.title.end;
    own.contains(&from).then_some(())?;
    let rest = page.slice(from..own.end);
    let end = rest.find(['。', '\n']).unwrap_or(rest.len());
    Some(from..from + end)
}

/// Reads when the text was adopted: 《…》已经2024年2月2日…会议通过.
fn adopted(page: &Page, sentence: &Range<usize>) -> Option<PolicyDate> {
    let words = page.slice(sentence.clone());
    let end = words.find(ADOPTED)?;
    let found = dates::find_dates(&words[..end]);
    // 2023年第12次会议 has a year too.
    let day = found
        .iter()
        .rfind(|found| found.date.to_string().len() == DAY);
    let found = day.or(found.last())?;
    let range = sentence.start + found.range.start..sentence.start + end + ADOPTED.len();
    let date = page.said(found.date, range, &Rule::printed("adopted, by the order"));
    let of = DateOf::Adopted;
    Some(PolicyDate { of, date })
}

/// What an order says of a text that was adopted.
const ADOPTED: &str = "通过";
/// A date to the day is as long: `2024-02-02`.
const DAY: usize = 10;

/// Returns the bodies that adopted the text: 已由…全国人民代表大会常务委员会第十次会议于…通过.
fn adopters(page: &Page, own: Range<usize>, issued: &Issued, rules: &Rules) -> Vec<Said<String>> {
    let Some(sentence) = sentence_of(page, &own, issued) else {
        return Vec::new();
    };
    let words = page.slice(sentence.clone());
    let (Some(by), Some(end)) = (words.find('由'), words.find(ADOPTED)) else {
        return Vec::new();
    };
    if end < by {
        return Vec::new();
    }
    bodies_after(page, sentence.start + by..sentence.start + end, rules)
}

/// Adds the text that a notice or decision changes as it then is: of the version of that day.
pub(super) fn read_revised(page: &Page, revised: &Issued, rules: &Rules, account: &mut Account) {
    let Some(by) = account.policies.last() else {
        return;
    };
    let mut text = PolicyAccount {
        title: title_of(page, &revised.line, "title of the amended text"),
        ..PolicyAccount::default()
    };
    read_kind(page, &revised.line, true, rules, &mut text);
    let body = revised.line.end..revised.body.end;
    read_note(page, body.clone(), rules, &mut text);
    if text.issuers.is_empty() {
        text.issuers = by.issuers.iter().map(inferred).collect();
    }
    let mut days = [DateOf::Adopted, DateOf::Signed, DateOf::Published].into_iter();
    let day = days.find_map(|of| by.dates.iter().find(|date| date.of == of));
    if let Some(day) = day.filter(|_| text.date(DateOf::Amended).is_none()) {
        let mut date = day.date.clone();
        infer(&mut date.grounds, "changed by the decision before it");
        let of = DateOf::Amended;
        text.dates.push(PolicyDate { of, date });
    }
    read_force(page, body.clone(), (None, rules), &mut text, account);
    let body = end_of_note(page, body.clone())..body.end;
    relations::read_body(page, body, &rules.official, &mut text, account);
    account.policies.push(text);
}

/// Returns the bodies whose text a notice passes on, as its title names them: 国务院办公厅转发国家发展改革委等部门关于….
fn passed_on_by(page: &Page, title: &Range<usize>, rules: &Rules) -> Option<Leading> {
    let text = page.slice(title.clone());
    let verbs = rules.official.passing_on.iter();
    let end = verbs
        .filter_map(|verb| text.find(verb.as_str()).map(|at| at + verb.len()))
        .min()?;
    rules
        .bodies
        .find_leading(page.words, title.start + end..title.end)
}

/// Returns the bodies that a text passed on names under its title.
fn own_issuers(page: &Page, issued: &Issued, rules: &Rules) -> Vec<Said<String>> {
    let under = issued.line.end..issued.body.end;
    if issued.line.is_empty() {
        return Vec::new();
    }
    let Some(line) = first_line(page, under) else {
        return Vec::new();
    };
    let names = rules.bodies.split_list(page.words, line.clone());
    let length: usize = names.iter().map(|name| name.range.len()).sum();
    let only = !names.is_empty() && length * 10 >= closed_up(page.slice(line)).len() * 8;
    if only {
        said_names(page, &names, "under the title")
    } else {
        Vec::new()
    }
}

fn first_line(page: &Page, within: Range<usize>) -> Option<Range<usize>> {
    let mut start = within.start;
    page.slice(within).split_inclusive('\n').find_map(|line| {
        let range = page.trim(start..start + line.len());
        start += line.len();
        (!range.is_empty()).then_some(range)
    })
}

fn inferred(said: &Said<String>) -> Said<String> {
    let mut said = said.clone();
    infer(&mut said.grounds, "issued by the notice");
    said
}

/// Says of grounds that a value was concluded from them.
fn infer(grounds: &mut Grounds, method: &str) {
    let rule = Rule::inferred(method);
    grounds.modality = rule.modality;
    grounds.method = rule.method;
    grounds.confidence = rule.confidence;
}
