//! Every fact of the newsletter is in the graph, at its place, and the traps of its text are held.
//!
//! `tests/gold/newsletter.csv` says which triples hold which fact. With
//! `POLICYGRAPH_SHARED` set, the places are compared with the words of the
//! document and the list of facts beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    sync::LazyLock,
};

use policygraph::{
    fact::{Fact, Modality, Review, Value},
    pipeline, vocab,
};

const NEWSLETTER: &str = "document/merics-china-industries-2023-11-01";
const PLAN: &str = "policy/computing-power-action-plan";

static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    pipeline::compile(&pipeline::sources(None).unwrap())
        .unwrap()
        .facts
});

/// A row of the table of facts: its number and the triple that holds it, or why none does.
struct Gold {
    fact: String,
    triple: [String; 3],
    reason: String,
}

#[test]
fn every_fact_of_the_newsletter_is_in_the_graph_or_left_out_with_a_reason() {
    let gold = gold();
    let numbers: BTreeSet<&str> = gold.iter().map(|row| row.fact.as_str()).collect();
    let expected: BTreeSet<String> = (1..=223).map(|number| format!("F{number}")).collect();
    assert_eq!(numbers, expected.iter().map(String::as_str).collect());
    for row in &gold {
        if row.triple[0].is_empty() {
            assert!(
                !row.reason.is_empty(),
                "{} is left out without a reason",
                row.fact
            );
        } else {
            assert!(
                !holding(&row.triple).is_empty(),
                "{}: {:?} is not in the graph",
                row.fact,
                row.triple
            );
        }
    }
    let left_out: Vec<&str> = gold
        .iter()
        .filter(|row| row.triple[0].is_empty())
        .map(|row| row.fact.as_str())
        .collect();
    assert_eq!(left_out, ["F6", "F7", "F100"]);
}

#[test]
fn every_fact_stands_where_the_newsletter_says_it_and_as_it_says_it() {
    let Some(shared) = shared() else { return };
    let text =
        fs::read_to_string(shared.join("newsletters/merics-china-industries-2023-11-01.txt"))
            .unwrap();
    let quotes = quotes(
        &fs::read_to_string(shared.join("gold/newsletter-facts.tsv")).unwrap(),
        &text,
    );
    assert_eq!(quotes.len(), 223);
    let mut rows: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
    for row in gold().into_iter().filter(|row| !row.triple[0].is_empty()) {
        rows.entry(row.fact).or_default().push(row.triple);
    }
    for (fact, triples) in rows {
        let (place, modality) = &quotes[&fact];
        let mut agrees = false;
        for triple in &triples {
            let there: Vec<&Fact> = holding(triple)
                .into_iter()
                .filter(|held| overlaps(held, *place))
                .collect();
            assert!(
                !there.is_empty(),
                "{fact}: {triple:?} rests on no words near {place:?}"
            );
            agrees |= there.iter().any(|held| held.evidence.modality == *modality);
        }
        assert!(agrees, "{fact} is {modality:?} in the newsletter");
    }
}

#[test]
fn no_sentence_of_the_newsletter_is_in_the_project() {
    let Some(shared) = shared() else { return };
    let text =
        fs::read_to_string(shared.join("newsletters/merics-china-industries-2023-11-01.txt"))
            .unwrap();
    let text = words(&text);
    let naming = [vocab::RDFS_LABEL, vocab::SKOS_ALT_LABEL];
    for fact in FACTS
        .iter()
        .filter(|fact| !naming.contains(&fact.predicate.as_str()))
    {
        if let Value::Text(value, _) = &fact.object {
            let value = words(value);
            let long = value.split(' ').count() > 8;
            assert!(
                !(long && text.contains(&value)),
                "{} repeats the newsletter: {value}",
                fact.subject
            );
        }
    }
}

#[test]
fn the_computing_plan_keeps_the_date_as_printed() {
    assert_eq!(values(PLAN, vocab::PUBLISHED), ["2023-08-10"]);
}

#[test]
fn pboc_and_its_other_spelling_are_one_agency() {
    assert_eq!(called("PBoC"), ["agency/pboc"]);
    assert_eq!(called("PBOC"), ["agency/pboc"]);
}

#[test]
fn merics_is_the_publisher_and_by_the_text_no_name_of_the_newsletter() {
    let publisher = "Mercator Institute for China Studies (MERICS)";
    assert_eq!(values(NEWSLETTER, vocab::PUBLISHER), [publisher]);
    let called: Vec<String> = said(vocab::SKOS_ALT_LABEL)
        .filter(|fact| fact.subject.to_string() == NEWSLETTER)
        .map(|fact| format!("{} {}", text(fact), fact.evidence.document))
        .collect();
    assert_eq!(called, ["MERICS document/curation"]);
}

#[test]
fn the_misprinted_name_of_samr_is_another_name_and_not_the_label() {
    assert_eq!(
        called("State Administration of Market Regulation"),
        ["agency/samr"]
    );
    let labels = values("agency/samr", vocab::RDFS_LABEL);
    assert!(labels.contains(&"State Administration for Market Regulation".to_owned()));
    assert!(!labels.contains(&"State Administration of Market Regulation".to_owned()));
}

#[test]
fn six_point_nought_nought_nought_employees_are_six_thousand() {
    assert_eq!(
        values("event/kyndryl-china-split-off", vocab::EMPLOYEES_AFFECTED),
        ["6000"]
    );
}

#[test]
fn the_executive_who_was_detained_is_of_groupm_and_not_of_foxconn() {
    let detained: Vec<String> = said(vocab::DETAINED_FROM)
        .map(|fact| format!("{} {}", fact.subject, text(fact)))
        .collect();
    let expected = [
        "event/groupm-executive-detention firm/groupm",
        "event/groupm-former-employees-detention firm/groupm",
    ];
    assert_eq!(detained, expected);
    assert_eq!(
        values("event/groupm-executive-detention", vocab::PERSON_COUNT),
        ["1"]
    );
    assert_eq!(
        values(
            "event/groupm-former-employees-detention",
            vocab::PERSON_COUNT
        ),
        ["2"]
    );
    assert_eq!(
        values("event/foxconn-investigations", vocab::INVESTIGATED),
        ["firm/foxconn"]
    );
}

#[test]
fn the_final_measures_finalize_a_draft_and_nothing_supersedes_anything() {
    let finalized: Vec<String> = said(vocab::FINALIZES)
        .map(|fact| format!("{} {}", fact.subject, text(fact)))
        .collect();
    assert_eq!(
        finalized,
        [
            "policy/administrative-measures-industrial-data-security policy/administrative-measures-industrial-data-security-draft"
        ]
    );
    assert_eq!(said(vocab::SUPERSEDES).count(), 0);
    let amends =
        said(vocab::AMENDS).filter(|fact| fact.evidence.document.to_string() == NEWSLETTER);
    assert_eq!(amends.count(), 0);
}

#[test]
fn four_numbers_of_the_computing_plan_have_no_year() {
    let set_by_plan = said(vocab::SET_BY)
        .filter(|fact| text(fact) == PLAN)
        .map(|fact| fact.subject.to_string());
    let numbers: Vec<String> = set_by_plan
        .filter(|target| {
            !values(target, vocab::VALUE).is_empty() && values(target, vocab::DEADLINE).is_empty()
        })
        .collect();
    let numbers: BTreeSet<&str> = numbers.iter().map(String::as_str).collect();
    let expected = [
        "advanced-storage-share",
        "application-benchmarks",
        "otn-coverage",
        "storage-capacity",
    ];
    assert_eq!(
        numbers,
        expected
            .iter()
            .map(|key| format!("target/{key}"))
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str)
            .collect()
    );
}

#[test]
fn thirty_five_percent_for_ai_is_a_share_of_computing_power() {
    let target = "target/ai-share-of-computing-power-2025";
    assert_eq!(values(target, vocab::VALUE), ["35"]);
    assert_eq!(values(target, vocab::UNIT), ["percent"]);
    assert_eq!(values(target, vocab::SHARE_OF), ["computing power"]);
    assert_eq!(values(target, vocab::DEADLINE), ["2025"]);
}

#[test]
fn no_page_claims_to_come_from_the_newsletter() {
    let pages = said(vocab::PAGE).filter(|fact| fact.evidence.document.to_string() == NEWSLETTER);
    assert_eq!(pages.count(), 0);
    let mut said = FACTS
        .iter()
        .filter(|fact| fact.evidence.document.to_string() == NEWSLETTER);
    let is_link = |fact: &&Fact| match &fact.object {
        Value::Iri(iri) => !iri.starts_with(vocab::NS),
        Value::Text(words, _) => words.contains("://") || words.contains("www."),
        _ => false,
    };
    assert_eq!(said.find(is_link), None);
}

/// Returns the folder of shared files; without the variable the comparison is skipped, and says so.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("POLICYGRAPH_SHARED").map(PathBuf::from);
    if folder.is_none() {
        eprintln!(
            "skipped: POLICYGRAPH_SHARED is not set, so there is no document to compare with"
        );
    }
    folder
}

fn gold() -> Vec<Gold> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/newsletter.csv");
    let table = policygraph::source::parse_table(&policygraph::source::File::new(
        path,
        fs::read(path).unwrap(),
    ))
    .unwrap();
    let row = |cells: &[String]| Gold {
        fact: cells[0].clone(),
        triple: [cells[1].clone(), cells[2].clone(), cells[3].clone()],
        reason: cells[4].clone(),
    };
    table.rows.iter().map(|found| row(&found.cells)).collect()
}

/// The accepted facts that say a triple; properties and classes are given with their prefix.
fn holding([subject, predicate, object]: &[String; 3]) -> Vec<&'static Fact> {
    let predicate = vocab::expand(predicate).unwrap();
    let says = |fact: &&Fact| {
        fact.predicate == predicate
            && fact.subject.to_string() == *subject
            && (text(fact) == *object
                || vocab::expand(object).is_some_and(|iri| fact.object == Value::Iri(iri)))
    };
    FACTS
        .iter()
        .filter(|fact| fact.evidence.review == Review::Accepted)
        .filter(says)
        .collect()
}

fn said(predicate: &str) -> impl Iterator<Item = &'static Fact> {
    FACTS.iter().filter(move |fact| fact.predicate == predicate)
}

fn values(subject: &str, predicate: &str) -> Vec<String> {
    said(predicate)
        .filter(|fact| fact.subject.to_string() == subject)
        .map(text)
        .collect()
}

/// The agencies that bear a name.
fn called(name: &str) -> Vec<String> {
    let naming = [
        vocab::RDFS_LABEL,
        vocab::SKOS_ALT_LABEL,
        vocab::ABBREVIATION,
    ];
    let facts = FACTS
        .iter()
        .filter(|fact| naming.contains(&fact.predicate.as_str()) && text(fact) == name);
    let agencies = facts
        .map(|fact| fact.subject.to_string())
        .filter(|subject| subject.starts_with("agency/"));
    agencies.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A fact's value as the table of facts writes it.
fn text(fact: &Fact) -> String {
    match &fact.object {
        Value::Entity(id) => id.to_string(),
        Value::Iri(iri) => vocab::local_name(iri).to_owned(),
        Value::Text(text, _) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
    }
}

fn overlaps(fact: &Fact, (start, end): (u64, u64)) -> bool {
    let there = |span: policygraph::fact::Span| span.start < end && start < span.end;
    fact.evidence.document.to_string() == NEWSLETTER && fact.evidence.span.is_some_and(there)
}

/// Returns the place in the document and the modality of each fact of the list.
fn quotes(list: &str, text: &str) -> BTreeMap<String, ((u64, u64), Modality)> {
    let mut quotes = BTreeMap::new();
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let modality = match cells[6] {
            "S" => Modality::Stated,
            "A" => Modality::Judged,
            "H" => Modality::Reported,
            _ => Modality::Inferred,
        };
        let quote = cells[8].trim_matches('"').replace("\"\"", "\"");
        let place = find(text, cells[7].parse().unwrap(), &quote);
        let place =
            place.unwrap_or_else(|| panic!("{}: `{quote}` is not in the document", cells[0]));
        quotes.insert(cells[0].to_owned(), (place, modality));
    }
    quotes
}

/// Finds a quote at or after a line, in characters; marks of underline and white space do not count.
fn find(text: &str, line: usize, quote: &str) -> Option<(u64, u64)> {
    let kept = |text: &str| -> Vec<(char, u64)> {
        let mut inside = false;
        let mut kept = Vec::new();
        for (place, character) in text.chars().enumerate() {
            let rest: String = if character == '<' {
                text.chars().skip(place).take(4).collect()
            } else {
                String::new()
            };
            inside |= rest.starts_with("<u>") || rest.starts_with("</u>");
            if !inside && !character.is_whitespace() {
                kept.push((character, place as u64));
            }
            inside &= character != '>';
        }
        kept
    };
    let start = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(|line| line.chars().count() as u64)
        .sum::<u64>();
    let document: Vec<(char, u64)> = kept(text)
        .into_iter()
        .filter(|(_, place)| *place >= start)
        .collect();
    let wanted: Vec<char> = kept(quote)
        .into_iter()
        .map(|(character, _)| character)
        .collect();
    let fits = |window: &[(char, u64)]| window.iter().map(|(character, _)| character).eq(&wanted);
    let found = document.windows(wanted.len()).find(|window| fits(window))?;
    Some((found[0].1, found[found.len() - 1].1 + 1))
}

/// A text as words with one space between.
fn words(text: &str) -> String {
    text.replace("<u>", "")
        .replace("</u>", "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
