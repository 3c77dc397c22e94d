//! What a Chinese law, regulation, rule or notice says of itself and of others.
//!
//! The wording is in `data/rules`; here is how a document is laid out: a
//! title, a header or number, a purpose, articles or headings, an end. Names
//! stay as printed.

mod citation;
pub mod dates;
mod force;
mod header;
pub mod marks;
mod page;
mod relations;
mod rules;
mod sentence;
mod title;

pub use rules::Rules;

use super::rules::Rules as AllRules;
use crate::{
    fact::account::{Account, PolicyAccount},
    source::Given,
};
use page::Page;

/// Reads what an official document says into its account.
pub fn read(given: &Given, rules: &AllRules, account: &mut Account) {
    let page = Page::new(&given.text);
    let layout = title::find_layout(&page);
    let mut policy = PolicyAccount {
        title: title::read_title(&page, &layout),
        ..PolicyAccount::default()
    };
    header::read_header(&page, &layout, rules, &mut policy);
    title::read_kind(&page, &layout, &rules.official, &mut policy);
    force::read_effective(&page, &layout, &rules.official.commencement, &mut policy);
    relations::read_relations(&page, &layout, &rules.official, &mut policy, account);
    account.policies.push(policy);
}
