//! Statements with their evidence, and the words where the user has the document.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;

use super::{entity::Entities, networks::project, output::tell};
use crate::{
    fact::{Id, Span},
    source::{Document, read_documents},
    store::{Graph, Rows, Term, bare::Bare},
};

/// One statement of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stated {
    /// Whom it is about: an IRI.
    pub subject: String,
    /// The property: an IRI.
    pub property: String,
    /// What it says.
    pub value: Term,
    /// The document: an IRI.
    pub document: String,
    /// The part of the document.
    pub section: String,
    /// The passage.
    pub span: Option<Span>,
    /// stated, judged, reported or inferred.
    pub modality: String,
    /// How it was read.
    pub method: String,
    /// 0 to 1.
    pub confidence: String,
    /// accepted, pending or rejected.
    pub review: String,
    /// The reader's remark.
    pub note: String,
    /// The name the document uses for the value.
    pub mention: String,
}

/// A triple of which only the document is known.
impl From<Bare> for Stated {
    fn from(triple: Bare) -> Self {
        Self {
            subject: triple.subject,
            property: triple.property,
            value: triple.value,
            document: triple.document,
            ..Self::default()
        }
    }
}

/// Returns the statements about an entity, or with it as value; all where none is given. Sorted.
///
/// # Errors
///
/// Fails where the shipped query does, which it does not.
pub fn statements(
    graph: &Graph,
    about: Option<&Id>,
    with_value: Option<&Id>,
) -> Result<Vec<Stated>> {
    let term = |id: &Id| Term::Iri(id.to_iri());
    let mut parameters = Vec::new();
    parameters.extend(about.map(|id| ("entity", term(id))));
    parameters.extend(with_value.map(|id| ("value", term(id))));
    let rows = project(graph, "statements", &parameters)?;
    let mut statements: Vec<Stated> = (0..rows.rows.len())
        .filter_map(|row| stated(&rows, row))
        .collect();
    statements.sort();
    Ok(statements)
}

fn stated(rows: &Rows, row: usize) -> Option<Stated> {
    let text = |column: &str| rows.text(row, column).to_owned();
    let number = |column: &str| rows.text(row, column).parse().ok();
    let value = rows.rows[row][rows.column("value")?].clone()?;
    let span = number("start")
        .zip(number("end"))
        .map(|(start, end)| Span { start, end });
    Some(Stated {
        subject: text("entity"),
        property: text("property"),
        value,
        document: text("document"),
        section: text("section"),
        span,
        modality: text("modality"),
        method: text("method"),
        confidence: text("confidence"),
        review: text("review"),
        note: text("note"),
        mention: text("mention"),
    })
}

/// Where the user's documents are.
#[derive(Debug, Default, clap::Args)]
pub struct Quotes {
    /// Print the words too, from the documents in this folder, found by their SHA-256
    #[arg(long, value_name = "DIR")]
    pub documents: Option<PathBuf>,
}

/// The documents that the user has, by the IRI of each.
#[derive(Debug, Default)]
pub struct Library {
    documents: BTreeMap<String, Document>,
}

impl Quotes {
    /// Reads the documents that the graph knows by their digest; tells which it found on standard error.
    ///
    /// # Errors
    ///
    /// Fails where the folder cannot be read.
    pub fn library(&self, graph: &Graph, entities: &Entities) -> Result<Library> {
        let Some(folder) = &self.documents else {
            return Ok(Library::default());
        };
        let known = project(graph, "documents", &[])?;
        let mut library = Library::default();
        for document in read_documents(folder)? {
            let row =
                (0..known.rows.len()).find(|row| known.text(*row, "sha256") == document.sha256);
            if let Some(row) = row {
                library
                    .documents
                    .insert(known.text(row, "document").to_owned(), document);
            }
        }
        for iri in library.documents.keys() {
            tell(format_args!("found the document `{}`", entities.label(iri)));
        }
        if library.documents.is_empty() {
            tell(format_args!(
                "found none of the graph's documents in `{}`",
                folder.display()
            ));
            for row in 0..known.rows.len() {
                let name = entities.label(known.text(row, "document"));
                let digest = known.text(row, "sha256");
                tell(format_args!("  looked for `{name}`, SHA-256 {digest}"));
            }
        }
        Ok(library)
    }
}

impl Library {
    /// Says whether there is any document to quote from.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Returns the words of a statement, where the document is here.
    #[must_use]
    pub fn quote(&self, statement: &Stated) -> Option<String> {
        self.documents
            .get(&statement.document)?
            .quote(statement.span?)
    }
}

/// Makes a text term, or none where it is empty.
#[must_use]
pub fn text_term(text: &str) -> Option<Term> {
    (!text.is_empty()).then(|| Term::Literal {
        value: text.to_owned(),
        datatype: crate::vocab::XSD_STRING.to_owned(),
        language: None,
    })
}

/// Makes a number term.
#[must_use]
pub fn number_term(number: &impl ToString) -> Term {
    Term::Literal {
        value: number.to_string(),
        datatype: crate::vocab::XSD_DOUBLE.to_owned(),
        language: None,
    }
}

/// The columns of evidence in every table.
pub const EVIDENCE: [&str; 9] = [
    "document",
    "section",
    "start",
    "end",
    "modality",
    "method",
    "confidence",
    "review",
    "note",
];

/// Returns the cells of [`EVIDENCE`], and the words where there are documents to quote from.
#[must_use]
pub fn evidence_cells(statement: &Stated, library: &Library) -> Vec<Option<Term>> {
    let mut cells = vec![
        Some(Term::Iri(statement.document.clone())),
        text_term(&statement.section),
        statement.span.map(|span| number_term(&span.start)),
        statement.span.map(|span| number_term(&span.end)),
        text_term(&statement.modality),
        text_term(&statement.method),
        statement
            .confidence
            .parse::<f64>()
            .ok()
            .map(|share| number_term(&share)),
        text_term(&statement.review),
        text_term(&statement.note),
    ];
    if !library.is_empty() {
        cells.push(library.quote(statement).and_then(|quote| text_term(&quote)));
    }
    cells
}

/// Returns the names of the columns that [`evidence_cells`] fills.
#[must_use]
pub fn evidence_columns(library: &Library) -> Vec<String> {
    let quote = (!library.is_empty()).then_some("quote");
    EVIDENCE
        .into_iter()
        .chain(quote)
        .map(str::to_owned)
        .collect()
}
