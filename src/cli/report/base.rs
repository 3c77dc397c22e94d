//! The statements a report is made of, by whom they are about.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::{
    cli::{
        entity::Terms,
        open::Opened,
        statements::{Library, Stated, statements},
    },
    fact::{Id, Kind},
    store::Term,
    view::report::{Evidence, Name, Value},
    vocab,
};

/// All statements of a graph, and what is needed to show one.
pub struct Base<'a> {
    opened: &'a Opened,
    terms: &'a Terms,
    library: &'a Library,
    by_subject: BTreeMap<String, Vec<Stated>>,
}

impl<'a> Base<'a> {
    /// Collects the statements of a graph.
    pub fn new(opened: &'a Opened, library: &'a Library) -> Result<Self> {
        let mut by_subject: BTreeMap<String, Vec<Stated>> = BTreeMap::new();
        for stated in statements(&opened.graph, None, None)? {
            by_subject
                .entry(stated.subject.clone())
                .or_default()
                .push(stated);
        }
        Ok(Self {
            opened,
            terms: opened.terms()?,
            library,
            by_subject,
        })
    }

    /// Every statement, by subject.
    pub fn all(&self) -> impl Iterator<Item = &Stated> {
        self.by_subject.values().flatten()
    }

    /// The entities of a kind, by IRI.
    pub fn entities(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let is_of = move |iri: &&String| Id::from_iri(iri).is_some_and(|id| id.kind() == kind);
        self.by_subject.keys().filter(is_of).map(String::as_str)
    }

    /// All that is said of an entity.
    pub fn of(&self, subject: &str) -> &[Stated] {
        self.by_subject.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The accepted statements of a property of an entity.
    pub fn values<'b>(
        &'b self,
        subject: &str,
        property: &'b str,
    ) -> impl Iterator<Item = &'b Stated> {
        let statements = self.by_subject.get(subject).into_iter().flatten();
        statements.filter(move |stated| stated.property == property && stated.review == "accepted")
    }

    /// The first value of a property, as text; empty where there is none.
    pub fn text(&self, subject: &str, property: &str) -> String {
        self.values(subject, property)
            .next()
            .map_or_else(String::new, |stated| stated.value.text().to_owned())
    }

    /// The entities that a property gives, each once.
    pub fn names(&self, subject: &str, property: &str) -> Vec<Name> {
        let mut iris: Vec<&str> = self
            .values(subject, property)
            .map(|stated| stated.value.text())
            .collect();
        iris.sort_unstable();
        iris.dedup();
        iris.into_iter().map(|iri| self.name(iri)).collect()
    }

    /// What an entity is called.
    pub fn name(&self, iri: &str) -> Name {
        let names = self.opened.entities.names_of(iri);
        Name {
            id: iri.to_owned(),
            label: self.opened.entities.label(iri),
            label_zh: names.zh,
            abbreviation: names.abbreviation,
        }
    }

    /// What a term or concept is called.
    pub fn term(&self, iri: &str) -> String {
        self.terms.label(iri)
    }

    /// Where a statement stands.
    pub fn evidence(&self, stated: &Stated) -> Evidence {
        Evidence {
            says: String::new(),
            document: self.opened.entities.label(&stated.document),
            section: stated.section.clone(),
            start: stated.span.map(|span| span.start),
            end: stated.span.map(|span| span.end),
            modality: stated.modality.clone(),
            method: stated.method.clone(),
            confidence: stated.confidence.parse().ok(),
            review: stated.review.clone(),
            note: stated.note.clone(),
            quote: self.library.quote(stated),
            link: None,
        }
    }

    /// Where the statements of some properties of an entity stand; of all but class and names where none is given.
    pub fn evidence_of(&self, subject: &str, properties: &[&str]) -> Vec<Evidence> {
        let naming = [vocab::RDF_TYPE, vocab::RDFS_LABEL, vocab::SKOS_ALT_LABEL];
        let wanted = |stated: &&Stated| match properties {
            [] => !naming.contains(&stated.property.as_str()),
            _ => properties.contains(&stated.property.as_str()),
        };
        let mut evidence: Vec<Evidence> = Vec::new();
        for found in self
            .of(subject)
            .iter()
            .filter(wanted)
            .map(|stated| self.evidence(stated))
        {
            if !evidence.contains(&found) {
                evidence.push(found);
            }
        }
        evidence
    }

    /// A value as the page shows it.
    pub fn value(&self, term: &Term) -> Value {
        match term {
            Term::Iri(iri) if iri.starts_with(vocab::ID) => Value::Name(self.name(iri)),
            Term::Iri(iri) if iri.starts_with(vocab::NS) => Value::Text(self.term(iri)),
            Term::Iri(iri) => Value::Link(iri.clone()),
            other => Value::Text(other.text().to_owned()),
        }
    }
}
