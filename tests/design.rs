//! The vocabulary is also what the design says: its mappings to ELI, ORG, schema.org, PROV, SKOS, FOAF and LODE.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{fs, path::Path};

use policygraph::{
    source::{File, Triple, TripleObject, parse_turtle},
    vocab,
};

/// The "is also" column of the design: our term, and each term it is a part of.
const IS_ALSO: [(&str, &[&str]); 41] = [
    ("Policy", &["eli:LegalResource", "schema:Legislation"]),
    (
        "Agency",
        &["org:FormalOrganization", "schema:GovernmentOrganization"],
    ),
    ("Firm", &["org:FormalOrganization", "schema:Corporation"]),
    ("Person", &["foaf:Person"]),
    ("Post", &["org:Post"]),
    ("Product", &["schema:Product"]),
    ("Technology", &["skos:Concept"]),
    ("Sector", &["skos:Concept"]),
    ("Observation", &["schema:Observation"]),
    ("Event", &["lode:Event", "schema:Event"]),
    ("Document", &["prov:Entity", "schema:CreativeWork"]),
    ("Assertion", &["rdf:Statement"]),
    ("Deal", &["pg:Event"]),
    ("Investigation", &["pg:Event"]),
    ("Appointment", &["pg:Event"]),
    ("DutyTransfer", &["pg:Event"]),
    ("Milestone", &["pg:Event"]),
    ("issuedBy", &["eli:passed_by"]),
    ("leadIssuer", &["pg:issuedBy"]),
    ("derivesFrom", &["eli:related_to"]),
    ("basedOn", &["pg:derivesFrom", "eli:based_on"]),
    ("implements", &["pg:derivesFrom", "eli:applies"]),
    ("buildsOn", &["pg:derivesFrom", "eli:refers_to"]),
    ("amends", &["pg:derivesFrom", "eli:amends"]),
    ("supersedes", &["pg:derivesFrom", "dct:replaces"]),
    ("finalizes", &["pg:derivesFrom", "prov:wasRevisionOf"]),
    ("cites", &["eli:cites"]),
    ("accompanies", &["eli:related_to"]),
    ("overlapsWith", &["eli:related_to"]),
    ("parallelTo", &["eli:related_to"]),
    ("signed", &["eli:date_document"]),
    ("published", &["eli:date_publication"]),
    ("effective", &["eli:first_date_entry_in_force"]),
    ("endsForce", &["eli:date_no_longer_in_force"]),
    ("documentNumber", &["eli:id_local"]),
    ("kind", &["eli:type_document"]),
    ("status", &["eli:in_force"]),
    ("about", &["eli:is_about"]),
    ("reported", &[]),
    ("commentsUntil", &[]),
    ("affects", &[]),
];

#[test]
fn every_term_of_the_design_is_also_what_the_design_says() {
    let triples = ontology();
    for (name, also) in IS_ALSO {
        let term = format!("{}{name}", vocab::NS);
        assert!(vocab::TERMS.contains(&term.as_str()), "{name}");
        for parent in also {
            let parent = vocab::expand(parent).unwrap();
            let says = |t: &&Triple| {
                t.subject == term
                    && t.predicate.contains("#sub")
                    && t.object == TripleObject::Iri(parent.clone())
            };
            assert!(
                triples.iter().any(|t| says(&t)),
                "pg:{name} is not a part of {parent}"
            );
        }
    }
}

#[test]
fn deprecated_and_narrower_terms_of_eli_are_not_misused() {
    let used = |local: &str| -> Vec<String> {
        let iri = vocab::expand(&format!("eli:{local}")).unwrap();
        let triples = ontology()
            .into_iter()
            .filter(|t| t.object == TripleObject::Iri(iri.clone()));
        triples
            .map(|t| vocab::local_name(&t.subject).to_owned())
            .collect()
    };
    assert_eq!(
        used("implements"),
        Vec::<String>::new(),
        "deprecated for eli:applies"
    );
    assert_eq!(used("based_on"), ["basedOn"], "means `is empowered by`");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn ontology() -> Vec<Triple> {
    let mut triples = Vec::new();
    for entry in fs::read_dir(root().join("ontology")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        let file = File::new(&name, Vec::new());
        if file.ending == "ttl" && file.stem != "shapes" {
            triples.extend(parse_turtle(&File::new(&name, fs::read(&path).unwrap())).unwrap());
        }
    }
    triples
}
