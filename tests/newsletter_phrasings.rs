//! One line each: what an editor may write, and what is to be read from it.
//!
//! The lines stand in `fixtures/phrasings/newsletter.csv`. A relation is
//! `property title` from the measures that the section is about; a target is
//! `comparator value unit deadline`, read from a list of targets, from a list
//! with its deadline (`target-by`, `target-headed`) or of what firms must do (`target-must`),
//! or from running text (`target-text`); a comment (`target-comment`) has
//! none. An event is class, parties, amount and modality, of corporate news or
//! of policy news (`event-policy`), or what post somebody takes and after whom
//! (`post`); a policy of the news is title and issuers. A `lead` is the body
//! that leads the others, read from the text at a glance.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{fmt::Write as _, fs, path::Path};

use policygraph::{
    extract::{
        read_document,
        rules::{Rules, Tables},
    },
    fact::account::{Account, EventAccount, PolicyAccount},
    source::{File, Given, parse_table, read_folder},
    view::account::PARTIES,
};

const OWN: &str = "Measures for Seed Traceability";

/// A sentence and what it says.
struct Line {
    kind: String,
    sentence: String,
    expected: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn lines() -> Vec<Line> {
    let path = root().join("tests/fixtures/phrasings/newsletter.csv");
    let file = File::new("newsletter.csv", fs::read(path).unwrap());
    let table = parse_table(&file).unwrap();
    let line = |cells: &[String]| Line {
        kind: cells[0].clone(),
        sentence: cells[1].clone(),
        expected: cells[2].clone(),
    };
    table.rows.iter().map(|row| line(&row.cells)).collect()
}

/// Makes an issue with a section for each relation and target, and an item of news for each event and policy.
fn issue(lines: &[Line]) -> String {
    let mut text = "# ORCHARD China Industries\n\n# ORCHARD TOP 5\n\n".to_owned();
    for (number, line) in lines.iter().enumerate() {
        let point = line.sentence.as_str();
        let comment = "Much depends on the farmers.";
        let (list, point, comment) = match line.kind.as_str() {
            "relation" | "target-comment" => ("", "", point),
            "target" => (" The targets are:\n\n- ", point, comment),
            "target-by" => (" The plan sets targets. By 2027:\n\n- ", point, comment),
            "target-headed" => (
                " By 2028, seeds are to be safe. Key targets are:\n\n- ",
                point,
                comment,
            ),
            "target-must" => (" Among other things, companies must:\n\n- ", point, comment),
            "target-text" | "lead" => (" ", point, comment),
            _ => continue,
        };
        write!(
            text,
            "### **{number}. Story**\n\n**At a glance**: MARA released measures for the tracing of seeds.{list}{point}\n\n\
             **ORCHARD comment**: {comment}\n\n\
             **Article**: {OWN} Number {number} (<u>Link</u>) **Issuing bodies**: MARA **Date**: January 9, 2024\n\n"
        )
        .unwrap();
    }
    text.push_str("# NOTEWORTHY\n\n");
    for (heading, kinds) in [
        ("Policy news", &["policy", "event-policy", "post"][..]),
        ("Corporate news", &["event"]),
    ] {
        write!(text, "**{heading}**\n\n").unwrap();
        for (number, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| kinds.contains(&line.kind.as_str()))
        {
            let day = 3 + number % 25;
            writeln!(
                text,
                "- January {day}: {} (<u>Source {number} notice</u>)",
                line.sentence
            )
            .unwrap();
        }
        text.push('\n');
    }
    text + "**ORCHARD China Industries February 7, 2024** (Reporting period: January 3 – February 6)\n"
}

fn read(text: &str) -> Account {
    let rules = read_folder(&root().join("data/rules")).unwrap();
    let rules = Rules::new(&Tables::new(&rules).unwrap()).unwrap();
    let given = Given::open("issue.md", text.as_bytes()).unwrap();
    read_document(&given, &rules)
}

fn english(policy: &PolicyAccount) -> &str {
    policy
        .title_en
        .as_ref()
        .map_or("", |title| title.value.as_str())
}

/// Returns the policy that the section of a line is about.
fn own(account: &Account, number: usize) -> &PolicyAccount {
    let title = format!("{OWN} Number {number}");
    let mut all = account.policies.iter();
    all.find(|policy| english(policy) == title).unwrap()
}

fn relations(account: &Account, number: usize) -> String {
    let policy = own(account, number);
    let plain = |title: &str| title.replace(&format!(" Number {number}"), "");
    let said = policy.relations.iter();
    let mut said: Vec<String> = said
        .map(|it| format!("{} {}", it.relation, plain(&it.title)))
        .collect();
    said.sort();
    said.join(";")
}

fn lead(account: &Account, number: usize) -> String {
    let lead = own(account, number).lead.as_ref();
    lead.map_or_else(String::new, |lead| lead.value.clone())
}

fn posts(account: &Account, number: usize) -> String {
    let source = format!("Source {number} notice");
    let of_item = |event: &&EventAccount| value(event, &["source"]).contains(&source.as_str());
    let told = account.events.iter().filter(of_item);
    let told = told.map(|event| {
        let of = |column| value(event, &[column]).join(",");
        format!("{}|{}", of("post"), of("replaced"))
    });
    told.collect::<Vec<String>>().join(" & ")
}

fn targets(account: &Account, number: usize) -> String {
    let policy = own(account, number);
    let measured = policy.targets.iter().filter_map(|target| {
        let (value, unit) = (target.value.as_ref()?, target.unit.as_ref()?);
        let deadline = target
            .deadline
            .map_or_else(String::new, |date| date.to_string());
        let said = format!("{} {value} {unit} {deadline}", target.comparator?);
        Some(said.trim_end().to_owned())
    });
    let mut measured: Vec<String> = measured.collect();
    measured.sort();
    measured.join(";")
}

fn value<'a>(event: &'a EventAccount, columns: &[&str]) -> Vec<&'a str> {
    let fits = event
        .details
        .iter()
        .filter(|detail| columns.contains(&detail.column));
    fits.map(|detail| detail.value.as_str()).collect()
}

fn events(account: &Account, number: usize) -> String {
    let source = format!("Source {number} notice");
    let of_item = |event: &&EventAccount| value(event, &["source"]).contains(&source.as_str());
    let told = account.events.iter().filter(of_item).map(|event| {
        let mut parties = value(event, &PARTIES);
        parties.sort_unstable();
        parties.dedup();
        let amount = ["value", "initial_payment", "maximum_value"];
        let amount = amount
            .iter()
            .find_map(|column| value(event, &[*column]).first().copied());
        let modality = event.grounds.modality.as_str();
        format!(
            "{};{};{};{modality}",
            event.kind,
            parties.join(","),
            amount.unwrap_or("")
        )
    });
    told.collect::<Vec<String>>().join(" & ")
}

fn policies(account: &Account, number: usize) -> String {
    let source = format!("Source {number} notice");
    let of_item =
        |policy: &&PolicyAccount| policy.details.iter().any(|detail| detail.value == source);
    let named = account.policies.iter().filter(of_item).map(|policy| {
        let issuers: Vec<&str> = policy
            .issuers
            .iter()
            .map(|issuer| issuer.value.as_str())
            .collect();
        format!("{}|{}", english(policy), issuers.join(","))
    });
    named.collect::<Vec<String>>().join(" & ")
}

/// Brings the expected values of a line into the order of what is read.
fn sorted(line: &Line) -> String {
    let sort = |text: &str, mark: &str| {
        let mut parts: Vec<&str> = text.split(mark).map(str::trim).collect();
        parts.sort_unstable();
        parts.join(mark)
    };
    match (
        line.kind.as_str(),
        line.expected.split(';').collect::<Vec<&str>>().as_slice(),
    ) {
        ("event" | "event-policy", [class, parties, amount, modality]) => {
            format!("{class};{};{amount};{modality}", sort(parties, ","))
        }
        ("policy" | "post" | "lead", _) => line.expected.clone(),
        _ => sort(&line.expected, ";"),
    }
}

#[test]
fn what_editors_may_write_is_read() {
    let lines = lines();
    let account = read(&issue(&lines));
    let mut wrong = String::new();
    for (number, line) in lines.iter().enumerate() {
        let found = match line.kind.as_str() {
            "relation" => relations(&account, number),
            kind if kind.starts_with("target") => targets(&account, number),
            "event" | "event-policy" => events(&account, number),
            "post" => posts(&account, number),
            "lead" => lead(&account, number),
            _ => policies(&account, number),
        };
        let expected = sorted(line);
        if found.to_lowercase() != expected.to_lowercase() {
            writeln!(
                wrong,
                "{}\n  expected {expected}\n  found    {found}",
                line.sentence
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_use_of_a_word_is_asked_for_by_a_reader() {
    let folder = root().join("src/extract/newsletter");
    let sources = fs::read_dir(folder).unwrap();
    let code: String = sources
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let path = root().join("data/rules/newsletter-words.csv");
    let table = parse_table(&File::new("newsletter-words.csv", fs::read(path).unwrap())).unwrap();
    let uses = table.rows.iter().map(|row| row.cells[1].as_str());
    let idle: std::collections::BTreeSet<&str> = uses
        .filter(|of| !code.contains(&format!("\"{of}\"")))
        .collect();
    assert!(idle.is_empty(), "{idle:?}");
}
