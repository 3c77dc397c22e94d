//! How a query was answered, as a tree for a terminal.

use std::fmt::Write;

use crate::store::Plan;

/// Writes a plan as lines: rows expected and found, milliseconds, and the step, its parts below it.
///
/// A step that nothing was expected of has `-`. Times are those of the step with its parts.
#[must_use]
pub fn plan(plan: &Plan) -> String {
    let mut text = format!("{:>12} {:>12} {:>12}  step\n", "expected", "rows", "ms");
    add(plan, 0, &mut text);
    text
}

fn add(plan: &Plan, depth: usize, text: &mut String) {
    let expected = plan
        .estimate
        .map_or_else(|| "-".to_owned(), |rows| format!("{rows:.0}"));
    let (rows, milliseconds, indent) = (plan.rows, plan.seconds * 1e3, depth * 2);
    let _ = writeln!(
        text,
        "{expected:>12} {rows:>12} {milliseconds:>12.1}  {:indent$}{}",
        "", plan.what
    );
    for part in &plan.children {
        add(part, depth + 1, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_a_tree_with_what_was_expected() {
        let leaf = Plan {
            what: "?s pg:issuedBy ?o".to_owned(),
            estimate: Some(11.6),
            rows: 12,
            seconds: 0.0015,
            children: Vec::new(),
        };
        let whole = Plan {
            what: "DISTINCT".to_owned(),
            estimate: None,
            rows: 3,
            seconds: 0.002,
            children: vec![leaf],
        };
        let wanted = "    expected         rows           ms  step\n           -            3          2.0  DISTINCT\n          12           12          1.5    ?s pg:issuedBy ?o\n";
        assert_eq!(plan(&whole), wanted);
    }
}
