//! The shape of an account in JSON: what `serde` writes, in this order of fields.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Shape<'a> {
    pub(super) document: Document<'a>,
    pub(super) policies: Vec<Policy<'a>>,
    pub(super) events: Vec<Event<'a>>,
    pub(super) entities: Vec<Entity<'a>>,
    pub(super) warnings: Vec<Doubt<'a>>,
}

#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub(super) path: &'a str,
    pub(super) sha256: &'a str,
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) details: Vec<More<'a>>,
}

#[derive(Serialize)]
pub(super) struct Policy<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) title_en: Option<&'a str>,
    pub(super) numbers: Vec<&'a str>,
    pub(super) issuers: Vec<&'a str>,
    pub(super) lead: Option<&'a str>,
    pub(super) issuer_count: Option<u64>,
    pub(super) adopted: Option<String>,
    pub(super) approved: Vec<String>,
    pub(super) signed: Option<String>,
    pub(super) published: Option<String>,
    pub(super) reported: Option<String>,
    pub(super) effective: Option<String>,
    pub(super) amended: Vec<String>,
    pub(super) comments_until: Option<String>,
    pub(super) kind: Option<&'a str>,
    pub(super) status: Option<&'a str>,
    pub(super) relations: Vec<Relation<'a>>,
    pub(super) targets: Vec<Target<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) details: Vec<More<'a>>,
    pub(super) evidence: Vec<Field<'a>>,
}

/// The words on which a field of a policy rests.
#[derive(Serialize)]
pub(super) struct Field<'a> {
    #[serde(rename = "field")]
    pub(super) name: &'static str,
    pub(super) value: String,
    #[serde(flatten)]
    pub(super) words: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct Relation<'a> {
    #[serde(rename = "relation")]
    pub(super) property: &'a str,
    pub(super) title: &'a str,
    pub(super) number: Option<&'a str>,
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) articles: &'a [String],
    pub(super) evidence: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct Target<'a> {
    pub(super) text: &'a str,
    pub(super) indicator: Option<&'a str>,
    pub(super) comparator: Option<&'a str>,
    pub(super) value: Option<&'a str>,
    pub(super) unit: Option<&'a str>,
    pub(super) deadline: Option<String>,
    pub(super) evidence: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct Event<'a> {
    pub(super) kind: &'a str,
    pub(super) label: &'a str,
    pub(super) date: Option<String>,
    pub(super) parties: Vec<&'a str>,
    pub(super) amount: Option<&'a str>,
    pub(super) unit: Option<&'a str>,
    pub(super) modality: &'static str,
    pub(super) details: Vec<More<'a>>,
    pub(super) evidence: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct Entity<'a> {
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) details: Vec<More<'a>>,
    pub(super) evidence: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct More<'a> {
    pub(super) column: &'static str,
    pub(super) value: &'a str,
    pub(super) evidence: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct Words<'a> {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) quote: &'a str,
    pub(super) modality: &'static str,
    pub(super) method: &'a str,
    pub(super) confidence: Number<'a>,
}

#[derive(Serialize)]
pub(super) struct Doubt<'a> {
    pub(super) text: &'a str,
    pub(super) start: Option<u64>,
    pub(super) end: Option<u64>,
}

/// A decimal that JSON gives as a number.
pub(super) struct Number<'a>(pub(super) &'a str);

impl Serialize for Number<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A confidence has two digits: the nearest float prints as it is held.
        serializer.serialize_f64(self.0.parse().unwrap_or(0.0))
    }
}
