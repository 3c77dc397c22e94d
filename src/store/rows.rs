//! What a query gives back: a plain table of terms that knows nothing of oxigraph.

use serde::Serialize;

/// One value of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Term {
    /// An IRI, whole.
    Iri(String),
    /// A blank node's label; ours never appear in the graph, a `CONSTRUCT` may make one.
    Blank(String),
    /// A literal.
    Literal {
        /// The lexical form, as stored.
        value: String,
        /// The datatype's IRI, whole (`xsd:string` and `rdf:langString` too).
        datatype: String,
        /// The language tag, lower case, as the store keeps it.
        language: Option<String>,
    },
}

impl Term {
    /// Returns what a person reads: the IRI, or the literal's lexical form.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Iri(text) | Self::Blank(text) | Self::Literal { value: text, .. } => text,
        }
    }

    /// Says whether the term is an IRI.
    #[must_use]
    pub fn is_iri(&self) -> bool {
        matches!(self, Self::Iri(_))
    }
}

/// An empty text.
impl Default for Term {
    fn default() -> Self {
        Self::Literal {
            value: String::new(),
            datatype: crate::vocab::XSD_STRING.to_owned(),
            language: None,
        }
    }
}

/// A table of answers: named columns, rows in the query's order, unbound cells as `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// The variables, without `?`, in the order of the query.
    pub columns: Vec<String>,
    /// The rows; each is as long as `columns`.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Rows {
    /// Returns the place of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Returns the text of a cell; empty where it is unbound or there is no such column.
    #[must_use]
    pub fn text(&self, row: usize, column: &str) -> &str {
        self.column(column)
            .and_then(|place| self.rows.get(row)?.get(place)?.as_ref())
            .map_or("", Term::text)
    }
}
