//! What is open, and what happened: drafts, trials, deals, investigations and other events.

use super::base::Base;
use crate::{
    fact::Kind,
    view::report::{Draft, Event, Name, grouped},
    vocab,
};

/// The properties of an event that name who took part.
const ROLES: [&str; 11] = [
    vocab::PARTY,
    vocab::BUYER,
    vocab::SELLER,
    vocab::ANNOUNCED_BY,
    vocab::TRANSFERRED_FROM,
    vocab::TRANSFERRED_TO,
    vocab::APPOINTEE,
    vocab::REPLACED,
    vocab::INVESTIGATED,
    vocab::DETAINED_FROM,
    vocab::CONCERNS,
];

/// The properties of an event that hold its figures.
const FIGURES: [&str; 6] = [
    vocab::QUANTITY,
    vocab::VALUE,
    vocab::INITIAL_PAYMENT,
    vocab::MAXIMUM_VALUE,
    vocab::EMPLOYEES_AFFECTED,
    vocab::PERSON_COUNT,
];

/// The policies that are drafts or on trial, newest first.
pub fn drafts(base: &Base) -> Vec<Draft> {
    let open = [vocab::STATUS_DRAFT, vocab::STATUS_TRIAL];
    let is_open = |iri: &&str| {
        base.values(iri, vocab::STATUS)
            .any(|stated| open.contains(&stated.value.text()))
    };
    let mut drafts: Vec<Draft> = base
        .entities(Kind::Policy)
        .filter(is_open)
        .map(|iri| draft(base, iri))
        .collect();
    drafts.sort_by(|a, b| {
        b.published
            .cmp(&a.published)
            .then_with(|| a.policy.id.cmp(&b.policy.id))
    });
    drafts
}

fn draft(base: &Base, iri: &str) -> Draft {
    let is_draft = base
        .values(iri, vocab::STATUS)
        .any(|stated| stated.value.text() == vocab::STATUS_DRAFT);
    Draft {
        policy: base.name(iri),
        issuers: base.names(iri, vocab::ISSUED_BY),
        status: base.term(&base.text(iri, vocab::STATUS)),
        published: base.text(iri, vocab::PUBLISHED),
        comments_until: is_draft.then(|| base.text(iri, vocab::COMMENTS_UNTIL)),
        evidence: base.evidence_of(
            iri,
            &[
                vocab::STATUS,
                vocab::PUBLISHED,
                vocab::COMMENTS_UNTIL,
                vocab::ISSUED_BY,
            ],
        ),
    }
}

/// The events, newest first, those without a date last.
pub fn events(base: &Base) -> Vec<Event> {
    let mut events: Vec<Event> = base
        .entities(Kind::Event)
        .map(|iri| event(base, iri))
        .collect();
    events.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.name.id.cmp(&b.name.id)));
    events
}

fn event(base: &Base, iri: &str) -> Event {
    let classes = base
        .values(iri, vocab::RDF_TYPE)
        .map(|stated| stated.value.text());
    let class = classes
        .filter(|class| *class != vocab::EVENT)
        .min()
        .unwrap_or(vocab::EVENT);
    let part = |role: &&str| -> Vec<(String, Name)> {
        base.names(iri, role)
            .into_iter()
            .map(|name| (base.term(role), name))
            .collect()
    };
    let actor = base.values(iri, vocab::ACTOR).map(|stated| {
        let name = Name {
            label: stated.value.text().to_owned(),
            ..Name::default()
        };
        (base.term(vocab::ACTOR), name)
    });
    Event {
        name: base.name(iri),
        kind: base.term(class),
        date: base.text(iri, vocab::DATE),
        parties: actor.chain(ROLES.iter().flat_map(part)).collect(),
        value: figures(base, iri),
        evidence: base.evidence_of(iri, &[]),
    }
}

/// The figures of an event in words: `quantity 100; value 9900000000 USD`.
fn figures(base: &Base, iri: &str) -> String {
    let money = [vocab::VALUE, vocab::INITIAL_PAYMENT, vocab::MAXIMUM_VALUE];
    let unit = base.text(iri, vocab::UNIT);
    let figure = |property: &&str| {
        let value = base.text(iri, property);
        let unit = if money.contains(property) {
            format!(" {unit}")
        } else {
            String::new()
        };
        (!value.is_empty()).then(|| format!("{} {}{unit}", base.term(property), grouped(&value)))
    };
    let figures: Vec<String> = FIGURES.iter().filter_map(figure).collect();
    figures.join("; ")
}
