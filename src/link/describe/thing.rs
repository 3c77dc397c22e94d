//! Targets and events: what has no name of its own and gets a key of its words.

use super::Describer;
use crate::{
    fact::{
        Id, Kind, Value,
        account::{EventAccount, TargetAccount},
        digest::sha256,
    },
    link::titles::{cut, language_of, slug},
    vocab,
};

/// How much of a target's words goes into its key.
const TARGET_WORDS: usize = 40;

impl Describer<'_> {
    pub(super) fn target(&mut self, target: &TargetAccount, policy: &Id) {
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

    pub(super) fn event(&mut self, event: &EventAccount) {
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
}
