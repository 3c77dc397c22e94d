//! One account becomes claims: its policies with dates, issuers, relations and targets, its events, its entities.

use std::collections::{HashMap, HashSet};

use super::{
    Known,
    catalogue::{Catalogue, Cited, Citing},
    identify::{Hooks, citing},
    speaker::Speaker,
    titles::{cut, is_chinese, language_of, plain_title, slug},
};
use crate::{
    fact::{
        DocumentNumber, Id, Kind, KnownDate, Mention, Object, Value,
        account::{
            Account, DateOf, Detail, EventAccount, Grounds, PolicyAccount, RelationAccount,
            TargetAccount,
        },
        digest::sha256,
    },
    vocab,
};

/// How much of a target's words goes into its key.
const TARGET_WORDS: usize = 40;

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

    fn concept(
        &mut self,
        id: &Id,
        predicate: &str,
        scheme: &str,
        said: Option<&crate::fact::account::Said<String>>,
    ) {
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

    /// Returns the policy that a citation means, and introduces it.
    fn cited(
        &mut self,
        title: &str,
        number: Option<&str>,
        date: Option<KnownDate>,
        citing: &Citing,
        grounds: &Grounds,
    ) -> (Id, Option<&'static str>) {
        let full = self
            .fullest
            .get(&plain_title(title))
            .map_or(title, String::as_str);
        match self.catalogue.cite(full, number, date, citing) {
            Cited::Described(id, remark) => {
                self.speaker.introduce(&id, title, grounds);
                (id, remark)
            }
            Cited::TitleOnly(id, remark) => {
                if let Some(remark) = remark {
                    self.speaker.doubt(
                        format!("`{title}`: {remark}; it is held by its title only"),
                        grounds,
                    );
                }
                self.speaker.introduce(&id, title, grounds);
                if let Some(number) = number {
                    self.number(&id, number, grounds);
                }
                (id, remark)
            }
        }
    }

    fn target(&mut self, target: &TargetAccount, policy: &Id) {
        let words = slug(&target.text);
        let short = cut(&words, TARGET_WORDS);
        let mut key = format!("{}-{short}", policy.key());
        if short.len() < words.len() {
            key = format!("{key}-{}", &sha256(target.text.as_bytes())[..6]);
        }
        let (id, grounds) = (Id::coined(Kind::Target, &key), &target.grounds);
        self.speaker.introduce(&id, &target.text, grounds);
        self.speaker
            .say(&id, vocab::SET_BY, Value::Entity(policy.clone()), grounds);
        let unit = target.unit.as_deref();
        let known = unit.filter(|unit| (self.hooks.is_unit)(unit));
        let note = unit
            .filter(|_| known.is_none())
            .map(|unit| format!("the unit is printed as {unit}"));
        if let Some(value) = &target.value {
            self.speaker.say_with(
                &id,
                vocab::VALUE,
                Value::Decimal(value.clone()),
                grounds,
                None,
                note,
            );
        }
        let plain = |text: &str| Value::Text(text.to_owned(), None);
        let tagged = |text: &str| Value::Text(text.to_owned(), Some(language_of(text)));
        let rest = [
            (vocab::INDICATOR, target.indicator.as_deref().map(tagged)),
            (vocab::COMPARATOR, target.comparator.map(plain)),
            (vocab::UNIT, known.map(plain)),
            (vocab::DEADLINE, target.deadline.map(Value::Date)),
        ];
        for (predicate, value) in rest {
            if let Some(value) = value {
                self.speaker.say(&id, predicate, value, grounds);
            }
        }
    }

    fn event(&mut self, event: &EventAccount) {
        let date = event.date.as_ref().map(|date| date.value);
        let dated = date.map(|date| format!("-{date}")).unwrap_or_default();
        let coined = Id::coined(Kind::Event, &format!("{}{dated}", slug(&event.label)));
        let id = self
            .known
            .names
            .meant(&event.label, &[Kind::Event])
            .pop()
            .unwrap_or(coined);
        self.speaker.introduce(&id, &event.label, &event.grounds);
        let class = format!("{}{}", vocab::NS, event.kind);
        if class != vocab::EVENT {
            self.speaker
                .say(&id, vocab::RDF_TYPE, Value::Iri(class), &event.grounds);
        }
        self.speaker
            .say_if(&id, vocab::DATE, event.date.as_ref(), |date| {
                Value::Date(*date)
            });
        for detail in &event.details {
            self.detail(&id, "events", detail, date, None);
        }
    }

    /// Says what a further column says of an entity.
    fn detail(
        &mut self,
        subject: &Id,
        table: &str,
        detail: &Detail,
        on: Option<KnownDate>,
        by: Option<&Citing>,
    ) {
        let grounds = &detail.grounds;
        let (property, objects) = match (self.hooks.columns)(table, detail) {
            Ok(said) => said,
            Err(expected) => {
                self.speaker.doubt(
                    format!(
                        "column `{}`: found `{}`: expected {expected}",
                        detail.column, detail.value
                    ),
                    grounds,
                );
                return;
            }
        };
        for object in objects {
            match object {
                Object::Value(value) => self.speaker.say(subject, &property, tag(value), grounds),
                Object::Mention(Mention { text, kinds, .. }) => {
                    let id = match by.filter(|_| kinds == [Kind::Policy]) {
                        Some(citing) => self.cited(&text, None, None, citing, grounds).0,
                        None => self.entity(&text, &kinds, grounds, on),
                    };
                    self.speaker.say_with(
                        subject,
                        &property,
                        Value::Entity(id),
                        grounds,
                        Some(text),
                        None,
                    );
                }
            }
        }
    }

    /// Returns the entity that a name means, and introduces it where no table describes it.
    fn entity(
        &mut self,
        name: &str,
        kinds: &[Kind],
        grounds: &Grounds,
        on: Option<KnownDate>,
    ) -> Id {
        let meant = self.known.names.meant(name, kinds);
        if let [id] = meant.as_slice() {
            return id.clone();
        }
        if meant.len() > 1 {
            self.speaker.doubt(
                format!("`{name}` is the name of several: it is taken for a new one"),
                grounds,
            );
        }
        let plain = plain_title(name);
        let said = kinds
            .iter()
            .find(|kind| self.declared.contains(&(**kind, plain.clone())));
        let kind = said.or(kinds.first()).copied().unwrap_or(Kind::Policy);
        let id = match kind {
            Kind::Agency => (self.hooks.bodies)(name, on),
            Kind::Policy => {
                let citing = Citing {
                    id: Id::coined(Kind::Document, "none"),
                    version: on,
                };
                return self.cited(name, None, None, &citing, grounds).0;
            }
            _ => Id::coined(kind, &slug(name)),
        };
        if !self.known.names.contains(&id) {
            self.speaker.introduce(&id, name, grounds);
        }
        id
    }
}

/// Gives a text in Chinese its tag: the columns of the tables take their words for English.
fn tag(value: Value) -> Value {
    match value {
        Value::Text(text, Some("en")) if is_chinese(&text) => Value::Text(text, Some("zh-Hans")),
        other => other,
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
