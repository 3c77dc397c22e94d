//! What a newsletter says: articles with a policy each, and dated lists of news.

use super::rules::{Rules as AllRules, RulesError, Tables};
use crate::{fact::account::Account, source::Given};

/// The wording by which newsletters are read.
#[derive(Clone, Debug, Default)]
pub struct Rules {}

impl Rules {
    /// Makes the rules of the tables `newsletter-cues` and its like.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing or wrong.
    pub fn new(_tables: &Tables) -> Result<Self, RulesError> {
        Ok(Self::default())
    }
}

/// Says whether a document is a newsletter.
#[must_use]
pub fn recognise(words: &str) -> bool {
    words.contains("At a glance:")
}

/// Reads what a newsletter says into its account.
pub fn read(_given: &Given, _rules: &AllRules, _account: &mut Account) {}
