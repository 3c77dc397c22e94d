//! What we hold: plain facts, each with the place it stands at. No input or output, no RDF.
//!
//! A [`Statement`] is what a source says and still *names* who it is about; a
//! [`Fact`] is the same with every name resolved to an entity. How statements
//! are read is left to `extract`, whom they mean to `link`.

pub mod account;
pub mod body;
pub mod claim;
pub mod date;
pub mod decimal;
pub mod digest;
pub mod evidence;
pub mod id;
pub mod number;
pub mod numeral;

pub use body::{Body, NameWords, OfficeWord};
pub use claim::{Claim, Decision, Origin};
pub use date::KnownDate;
pub use decimal::Decimal;
pub use evidence::{Evidence, Modality, Place, Review, Span};
pub use id::{Id, Kind};
pub use number::DocumentNumber;

/// A value that a fact gives its subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Another entity.
    Entity(Id),
    /// A term or concept of the vocabulary, or a web page, by IRI.
    Iri(String),
    /// Words, with the BCP 47 tag of their language where it is known.
    Text(String, Option<&'static str>),
    /// A date as exact as the source gives it.
    Date(KnownDate),
    /// A whole number.
    Integer(u64),
    /// A decimal number, exact.
    Decimal(Decimal),
}

/// One statement of one source, resolved: subject, property, value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// Whom it is about.
    pub subject: Id,
    /// The property, a whole IRI of `vocab`.
    pub predicate: String,
    /// What the property gives.
    pub object: Value,
    /// Who says so, where and how.
    pub evidence: Evidence,
}

/// The words by which a source means an entity, and the kinds it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// A key, a `kind/key`, or a name.
    pub text: String,
    /// The kinds the property allows; never empty.
    pub kinds: Vec<Kind>,
    /// Where the mention stands in our files.
    pub place: Place,
}

/// What a statement gives its subject: a value, or the name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// An entity still to be found.
    Mention(Mention),
    /// A value, read.
    Value(Value),
}

/// One statement as a source makes it, before names are resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Whom it is about.
    pub subject: Mention,
    /// The property, a whole IRI of `vocab`.
    pub predicate: String,
    /// What the property gives.
    pub object: Object,
    /// Who says so, where and how.
    pub evidence: Evidence,
}
