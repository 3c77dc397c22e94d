//! What a Chinese law, regulation, rule or notice says of itself and of others.

use super::rules::{Rules as AllRules, RulesError, Tables};
use crate::{fact::account::Account, source::Given};

/// The wording by which official documents are read.
#[derive(Clone, Debug, Default)]
pub struct Rules {}

impl Rules {
    /// Makes the rules of the tables `cues` and its like.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing or wrong.
    pub fn new(_tables: &Tables) -> Result<Self, RulesError> {
        Ok(Self::default())
    }
}

/// Reads what an official document says into its account.
pub fn read(_given: &Given, _rules: &AllRules, _account: &mut Account) {}
