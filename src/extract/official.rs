//! What a Chinese law, regulation, rule or notice says of itself and of others.
//!
//! The wording is in `data/rules`; here is how a document is laid out: a
//! title, a header or number, a purpose, articles or headings, an end. Names
//! stay as printed.

mod bare;
mod citation;
mod cue;
pub mod dates;
mod dating;
mod end_of_force;
mod explanation;
mod force;
mod header;
mod issuance;
mod issued;
mod issued_text;
mod listing;
pub mod marks;
mod note;
mod notice;
mod number;
mod page;
mod relations;
mod rules;
mod sentence;
#[cfg(test)]
mod tests;
mod title;
mod told;
mod top;
mod wording;

pub use rules::Rules;

use super::rules::Rules as AllRules;
use crate::{
    fact::account::{Account, Make, PolicyAccount, Warning},
    source::Given,
};
use page::Page;

/// Returns the kind that a title's ending names, a notation of the scheme of kinds.
#[must_use]
pub fn kind_of_title<'a>(title: &str, rules: &'a Rules) -> Option<&'a str> {
    let (kind, _) = title::kind_of(title, rules)?;
    (!kind.is_empty()).then_some(kind)
}

/// Returns the state that a mark in a title names, a notation of the scheme of states.
#[must_use]
pub fn state_of_title<'a>(title: &str, rules: &'a Rules) -> Option<&'a str> {
    title::state_of(title, rules)
}

/// Reads what an official document says into its account, and says there whether it is a law or a notice.
pub fn read(given: &Given, rules: &AllRules, account: &mut Account) {
    let page = Page::new(&given.text).titled(given.title.clone());
    let layout = title::find_layout(&page, &rules.official);
    if let Some(warning) = explanation::find(&page, &layout, given, rules) {
        account.make = Make::Unknown;
        account.warnings.push(warning);
        return;
    }
    let notice = if layout.marked {
        None
    } else {
        notice::find_notice(&page, given, rules)
    };
    if let Some(notice) = notice {
        account.make = Make::Notice;
        notice::read_notice(&page, &notice, rules, account);
    } else if layout.marked || is_law(&page, &layout, rules) {
        account.make = Make::Law;
        read_law(&page, &layout, rules, account);
    } else {
        account.make = Make::Unknown;
        account.warnings.push(Warning {
            text: "found no law, notice, newsletter or table of a known make: nothing was read"
                .to_owned(),
            span: None,
        });
    }
}

/// Says whether a document has anything of a law: articles, or a title that names one.
fn is_law(page: &Page, layout: &title::Layout, rules: &AllRules) -> bool {
    let title = page.slice(layout.title.clone());
    let titled = title::kind_of(title, &rules.official).is_some_and(|(_, instrument)| instrument);
    titled || page.slice(layout.body.clone()).contains("第一条")
}

fn read_law(page: &Page, layout: &title::Layout, rules: &AllRules, account: &mut Account) {
    let from = if layout.marked {
        layout.body.start
    } else {
        layout.title.end
    };
    let revised = issued::find_revised(page, &layout.title, from, rules);
    let end = revised
        .as_ref()
        .map_or(layout.body.end, |text| text.body.start);
    let layout = &layout.up_to(end);
    let mut policy = PolicyAccount {
        title: title::read_title(page, layout),
        ..PolicyAccount::default()
    };
    header::read_header(page, layout, rules, &mut policy);
    title::read_kind(page, layout, &rules.official, &mut policy);
    notice::read_force(
        page,
        layout.body.clone(),
        (None, rules),
        &mut policy,
        account,
    );
    relations::read_law(page, layout, &rules.official, &mut policy, account);
    account.policies.push(policy);
    if let Some(revised) = &revised {
        issued_text::read_revised(page, revised, rules, account);
    }
}
