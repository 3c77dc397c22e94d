//! The terms that cells may use: concepts, units and classes, as the ontology has them.

use std::collections::BTreeMap;

use super::usage::{Parents, Usage, Values, is_under};
use crate::{
    fact::Kind,
    source::{Triple, TripleObject},
    vocab,
};

/// The vocabulary as far as reading tables needs it.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Each concept's IRI with its notation.
    concepts: BTreeMap<String, String>,
    /// The IRIs of the units, by the notation that cells hold.
    units: BTreeMap<String, String>,
    /// Each class with the classes it is a part of.
    parents: Parents,
    /// The properties, and what each may say of whom.
    properties: BTreeMap<String, Usage>,
}

impl Terms {
    /// Collects the terms from the triples of the ontology.
    #[must_use]
    pub fn new(ontology: &[Triple]) -> Self {
        let mut terms = Self::default();
        for triple in ontology {
            terms.take(triple);
        }
        let is_unit = |iri: &&String| iri.starts_with(vocab::UNIT_PREFIX);
        let units = terms.concepts.iter().filter(|(iri, _)| is_unit(iri));
        terms.units = units.map(|(iri, n)| (n.clone(), iri.clone())).collect();
        terms
    }

    fn take(&mut self, triple: &Triple) {
        let subject = triple.subject.clone();
        match (triple.predicate.as_str(), &triple.object) {
            (vocab::SKOS_NOTATION, TripleObject::Literal { value, .. }) => {
                self.concepts.insert(subject, value.clone());
            }
            (vocab::RDFS_SUB_CLASS_OF, TripleObject::Iri(parent)) => {
                let parents = self.parents.entry(subject).or_default();
                parents.insert(parent.clone());
            }
            (
                predicate @ (vocab::RDFS_DOMAIN
                | vocab::RDFS_RANGE
                | vocab::SCHEMA_DOMAIN_INCLUDES
                | vocab::SCHEMA_RANGE_INCLUDES),
                TripleObject::Iri(class),
            ) => {
                let usage = self.properties.entry(subject).or_default();
                usage.take(predicate, class);
            }
            _ => {}
        }
    }

    /// Says whether an IRI is a concept.
    #[must_use]
    pub fn is_concept(&self, iri: &str) -> bool {
        self.concepts.contains_key(iri)
    }

    /// Returns of whom a property of the vocabulary may speak, and what its values are.
    pub(super) fn usage(&self, property: &str) -> Option<(Vec<Kind>, Values)> {
        let usage = self.properties.get(property)?;
        Some((usage.subjects(&self.parents), usage.values(&self.parents)))
    }

    /// Says whether a concept is one that a property takes: `status-draft` for `status`.
    pub(super) fn is_value_of(&self, concept: &str, property: &str) -> bool {
        self.is_concept(concept) && concept.starts_with(&format!("{property}-"))
    }

    /// Says whether an entity of a kind may be of a class.
    pub(super) fn is_class_of(&self, class: &str, kind: Kind) -> bool {
        class == kind.class() || is_under(class, kind.class(), &self.parents)
    }

    /// Says whether a unit of this notation exists.
    #[must_use]
    pub fn is_unit(&self, notation: &str) -> bool {
        self.units.contains_key(notation)
    }

    /// Returns the notations of the concepts of a scheme (`kind`), for messages.
    #[must_use]
    pub fn concepts_of(&self, scheme: &str) -> Vec<&str> {
        let prefix = format!("{}{scheme}-", vocab::NS);
        self.concepts
            .keys()
            .filter_map(|iri| iri.strip_prefix(&prefix))
            .collect()
    }

    /// Returns the notations of the units, for messages.
    #[must_use]
    pub fn units(&self) -> Vec<&str> {
        self.units.keys().map(String::as_str).collect()
    }

    /// Returns the local names of a class of ours and of the classes below it, sorted.
    #[must_use]
    pub fn classes_under<'a>(&'a self, top: &'a str) -> Vec<&'a str> {
        let below = |class: &&String| is_under(class, top, &self.parents);
        let mut classes: Vec<&str> = self
            .parents
            .keys()
            .filter(below)
            .map(|c| vocab::local_name(c))
            .collect();
        classes.push(vocab::local_name(top));
        classes.sort_unstable();
        classes.dedup();
        classes
    }
}
