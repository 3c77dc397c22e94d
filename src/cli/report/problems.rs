//! What `check` found, with where it stands.

use super::base::Base;
use crate::{
    cli::{check::Finding, statements::Stated},
    store::SavedQuery,
    view::report::{self, Rule},
};

/// A finding as the page shows it.
pub fn finding(base: &Base, finding: &Finding) -> report::Finding {
    let stands_there = |stated: &&Stated| {
        let (start, end) = &finding.span;
        let span = stated
            .span
            .map(|span| (span.start.to_string(), span.end.to_string()));
        let place = span.unwrap_or_default();
        stated.document == finding.document
            && stated.section == finding.section
            && place == (start.clone(), end.clone())
    };
    let mut evidence = Vec::new();
    for found in base
        .of(&finding.focus)
        .iter()
        .filter(stands_there)
        .map(|stated| base.evidence(stated))
    {
        if !evidence.contains(&found) {
            evidence.push(found);
        }
    }
    report::Finding {
        rule: finding.rule.clone(),
        severity: finding.severity.clone(),
        focus: base.name(&finding.focus),
        message: finding.what.clone(),
        evidence,
    }
}

/// The rules that were run, with how often each was broken.
pub fn rules(rules: &[SavedQuery], findings: &[Finding]) -> Vec<Rule> {
    let rule = |rule: &SavedQuery| Rule {
        name: rule.name.clone(),
        question: rule.question.clone(),
        severity: rule.severity.clone(),
        found: findings
            .iter()
            .filter(|finding| finding.rule == rule.name)
            .count(),
    };
    rules.iter().map(rule).collect()
}
