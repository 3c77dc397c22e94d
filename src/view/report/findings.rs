//! What `check` found: each rule, what it asks, and what breaks it.

use maud::{Markup, html};

use super::{
    content::{Finding, Report, Rule},
    name::{name, text},
    proof::proof,
};

/// Returns the section: rules that found something first, open; then those that found nothing.
pub(super) fn section(report: &Report) -> Markup {
    let rules = rules(report);
    let (broken, kept): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| rule.found > 0);
    html! {
        p { "Nothing is repaired in silence: what is wrong or doubtful is listed, with its place." }
        @if broken.is_empty() { p { "No rule found anything." } }
        @for rule in broken { (broken_rule(rule, &report.findings)) }
        @if !kept.is_empty() {
            details class="kept" {
                summary { (kept.len()) " rules found nothing" }
                ul { @for rule in kept { li { b { (text(&rule.name)) } ": " (text(&rule.question)) } } }
            }
        }
    }
}

/// Returns the rules that were run, and those that only findings name.
fn rules(report: &Report) -> Vec<Rule> {
    let mut rules = report.rules.clone();
    for finding in &report.findings {
        if !rules.iter().any(|rule| rule.name == finding.rule) {
            let of_rule = |other: &&Finding| other.rule == finding.rule;
            rules.push(Rule {
                name: finding.rule.clone(),
                severity: finding.severity.clone(),
                found: report.findings.iter().filter(of_rule).count(),
                ..Rule::default()
            });
        }
    }
    rules
}

fn broken_rule(rule: &Rule, findings: &[Finding]) -> Markup {
    let found = findings.iter().filter(|finding| finding.rule == rule.name);
    html! {
        details class="rule" open[rule.found <= 10] {
            summary {
                span class={ "severity " (severity_class(&rule.severity)) } { (text(&rule.severity)) }
                " " b { (text(&rule.name)) } ": " (text(&rule.question)) " " b { (rule.found) }
            }
            table {
                thead {
                    tr {
                        th scope="col" { "About" }
                        th scope="col" { "What" }
                        th scope="col" { "Where" }
                    }
                }
                tbody {
                    @for finding in found {
                        tr {
                            th scope="row" data-label="About" { (name(&finding.focus)) }
                            td data-label="What" { (text(&finding.message)) }
                            td data-label="Where" { (proof(&finding.evidence)) }
                        }
                    }
                }
            }
        }
    }
}

fn severity_class(severity: &str) -> &'static str {
    match severity {
        "error" | "violation" => "error",
        "warning" => "warning",
        _ => "info",
    }
}
