//! The vocabulary's three homes agree: `ontology/*.ttl`, `src/vocab.rs`, `ontology/tables.csv`.
//!
//! Reads the Turtle files with the parser alone and nothing of ours, so that a
//! fault of the reader cannot hide one of the ontology. The shapes speak of
//! the terms and are none.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use policygraph::vocab;
use rio_api::{
    model::{Literal, Subject, Term},
    parser::TriplesParser,
};
use rio_turtle::{TurtleError, TurtleParser};

const CLASS: &str = "http://www.w3.org/2002/07/owl#Class";
const OBJECT_PROPERTY: &str = "http://www.w3.org/2002/07/owl#ObjectProperty";
const DATATYPE_PROPERTY: &str = "http://www.w3.org/2002/07/owl#DatatypeProperty";
const SCHEME: &str = "http://www.w3.org/2004/02/skos/core#ConceptScheme";
const CONCEPT: &str = "http://www.w3.org/2004/02/skos/core#Concept";
const IN_SCHEME: &str = "http://www.w3.org/2004/02/skos/core#inScheme";
const PREFERRED_LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";
const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
const NODE_SHAPE: &str = "http://www.w3.org/ns/shacl#NodeShape";
const TARGET_SUBJECTS_OF: &str = "http://www.w3.org/ns/shacl#targetSubjectsOf";

/// What the files say of each subject: predicate and object. A literal's object is its language
/// tag (lower case, empty without one), a space and its text; a blank node's begins with `_:`.
type Said = BTreeMap<String, BTreeSet<(String, String)>>;

#[test]
fn the_constants_and_the_files_name_the_same_terms() {
    let said = read_ontology();
    let constants: BTreeSet<&str> = vocab::TERMS.iter().copied().collect();
    assert_eq!(
        constants.len(),
        vocab::TERMS.len(),
        "a term has two constants"
    );
    let in_files: BTreeSet<&str> = said
        .keys()
        .map(String::as_str)
        .filter(|iri| is_term(&said, iri))
        .collect();
    let only_files: Vec<_> = in_files.difference(&constants).collect();
    let only_constants: Vec<_> = constants.difference(&in_files).collect();
    assert!(
        only_files.is_empty(),
        "no constant in src/vocab.rs: {only_files:#?}"
    );
    assert!(
        only_constants.is_empty(),
        "not in ontology/*.ttl: {only_constants:#?}"
    );
}

#[test]
fn whatever_the_files_define_in_our_namespace_is_a_term() {
    let said = read_ontology();
    let odd: Vec<_> = ours(&said).filter(|iri| !is_term(&said, iri)).collect();
    assert!(
        odd.is_empty(),
        "no class, property, scheme or concept: {odd:#?}"
    );
}

#[test]
fn every_term_has_labels_in_both_languages_and_words_that_define_it() {
    let said = read_ontology();
    let mut lacking = Vec::new();
    for iri in ours(&said) {
        let concept = is_a(&said, iri, &[CONCEPT]);
        let (label, words) = if concept {
            (PREFERRED_LABEL, DEFINITION)
        } else {
            (vocab::RDFS_LABEL, vocab::RDFS_COMMENT)
        };
        // A concept has both sorts of label, the same ones: tools that know no SKOS show rdfs:label.
        let both =
            [label, vocab::RDFS_LABEL].map(|label| objects(&said, iri, label).collect::<Vec<_>>());
        assert_eq!(both[0], both[1], "{iri}");
        // The parser makes language tags small.
        for (predicate, language) in [(label, "en"), (label, "zh-hans"), (words, "en")] {
            let tagged = format!("{language} ");
            let count = objects(&said, iri, predicate)
                .filter(|text| text.starts_with(&tagged))
                .count();
            if count != 1 {
                lacking.push(format!("{iri}: {count} of {predicate} in {language}"));
            }
        }
    }
    assert!(lacking.is_empty(), "expected one each: {lacking:#?}");
}

#[test]
fn every_property_has_one_domain_and_one_range_and_neither_is_a_blank_node() {
    let said = read_ontology();
    for iri in ours(&said).filter(|iri| is_property(&said, iri)) {
        for predicate in [vocab::RDFS_DOMAIN, vocab::RDFS_RANGE] {
            let named: Vec<&str> = objects(&said, iri, predicate).collect();
            assert!(
                matches!(named[..], [one] if !one.starts_with("_:")),
                "{iri} {predicate}: {named:?}"
            );
        }
    }
}

#[test]
fn a_term_mentions_only_terms_that_there_are() {
    let said = read_ontology();
    let mentioned = said.values().flatten().map(|(_, object)| object.as_str());
    let unknown: BTreeSet<_> = mentioned
        .filter(|object| object.starts_with(vocab::NS) && !vocab::TERMS.contains(object))
        .collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn a_concept_is_named_by_its_notation_and_stands_in_one_scheme() {
    let said = read_ontology();
    for iri in ours(&said).filter(|iri| is_a(&said, iri, &[CONCEPT])) {
        let notations: Vec<&str> = objects(&said, iri, vocab::SKOS_NOTATION).collect();
        let [notation] = notations[..] else {
            panic!("{iri} has notations {notations:?}")
        };
        let (_, named) = vocab::local_name(iri).split_once('-').unwrap();
        assert_eq!(notation.trim_start(), named, "{iri}");
        assert_eq!(objects(&said, iri, IN_SCHEME).count(), 1, "{iri}");
    }
}

#[test]
fn lineage_has_six_relations_and_overlap_is_none_of_them() {
    let said = read_ontology();
    let under = |parent: &str| -> Vec<&str> {
        let below = ours(&said).filter(|iri| has(&said, iri, vocab::RDFS_SUB_PROPERTY_OF, parent));
        below.map(vocab::local_name).collect()
    };
    let lineage = [
        "amends",
        "basedOn",
        "buildsOn",
        "finalizes",
        "implements",
        "supersedes",
    ];
    assert_eq!(under(vocab::DERIVES_FROM), lineage);
    assert_eq!(under(vocab::DATE), ["adopted", "published", "signed"]);
    assert_eq!(under(vocab::ISSUED_BY), ["leadIssuer"]);
    let eli = |local: &str| format!("http://data.europa.eu/eli/ontology#{local}");
    assert_eq!(
        under(&eli("based_on")),
        ["basedOn"],
        "an analyst's builds-on empowers nobody"
    );
    assert!(
        under(&eli("implements")).is_empty(),
        "eli:implements is deprecated"
    );
    assert!(
        under(&eli("repeals")).is_empty(),
        "not every supersession is a repeal"
    );
}

#[test]
fn every_property_of_the_tables_is_known() {
    let said = read_ontology();
    let outside = [
        vocab::RDF_TYPE,
        vocab::RDFS_LABEL,
        vocab::SKOS_ALT_LABEL,
        vocab::SKOS_BROADER,
        vocab::ORG_SUB_ORGANIZATION_OF,
    ];
    let tables = fs::read_to_string(folder().join("tables.csv")).unwrap();
    for line in tables.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let property = vocab::expand(cells[2]).unwrap_or_else(|| panic!("no such prefix: {line}"));
        let known = is_property(&said, &property) || outside.contains(&property.as_str());
        assert!(known, "no such property: {line}");
    }
}

#[test]
fn the_shape_of_evidence_looks_at_every_property_that_an_entity_can_have() {
    let said = read_ontology();
    let shapes = read_turtle(&folder().join("shapes.ttl"));
    let targets: BTreeSet<&str> = shapes
        .keys()
        .flat_map(|shape| objects(&shapes, shape, TARGET_SUBJECTS_OF))
        .collect();
    let of_entities = |iri: &&str| {
        is_property(&said, iri) && !has(&said, iri, vocab::RDFS_DOMAIN, vocab::ASSERTION)
    };
    let names = [vocab::RDFS_LABEL, vocab::SKOS_ALT_LABEL];
    let expected: BTreeSet<&str> = ours(&said).filter(of_entities).chain(names).collect();
    assert_eq!(targets, expected);
}

#[test]
fn each_rule_of_check_has_shapes_and_each_shape_has_its_rule() {
    let shapes = read_turtle(&folder().join("shapes.ttl"));
    let node_shapes = shapes
        .keys()
        .filter(|shape| is_a(&shapes, shape, &[NODE_SHAPE]));
    let twins: BTreeSet<String> = node_shapes.map(|shape| rule_of(&shapes, shape)).collect();
    let rules = fs::read_dir(folder().join("../queries/check")).unwrap();
    let rules = rules.map(|entry| {
        entry
            .unwrap()
            .path()
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    });
    assert_eq!(twins, rules.collect());
}

/// A shape is its rule's by its label, or by its name where it has no label.
fn rule_of(shapes: &Said, shape: &str) -> String {
    let label = objects(shapes, shape, vocab::RDFS_LABEL).next();
    let name = label.map_or_else(
        || vocab::local_name(shape).trim_start_matches("shape-"),
        str::trim_start,
    );
    name.to_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology")
}

fn read_ontology() -> Said {
    let mut said = Said::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ttl") && !path.ends_with("shapes.ttl") {
            for (subject, pairs) in read_turtle(&path) {
                let here = said.entry(subject.clone()).or_default();
                assert!(
                    here.is_empty(),
                    "{subject} is defined in two files, one of them {}",
                    path.display()
                );
                here.extend(pairs);
            }
        }
    }
    said
}

fn read_turtle(path: &Path) -> Said {
    let text = fs::read_to_string(path).unwrap();
    let mut said = Said::new();
    let parsed = TurtleParser::new(text.as_bytes(), None).parse_all(&mut |triple| -> Result<
        (),
        TurtleError,
    > {
        let subject = match triple.subject {
            Subject::NamedNode(node) => node.iri.to_owned(),
            other => other.to_string(),
        };
        let pair = (triple.predicate.iri.to_owned(), object_text(triple.object));
        said.entry(subject).or_default().insert(pair);
        Ok(())
    });
    parsed.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    said
}

fn object_text(object: Term) -> String {
    match object {
        Term::NamedNode(node) => node.iri.to_owned(),
        Term::Literal(Literal::LanguageTaggedString { value, language }) => {
            format!("{} {value}", language.to_lowercase())
        }
        Term::Literal(Literal::Simple { value } | Literal::Typed { value, .. }) => {
            format!(" {value}")
        }
        other => other.to_string(),
    }
}

fn ours(said: &Said) -> impl Iterator<Item = &str> {
    said.keys()
        .map(String::as_str)
        .filter(|iri| iri.starts_with(vocab::NS))
}

fn objects<'a>(said: &'a Said, subject: &str, predicate: &str) -> impl Iterator<Item = &'a str> {
    let pairs = said.get(subject).into_iter().flatten();
    pairs
        .filter(move |(known, _)| known == predicate)
        .map(|(_, object)| object.as_str())
}

fn has(said: &Said, subject: &str, predicate: &str, object: &str) -> bool {
    objects(said, subject, predicate).any(|known| known == object)
}

fn is_a(said: &Said, iri: &str, classes: &[&str]) -> bool {
    classes
        .iter()
        .any(|class| has(said, iri, vocab::RDF_TYPE, class))
}

fn is_property(said: &Said, iri: &str) -> bool {
    is_a(said, iri, &[OBJECT_PROPERTY, DATATYPE_PROPERTY])
}

fn is_term(said: &Said, iri: &str) -> bool {
    iri.starts_with(vocab::NS)
        && is_a(
            said,
            iri,
            &[CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY, SCHEME, CONCEPT],
        )
}
