//! What a newsletter says: articles with a policy each, and dated lists of news.
//!
//! Takes a document whose words are plain, gives its account. The wording is
//! in the tables `data/rules/newsletter-*.csv`; whom a name means is left to
//! `link`.

mod aim;
mod amendment;
mod apposed;
mod article;
mod bare;
mod capital;
mod clause;
mod comparator;
mod cue;
mod cues;
mod date;
mod deadline;
mod deal;
mod digits;
mod entity;
mod event;
mod finalize;
mod firms;
mod forms;
mod glance;
mod guess;
mod hedge;
mod implied;
mod imprint;
mod inquiry;
mod issued;
mod kindless;
mod layout;
mod lead;
mod list;
mod marks;
mod measure;
mod multiple;
mod name;
mod named;
mod news;
mod number;
mod office;
mod page;
mod pair;
mod part;
mod phrases;
mod policies;
mod property;
mod relation;
mod role;
mod section;
mod series;
mod span;
mod staff;
mod stems;
mod stops;
mod tail;
mod target;
mod title;
mod transfer;
mod version;

pub use cues::Rules;

use super::rules::Rules as AllRules;
use crate::{fact::account::Account, source::Given};
use imprint::Imprint;
use page::Page;
use policies::{Policies, Reading};

/// Says whether a document is a newsletter.
#[must_use]
pub fn recognise(words: &str) -> bool {
    let glance = ["At a glance:", "At a glance", "AT A GLANCE"];
    let article = ["Issuing bod", "Reporting period", "NOTEWORTHY", "Article:"];
    let says = |marks: &[&str]| marks.iter().any(|mark| words.contains(mark));
    words.contains(glance[0]) || (says(&glance) && says(&article))
}

/// Reads what a newsletter says into its account.
pub fn read(given: &Given, rules: &AllRules, account: &mut Account) {
    let rules = &rules.newsletter;
    let page = Page::new(&given.text, rules);
    let imprint = Imprint::find(&page, rules);
    let calendar = imprint.calendar();
    let reading = Reading {
        page: &page,
        rules,
        calendar: &calendar,
    };
    imprint::read(&reading, &imprint, account);
    imprint::read_people(&reading, account);
    let period = imprint.period(&calendar);
    let mut policies = Policies::default();
    section::read(&reading, period.as_ref(), &mut policies, account);
    news::read(&reading, period.as_ref(), &mut policies, account);
    entity::add_agencies(&reading, account);
    entity::leave_once(account);
    account.policies = policies.list;
}
