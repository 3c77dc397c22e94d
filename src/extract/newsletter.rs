//! What a newsletter says: articles with a policy each, and dated lists of news.
//!
//! Takes a document whose words are plain, gives its account. The wording is
//! in the tables `data/rules/newsletter-*.csv`; whom a name means is left to
//! `link`.

mod cues;
mod date;
mod layout;
mod marks;
mod number;
mod page;
mod part;
mod phrases;

pub use cues::Rules;

use super::rules::Rules as AllRules;
use crate::{fact::account::Account, source::Given};

/// Says whether a document is a newsletter.
#[must_use]
pub fn recognise(words: &str) -> bool {
    words.contains("At a glance:")
}

/// Reads what a newsletter says into its account.
pub fn read(_given: &Given, _rules: &AllRules, _account: &mut Account) {}
