//! What the tables know before documents are read: names, policies, documents.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
        let mut policies: BTreeMap<&Id, Entry> = BTreeMap::new();
        let mut versions: BTreeMap<&Id, (usize, KnownDate)> = BTreeMap::new();
        for fact in facts
            .iter()
            .filter(|fact| fact.evidence.review != Review::Rejected)
        {
            known.take(fact);
            if fact.subject.kind() == Kind::Policy {
                let entry = policies.entry(&fact.subject).or_default();
                take_policy(fact, entry, versions.entry(&fact.subject));
            }
        }
        for (id, mut entry) in policies {
            if entry.version.is_none() {
                entry.version = versions.get(id).map(|(_, date)| *date);
            }
            known.policies.add(id, entry);
        }
        known
    }

    fn take(&mut self, fact: &Fact) {
        let subject = &fact.subject;
        self.names.add(subject);
        let Value::Text(text, language) = &fact.object else {
            return;
        };
        match fact.predicate.as_str() {
            vocab::RDFS_LABEL => {
                self.names.add_name(subject, text);
                let language = language.unwrap_or_else(|| language_of(text));
                self.labels
                    .entry((subject.clone(), language))
                    .or_insert_with(|| text.clone());
            }
            vocab::SKOS_ALT_LABEL | vocab::ABBREVIATION | vocab::DOCUMENT_NUMBER => {
                self.names.add_name(subject, text);
            }
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
