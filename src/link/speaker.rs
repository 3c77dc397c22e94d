//! What a document says, as claims: each with the words, the names of entities with their first words.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::titles::language_of;
use crate::{
    fact::{
        Claim, Evidence, Fact, Id, Origin, Place, Review, Value,
        account::{Grounds, Said, Warning},
    },
    vocab,
};

/// The labels given so far: one an entity and language.
pub type Labels = HashMap<(Id, &'static str), String>;

/// Speaks for one document.
pub struct Speaker<'a> {
    origin: Arc<Origin>,
    labels: &'a mut Labels,
    said: HashSet<String>,
    named: HashSet<(Id, String)>,
    /// What was said.
    pub claims: Vec<Claim>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

impl<'a> Speaker<'a> {
    /// Speaks for a document.
    pub fn new(origin: Arc<Origin>, labels: &'a mut Labels) -> Self {
        Self {
            origin,
            labels,
            said: HashSet::new(),
            named: HashSet::new(),
            claims: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Returns the document.
    #[must_use]
    pub fn document(&self) -> &Id {
        &self.origin.key
    }

    /// Says something of an entity; what was said at the same place already is not said again.
    pub fn say(&mut self, subject: &Id, predicate: &str, object: Value, grounds: &Grounds) {
        self.say_with(subject, predicate, object, grounds, None, None);
    }

    /// Says something, with the printed name of the object and a remark.
    pub fn say_with(
        &mut self,
        subject: &Id,
        predicate: &str,
        object: Value,
        grounds: &Grounds,
        mention: Option<String>,
        note: Option<String>,
    ) {
        let evidence = Evidence {
            document: self.origin.key.clone(),
            section: None,
            span: Some(grounds.span),
            modality: grounds.modality,
            method: grounds.method.to_string(),
            confidence: grounds.confidence.clone(),
            review: Review::Pending,
            note,
            mention,
            place: Place {
                file: self.origin.path.clone(),
                line: 1,
                column: 1,
                field: String::new(),
            },
        };
        let claim = Claim {
            fact: Fact {
                subject: subject.clone(),
                predicate: predicate.to_owned(),
                object,
                evidence,
            },
            quote: grounds.quote.clone(),
            origin: Arc::clone(&self.origin),
        };
        if self.said.insert(claim.id()) {
            self.claims.push(claim);
        }
    }

    /// Says what an entity is and that it is called so, once for each name in a document.
    ///
    /// The first name of an entity in a language is its label, any other a further name.
    pub fn introduce(&mut self, id: &Id, name: &str, grounds: &Grounds) {
        if !self.named.insert((id.clone(), name.to_owned())) {
            return;
        }
        let language = language_of(name);
        let label = self
            .labels
            .entry((id.clone(), language))
            .or_insert_with(|| name.to_owned());
        let predicate = if label == name {
            vocab::RDFS_LABEL
        } else {
            vocab::SKOS_ALT_LABEL
        };
        if self.named.insert((id.clone(), String::new())) {
            let class = Value::Iri(id.kind().class().to_owned());
            self.say(id, vocab::RDF_TYPE, class, grounds);
        }
        self.say(
            id,
            predicate,
            Value::Text(name.to_owned(), Some(language)),
            grounds,
        );
    }

    /// Says a value where there is one.
    pub fn say_if<T>(
        &mut self,
        subject: &Id,
        predicate: &str,
        said: Option<&Said<T>>,
        value: impl Fn(&T) -> Value,
    ) {
        if let Some(said) = said {
            self.say(subject, predicate, value(&said.value), &said.grounds);
        }
    }

    /// Tells of something doubtful at a place.
    pub fn doubt(&mut self, text: String, grounds: &Grounds) {
        let span = Some(grounds.span);
        self.warnings.push(Warning { text, span });
    }
}
