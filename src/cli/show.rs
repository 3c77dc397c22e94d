//! `policygraph show`: all that is known of one entity.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{
    Outcome,
    answer::Answer,
    open::Source,
    output::tell,
    statements::{
        Library, Quotes, Stated, evidence_cells, evidence_columns, statements, text_term,
    },
};
use crate::{
    fact::Kind,
    store::{Rows, Term, bare::Bare},
    vocab,
};

/// Show all that is known of one entity, each statement with its evidence
///
/// One row a statement and place: what is said of the entity, then (property with `←`) what is said of others with it.
/// Rejected and pending statements are shown as such. Exits with 1 where nothing is said of it.
///
/// Example: policygraph show MIIT --documents ~/newsletters
#[derive(Debug, clap::Args)]
pub struct Show {
    /// IRI, key, label, alias, abbreviation or document number
    entity: String,
    #[command(flatten)]
    quotes: Quotes,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    answer: Answer,
}

impl Show {
    pub(super) fn run(self) -> Result<Outcome> {
        let opened = self.source.open()?;
        let id = opened.entities.find(&self.entity, &Kind::ALL)?;
        let library = self.quotes.library(&opened.graph, &opened.entities)?;
        let said = once_a_class(statements(&opened.graph, Some(&id), None)?);
        let said = with_bare(said, opened.graph.triples_of(&id.to_iri(), false));
        let of_others = statements(&opened.graph, None, Some(&id))?;
        let of_others = with_bare(of_others, opened.graph.triples_of(&id.to_iri(), true));
        let label = |iri: &str| opened.entities.label(iri);
        let mut columns: Vec<String> = ["property", "value", "value_label"]
            .map(str::to_owned)
            .to_vec();
        columns.extend(evidence_columns(&library));
        let about = said
            .iter()
            .map(|s| row(s, "", s.value.clone(), &label, &library));
        let others = of_others
            .iter()
            .map(|s| row(s, "← ", Term::Iri(s.subject.clone()), &label, &library));
        let rows = Rows {
            columns,
            rows: about.chain(others).collect(),
        };
        tell(format_args!("{id}: {}", label(&id.to_iri())));
        opened.graph.sound()?;
        self.answer.write(&rows)?;
        Ok(if rows.rows.is_empty() {
            Outcome::Nothing
        } else {
            Outcome::Done
        })
    }
}

/// Keeps the first of the statements by which a document gives the entity its class: every row of a table gives it again.
fn once_a_class(mut said: Vec<Stated>) -> Vec<Stated> {
    let mut given = BTreeSet::new();
    said.retain(|stated| {
        stated.property != vocab::RDF_TYPE
            || given.insert((stated.value.clone(), stated.document.clone()))
    });
    said
}

/// Adds the triples that no assertion tells more of, as a graph has them that was not built from sources of ours.
fn with_bare(mut said: Vec<Stated>, triples: Vec<Bare>) -> Vec<Stated> {
    let told: BTreeSet<_> = said
        .iter()
        .map(|stated| (&stated.subject, &stated.property, &stated.value))
        .collect();
    let is_told =
        |triple: &Bare| told.contains(&(&triple.subject, &triple.property, &triple.value));
    let bare: Vec<Stated> = triples
        .into_iter()
        .filter(|triple| !is_told(triple))
        .map(Stated::from)
        .collect();
    said.extend(bare);
    said
}

/// A statement as a row: `←` before the property where the entity is its value.
fn row(
    statement: &Stated,
    arrow: &str,
    value: Term,
    label: &dyn Fn(&str) -> String,
    library: &Library,
) -> Vec<Option<Term>> {
    let property = if arrow.is_empty() {
        Some(Term::Iri(statement.property.clone()))
    } else {
        text_term(&format!(
            "{arrow}{}",
            vocab::local_name(&statement.property)
        ))
    };
    let called = value
        .is_iri()
        .then(|| label(value.text()))
        .filter(|called| called != value.text());
    let mut cells = vec![
        property,
        Some(value),
        called.and_then(|called| text_term(&called)),
    ];
    cells.extend(evidence_cells(statement, library));
    cells
}
