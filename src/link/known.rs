//! What the tables know before documents are read: names, policies, documents.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    Names,
    catalogue::{Catalogue, Entry},
    titles::{language_of, plain_title},
};
use crate::{
    fact::{Fact, Id, Kind, KnownDate, Review, Value},
    vocab,
};

/// The entities of the sources.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What they are called.
    pub names: Names,
    /// The label of each in each language.
    pub labels: HashMap<(Id, &'static str), String>,
    /// The policies.
    pub policies: Catalogue,
    /// The documents, by their SHA-256.
    pub documents: BTreeMap<String, Id>,
}

/// What is said of an entity that is only cited.
pub const CITING: [&str; 5] = [
    vocab::RDF_TYPE,
    vocab::RDFS_LABEL,
    vocab::SKOS_ALT_LABEL,
    vocab::DOCUMENT_NUMBER,
    vocab::DATE,
];

/// The properties that date a policy, the one that tells its version best first.
const DATES: [&str; 5] = [
    vocab::ADOPTED,
    vocab::SIGNED,
    vocab::PUBLISHED,
    vocab::DATE,
    vocab::EFFECTIVE,
];

impl Known {
    /// Collects what facts say; those of tables, not claims.
    #[must_use]
    pub fn of(facts: &[Fact]) -> Self {
        let mut known = Self::default();
        let facts = || {
            let facts = facts.iter();
            facts.filter(|fact| fact.evidence.review != Review::Rejected)
        };
        facts().for_each(|fact| known.take(fact));
        known.take_policies(facts());
        known
    }

    /// Adds what claims say that documents made before: the labels they gave, and the policies that they describe.
    ///
    /// A policy that they only cite is left out: what is cited with a date or as of a day may be another version.
    pub fn remember(&mut self, claims: &[Fact]) {
        let is_told = |fact: &&Fact| !CITING.contains(&fact.predicate.as_str());
        let described: HashSet<&Id> = claims
            .iter()
            .filter(is_told)
            .map(|fact| &fact.subject)
            .collect();
        for fact in claims {
            self.take_label(fact);
            self.take_issuer(fact);
        }
        self.take_policies(
            claims
                .iter()
                .filter(|fact| described.contains(&fact.subject)),
        );
    }

    fn take_policies<'a>(&mut self, facts: impl Iterator<Item = &'a Fact>) {
        let mut policies: BTreeMap<&Id, Entry> = BTreeMap::new();
        let mut versions: BTreeMap<&Id, (usize, KnownDate)> = BTreeMap::new();
        for fact in facts.filter(|fact| fact.subject.kind() == Kind::Policy) {
            let entry = policies.entry(&fact.subject).or_default();
            take_policy(fact, entry, versions.entry(&fact.subject));
        }
        for (id, mut entry) in policies {
            if entry.version.is_none() {
                entry.version = versions.get(id).map(|(_, date)| *date);
            }
            self.policies.add(id, entry);
        }
    }

    /// Takes the printed name of an issuer, by which policies of one title are told apart.
    fn take_issuer(&mut self, fact: &Fact) {
        if fact.predicate == vocab::ISSUED_BY {
            let printed = fact.evidence.mention.as_deref().map(plain_title);
            let issuers = printed.into_iter().collect();
            let entry = Entry {
                issuers,
                ..Entry::default()
            };
            self.policies.add(&fact.subject, entry);
        }
    }

    fn take_label(&mut self, fact: &Fact) {
        let Value::Text(text, language) = &fact.object else {
            return;
        };
        if fact.predicate == vocab::RDFS_LABEL {
            let language = language.unwrap_or_else(|| language_of(text));
            self.labels
                .entry((fact.subject.clone(), language))
                .or_insert_with(|| text.clone());
        }
    }

    fn take(&mut self, fact: &Fact) {
        let subject = &fact.subject;
        self.names.add(subject);
        self.take_label(fact);
        let Value::Text(text, _) = &fact.object else {
            return;
        };
        match fact.predicate.as_str() {
            vocab::RDFS_LABEL
            | vocab::SKOS_ALT_LABEL
            | vocab::ABBREVIATION
            | vocab::DOCUMENT_NUMBER => self.names.add_name(subject, text),
            vocab::SHA256 => {
                self.documents.insert(text.clone(), subject.clone());
            }
            _ => {}
        }
    }
}

type Version<'a, 'b> = std::collections::btree_map::Entry<'a, &'b Id, (usize, KnownDate)>;

fn take_policy(fact: &Fact, entry: &mut Entry, version: Version) {
    match (&fact.object, fact.predicate.as_str()) {
        (Value::Text(text, _), vocab::RDFS_LABEL | vocab::SKOS_ALT_LABEL) => {
            entry.titles.insert(plain_title(text));
        }
        (Value::Text(text, _), vocab::DOCUMENT_NUMBER) => {
            entry.numbers.insert(text.clone());
        }
        (Value::Iri(iri), vocab::STATUS) => entry.draft |= *iri == vocab::STATUS_DRAFT,
        (Value::Date(date), vocab::AMENDED) => {
            entry.amended = true;
            entry.version = entry.version.max(Some(*date));
            entry.dates.insert(*date);
        }
        (Value::Date(date), predicate) => {
            let Some(rank) = DATES.iter().position(|known| *known == predicate) else {
                return;
            };
            entry.dates.insert(*date);
            let best = version.or_insert((rank, *date));
            if rank < best.0 {
                *best = (rank, *date);
            }
        }
        _ => {}
    }
}

/// The plain titles of a policy, for its entry.
#[must_use]
pub fn titles<'a>(titles: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    titles.into_iter().map(plain_title).collect()
}
