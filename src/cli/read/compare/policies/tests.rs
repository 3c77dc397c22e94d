//! Whole comparisons: what counts as right, too much and missed.

use super::*;
use crate::cli::read::compare::score::Tally;

/// Compares one document; `gold` are its policies.
fn compared(gold: &Value, found: &Value, first_only: bool) -> Score {
    let objects = |value: &Value| -> Vec<Entry> { serde_json::from_value(value.clone()).unwrap() };
    let gold = GoldDocument {
        file: "a".into(),
        policies: Some(objects(gold)),
        events: None,
        first_only,
    };
    let account = json!({ "policies": found });
    let mut score = Score::default();
    compare(&gold, account.as_object().unwrap(), &mut score);
    score
}

fn tally(score: &Score, field: &str) -> [usize; 3] {
    let found = score.fields().find(|(name, _)| *name == field);
    let Tally {
        right,
        too_much,
        missed,
    } = found.map(|(_, tally)| tally).unwrap_or_default();
    [right, too_much, missed]
}

#[test]
fn a_missing_field_is_not_compared_and_null_is() {
    let score = compared(
        &json!([{"title": "《办法》", "signed": null, "effective": "2021-01-01"}]),
        &json!([{"title": "办法", "signed": "2020-01-01", "published": "2020-01-01"}]),
        false,
    );
    assert_eq!(tally(&score, "title"), [1, 0, 0]);
    assert_eq!(tally(&score, "signed"), [0, 1, 0]);
    assert_eq!(tally(&score, "effective"), [0, 0, 1]);
    assert_eq!(tally(&score, "published"), [0, 0, 0]);
}

#[test]
fn issuers_have_no_order_and_accepted_ones_count_for_those_missed() {
    let gold = json!([{"title": "t", "issuers": ["甲", "National Data Administration"], "issuers_ok": ["NDA"]}]);
    let score = compared(
        &gold,
        &json!([{"title": "t", "issuers": ["NDA", "乙", "甲"]}]),
        false,
    );
    assert_eq!(tally(&score, "issuers"), [2, 1, 0]);
    let gold = json!([{"title": "t", "issuers": ["甲"], "issuers_ok": [null]}]);
    let score = compared(&gold, &json!([{"title": "t", "issuers": []}]), false);
    assert_eq!(tally(&score, "issuers"), [0, 0, 0]);
}

#[test]
fn a_policy_that_is_not_there_is_missed_and_one_too_much_is_counted() {
    let score = compared(
        &json!([{"title_en": "The Plan", "relations": []}]),
        &json!([{"title_en": "Another", "relations": [{"relation": "cites", "title": "x"}]}]),
        false,
    );
    assert_eq!(tally(&score, "title_en"), [0, 1, 1]);
    assert_eq!(tally(&score, "cites"), [0, 1, 0]);
}

#[test]
fn a_cited_policy_is_expected_and_what_is_said_of_it_too_much_is_not_counted() {
    let score = compared(
        &json!([{"role": "cited", "title_en": "Export Control Law", "kind": null, "issuers": []}]),
        &json!([{"title_en": "export control law", "kind": "law", "issuers": ["NPC"]}]),
        false,
    );
    assert_eq!(tally(&score, "title_en"), [1, 0, 0]);
    assert_eq!(tally(&score, "kind"), [0, 0, 0]);
    assert_eq!(tally(&score, "issuers"), [0, 0, 0]);
}

#[test]
fn relations_are_optional_symmetric_and_told_apart_by_date() {
    let gold = json!([
        {"title": "t", "relations": [
            {"relation": "supersedes", "title": "t", "date": "2001"},
            {"relation": "supersedes", "title": "t", "date": "1999"},
            {"relation": "parallelTo", "title": "u", "symmetric": true},
            {"relation": "basedOn", "title": "刑法", "optional": true},
            {"relation": "implements", "title": "v", "relation_ok": ["buildsOn"]},
        ]},
        {"title": "u", "relations": []},
    ]);
    let found = json!([
        {"title": "t", "relations": [
            {"relation": "supersedes", "title": "t", "date": "1999"},
            {"relation": "supersedes", "title": "t", "date": "2001"},
            {"relation": "buildsOn", "title": "v"},
        ]},
        {"title": "u", "relations": [{"relation": "parallelTo", "title": "t"}]},
    ]);
    let score = compared(&gold, &found, false);
    assert!(score.misses().is_empty(), "{:?}", score.misses());
    assert_eq!(tally(&score, "supersedes"), [2, 0, 0]);
    assert_eq!(tally(&score, "relation date"), [2, 0, 0]);
    assert_eq!(tally(&score, "parallelTo"), [1, 0, 0]);
    assert_eq!(tally(&score, "basedOn"), [0, 0, 0]);
    assert_eq!(tally(&score, "implements"), [1, 0, 0]);
}

#[test]
fn of_a_law_the_first_policy_counts_and_the_relations_that_the_gold_tells() {
    let gold = json!([{"title": "t", "relations": [], "relations_told": ["basedOn"]}]);
    let relations =
        json!([{"relation": "cites", "title": "x"}, {"relation": "basedOn", "title": "y"}]);
    let found = json!([{"title": "t", "relations": relations}, {"title": "u"}]);
    let score = compared(&gold, &found, true);
    assert_eq!(tally(&score, "title"), [1, 0, 0]);
    assert_eq!(tally(&score, "cites"), [0, 0, 0]);
    assert_eq!(tally(&score, "basedOn"), [0, 1, 0]);
}

#[test]
fn a_target_is_right_as_a_whole() {
    let target = |comparator: &str, deadline: &str| json!({"value": "60.0", "comparator": comparator, "unit": "percent", "deadline": deadline});
    let gold = json!([{"title": "t", "targets": [
        {"value": "60", "comparator": "=", "comparator_ok": [">="], "unit": "Percent", "deadline": "2025"},
        {"value": "7", "comparator": "=", "unit": "count", "deadline": null, "optional": true},
    ]}]);
    for (found, expected) in [
        (json!([target(">=", "2025"), {"value": null}]), [1, 0, 0]),
        (json!([target("<", "2025")]), [0, 1, 1]),
        (json!([target("=", "2026"), target("=", "2025")]), [1, 1, 0]),
        (json!([]), [0, 0, 1]),
    ] {
        let score = compared(&gold, &json!([{"title": "t", "targets": found}]), false);
        assert_eq!(tally(&score, "targets"), expected, "{found}");
    }
}
