//! The forms of a gold, and what is refused with its place.

use super::*;

#[test]
fn both_forms_and_a_file_of_json_are_read() {
    let lines = "\u{feff}{\"file\": \"a/b.md\", \"title\": \"甲法\", \"based_on\": [\"乙法\"]}\n\n\
                 {\"file\": \"n.txt\", \"policies\": [{\"title\": \"通知\"}]}\n";
    let read = parse("gold.jsonl", lines).unwrap();
    assert_eq!(read.len(), 2);
    assert!(read[0].first_only && !read[1].first_only);
    assert_eq!(
        read[0].policies.as_ref().unwrap()[0]["relations"][0]["title"],
        "乙法"
    );
    assert!(read[1].events.is_none());
    let whole = "{\n \"document\": {\"file\": \"issue.txt\"},\n \"events\": []\n}";
    let read = parse("issue.json", whole).unwrap();
    assert_eq!(read[0].file, PathBuf::from("issue.txt"));
    assert!(read[0].policies.is_none() && read[0].events.is_some());
}

#[test]
fn what_is_no_gold_is_refused_with_its_place() {
    for (text, message) in [
        (
            "{}",
            "g.jsonl:1: found no `file`, expected the end of the document's path as `file`",
        ),
        (
            "\n[]",
            "g.jsonl:2: found what is no object, expected an object a document",
        ),
        (
            r#"{"file": "a", "policies": 3}"#,
            "g.jsonl:1: found `policies`: 3, expected a list of objects",
        ),
        (
            r#"{"file": "a", "policies": [{"issuers": "x"}]}"#,
            "g.jsonl:1: found `issuers`: \"x\", expected a list of texts",
        ),
        (
            r#"{"file": "a", "policies": [{"title": ["x"]}]}"#,
            "g.jsonl:1: found `title`: [\"x\"], expected a text or null",
        ),
        (
            r#"{"file": "a", "policies": [{"relations": [{"title": "x"}]}]}"#,
            "g.jsonl:1: found `relations`: {\"title\":\"x\"}, expected a list of objects with `relation` and `title`",
        ),
        (
            r#"{"file": "a", "based_on": "x"}"#,
            "g.jsonl:1: found `based_on`: \"x\", expected a list of titles, or of objects with a `title`",
        ),
    ] {
        assert_eq!(parse("g.jsonl", text).unwrap_err().to_string(), message);
    }
    let broken = parse("g.jsonl", "{\"file\": \"a\"}\n{")
        .unwrap_err()
        .to_string();
    assert!(broken.starts_with("g.jsonl:2: no JSON: "), "{broken}");
}
