//! Names that a document prints become entities, and what its columns say becomes claims about them.

use std::collections::BTreeSet;

use super::Describer;
use crate::{
    fact::{
        Id, Kind, KnownDate, Mention, Object, Value,
        account::{Detail, Grounds},
    },
    link::{
        catalogue::{Cited, Citing},
        titles::{is_chinese, plain_title, slug},
    },
    vocab,
};

impl Describer<'_> {
    /// Says what a further column says of an entity.
    pub(super) fn detail(
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
    pub(super) fn entity(
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
                    issuers: BTreeSet::new(),
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

    /// Returns the policy that a citation means, and introduces it.
    pub(super) fn cited(
        &mut self,
        title: &str,
        number: Option<&str>,
        date: Option<KnownDate>,
        citing: &Citing,
        grounds: &Grounds,
    ) -> (Id, Option<&'static str>) {
        // A text that is cited by its number alone is called by that.
        let title = if title.is_empty() {
            number.unwrap_or_default()
        } else {
            title
        };
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
                if let Some(date) = date {
                    self.speaker
                        .say(&id, vocab::DATE, Value::Date(date), grounds);
                }
                (id, remark)
            }
        }
    }
}

/// Gives a text in Chinese its tag: the columns of the tables take their words for English.
fn tag(value: Value) -> Value {
    match value {
        Value::Text(text, Some("en")) if is_chinese(&text) => Value::Text(text, Some("zh-Hans")),
        other => other,
    }
}
