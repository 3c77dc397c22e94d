//! The bodies whose document numbers begin with a code: 工信部联通信〔2023〕180号 is of 工业和信息化部.

use super::Bodies;
use crate::fact::{Body, KnownDate};

/// The longest code of the table is shorter, in characters.
const LONGEST: usize = 16;

impl Bodies {
    /// Returns the bodies that use a code: those of the longest beginning of it that the table holds, and of these those
    /// that there were on the date. Several where the table does not tell them apart, none for a code it does not hold.
    #[must_use]
    pub fn by_code(&self, code: &str, on: Option<KnownDate>) -> Vec<&Body> {
        let ends = code.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.take(LONGEST).collect();
        let mut beginnings = ends.into_iter().rev().map(|end| &code[..end]);
        let Some(users) = beginnings.find_map(|beginning| self.codes.get(beginning)) else {
            return Vec::new();
        };
        let users = || users.iter().filter_map(|user| self.table.get(*user));
        let then: Vec<&Body> = users()
            .filter(|body| on.is_none_or(|on| body.is_there(on)))
            .collect();
        if then.is_empty() { users().collect() } else { then }
    }
}
