//! `policygraph check`: what is wrong or doubtful in the graph.

use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{
    Outcome, answer::Answer, entity::Entities, open::Source, output::tell, statements::text_term,
};
use crate::{
    fact::Id,
    pipeline,
    store::{Graph, QueryError, Rows, SavedQuery, Term},
    vocab,
};

/// How grave a finding can be, the gravest first.
const SEVERITIES: [&str; 3] = ["violation", "warning", "info"];

/// Check the graph: each rule of queries/check must come back empty
///
/// Of a built graph every byte is held to its checksum first. One row a finding: the rule, how grave it is (violation,
/// warning, info), whom it concerns, and what was found where.
/// The gravest come first. Nothing is repaired. Exits with 1 where any rule finds anything.
///
/// Example: policygraph check --rule date-outside-reporting-period
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Run these rules only
    #[arg(long = "rule", value_name = "NAME", value_delimiter = ',')]
    rules: Vec<String>,
    /// Check the built graph in this folder (the same as --graph)
    #[arg(value_name = "DIR", conflicts_with_all = ["graph", "from"])]
    folder: Option<std::path::PathBuf>,
    /// Hold the words of facts (*.jsonl) to the documents in this folder, found by their SHA-256
    #[arg(long, value_name = "DIR", conflicts_with_all = ["graph", "folder"])]
    documents: Option<std::path::PathBuf>,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    answer: Answer,
}

/// What a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// How grave it is.
    pub severity: String,
    /// Whom it concerns: an IRI.
    pub focus: String,
    /// What was found, as `name: value` pairs.
    pub what: String,
    /// The document it stands in, if any: an IRI.
    pub document: String,
    /// The part of the document.
    pub section: String,
    /// The passage.
    pub span: (String, String),
}

/// No rule is called so.
#[derive(Debug, thiserror::Error)]
#[error("no rule is called `{name}`: expected one of {expected}")]
pub struct UnknownRule {
    name: String,
    expected: String,
}

impl Check {
    pub(super) fn run(mut self) -> Result<Outcome> {
        if let Some(folder) = self.folder.take() {
            self.source.graph = Some(folder);
        }
        let rules = self.chosen()?;
        let opened = self.source.open_against(self.documents.as_deref())?;
        if let Some(folder) = &self.source.graph {
            opened.graph.verify().with_context(|| damaged(folder))?;
        }
        let findings = findings(&opened.graph, &opened.entities, &rules)?;
        self.answer.write(&rows(&findings, &opened.entities))?;
        for rule in &rules {
            let found = findings
                .iter()
                .filter(|finding| finding.rule == rule.name)
                .count();
            tell(format_args!(
                "{:<32} {:<10} {found}",
                rule.name, rule.severity
            ));
            if found > 0 && !rule.hint.is_empty() {
                tell(format_args!("  hint: {}", rule.hint));
            }
        }
        Ok(if findings.is_empty() {
            Outcome::Done
        } else {
            Outcome::Nothing
        })
    }

    fn chosen(&self) -> Result<Vec<SavedQuery>> {
        let rules = pipeline::saved_queries("check");
        let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
        if let Some(name) = self
            .rules
            .iter()
            .find(|name| !names.contains(&name.as_str()))
        {
            let (name, expected) = (name.clone(), names.join(" "));
            return Err(UnknownRule { name, expected }.into());
        }
        let wanted = |rule: &SavedQuery| self.rules.is_empty() || self.rules.contains(&rule.name);
        Ok(rules.into_iter().filter(wanted).collect())
    }
}

/// Runs rules on a graph, as many at once as there are cores; grave findings first, then in the order of rules and of
/// their rows.
///
/// # Errors
///
/// Fails where a rule does not run, which the shipped ones do.
pub fn findings(
    graph: &Graph,
    entities: &Entities,
    rules: &[SavedQuery],
) -> Result<Vec<Finding>, QueryError> {
    let found_by = |rule: &SavedQuery| {
        let rows = graph.rows(&format!("queries/check/{}.rq", rule.name), &rule.text)?;
        let found = (0..rows.rows.len()).map(|row| finding(rule, &rows, row, entities));
        Ok(found.collect::<Vec<_>>())
    };
    let found: Result<Vec<_>, QueryError> = rules.par_iter().map(found_by).collect();
    let mut findings = found?.concat();
    findings.sort_by_key(|finding| gravity(&finding.severity));
    Ok(findings)
}

fn damaged(folder: &Path) -> String {
    format!("the graph in `{}` is not as it was built", folder.display())
}

/// Returns the place of a severity among the three; one that is none of them comes last.
fn gravity(severity: &str) -> usize {
    let known = SEVERITIES.iter().position(|known| *known == severity);
    known.unwrap_or(SEVERITIES.len())
}

fn finding(rule: &SavedQuery, rows: &Rows, row: usize, entities: &Entities) -> Finding {
    let text = |column: &str| rows.text(row, column).to_owned();
    let place = ["focus", "document", "section", "start", "end"];
    let pairs = rows.columns.iter().zip(&rows.rows[row]);
    let told = pairs.filter(|(column, _)| !place.contains(&column.as_str()));
    let words = told.filter_map(|(column, term)| {
        let term = term.as_ref()?;
        let value = if term.is_iri() {
            match term.text().strip_prefix(vocab::NS) {
                Some(name) => name.to_owned(),
                None => called(term.text(), entities),
            }
        } else {
            term.text().to_owned()
        };
        Some(format!("{}: {value}", column.replace('_', " ")))
    });
    Finding {
        rule: rule.name.clone(),
        severity: rule.severity.clone(),
        focus: text("focus"),
        what: words.collect::<Vec<_>>().join("; "),
        document: text("document"),
        section: text("section"),
        span: (text("start"), text("end")),
    }
}

/// Names an entity so that two of one name are told apart: `label (kind/key)`.
fn called(iri: &str, entities: &Entities) -> String {
    let label = entities.label(iri);
    match Id::from_iri(iri) {
        Some(id) if id.key() != label => format!("{label} ({id})"),
        _ => label,
    }
}

fn rows(findings: &[Finding], entities: &Entities) -> Rows {
    let columns = [
        "rule", "severity", "focus", "label", "what", "document", "section", "start", "end",
    ];
    let row = |finding: &Finding| {
        let document = (!finding.document.is_empty()).then(|| Term::Iri(finding.document.clone()));
        vec![
            text_term(&finding.rule),
            text_term(&finding.severity),
            Some(Term::Iri(finding.focus.clone())),
            text_term(&entities.label(&finding.focus)),
            text_term(&finding.what),
            document,
            text_term(&finding.section),
            text_term(&finding.span.0),
            text_term(&finding.span.1),
        ]
    };
    Rows {
        columns: columns.map(str::to_owned).to_vec(),
        rows: findings.iter().map(row).collect(),
    }
}
