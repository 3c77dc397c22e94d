//! What a document says, as one JSON object a line; `docs/read.schema.json` documents it.

mod shape;

use std::io;

use crate::fact::account::{
    Account, DateOf, Detail, EntityAccount, EventAccount, Grounds, PolicyAccount, RelationAccount,
    Said, TargetAccount, Warning,
};
use shape::{
    Document, Doubt, Entity, Event, Field, More, Number, Policy, Relation, Shape, Target, Words,
};

/// Returns the account as one line of JSON, without the line's end.
///
/// # Errors
///
/// Fails where the value cannot be written, which no account makes happen.
pub fn to_line(account: &Account) -> serde_json::Result<String> {
    serde_json::to_string(&shape_of(account))
}

/// Writes the account as one line of JSON, without the line's end.
///
/// # Errors
///
/// Fails where the writer does.
pub fn write_line(account: &Account, out: impl io::Write) -> io::Result<()> {
    Ok(serde_json::to_writer(out, &shape_of(account))?)
}

/// The columns of an event that name who took part.
pub const PARTIES: [&str; 8] = [
    "party",
    "buyer",
    "seller",
    "investigated",
    "detained_from",
    "transferred_from",
    "transferred_to",
    "appointee",
];

/// The columns of an event that hold its amount, the first that is there counts.
const AMOUNTS: [&str; 3] = ["value", "initial_payment", "maximum_value"];

fn shape_of(account: &Account) -> Shape<'_> {
    Shape {
        document: Document {
            path: &account.path,
            sha256: &account.sha256,
            kind: account.make.as_str(),
            title: account.title.as_ref().map(|title| title.value.as_str()),
            details: account.details.iter().map(more).collect(),
        },
        policies: account.policies.iter().map(policy).collect(),
        events: account.events.iter().map(event).collect(),
        entities: account.entities.iter().map(entity).collect(),
        warnings: account.warnings.iter().map(doubt).collect(),
    }
}

fn policy(policy: &PolicyAccount) -> Policy<'_> {
    let date = |of| policy.date(of).map(|date| date.to_string());
    let all = |of: DateOf| {
        let dates = policy.dates.iter().filter(move |date| date.of == of);
        dates.map(|date| date.date.value.to_string()).collect()
    };
    Policy {
        title: text(policy.title.as_ref()),
        title_en: text(policy.title_en.as_ref()),
        numbers: texts(&policy.numbers),
        issuers: texts(&policy.issuers),
        lead: text(policy.lead.as_ref()),
        issuer_count: policy.issuer_count.as_ref().map(|count| count.value),
        adopted: date(DateOf::Adopted),
        approved: all(DateOf::Approved),
        signed: date(DateOf::Signed),
        published: date(DateOf::Published),
        reported: date(DateOf::Reported),
        effective: date(DateOf::Effective),
        amended: all(DateOf::Amended),
        comments_until: date(DateOf::CommentsUntil),
        kind: text(policy.kind.as_ref()),
        status: text(policy.status.as_ref()),
        relations: policy.relations.iter().map(relation).collect(),
        targets: policy.targets.iter().map(target).collect(),
        details: policy.details.iter().map(more).collect(),
        evidence: fields(policy),
    }
}

fn fields(policy: &PolicyAccount) -> Vec<Field<'_>> {
    let named = [
        ("title", &policy.title),
        ("title_en", &policy.title_en),
        ("lead", &policy.lead),
        ("kind", &policy.kind),
        ("status", &policy.status),
    ];
    let mut fields: Vec<Field> = Vec::new();
    for (field, said) in named {
        fields.extend(said.iter().map(|said| said_field(field, said)));
    }
    fields.extend(
        policy
            .numbers
            .iter()
            .map(|said| said_field("numbers", said)),
    );
    fields.extend(
        policy
            .issuers
            .iter()
            .map(|said| said_field("issuers", said)),
    );
    fields.extend(policy.issuer_count.iter().map(|said| Field {
        name: "issuer_count",
        value: said.value.to_string(),
        words: words(&said.grounds),
    }));
    fields.extend(policy.dates.iter().map(|date| Field {
        name: date.of.as_str(),
        value: date.date.value.to_string(),
        words: words(&date.date.grounds),
    }));
    fields
}

fn said_field<'a>(field: &'static str, said: &'a Said<String>) -> Field<'a> {
    Field {
        name: field,
        value: said.value.clone(),
        words: words(&said.grounds),
    }
}

fn relation(relation: &RelationAccount) -> Relation<'_> {
    Relation {
        property: relation.relation,
        title: &relation.title,
        number: relation.number.as_deref(),
        date: relation.date.map(|date| date.to_string()),
        articles: &relation.articles,
        evidence: words(&relation.grounds),
    }
}

fn target(target: &TargetAccount) -> Target<'_> {
    Target {
        text: &target.text,
        indicator: target.indicator.as_deref(),
        comparator: target.comparator,
        value: target.value.as_ref().map(crate::fact::Decimal::as_str),
        unit: target.unit.as_deref(),
        deadline: target.deadline.map(|date| date.to_string()),
        evidence: words(&target.grounds),
    }
}

fn event(event: &EventAccount) -> Event<'_> {
    let value = |column: &str| {
        let detail = event.details.iter().find(|detail| detail.column == column);
        detail.map(|detail| detail.value.as_str())
    };
    let parties = event
        .details
        .iter()
        .filter(|detail| PARTIES.contains(&detail.column));
    Event {
        kind: &event.kind,
        label: &event.label,
        date: event.date.as_ref().map(|date| date.value.to_string()),
        parties: parties.map(|detail| detail.value.as_str()).collect(),
        amount: AMOUNTS.iter().find_map(|column| value(column)),
        unit: value("unit"),
        modality: event.grounds.modality.as_str(),
        details: event.details.iter().map(more).collect(),
        evidence: words(&event.grounds),
    }
}

fn entity(entity: &EntityAccount) -> Entity<'_> {
    Entity {
        kind: entity.kind.as_str(),
        name: &entity.name.value,
        details: entity.details.iter().map(more).collect(),
        evidence: words(&entity.name.grounds),
    }
}

fn more(detail: &Detail) -> More<'_> {
    More {
        column: detail.column,
        value: &detail.value,
        evidence: words(&detail.grounds),
    }
}

fn words(grounds: &Grounds) -> Words<'_> {
    Words {
        start: grounds.span.start,
        end: grounds.span.end,
        quote: &grounds.quote,
        modality: grounds.modality.as_str(),
        method: &grounds.method,
        confidence: Number(grounds.confidence.as_str()),
    }
}

fn doubt(warning: &Warning) -> Doubt<'_> {
    Doubt {
        text: &warning.text,
        start: warning.span.map(|span| span.start),
        end: warning.span.map(|span| span.end),
    }
}

fn text(said: Option<&Said<String>>) -> Option<&str> {
    said.map(|said| said.value.as_str())
}

fn texts(said: &[Said<String>]) -> Vec<&str> {
    said.iter().map(|said| said.value.as_str()).collect()
}
