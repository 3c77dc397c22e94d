//! Which entity a user means, and what entities are called.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::Result;

use crate::{
    fact::{Id, Kind},
    link::{Found, Names, names::plain},
    store::{Graph, QueryError, names::Name},
    vocab,
};

/// The entities of a graph and their names, looked up as they are asked for.
pub struct Entities {
    graph: Arc<Graph>,
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
    /// Takes a graph.
    #[must_use]
    pub fn of(graph: &Arc<Graph>) -> Self {
        let graph = Arc::clone(graph);
        Self { graph }
    }

    /// Returns the entity of one of these kinds that a name means.
    ///
    /// Tried in this order: IRI or `kind/key`, key, name as given (letter case, spaces and the shape of brackets do
    /// not count). The first that finds anything decides.
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
        let mut ids = self.meant(name, kinds);
        match ids.len() {
            0 => Err(self.refuse(name, kinds)),
            1 => Ok(ids.remove(0)),
            _ => Err(NameError::Ambiguous {
                name: name.to_owned(),
                candidates: ids.iter().map(name_of).collect(),
            }),
        }
    }

    /// Returns the entities of these kinds that a name means; sorted.
    fn meant(&self, name: &str, kinds: &[Kind]) -> Vec<Id> {
        let is_known = |id: &Id| self.graph.is_known(&id.to_iri());
        let exact = Id::from_iri(name).or_else(|| Id::parse(name));
        if let Some(id) = exact.filter(|id| kinds.contains(&id.kind()) && is_known(id)) {
            return vec![id];
        }
        let keys = kinds.iter().filter_map(|kind| Id::new(*kind, name).ok());
        let mut ids: Vec<Id> = keys.filter(is_known).collect();
        if ids.is_empty() {
            let named = self.graph.bearing(name, plain).into_iter();
            let named = named.filter_map(|iri| Id::from_iri(&iri));
            ids = named.filter(|id| kinds.contains(&id.kind())).collect();
        }
        ids.sort();
        ids
    }

    /// Returns the names most like one that means nothing. Looks at every name.
    fn nearest(&self, name: &str, kinds: &[Kind]) -> Vec<String> {
        let mut names = Names::default();
        self.graph.each_named(|iri, name| {
            if let Some(id) = Id::from_iri(iri) {
                names.add_name(&id, name);
            }
        });
        match names.find(name, kinds) {
            Found::None(nearest) => nearest,
            Found::One(_) | Found::Many(_) => Vec::new(),
        }
    }

    fn refuse(&self, name: &str, kinds: &[Kind]) -> NameError {
        let (name, expected) = (name.to_owned(), kinds_in_words(kinds));
        match self.meant(&name, &Kind::ALL).as_slice() {
            [id] => NameError::OtherKind {
                found: format!("{id} ({})", self.label(&id.to_iri())),
                kinds: with_article(&expected),
                name,
            },
            _ => NameError::Unknown {
                nearest: self.nearest(&name, kinds),
                kinds: expected,
                name,
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
        let mut label = Label::default();
        for name in self.graph.names_of(iri) {
            label.take(name);
        }
        label
    }
}

impl Label {
    /// Takes a name; of several of a kind the first counts.
    fn take(&mut self, name: Name) {
        let slot = match (name.property.as_str(), name.language.as_str()) {
            ("label", "en") => &mut self.en,
            ("label", tag) if tag.starts_with("zh") => &mut self.zh,
            ("label", "") if self.en.is_none() => &mut self.en,
            ("abbreviation", _) => &mut self.abbreviation,
            _ => return,
        };
        slot.get_or_insert(name.text);
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
