//! What the graph holds: entities by class, statements by document, and each entity with all that is said of it.

use std::collections::{BTreeMap, BTreeSet};

use super::base::Base;
use crate::{
    cli::statements::Stated,
    fact::{Id, Kind},
    view::report::{Count, Entity, Statement},
};

/// The entities of each class.
pub fn by_class(base: &Base) -> Vec<Count> {
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Assertion);
    let counts = kinds.map(|kind| {
        let entities: Vec<_> = base.entities(kind).map(|iri| base.name(iri)).collect();
        Count {
            label: base.term(kind.class()),
            total: entities.len(),
            entities,
        }
    });
    counts.filter(|count| count.total > 0).collect()
}

/// The statements of each document that makes any, with those it speaks of.
pub fn by_document(base: &Base) -> Vec<Count> {
    let mut said: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for stated in base.all() {
        let (total, subjects) = said.entry(&stated.document).or_default();
        *total += 1;
        subjects.insert(&stated.subject);
    }
    let count = |(document, (total, subjects)): (&str, (usize, BTreeSet<&str>))| Count {
        label: base.name(document).label,
        total,
        entities: subjects.into_iter().map(|iri| base.name(iri)).collect(),
    };
    said.into_iter().map(count).collect()
}

/// Every entity with its statements; a value that several places give stands once, with all of them.
pub fn entities(base: &Base) -> Vec<Entity> {
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Assertion);
    kinds
        .flat_map(|kind| base.entities(kind))
        .map(|iri| entity(base, iri))
        .collect()
}

fn entity(base: &Base, iri: &str) -> Entity {
    let mut grouped: BTreeMap<(&str, _), Vec<&Stated>> = BTreeMap::new();
    for stated in base.of(iri) {
        grouped
            .entry((&stated.property, &stated.value))
            .or_default()
            .push(stated);
    }
    let statement = |((property, value), places): ((&str, _), Vec<&Stated>)| Statement {
        property: base.term(property),
        value: base.value(value),
        evidence: places
            .into_iter()
            .map(|stated| base.evidence(stated))
            .collect(),
    };
    Entity {
        name: base.name(iri),
        kind: Id::from_iri(iri).map_or_else(String::new, |id| id.kind().to_string()),
        statements: grouped.into_iter().map(statement).collect(),
    }
}
