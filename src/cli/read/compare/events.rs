//! The events of an account against those of the gold.
//!
//! An event is right where its kind and date are; who took part, amount, modality and what
//! else the gold tells are rows of their own. Who acted counts among those who took part,
//! however the gold and the account put it.

use super::{
    entry::{Entry, accepts, also, entries, text, texts},
    gold::GoldDocument,
    names::{plain, plain_number},
    score::Score,
};

/// The fields of the gold that name who took part.
const PARTIES: [&str; 5] = ["parties", "actor", "appointee", "from", "to"];

/// Further columns of an account's event that do.
const COLUMNS: [&str; 1] = ["actor"];

/// The fields of one text, and the column that holds it where the event itself does not.
const TEXTS: [&str; 5] = ["amount", "unit", "modality", "post", "replaced"];

/// Compares the events of a document.
pub fn compare(gold: &GoldDocument, account: &Entry, score: &mut Score) {
    let Some(expected) = &gold.events else {
        return;
    };
    let mut found: Vec<&Entry> = entries(account, "events").collect();
    for gold in expected {
        let best = best(gold, &found).map(|place| found.remove(place));
        whole(gold, best, score);
        people(gold, best, score);
        for field in TEXTS.into_iter().filter(|field| gold.contains_key(*field)) {
            one(gold, field, best.and_then(|best| value(best, field)), score);
        }
    }
    for extra in found {
        let kind = text(extra, "kind").unwrap_or_default();
        score.wrong(&kind, None, Some(told(extra)));
    }
}

/// The found event that agrees most: in kind, date, and who took part; two of the three at least.
fn best(gold: &Entry, found: &[&Entry]) -> Option<usize> {
    let agreeing = |event: &Entry| {
        let people: Vec<String> = participants(event).iter().map(|one| plain(one)).collect();
        let expected = expected_people(gold);
        let shared = expected.iter().any(|one| people.contains(&plain(one)));
        let same = |field| accepts(gold, field, text(event, field).as_deref(), str::to_owned);
        usize::from(shared) + usize::from(same("kind")) + usize::from(same("date"))
    };
    let places = (0..found.len()).rev();
    let best = places.max_by_key(|place| agreeing(found[*place]))?;
    (agreeing(found[best]) >= 2).then_some(best)
}

fn whole(gold: &Entry, found: Option<&Entry>, score: &mut Score) {
    let kind = text(gold, "kind").unwrap_or_default();
    let is_same = |event: &Entry| {
        ["kind", "date"]
            .iter()
            .all(|field| accepts(gold, field, text(event, field).as_deref(), str::to_owned))
    };
    match found {
        Some(event) if is_same(event) => score.right(&kind),
        other => score.wrong(&kind, Some(told(gold)), other.map(told)),
    }
}

fn people(gold: &Entry, found: Option<&Entry>, score: &mut Score) {
    let mut expected = expected_people(gold);
    let accepted: Vec<String> = also(gold, "parties")
        .iter()
        .flatten()
        .map(|one| plain(one))
        .collect();
    for one in found.map(participants).unwrap_or_default() {
        if let Some(place) = expected
            .iter()
            .position(|other| plain(other) == plain(&one))
        {
            expected.remove(place);
            score.right("parties");
        } else if !accepted.contains(&plain(&one)) {
            score.wrong("parties", None, Some(one));
        }
    }
    for missed in expected {
        score.wrong("parties", Some(missed), None);
    }
}

fn one(gold: &Entry, field: &str, found: Option<String>, score: &mut Score) {
    let plain = |text: &str| plain(&plain_number(text));
    if accepts(gold, field, found.as_deref(), plain) {
        if found.is_some() {
            score.right(field);
        }
        return;
    }
    score.wrong(field, text(gold, field), found);
}

/// Who took part by the gold, each once.
fn expected_people(gold: &Entry) -> Vec<String> {
    unique(PARTIES.iter().flat_map(|field| texts(gold, field)))
}

fn participants(event: &Entry) -> Vec<String> {
    let columns = COLUMNS.iter().filter_map(|column| value(event, column));
    unique(texts(event, "parties").into_iter().chain(columns))
}

fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for name in names {
        if !unique.iter().any(|known| plain(known) == plain(&name)) {
            unique.push(name);
        }
    }
    unique
}

/// What an event of an account says in a field or a column.
fn value(event: &Entry, field: &str) -> Option<String> {
    let column = |detail: &&Entry| text(detail, "column").as_deref() == Some(field);
    let detail = || entries(event, "details").find(column);
    text(event, field).or_else(|| text(detail()?, "value"))
}

/// An event in words: `2023-12-06 Deal Nordwerk, Lanchi Robotics`.
fn told(event: &Entry) -> String {
    let label = text(event, "label").unwrap_or_else(|| texts(event, "parties").join(", "));
    let part = |field: &str| text(event, field).unwrap_or_else(|| "?".to_owned());
    format!("{} {} {label}", part("date"), part("kind"))
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_event_is_found_by_two_of_kind_date_and_people() {
        let object = |value: serde_json::Value| value.as_object().cloned().unwrap();
        let gold = GoldDocument {
            file: "a".into(),
            policies: None,
            events: Some(vec![
                object(
                    json!({"kind": "Deal", "date": "2024-01-05", "parties": ["A", "B"], "amount": "60", "modality": "stated"}),
                ),
                object(
                    json!({"kind": "Investigation", "date": "2024-01-05", "parties": ["C"], "actor": "SAMR"}),
                ),
            ]),
            first_only: false,
        };
        let account = object(json!({"events": [
            {"kind": "Investigation", "date": "2024-01-05", "parties": ["c"], "details": [{"column": "actor", "value": "the SAMR"}]},
            {"kind": "Milestone", "date": "2024-01-05", "parties": ["A"], "amount": "60.0", "modality": "judged"},
            {"kind": "Deal", "date": "2024-02-01", "label": "another"},
        ]}));
        let mut score = Score::default();
        compare(&gold, &account, &mut score);
        let told: Vec<String> = score
            .fields()
            .map(|(name, tally)| {
                format!("{name} {} {} {}", tally.right, tally.too_much, tally.missed)
            })
            .collect();
        let expected = [
            "Deal 0 2 1",
            "Investigation 1 0 0",
            "amount 1 0 0",
            "modality 0 1 1",
            "parties 3 0 1",
        ];
        assert_eq!(told, expected);
    }
}
