//! Which entity a user means, and what entities are called.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::{
    fact::{Id, Kind},
    link::{Found, Names},
    store::{Graph, QueryError},
    vocab,
};

/// Every entity of a graph with its names.
pub struct Entities {
    names: Names,
    labels: BTreeMap<String, Label>,
}

/// What an entity is called.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// In English.
    pub en: Option<String>,
    /// In Chinese.
    pub zh: Option<String>,
    /// For short.
    pub abbreviation: Option<String>,
}

/// Why a name given on the command line means no entity.
#[derive(Debug, thiserror::Error)]
pub enum NameError {
    /// Nothing is called so.
    #[error("no {kinds} is called `{name}`")]
    Unknown {
        /// The name.
        name: String,
        /// What it was to be.
        kinds: String,
        /// The nearest names.
        nearest: Vec<String>,
    },
    /// The name says nothing.
    #[error("the name is empty: expected the name of {kinds}")]
    Empty {
        /// What it was to be.
        kinds: String,
    },
    /// It is called so, and is of another kind.
    #[error("found `{name}`, the name of {found}: expected the name of {kinds}")]
    OtherKind {
        /// The name.
        name: String,
        /// What it is: `kind/key` with its label.
        found: String,
        /// What it was to be.
        kinds: String,
    },
    /// Several are called so.
    #[error("`{name}` is the name of several: {}", .candidates.join(", "))]
    Ambiguous {
        /// The name.
        name: String,
        /// Each as `kind/key` with its label.
        candidates: Vec<String>,
    },
}

impl Entities {
    /// Collects the entities of a graph and their names.
    ///
    /// # Errors
    ///
    /// Fails where the query does, which the shipped one does not.
    pub fn of(graph: &Graph) -> Result<Self, QueryError> {
        let rows = super::networks::project(graph, "names", &[])?;
        let mut entities = Self {
            names: Names::default(),
            labels: BTreeMap::new(),
        };
        for row in 0..rows.rows.len() {
            if let Some(id) = Id::from_iri(rows.text(row, "entity")) {
                entities.take(
                    &id,
                    rows.text(row, "property"),
                    rows.text(row, "language"),
                    rows.text(row, "name"),
                );
            }
        }
        Ok(entities)
    }

    fn take(&mut self, id: &Id, property: &str, language: &str, name: &str) {
        if name.is_empty() {
            return self.names.add(id);
        }
        self.names.add_name(id, name);
        let label = self.labels.entry(id.to_iri()).or_default();
        let slot = match (property, language) {
            ("label", "en") => &mut label.en,
            ("label", tag) if tag.starts_with("zh") => &mut label.zh,
            ("label", "") if label.en.is_none() => &mut label.en,
            ("abbreviation", _) => &mut label.abbreviation,
            _ => return,
        };
        slot.get_or_insert_with(|| name.to_owned());
    }

    /// Returns the entity of one of these kinds that a name means.
    ///
    /// # Errors
    ///
    /// Gives the nearest names where there is none, and the candidates where there are several.
    pub fn find(&self, name: &str, kinds: &[Kind]) -> Result<Id, NameError> {
        let name_of = |id: &Id| format!("{id} ({})", self.label(&id.to_iri()));
        if name.trim().is_empty() {
            let kinds = with_article(&kinds_in_words(kinds));
            return Err(NameError::Empty { kinds });
        }
        match self.names.find(name, kinds) {
            Found::One(id) => Ok(id),
            Found::Many(ids) => Err(NameError::Ambiguous {
                name: name.to_owned(),
                candidates: ids.iter().map(name_of).collect(),
            }),
            Found::None(nearest) => Err(self.refuse(name, kinds, nearest)),
        }
    }

    fn refuse(&self, name: &str, kinds: &[Kind], nearest: Vec<String>) -> NameError {
        let (name, expected) = (name.to_owned(), kinds_in_words(kinds));
        match self.names.find(&name, &Kind::ALL) {
            Found::One(id) => {
                let found = format!("{id} ({})", self.label(&id.to_iri()));
                NameError::OtherKind {
                    name,
                    found,
                    kinds: with_article(&expected),
                }
            }
            _ => NameError::Unknown {
                name,
                kinds: expected,
                nearest,
            },
        }
    }

    /// Returns what an IRI is called: in English, else in Chinese, else its key.
    #[must_use]
    pub fn label(&self, iri: &str) -> String {
        let names = self.names_of(iri);
        let key = || Id::from_iri(iri).map_or_else(|| iri.to_owned(), |id| id.key().to_owned());
        names.en.or(names.zh).unwrap_or_else(key)
    }

    /// Returns all that an IRI is called.
    #[must_use]
    pub fn names_of(&self, iri: &str) -> Label {
        self.labels.get(iri).cloned().unwrap_or_default()
    }
}

/// What terms and concepts are called, in English and Chinese, by their local names.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    labels: BTreeMap<String, [String; 2]>,
}

impl Terms {
    /// Collects the labels of the ontology in a graph.
    ///
    /// # Errors
    ///
    /// Fails where the query does, which the shipped one does not.
    pub fn of(graph: &Graph) -> Result<Self, QueryError> {
        let rows = super::networks::project(graph, "terms", &[])?;
        let mut terms = Self::default();
        for row in 0..rows.rows.len() {
            let name = vocab::local_name(rows.text(row, "term")).to_owned();
            let place = usize::from(rows.text(row, "language") != "en");
            let labels = terms.labels.entry(name).or_default();
            rows.text(row, "label").clone_into(&mut labels[place]);
        }
        Ok(terms)
    }

    /// Returns the notations of a scheme's concepts: those of `modality-stated` and its like.
    #[must_use]
    pub fn concepts(&self, scheme: &str) -> Vec<String> {
        let names = self.labels.keys();
        let notations = names.filter_map(|name| name.strip_prefix(scheme)?.strip_prefix('-'));
        notations.map(str::to_owned).collect()
    }

    /// Returns both labels of a term, by its local name.
    #[must_use]
    pub fn labels(&self, name: &str) -> Option<[String; 2]> {
        let kind = name
            .parse::<Kind>()
            .ok()
            .map(|kind| vocab::local_name(kind.class()));
        self.labels.get(kind.unwrap_or(name)).cloned()
    }

    /// Returns the English label of a term, by its IRI; its local name where it has none.
    #[must_use]
    pub fn label(&self, iri: &str) -> String {
        let name = vocab::local_name(iri);
        self.labels
            .get(name)
            .map_or_else(|| name.to_owned(), |[en, _]| en.clone())
    }
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

fn kinds_in_words(kinds: &[Kind]) -> String {
    if kinds.len() > 3 {
        return "entity".to_owned();
    }
    let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    words.join(" or ")
}
