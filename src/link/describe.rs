//! One account becomes claims: its policies with dates, issuers, relations and targets, its events, its entities.

use std::collections::{HashMap, HashSet};

use super::{
    Known,
    catalogue::{Catalogue, Citing},
    identify::{Hooks, citing},
    speaker::Speaker,
};
use crate::{
    fact::{
        DocumentNumber, Id, Kind, Value,
        account::{Account, DateOf, Grounds, PolicyAccount, RelationAccount, Said},
    },
    vocab,
};

mod name;
mod thing;

/// Describes what one account says.
pub struct Describer<'a> {
    /// Who speaks.
    pub speaker: Speaker<'a>,
    /// What tables know.
    pub known: &'a Known,
    /// The policies.
    pub catalogue: &'a Catalogue,
    /// What names are said to be.
    pub declared: &'a HashSet<(Kind, String)>,
    /// The full form of cited titles.
    pub fullest: &'a HashMap<String, String>,
    /// What the caller tells.
    pub hooks: &'a Hooks<'a>,
}

impl Describer<'_> {
    /// Says all of an account; `ids` are those of its policies.
    pub fn describe(&mut self, account: &Account, ids: &[Id]) {
        let document = self.speaker.document().clone();
        let on = account
            .policies
            .first()
            .and_then(|policy| policy.dates.first())
            .map(|date| date.date.value);
        for detail in &account.details {
            self.detail(&document, "documents", detail, on, None);
        }
        for (policy, id) in account.policies.iter().zip(ids) {
            self.policy(policy, id);
        }
        for entity in &account.entities {
            let id = self.entity(&entity.name.value, &[entity.kind], &entity.name.grounds, on);
            for detail in &entity.details {
                self.detail(&id, table_of(entity.kind), detail, on, None);
            }
        }
        for event in &account.events {
            self.event(event);
        }
    }

    fn policy(&mut self, policy: &PolicyAccount, id: &Id) {
        let citing = citing(id, policy);
        for title in [&policy.title, &policy.title_en].into_iter().flatten() {
            self.speaker.introduce(id, &title.value, &title.grounds);
        }
        for number in &policy.numbers {
            self.number(id, &number.value, &number.grounds);
        }
        self.concept(id, vocab::KIND, "kind", policy.kind.as_ref());
        self.concept(id, vocab::STATUS, "status", policy.status.as_ref());
        for (predicate, body) in policy
            .issuers
            .iter()
            .map(|body| (vocab::ISSUED_BY, body))
            .chain(policy.lead.iter().map(|body| (vocab::LEAD_ISSUER, body)))
        {
            let agency = self.entity(&body.value, &[Kind::Agency], &body.grounds, citing.version);
            let mention = Some(body.value.clone());
            self.speaker.say_with(
                id,
                predicate,
                Value::Entity(agency),
                &body.grounds,
                mention,
                None,
            );
        }
        self.speaker.say_if(
            id,
            vocab::ISSUER_COUNT,
            policy.issuer_count.as_ref(),
            |count| Value::Integer(*count),
        );
        for date in &policy.dates {
            self.speaker.say(
                id,
                property_of(date.of),
                Value::Date(date.date.value),
                &date.date.grounds,
            );
        }
        for relation in &policy.relations {
            self.relation(relation, id, &citing);
        }
        for target in &policy.targets {
            self.target(target, id);
        }
        for detail in &policy.details {
            self.detail(id, "policies", detail, citing.version, Some(&citing));
        }
    }

    fn number(&mut self, id: &Id, printed: &str, grounds: &Grounds) {
        let spelled = DocumentNumber::spell(printed);
        let mention = (spelled != printed).then(|| printed.to_owned());
        self.speaker.say_with(
            id,
            vocab::DOCUMENT_NUMBER,
            Value::Text(spelled, None),
            grounds,
            mention,
            None,
        );
    }

    fn concept(&mut self, id: &Id, predicate: &str, scheme: &str, said: Option<&Said<String>>) {
        let Some(said) = said else { return };
        let name = format!("{scheme}-{}", said.value);
        if (self.hooks.is_concept)(&name) {
            let concept = Value::Iri(format!("{}{name}", vocab::NS));
            self.speaker.say(id, predicate, concept, &said.grounds);
        } else {
            self.speaker.doubt(
                format!(
                    "found the {scheme} `{}`, which the vocabulary does not have",
                    said.value
                ),
                &said.grounds,
            );
        }
    }

    fn relation(&mut self, relation: &RelationAccount, id: &Id, citing: &Citing) {
        let grounds = &relation.grounds;
        let (other, remark) = self.cited(
            &relation.title,
            relation.number.as_deref(),
            relation.date,
            citing,
            grounds,
        );
        if other == *id {
            self.speaker.doubt(
                format!("found a relation of `{}` to itself", relation.title),
                grounds,
            );
            return;
        }
        let articles = (!relation.articles.is_empty()).then(|| relation.articles.join(" "));
        let note: Vec<String> = articles
            .into_iter()
            .chain(remark.map(str::to_owned))
            .collect();
        let note = (!note.is_empty()).then(|| note.join("; "));
        let predicate = format!("{}{}", vocab::NS, relation.relation);
        let mention = Some(relation.title.clone());
        self.speaker
            .say_with(id, &predicate, Value::Entity(other), grounds, mention, note);
    }
}

const fn property_of(date: DateOf) -> &'static str {
    match date {
        DateOf::Adopted => vocab::ADOPTED,
        DateOf::Approved => vocab::APPROVED,
        DateOf::Signed => vocab::SIGNED,
        DateOf::Published => vocab::PUBLISHED,
        DateOf::Reported => vocab::REPORTED,
        DateOf::Effective => vocab::EFFECTIVE,
        DateOf::Amended => vocab::AMENDED,
        DateOf::EndsForce => vocab::ENDS_FORCE,
        DateOf::CommentsUntil => vocab::COMMENTS_UNTIL,
    }
}

/// Returns the table whose columns speak of a kind.
const fn table_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Agency => "agencies",
        Kind::Firm => "firms",
        Kind::Person => "people",
        Kind::Post => "posts",
        Kind::Product => "products",
        Kind::Technology => "technologies",
        Kind::Sector => "sectors",
        Kind::Observation => "observations",
        Kind::Event => "events",
        Kind::Target => "targets",
        Kind::Document => "documents",
        Kind::Policy | Kind::Assertion => "policies",
    }
}
