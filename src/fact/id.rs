//! Names of entities: a kind and a stable key, which together make the IRI.
//!
//! Knows the shape of the IRIs and nothing of what stands behind them.

use std::{fmt, str::FromStr};

use crate::vocab;

/// The kinds of entity the graph holds; the folder of their IRIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A public body.
    Agency,
    /// A law, plan, notice, draft, list or programme.
    Policy,
    /// A company.
    Firm,
    /// A natural person.
    Person,
    /// An office that a person holds.
    Post,
    /// A thing that is made and sold, or a single craft or machine.
    Product,
    /// A technique.
    Technology,
    /// A branch of the economy.
    Sector,
    /// What a policy wants to reach.
    Target,
    /// A value that was measured.
    Observation,
    /// Something that happened at a time.
    Event,
    /// Where statements come from.
    Document,
    /// One statement in one document.
    Assertion,
}

impl Kind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 13] = [
        Self::Agency,
        Self::Policy,
        Self::Firm,
        Self::Person,
        Self::Post,
        Self::Product,
        Self::Technology,
        Self::Sector,
        Self::Target,
        Self::Observation,
        Self::Event,
        Self::Document,
        Self::Assertion,
    ];

    /// Returns the folder of the kind's IRIs: `agency`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Policy => "policy",
            Self::Firm => "firm",
            Self::Person => "person",
            Self::Post => "post",
            Self::Product => "product",
            Self::Technology => "technology",
            Self::Sector => "sector",
            Self::Target => "target",
            Self::Observation => "observation",
            Self::Event => "event",
            Self::Document => "document",
            Self::Assertion => "assertion",
        }
    }

    /// Returns the IRI of the kind's class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Agency => vocab::AGENCY,
            Self::Policy => vocab::POLICY,
            Self::Firm => vocab::FIRM,
            Self::Person => vocab::PERSON,
            Self::Post => vocab::POST,
            Self::Product => vocab::PRODUCT,
            Self::Technology => vocab::TECHNOLOGY,
            Self::Sector => vocab::SECTOR,
            Self::Target => vocab::TARGET,
            Self::Observation => vocab::OBSERVATION,
            Self::Event => vocab::EVENT,
            Self::Document => vocab::DOCUMENT,
            Self::Assertion => vocab::ASSERTION,
        }
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or(())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An entity's name: `agency/miit`. Its IRI is the base and this.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    kind: Kind,
    key: String,
}

/// Why a key cannot stand in an IRI.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot use `{key}` as a key: expected letters, digits and hyphens, at least one")]
pub struct KeyError {
    /// The key as found.
    pub key: String,
}

impl Id {
    /// Makes an id of a kind and a key.
    ///
    /// # Errors
    ///
    /// Refuses an empty key and one with a character that is neither a letter
    /// or digit of any script nor a hyphen.
    pub fn new(kind: Kind, key: &str) -> Result<Self, KeyError> {
        let fits = |c: char| c.is_alphanumeric() || c == '-';
        if key.is_empty() || !key.chars().all(fits) {
            return Err(KeyError {
                key: key.to_owned(),
            });
        }
        Ok(Self {
            kind,
            key: key.to_owned(),
        })
    }

    /// Makes an id of the letters, digits and hyphens of a name; `unnamed` where it has none.
    #[must_use]
    pub fn coined(kind: Kind, name: &str) -> Self {
        let fits = |c: &char| c.is_alphanumeric() || *c == '-';
        let mut key: String = name.chars().filter(fits).collect();
        if key.is_empty() {
            key.push_str("unnamed");
        }
        Self { kind, key }
    }

    /// Reads `kind/key`; `None` where it is not of that form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, key) = text.split_once('/')?;
        Self::new(kind.parse().ok()?, key).ok()
    }

    /// Reads one of our entity IRIs; `None` for any other.
    #[must_use]
    pub fn from_iri(iri: &str) -> Option<Self> {
        Self::parse(iri.strip_prefix(vocab::ID)?)
    }

    /// Returns the kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns the key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the whole IRI.
    #[must_use]
    pub fn to_iri(&self) -> String {
        format!("{}{self}", vocab::ID)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iri_and_its_id_name_each_other() {
        for text in ["agency/miit", "policy/工信部联网安-2022-182", "firm/c919"] {
            let id = Id::parse(text).unwrap();
            assert_eq!(id.to_string(), text);
            assert_eq!(Id::from_iri(&id.to_iri()), Some(id));
        }
    }

    #[test]
    fn a_key_that_would_break_an_iri_is_refused() {
        for key in ["", "a b", "a/b", "a#b", "<a>", "a\"", "a\u{202e}b"] {
            assert!(Id::new(Kind::Firm, key).is_err(), "{key:?}");
        }
        assert_eq!(Id::parse("ministry/miit"), None);
        assert_eq!(Id::parse("miit"), None);
    }
}
