//! The names of public bodies in running text: who is meant by `工信部等四部门`, and where each name stands.

use super::rules::{RulesError, Tables};

/// The names that are known, for finding them in text.
#[derive(Clone, Debug, Default)]
pub struct Bodies {}

impl Bodies {
    /// Makes the names of the table `bodies`.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing or wrong.
    pub fn new(_tables: &Tables) -> Result<Self, RulesError> {
        Ok(Self::default())
    }
}
