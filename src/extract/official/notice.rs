//! A notice, opinion, announcement or order, and the text that it issues.
//!
//! A notice that issues a text (关于印发《…》的通知) gives two policies: the
//! notice, and the text with what the text says.

use std::ops::Range;

use super::{
    dating::{printed_on, read_dates, read_deadline},
    end_of_force, force,
    issuance::{read_issuers, read_kind, title_of},
    issued::{Issued, Parts, find_parts, issued_title, promulgated},
    issued_text::{issued_policy, read_revised, told_by_order},
    note::read_note,
    page::{Page, Rule, closed_up},
    relations,
    title::kind_of,
    top::{Top, read_top},
};
use crate::{
    extract::{
        header_fields::{HeaderField, fields},
        rules::Rules,
    },
    fact::{
        KnownDate,
        account::{Account, PolicyAccount, RelationAccount},
    },
    source::Given,
    vocab,
};

/// What a notice is made of, in bytes of the words.
pub(super) struct Notice<'a> {
    pub(super) top: Top,
    pub(super) fields: Vec<HeaderField<'a>>,
    pub(super) parts: Parts,
}

/// Finds the parts of a notice; `None` where the document has nothing of a notice.
pub(super) fn find_notice<'a>(page: &Page, given: &Given, rules: &'a Rules) -> Option<Notice<'a>> {
    let fields = fields(given, &rules.header_fields);
    let top = read_top(page, &fields, &rules.official);
    let title = closed_up(page.slice(top.title.clone()));
    let kinds = &rules.official.wording.notice_kinds;
    let kind = kind_of(&title, &rules.official).map(|(kind, _)| kind);
    let titled = kind.is_some_and(|kind| kinds.iter().any(|one| one == kind));
    let named = issued_title(page, &top.title, rules).or_else(|| promulgated(page, &top, rules));
    let parts = find_parts(page, &top, named, rules);
    let signed = parts.signature.is_some();
    let notice = titled || signed || !top.numbers.is_empty() || !fields.is_empty();
    notice.then_some(Notice { top, fields, parts })
}

/// Reads a notice and the texts that stand with it into the account.
pub(super) fn read_notice(page: &Page, notice: &Notice, rules: &Rules, account: &mut Account) {
    let (top, parts) = (&notice.top, &notice.parts);
    let mut policy = PolicyAccount {
        title: title_of(page, &top.title, "title lines"),
        numbers: top.numbers.clone(),
        ..PolicyAccount::default()
    };
    let with_state = parts.issued.is_none();
    read_kind(page, &top.title, with_state, rules, &mut policy);
    read_issuers(page, notice, rules, &mut policy, account);
    let own = top.end..parts.end;
    read_note(page, own.clone(), rules, &mut policy);
    read_dates(page, notice, own.clone(), &mut policy);
    let printed = printed_on(page);
    read_force(page, own.clone(), (printed, rules), &mut policy, account);
    let mut text = parts.issued.as_ref().map(|issued| {
        let mut text = issued_policy(page, notice, issued, &policy, rules);
        read_force(
            page,
            issued.body.clone(),
            (printed, rules),
            &mut text,
            account,
        );
        told_by_order(page, own.clone(), issued, &policy, &mut text);
        policy.relations.extend(issues(page, issued, &text));
        text
    });
    relations::read_notice(
        page,
        notice,
        &rules.official,
        (&mut policy, text.as_mut()),
        account,
    );
    read_deadline(page, own, rules, text.as_mut().unwrap_or(&mut policy));
    account.policies.push(policy);
    account.policies.extend(text);
    if let Some(revised) = &parts.revised {
        read_revised(page, revised, rules, account);
    }
}

/// Reads from when to when a text is in force.
pub(super) fn read_force(
    page: &Page,
    within: Range<usize>,
    (printed, rules): (Option<KnownDate>, &Rules),
    policy: &mut PolicyAccount,
    account: &mut Account,
) {
    let commencement = &rules.official.commencement;
    force::read_effective(page, within.clone(), printed, commencement, policy);
    account
        .warnings
        .extend(end_of_force::read_end(page, within, commencement, policy));
}

/// Returns the relation of a notice to the text that it issues.
fn issues(page: &Page, issued: &Issued, text: &PolicyAccount) -> Option<RelationAccount> {
    Some(RelationAccount::new(
        vocab::local_name(vocab::ISSUES_TEXT),
        text.title.as_ref()?.value.clone(),
        None,
        page.grounds(issued.title.clone(), &Rule::printed("issued text")),
    ))
}
