//! An account as rows: one thing said, one row.

use crate::{
    fact::account::{Account, Detail, Grounds, PolicyAccount, RelationAccount, TargetAccount},
    store::{Rows, Term},
    vocab,
};

/// The columns: where, of whom, what, and by which words.
const COLUMNS: [&str; 11] = [
    "document",
    "about",
    "says",
    "value",
    "start",
    "end",
    "modality",
    "confidence",
    "method",
    "more",
    "words",
];

/// Returns a table without rows.
pub(super) fn empty() -> Rows {
    Rows {
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows: Vec::new(),
    }
}

/// One thing said.
struct Said<'a> {
    about: &'a str,
    says: &'a str,
    value: String,
    more: String,
    grounds: &'a Grounds,
}

/// How many policies become rows at once, so that a table of a million is not held as rows.
const POLICIES: usize = 256;

/// Gives what a document says to `take`, some rows at a time, in the order of the account.
///
/// # Errors
///
/// Stops at the first error of `take`.
pub(super) fn each<E>(
    account: &Account,
    mut take: impl FnMut(Rows) -> Result<(), E>,
) -> Result<(), E> {
    let mut said = Vec::new();
    for policies in account.policies.chunks(POLICIES) {
        for policy in policies {
            of_policy(policy, &mut said);
        }
        take(rows_of(account, &said))?;
        said.clear();
    }
    of_events(account, &mut said);
    of_entities(account, &mut said);
    take(rows_of(account, &said))
}

fn rows_of(account: &Account, said: &[Said]) -> Rows {
    let mut rows = empty();
    let path = &account.path;
    rows.rows.extend(said.iter().map(|said| row(path, said)));
    rows
}

fn of_events<'a>(account: &'a Account, said: &mut Vec<Said<'a>>) {
    for event in &account.events {
        let (label, grounds) = (&event.label, &event.grounds);
        let date = event.date.as_ref().map(|date| date.value.to_string());
        said.push(one(label, &event.kind, date.unwrap_or_default(), grounds));
        of_details(label, &event.details, said);
    }
}

fn of_entities<'a>(account: &'a Account, said: &mut Vec<Said<'a>>) {
    for entity in &account.entities {
        let name = &entity.name;
        said.push(one(
            &name.value,
            "is",
            entity.kind.to_string(),
            &name.grounds,
        ));
        of_details(&name.value, &entity.details, said);
    }
}

fn of_details<'a>(about: &'a str, details: &'a [Detail], said: &mut Vec<Said<'a>>) {
    let details = details.iter();
    said.extend(
        details.map(|detail| one(about, detail.column, detail.value.clone(), &detail.grounds)),
    );
}

fn of_policy<'a>(policy: &'a PolicyAccount, said: &mut Vec<Said<'a>>) {
    let mut titles = policy.title.iter().chain(&policy.title_en);
    let about = titles.next().map_or("", |title| title.value.as_str());
    of_fields(policy, about, said);
    said.extend(policy.relations.iter().map(|one| of_relation(one, about)));
    said.extend(policy.targets.iter().map(|one| of_target(one, about)));
    of_details(about, &policy.details, said);
}

/// Adds title, number, issuers, dates, kind and state.
fn of_fields<'a>(policy: &'a PolicyAccount, about: &'a str, said: &mut Vec<Said<'a>>) {
    let texts = [
        ("title", policy.title.as_slice()),
        ("title_en", policy.title_en.as_slice()),
        ("lead issuer", policy.lead.as_slice()),
        ("kind", policy.kind.as_slice()),
        ("status", policy.status.as_slice()),
        ("number", &policy.numbers),
        ("issuer", &policy.issuers),
    ];
    for (says, texts) in texts {
        said.extend(
            texts
                .iter()
                .map(|text| one(about, says, text.value.clone(), &text.grounds)),
        );
    }
    if let Some(count) = &policy.issuer_count {
        said.push(one(
            about,
            "issuer count",
            count.value.to_string(),
            &count.grounds,
        ));
    }
    for date in &policy.dates {
        let day = date.date.value.to_string();
        said.push(one(about, date.of.as_str(), day, &date.date.grounds));
    }
}

fn of_relation<'a>(relation: &'a RelationAccount, about: &'a str) -> Said<'a> {
    let date = relation.date.map(|date| date.to_string());
    let articles = relation.articles.iter().cloned();
    let more = relation.number.iter().cloned().chain(date).chain(articles);
    Said {
        more: more.collect::<Vec<_>>().join(" "),
        ..one(
            about,
            relation.relation,
            relation.title.clone(),
            &relation.grounds,
        )
    }
}

fn of_target<'a>(target: &'a TargetAccount, about: &'a str) -> Said<'a> {
    let comparator = target.comparator.unwrap_or("");
    let value = target.value.as_ref().map_or("", |value| value.as_str());
    let unit = target.unit.as_deref().unwrap_or("");
    let deadline = target.deadline.map(|date| format!("by {date}"));
    let more = format!(
        "{comparator}{value} {unit} {}",
        deadline.unwrap_or_default()
    );
    Said {
        more: more.trim().to_owned(),
        ..one(about, "target", target.text.clone(), &target.grounds)
    }
}

fn one<'a>(about: &'a str, says: &'a str, value: String, grounds: &'a Grounds) -> Said<'a> {
    Said {
        about,
        says,
        value,
        more: String::new(),
        grounds,
    }
}

fn row(document: &str, said: &Said) -> Vec<Option<Term>> {
    let grounds = said.grounds;
    [
        document.to_owned(),
        said.about.to_owned(),
        said.says.to_owned(),
        said.value.clone(),
        grounds.span.start.to_string(),
        grounds.span.end.to_string(),
        grounds.modality.as_str().to_owned(),
        grounds.confidence.as_str().to_owned(),
        grounds.method.to_string(),
        said.more.clone(),
        grounds.quote.clone(),
    ]
    .map(cell)
    .to_vec()
}

fn cell(value: String) -> Option<Term> {
    (!value.is_empty()).then(|| Term::Literal {
        value,
        datatype: vocab::XSD_STRING.to_owned(),
        language: None,
    })
}
