//! Who says so, where, in which words, and how far we trust it.

use std::{fmt, str::FromStr};

use super::{Decimal, Id};
use crate::vocab;

/// A place in one of our own files, for messages: file, line, and the field or character of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The field of a table's line or the character of a text's, from 1.
    pub column: u64,
    /// The name of the table's column; empty where there is none.
    pub field: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)?;
        if self.field.is_empty() {
            return Ok(());
        }
        write!(f, ": column `{}`", self.field)
    }
}

/// A passage of a document: Unicode scalar offsets into it as it was given, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first character, from 0.
    pub start: u64,
    /// The character after the last.
    pub end: u64,
}

/// What kind of statement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// The document says it outright.
    Stated,
    /// The document's author judges so.
    Judged,
    /// The document passes on what others report, or hedges.
    Reported,
    /// A reader infers it from the document.
    Inferred,
}

impl Modality {
    /// Returns the IRI of the concept.
    #[must_use]
    pub const fn iri(self) -> &'static str {
        match self {
            Self::Stated => vocab::MODALITY_STATED,
            Self::Judged => vocab::MODALITY_JUDGED,
            Self::Reported => vocab::MODALITY_REPORTED,
            Self::Inferred => vocab::MODALITY_INFERRED,
        }
    }
}

impl Modality {
    /// Returns the word for it: `stated`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Judged => "judged",
            Self::Reported => "reported",
            Self::Inferred => "inferred",
        }
    }
}

impl FromStr for Modality {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "stated" => Ok(Self::Stated),
            "judged" => Ok(Self::Judged),
            "reported" => Ok(Self::Reported),
            "inferred" => Ok(Self::Inferred),
            _ => Err(()),
        }
    }
}

/// Whether a person has let the statement into the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// It is in the graph.
    Accepted,
    /// It waits; an assertion, but no triple.
    Pending,
    /// It was turned down; an assertion, but no triple.
    Rejected,
}

impl Review {
    /// Returns the IRI of the concept.
    #[must_use]
    pub const fn iri(self) -> &'static str {
        match self {
            Self::Accepted => vocab::REVIEW_ACCEPTED,
            Self::Pending => vocab::REVIEW_PENDING,
            Self::Rejected => vocab::REVIEW_REJECTED,
        }
    }
}

impl FromStr for Review {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "accepted" => Ok(Self::Accepted),
            "pending" => Ok(Self::Pending),
            "rejected" => Ok(Self::Rejected),
            _ => Err(()),
        }
    }
}

/// Where a statement stands and how it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The document.
    pub document: Id,
    /// The part of the document, in words.
    pub section: Option<String>,
    /// The passage; none where the statement rests on no words.
    pub span: Option<Span>,
    /// The kind of statement.
    pub modality: Modality,
    /// How it was read: `read by hand`, `table`, `curated`, or a rule's name.
    pub method: String,
    /// How sure we are that the document says so, 0 to 1; `data/README.md` has the rule.
    pub confidence: Decimal,
    /// Whether a person has let it in.
    pub review: Review,
    /// A remark of the reader on the passage.
    pub note: Option<String>,
    /// The name by which the document means the object, where it is not the key.
    pub mention: Option<String>,
    /// Where our files name the document.
    pub place: Place,
}
