//! The bodies whose document numbers begin with a code: 工信部联通信〔2023〕180号 is of 工业和信息化部.

use super::Bodies;
use crate::fact::{Body, KnownDate};

/// The longest code of the table is shorter, in characters.
const LONGEST: usize = 16;

impl Bodies {
    /// Returns the bodies that use a code: those of the longest beginning of it that the table holds for a body that there
    /// was on the date, else for any. Several where the table does not tell them apart, none for a code it does not hold.
    #[must_use]
    pub fn by_code(&self, code: &str, on: Option<KnownDate>) -> Vec<&Body> {
        let ends = code.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.take(LONGEST).collect();
        let there = |body: &Body| on.is_none_or(|on| body.is_there(on));
        let users = |end: usize, there: &dyn Fn(&Body) -> bool| {
            let rows = self.codes.get(&code[..end]).into_iter().flatten();
            let bodies = rows.filter_map(|row| self.table.get(*row));
            let users: Vec<&Body> = bodies.filter(|body| there(body)).collect();
            (!users.is_empty()).then_some(users)
        };
        let longest = |there: &dyn Fn(&Body) -> bool| {
            let mut longest_first = ends.iter().rev();
            longest_first.find_map(|end| users(*end, there))
        };
        longest(&there)
            .or_else(|| longest(&|_| true))
            .unwrap_or_default()
    }
}
