//! An account as rows: one thing said, one row.

use crate::{
    fact::account::{Account, Grounds, PolicyAccount},
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

/// Adds what a document says.
pub(super) fn add(account: &Account, rows: &mut Rows) {
    let mut said = Vec::new();
    for policy in &account.policies {
        of_policy(policy, &mut said);
    }
    for event in &account.events {
        let date = event.date.as_ref().map(|date| date.value.to_string());
        said.push(one(
            &event.label,
            &event.kind,
            date.unwrap_or_default(),
            &event.grounds,
        ));
        for detail in &event.details {
            said.push(one(
                &event.label,
                detail.column,
                detail.value.clone(),
                &detail.grounds,
            ));
        }
    }
    for entity in &account.entities {
        said.push(one(
            &entity.name.value,
            "is",
            entity.kind.to_string(),
            &entity.name.grounds,
        ));
        for detail in &entity.details {
            said.push(one(
                &entity.name.value,
                detail.column,
                detail.value.clone(),
                &detail.grounds,
            ));
        }
    }
    rows.rows
        .extend(said.iter().map(|said| row(&account.path, said)));
}

fn of_policy<'a>(policy: &'a PolicyAccount, said: &mut Vec<Said<'a>>) {
    let titles = policy.title.iter().chain(&policy.title_en);
    let about = titles
        .clone()
        .next()
        .map_or("", |title| title.value.as_str());
    let texts = [
        ("title", &policy.title),
        ("title_en", &policy.title_en),
        ("lead issuer", &policy.lead),
        ("kind", &policy.kind),
        ("status", &policy.status),
    ];
    for (says, text) in texts {
        said.extend(
            text.iter()
                .map(|text| one(about, says, text.value.clone(), &text.grounds)),
        );
    }
    let lists = [("number", &policy.numbers), ("issuer", &policy.issuers)];
    for (says, list) in lists {
        said.extend(
            list.iter()
                .map(|text| one(about, says, text.value.clone(), &text.grounds)),
        );
    }
    said.extend(policy.issuer_count.iter().map(|count| {
        one(
            about,
            "issuer count",
            count.value.to_string(),
            &count.grounds,
        )
    }));
    said.extend(policy.dates.iter().map(|date| {
        one(
            about,
            date.of.as_str(),
            date.date.value.to_string(),
            &date.date.grounds,
        )
    }));
    for relation in &policy.relations {
        let date = relation.date.map(|date| date.to_string());
        let more = relation
            .number
            .iter()
            .cloned()
            .chain(date)
            .chain(relation.articles.iter().cloned());
        said.push(Said {
            more: more.collect::<Vec<_>>().join(" "),
            ..one(
                about,
                relation.relation,
                relation.title.clone(),
                &relation.grounds,
            )
        });
    }
    for target in &policy.targets {
        let value = [
            target.comparator.unwrap_or(""),
            target.value.as_ref().map_or("", |value| value.as_str()),
        ];
        let unit = target.unit.as_deref().unwrap_or("");
        let deadline = target
            .deadline
            .map(|date| format!("by {date}"))
            .unwrap_or_default();
        said.push(Said {
            more: format!("{} {unit} {deadline}", value.concat())
                .trim()
                .to_owned(),
            ..one(about, "target", target.text.clone(), &target.grounds)
        });
    }
    said.extend(
        policy
            .details
            .iter()
            .map(|detail| one(about, detail.column, detail.value.clone(), &detail.grounds)),
    );
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
