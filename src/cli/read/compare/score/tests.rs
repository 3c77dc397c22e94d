//! Tallies, shares, and the order in which fields are shown.

use super::*;

#[test]
fn a_wrong_value_is_missed_and_too_much() {
    let mut score = Score::default();
    score.begin("a.md");
    score.right("basedOn");
    score.right("title");
    score.right("title");
    score.wrong("title", Some("x".to_owned()), Some("y".to_owned()));
    score.wrong("basedOn", None, None);
    score.right("Deal");
    score.right("amount");
    score.right_relation("cites");
    score.right("status");
    let title = Tally {
        right: 2,
        too_much: 1,
        missed: 1,
    };
    let fields: Vec<_> = score.fields().collect();
    assert_eq!(fields[0], ("title", title));
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let expected = [
        "title",
        "status",
        "basedOn",
        "cites",
        "relations",
        "Deal",
        "amount",
    ];
    assert_eq!(names, expected);
    assert_eq!(score.misses().len(), 1);
    assert_eq!(score.misses()[0].document, "a.md");
}

#[test]
fn shares_are_exact_and_all_is_only_all() {
    let tally = |right, too_much, missed| Tally {
        right,
        too_much,
        missed,
    };
    assert_eq!(tally(2, 1, 1).precision().as_deref(), Some("0.666"));
    assert_eq!(tally(1999, 0, 1).recall().as_deref(), Some("0.999"));
    assert_eq!(tally(3, 0, 0).f1().as_deref(), Some("1.000"));
    assert_eq!(tally(0, 0, 1).precision(), None);
    assert_eq!(tally(0, 0, 0).f1(), None);
}
