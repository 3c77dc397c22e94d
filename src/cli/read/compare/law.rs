//! The shapes in which a person writes a policy down, made one: that of `read --as json`.
//!
//! A law's flat object (`issued_by`, `based_on`, `repeals` …) becomes a policy with
//! relations; a `date` with its `date_kind` becomes the date of that kind.

use serde_json::{Value, json};

use super::{
    entry::{Entry, also, text},
    gold::{Unfit, unfit},
};

/// The lists of a law's flat object, and the relations that they are.
const RELATIONS: [(&str, &str); 4] = [
    ("based_on", "basedOn"),
    ("implements", "implements"),
    ("repeals", "supersedes"),
    ("amends", "amends"),
];

/// The fields that go over from a law's flat object as they are, and their names there.
const FIELDS: [(&str, &str); 5] = [
    ("title", "title"),
    ("issued_by", "issuers"),
    ("adopted", "adopted"),
    ("effective", "effective"),
    ("amended", "amended"),
];

/// The fields of a policy that hold one text.
pub const TEXTS: [&str; 12] = [
    "title",
    "title_en",
    "lead",
    "issuer_count",
    "adopted",
    "signed",
    "published",
    "reported",
    "effective",
    "comments_until",
    "kind",
    "status",
];

/// The fields of a policy that hold a list.
pub const LISTS: [&str; 4] = ["numbers", "issuers", "approved", "amended"];

/// Which relations a gold tells of; all where it does not say.
pub const TOLD: &str = "relations_told";

/// Makes a policy of the flat object of a law.
pub fn policy(law: &Entry) -> Result<Entry, Unfit> {
    let mut policy = Entry::new();
    for (flat, field) in FIELDS {
        for ending in ["", "_ok"] {
            if let Some(value) = law.get(&format!("{flat}{ending}")) {
                policy.insert(format!("{field}{ending}"), value.clone());
            }
        }
    }
    let mut relations = Vec::new();
    let mut told = Vec::new();
    for (flat, relation) in RELATIONS {
        let Some(value) = law.get(flat) else { continue };
        told.push(relation);
        relations.extend(related(flat, relation, value)?);
    }
    if !told.is_empty() {
        policy.insert("relations".to_owned(), Value::Array(relations));
        policy.insert(TOLD.to_owned(), json!(told));
    }
    checked(&policy)?;
    Ok(policy)
}

/// Makes relations of a list of titles, or of objects with a title.
fn related(flat: &str, relation: &str, value: &Value) -> Result<Vec<Value>, Unfit> {
    let refused = || {
        unfit(
            &format!("`{flat}`: {value}"),
            "a list of titles, or of objects with a `title`",
        )
    };
    let list = value.as_array().ok_or_else(refused)?;
    let one = |value: &Value| match value {
        Value::String(title) => Ok(json!({"relation": relation, "title": title})),
        Value::Object(entry) if text(entry, "title").is_some() => {
            let mut entry = entry.clone();
            entry.insert("relation".to_owned(), relation.into());
            Ok(Value::Object(entry))
        }
        _ => Err(refused()),
    };
    list.iter().map(one).collect()
}

/// Refuses a policy with a field that does not hold what such a field holds.
pub fn checked(policy: &Entry) -> Result<(), Unfit> {
    let is_text = |value: &Value| value.is_null() || value.is_string() || value.is_number();
    let is_list = |value: &Value| value.as_array().is_some_and(|all| all.iter().all(is_text));
    for (field, value) in policy {
        let expected = match field.as_str() {
            field if TEXTS.contains(&field) && !is_text(value) => "a text or null",
            field if LISTS.contains(&field) && !is_list(value) => "a list of texts",
            field if field.ends_with("_ok") && !is_list(value) => "a list of texts",
            "targets" if !value.is_array() => "a list of objects",
            _ => continue,
        };
        return Err(unfit(&format!("`{field}`: {value}"), expected));
    }
    let relations = policy.get("relations").map(|value| match value {
        Value::Array(relations) => relations.iter().find(|one| !is_relation(one)),
        other => Some(other),
    });
    match relations.flatten() {
        None => Ok(()),
        Some(found) => Err(unfit(
            &format!("`relations`: {found}"),
            "a list of objects with `relation` and `title`",
        )),
    }
}

fn is_relation(value: &Value) -> bool {
    let names = |entry| text(entry, "relation").is_some() && text(entry, "title").is_some();
    value.as_object().is_some_and(names)
}

/// Puts a policy's `date` under its `date_kind`; where other kinds are accepted, under those as well.
pub fn dated(mut policy: Entry) -> Entry {
    let (Some(date), Some(kind)) = (text(&policy, "date"), text(&policy, "date_kind")) else {
        return policy;
    };
    let others = also(&policy, "date_kind").into_iter().flatten();
    let others: Vec<String> = others.filter(|other| *other != kind).collect();
    if !others.is_empty() {
        policy.insert(format!("{kind}_ok"), json!([null]));
    }
    for other in others {
        policy.insert(format!("{other}_ok"), json!([date]));
        policy.entry(other).or_insert(Value::Null);
    }
    policy.insert(kind, date.into());
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_law_becomes_a_policy_that_tells_of_its_relations_only() {
        let law = json!({
            "title": "甲法", "issued_by": ["国务院"], "effective": null, "effective_ok": ["2021"],
            "based_on": ["乙法", {"title": "丙法", "optional": true}],
            "repeals": [{"title": "丁法", "number": null, "date": "2001"}],
        });
        let policy = policy(law.as_object().unwrap()).unwrap();
        assert_eq!(policy["issuers"], json!(["国务院"]));
        assert_eq!(policy["effective_ok"], json!(["2021"]));
        assert_eq!(policy[TOLD], json!(["basedOn", "supersedes"]));
        assert_eq!(policy["relations"][1]["optional"], json!(true));
        assert_eq!(policy["relations"][2]["date"], json!("2001"));
    }

    #[test]
    fn a_date_goes_under_its_kind() {
        let dated = |value: Value| Value::Object(dated(value.as_object().unwrap().clone()));
        let policy = dated(
            json!({"date": "2021", "date_kind": "amended", "date_kind_ok": ["amended", "published"]}),
        );
        assert_eq!(policy["amended"], "2021");
        assert_eq!(policy["published"], Value::Null);
        assert_eq!(policy["published_ok"], json!(["2021"]));
        let policy = dated(json!({"date": "2021", "date_kind": "published"}));
        assert_eq!(policy["published"], "2021");
        assert_eq!(policy.get("published_ok"), None);
    }
}
