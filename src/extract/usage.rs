//! Of whom a property may speak, and with what value, as the ontology says it.
//!
//! Reads `rdfs:domain` and `rdfs:range`, and where they are wide the narrower `schema:domainIncludes` and
//! `schema:rangeIncludes` in their place. Tables of typed columns need none of this: their columns say it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    fact::{Kind, Value},
    vocab,
};

/// What the ontology says of one property.
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    domain: BTreeSet<String>,
    range: BTreeSet<String>,
    domain_includes: BTreeSet<String>,
    range_includes: BTreeSet<String>,
}

/// What a property's values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Values {
    /// Entities of these kinds.
    Entities(Vec<Kind>),
    /// Concepts of a scheme.
    Concepts,
    /// Web addresses.
    Pages,
    /// Literals of these datatypes.
    Literals(Vec<String>),
}

/// The classes above each class.
pub(super) type Parents = BTreeMap<String, BTreeSet<String>>;

impl Usage {
    /// Takes up one triple of the ontology about the property.
    pub(super) fn take(&mut self, predicate: &str, class: &str) {
        let set = match predicate {
            vocab::RDFS_DOMAIN => &mut self.domain,
            vocab::RDFS_RANGE => &mut self.range,
            vocab::SCHEMA_DOMAIN_INCLUDES => &mut self.domain_includes,
            vocab::SCHEMA_RANGE_INCLUDES => &mut self.range_includes,
            _ => return,
        };
        set.insert(class.to_owned());
    }

    /// Returns the kinds of entity that the property may speak of; none for those of assertions and concepts.
    pub(super) fn subjects(&self, parents: &Parents) -> Vec<Kind> {
        let domain = narrower(&self.domain, &self.domain_includes);
        if domain.contains(vocab::SKOS_CONCEPT) {
            return Vec::new();
        }
        kinds(domain, parents)
    }

    /// Returns what its values are.
    pub(super) fn values(&self, parents: &Parents) -> Values {
        let range = narrower(&self.range, &self.range_includes);
        if range.contains(vocab::SKOS_CONCEPT) {
            return Values::Concepts;
        }
        if range.contains(vocab::FOAF_DOCUMENT) {
            return Values::Pages;
        }
        let kinds = kinds(range, parents);
        if kinds.is_empty() {
            Values::Literals(range.iter().cloned().collect())
        } else {
            Values::Entities(kinds)
        }
    }
}

fn narrower<'a>(wide: &'a BTreeSet<String>, narrow: &'a BTreeSet<String>) -> &'a BTreeSet<String> {
    if narrow.is_empty() { wide } else { narrow }
}

/// Returns the kinds whose class is one of these, or a part of one, or has one as a part. Assertions are never meant.
fn kinds(classes: &BTreeSet<String>, parents: &Parents) -> Vec<Kind> {
    let fits = |kind: &Kind| {
        let own = kind.class();
        classes.iter().any(|class| {
            class == own || is_under(own, class, parents) || is_under(class, own, parents)
        })
    };
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Assertion);
    kinds.filter(fits).collect()
}

/// Says whether a class is a part of another.
pub(super) fn is_under(class: &str, top: &str, parents: &Parents) -> bool {
    let above = parents.get(class).into_iter().flatten();
    above
        .filter(|parent| *parent != class)
        .any(|parent| parent == top || is_under(parent, top, parents))
}

impl Values {
    /// Says whether a literal is such a value.
    pub(super) fn admit(&self, value: &Value) -> bool {
        let Self::Literals(datatypes) = self else {
            return false;
        };
        let is = |datatype: &str| datatypes.iter().any(|known| known == datatype);
        match value {
            Value::Text(_, None) => is(vocab::XSD_STRING),
            Value::Text(_, Some(_)) => is(vocab::RDF_LANG_STRING),
            Value::Date(_) => is(vocab::XSD_DATE),
            Value::Integer(_) => is(vocab::XSD_INTEGER) || is(vocab::XSD_DECIMAL),
            Value::Decimal(_) => is(vocab::XSD_DECIMAL),
            Value::Entity(_) | Value::Iri(_) => false,
        }
    }

    /// Says what is expected, in words.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Entities(kinds) => entities_in_words(kinds),
            Self::Concepts => "a concept of the vocabulary".to_owned(),
            Self::Pages => "a web address".to_owned(),
            Self::Literals(datatypes) => {
                let names = datatypes.iter().map(|iri| match iri.as_str() {
                    vocab::RDF_LANG_STRING => "a text in en or zh-Hans".to_owned(),
                    other => format!("xsd:{}", vocab::local_name(other)),
                });
                names.collect::<Vec<_>>().join(" or ")
            }
        }
    }
}

/// Names kinds: `an agency or a firm`.
pub(super) fn entities_in_words(kinds: &[Kind]) -> String {
    let words = kinds.iter().map(|kind| {
        let kind = kind.as_str();
        let article = if kind.starts_with(['a', 'e', 'i', 'o']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {kind}")
    });
    words.collect::<Vec<_>>().join(" or ")
}
