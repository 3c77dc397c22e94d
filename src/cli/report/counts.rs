//! What the graph holds: entities by class, statements by document, and each entity with all that is said of it.

use std::collections::{BTreeMap, BTreeSet};

use super::base::Base;
use crate::{
    cli::statements::Stated,
    fact::{Id, Kind},
    view::report::{Count, Entity, Statement, grouped},
};

/// The method of statements that are entered from general knowledge.
const CURATED: &str = "curated";

/// Says how many statements there are, how many have a place, and what those without one are.
pub fn statements(base: &Base) -> String {
    let places = base
        .all()
        .map(|stated| (stated.span.is_some(), stated.method == CURATED));
    in_words(&places.collect::<Vec<_>>())
}

/// Words the count of statements, given whether each has a place and whether it is curated.
fn in_words(statements: &[(bool, bool)]) -> String {
    let count = |wanted: (bool, bool)| {
        let found = statements.iter().filter(|&&one| one == wanted);
        grouped(&found.count().to_string())
    };
    let placed = statements.iter().filter(|(placed, _)| *placed).count();
    let mut words = vec![format!(
        "{} with document and place",
        grouped(&placed.to_string())
    )];
    for (wanted, what) in [
        (
            (false, true),
            "curated from general knowledge, without a place",
        ),
        ((false, false), "with document and without a place"),
    ] {
        let found = count(wanted);
        if found != "0" {
            words.push(format!("{found} {what}"));
        }
    }
    let total = grouped(&statements.len().to_string());
    format!("{total} statements: {}.", words.join(", "))
}

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

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn the_statements_without_a_place_are_counted_apart() {
        let placed = [(true, false); 1200];
        assert_eq!(
            in_words(&placed),
            "1,200 statements: 1,200 with document and place."
        );
        let mixed = [(true, false), (true, true), (false, true), (false, false)];
        assert_eq!(
            in_words(&mixed),
            "4 statements: 2 with document and place, 1 curated from general knowledge, without a place, \
             1 with document and without a place."
        );
    }
}
