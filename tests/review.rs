//! From accounts to reviewed facts to the graph, with two laws that were made up for it.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::{fs, path::Path};

use policygraph::{
    fact::{
        Modality, Span,
        account::{
            Account, DateOf, Grounds, Make, PolicyAccount, PolicyDate, RelationAccount, Said,
            TargetAccount,
        },
        digest::sha256,
    },
    pipeline::save,
};
use tempfile::tempdir;

mod program;

use program::{must, run};

const LAW: &str =
    "中华人民共和国测试法\n（2019年3月1日第一届测试大会通过）\n第一条 为了规范测试，制定本法。\n";
const RULES: &str = "测试管理办法\n（2021年5月6日测试部公布 自2021年6月1日起施行）\n第一条 根据《测试法》第三条和《未收条例》，制定本办法。\n第二条 到2025年，测试率达到90%以上。\n第三条 2010年发布的《测试管理办法》同时废止。\n";

fn grounds(text: &str, quote: &str, method: &str) -> Grounds {
    let at = text.find(quote).unwrap();
    let start = text[..at].chars().count() as u64;
    Grounds {
        span: Span {
            start,
            end: start + quote.chars().count() as u64,
        },
        quote: quote.to_owned(),
        modality: Modality::Stated,
        method: method.into(),
        confidence: "0.9".parse().unwrap(),
    }
}

fn said<T>(text: &str, quote: &str, method: &str, value: T) -> Said<T> {
    let grounds = grounds(text, quote, method);
    Said { value, grounds }
}

fn date(text: &str, of: DateOf, quote: &str, value: &str) -> PolicyDate {
    let date = said(text, quote, "dates", value.parse().unwrap());
    PolicyDate { of, date }
}

fn relation(
    relation: &'static str,
    title: &str,
    date: Option<&str>,
    quote: &str,
) -> RelationAccount {
    RelationAccount {
        relation,
        title: title.to_owned(),
        number: None,
        date: date.map(|date| date.parse().unwrap()),
        articles: Vec::new(),
        grounds: grounds(RULES, quote, "根据"),
    }
}

/// What a reader makes of the two texts.
fn accounts() -> Vec<Account> {
    let account = |path: &str, text: &str, title: &str| {
        let mut account = Account::new(path, &sha256(text.as_bytes()), Make::Law);
        account.title = Some(said(text, title, "title", title.to_owned()));
        account
    };
    let mut law = account("laws/测试法.txt", LAW, "中华人民共和国测试法");
    law.policies.push(PolicyAccount {
        title: law.title.clone(),
        issuers: vec![said(LAW, "测试大会", "header", "测试大会".to_owned())],
        dates: vec![date(LAW, DateOf::Adopted, "2019年3月1日", "2019-03-01")],
        kind: Some(said(LAW, "法", "kind", "law".to_owned())),
        ..PolicyAccount::default()
    });
    let mut rules = account("laws/测试管理办法.txt", RULES, "测试管理办法");
    rules.policies.push(PolicyAccount {
        title: rules.title.clone(),
        issuers: vec![said(RULES, "测试部", "header", "测试部".to_owned())],
        dates: vec![
            date(RULES, DateOf::Published, "2021年5月6日", "2021-05-06"),
            date(RULES, DateOf::Effective, "2021年6月1日", "2021-06-01"),
        ],
        relations: vec![
            relation("basedOn", "测试法", None, "《测试法》"),
            relation("basedOn", "未收条例", None, "《未收条例》"),
            relation(
                "supersedes",
                "测试管理办法",
                Some("2010"),
                "2010年发布的《测试管理办法》",
            ),
        ],
        targets: vec![TargetAccount {
            text: "测试率达到90%以上".to_owned(),
            indicator: Some("测试率".to_owned()),
            comparator: Some(">="),
            value: Some("90".parse().unwrap()),
            unit: Some("percent".to_owned()),
            deadline: Some("2025".parse().unwrap()),
            grounds: grounds(RULES, "测试率达到90%以上", "target"),
        }],
        ..PolicyAccount::default()
    });
    vec![rules, law]
}

/// Saves the facts, and writes the documents beside them.
fn saved(folder: &Path) -> String {
    for (path, text) in [("laws/测试法.txt", LAW), ("laws/测试管理办法.txt", RULES)] {
        program::write(&folder.join(path), text);
    }
    save(&accounts(), &folder.join("facts"), None).unwrap();
    fs::read_to_string(folder.join("facts/facts.jsonl")).unwrap()
}

const ASK: &str = "SELECT ?a ?b WHERE { ?a pg:basedOn ?b } ORDER BY ?b";
const BY: [&str; 4] = ["--by", "Reviewer One", "--on", "2026-11-25"];

fn review(folder: &Path, arguments: &[&str]) -> program::Ended {
    run(folder, &[&["review", "--in", "facts"], arguments].concat())
}

#[test]
fn a_citation_means_the_law_that_a_document_describes_and_else_a_title() {
    let folder = tempdir().unwrap();
    let lines = saved(folder.path());
    let object = |quote: &str, predicate: &str| {
        let line = lines.lines().find(|line| {
            line.contains(&format!("\"quote\":\"{quote}\"")) && line.contains(predicate)
        });
        line.unwrap()
            .split("\"object\":")
            .nth(1)
            .unwrap()
            .split(",\"document\"")
            .next()
            .unwrap()
            .to_owned()
    };
    for (quote, predicate, expected) in [
        (
            "《测试法》",
            "basedOn",
            "{\"entity\":\"policy/中华人民共和国测试法-2019-03-01\"}",
        ),
        (
            "《未收条例》",
            "basedOn",
            "{\"entity\":\"policy/未收条例\"}",
        ),
        (
            "2010年发布的《测试管理办法》",
            "supersedes",
            "{\"entity\":\"policy/测试管理办法-2010\"}",
        ),
        ("测试率达到90%以上", "deadline", "{\"date\":\"2025\"}"),
        (
            "测试率达到90%以上",
            "\"setBy\"",
            "{\"entity\":\"policy/测试管理办法-2021-05-06\"}",
        ),
        ("测试部", "issuedBy", "{\"entity\":\"agency/测试部\"}"),
    ] {
        assert_eq!(object(quote, predicate), expected, "{quote} {predicate}");
    }
    let again = tempdir().unwrap();
    assert_eq!(
        saved(again.path()),
        lines,
        "the same accounts give the same bytes"
    );
}

#[test]
fn an_accepted_relation_is_a_triple_whose_ends_are_described_and_the_rest_waits() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    saved(folder);
    let listed = review(folder, &["--relation", "basedOn", "--as", "csv"]);
    assert_eq!(listed.text().lines().count(), 3, "{}", listed.text());
    assert!(listed.text().contains("《未收条例》"));
    let none = run(folder, &["ask", ASK, "--from", "facts", "--as", "csv"]);
    assert_eq!(
        (none.code, none.text()),
        (1, "a,b\r\n"),
        "pending facts give no triple: {}",
        none.err
    );
    let refused = review(folder, &["--accept", "--rule", "根据"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("expected --by NAME --on DATE"),
        "{}",
        refused.err
    );
    let unfiltered = review(folder, &[&["--accept"][..], &BY].concat());
    assert!(
        unfiltered
            .err
            .contains("no filter says which facts are meant"),
        "{}",
        unfiltered.err
    );
    let accepted = review(
        folder,
        &[&["--accept", "--rule", "根据", "--reason", "read"][..], &BY].concat(),
    );
    assert_eq!(
        (accepted.code, accepted.err.trim()),
        (0, "accepted 10 facts"),
        "three relations, and what the rule saw the other ends called and dated"
    );
    let found = must(folder, &["ask", ASK, "--from", "facts", "--as", "csv"]);
    assert_eq!(found.text().lines().count(), 3, "{}", found.text());
    let labels =
        "SELECT ?l WHERE { ?a pg:basedOn ?b . ?b rdfs:label|skos:altLabel ?l } ORDER BY ?l";
    let labels = must(folder, &["ask", labels, "--from", "facts", "--as", "csv"]);
    assert_eq!(labels.text(), "l\r\n未收条例\r\n测试法\r\n");
    let shown = must(
        folder,
        &["show", "未收条例", "--from", "facts", "--documents", "laws"],
    );
    assert!(
        shown.text().contains("← basedOn") && shown.text().contains("accepted"),
        "{}",
        shown.text()
    );
    let built = must(folder, &["build", "--from", "facts", "--documents", "laws"]);
    assert!(built.err.contains("built "), "{}", built.err);
}

#[test]
fn decisions_survive_a_new_reading_and_the_later_counts() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    let before = saved(folder);
    review(
        folder,
        &[&["--accept", "--relation", "basedOn"][..], &BY].concat(),
    );
    let id = before
        .lines()
        .find(|line| line.contains("未收条例") && line.contains("basedOn"))
        .unwrap();
    let id = &id[7..23];
    let rejected = review(
        folder,
        &[&["--reject", "--id", id, "--reason", "a misprint"][..], &BY].concat(),
    );
    assert_eq!(rejected.code, 0, "{}", rejected.err);
    assert_eq!(saved(folder), before);
    let decisions = fs::read_to_string(folder.join("facts/decisions.csv")).unwrap();
    assert_eq!(decisions.lines().count(), 4, "{decisions}");
    assert_eq!(decisions.matches(id).count(), 2);
    let found = must(folder, &["ask", ASK, "--from", "facts", "--as", "csv"]);
    assert_eq!(found.text().lines().count(), 2, "{}", found.text());
    let listed = review(folder, &["--state", "rejected", "--as", "csv"]);
    assert!(listed.text().contains(id));
    // A fact that is read no longer leaves its decision behind, and that is told.
    let kept: Vec<&str> = before.lines().filter(|line| !line.contains(id)).collect();
    fs::write(folder.join("facts/facts.jsonl"), kept.join("\n")).unwrap();
    let built = must(folder, &["build", "--from", "facts"]);
    assert!(
        built
            .err
            .contains("2 decisions about facts that there are no longer"),
        "{}",
        built.err
    );
    assert_eq!(
        fs::read_to_string(folder.join("facts/decisions.csv")).unwrap(),
        decisions
    );
}

#[test]
fn a_sheet_that_was_filled_in_is_taken_back() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    saved(folder);
    let sheet = review(
        folder,
        &["--as", "csv", "--relation", "basedOn", "--out", "sheet.csv"],
    );
    assert_eq!(sheet.code, 0, "{}", sheet.err);
    let text = fs::read_to_string(folder.join("sheet.csv")).unwrap();
    let filled = text.replacen(",,policy/", ",accepted,policy/", 1).replacen(
        ",,policy/",
        ",rejected,policy/",
        1,
    );
    fs::write(folder.join("sheet.csv"), &filled).unwrap();
    let applied = review(folder, &[&["--apply", "sheet.csv"][..], &BY].concat());
    assert_eq!(
        (applied.code, applied.err.trim()),
        (0, "recorded 2 decisions")
    );
    let again = review(folder, &[&["--apply", "sheet.csv"][..], &BY].concat());
    assert_eq!((again.code, again.err.trim()), (1, "recorded 0 decisions"));
    let found = must(folder, &["ask", ASK, "--from", "facts", "--as", "csv"]);
    assert_eq!(found.text().lines().count(), 2, "{}", found.text());
    fs::write(
        folder.join("sheet.csv"),
        filled.replacen(",accepted,", ",perhaps,", 1),
    )
    .unwrap();
    let refused = review(folder, &[&["--apply", "sheet.csv"][..], &BY].concat());
    assert_eq!(refused.code, 2);
    assert!(
        refused
            .err
            .contains("sheet.csv:2:2: column `decision`: found `perhaps`"),
        "{}",
        refused.err
    );
}

#[test]
fn each_broken_line_is_told_with_its_place() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    let lines = saved(folder);
    let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    let relation = lines
        .iter()
        .position(|line| line.contains("\"basedOn\""))
        .unwrap();
    let line = lines[relation].clone();
    lines[relation] = line.replacen("\"quote\":\"《测试法》\"", "\"quote\":\"《测验法》\"", 1);
    lines.push(line.replacen("basedOn", "restsOn", 1));
    lines.push("{\"subject\":".to_owned());
    lines.push(line.replacen("\"start\":", "\"start\":1", 1));
    lines.push(line.replacen("\"id\":\"", "\"id\":\"0", 1));
    lines.push(line.replacen("policy/测试管理办法-2021-05-06", "agency/测试部", 1));
    lines.push(line.replacen("\"modality\":\"stated\"", "\"modality\":\"sure\"", 1));
    fs::write(folder.join("facts/facts.jsonl"), lines.join("\n")).unwrap();
    let count = lines.len();
    let refused = run(folder, &["build", "--from", "facts", "--documents", "laws"]);
    assert_eq!(refused.code, 2);
    for (line, told) in [
        (
            relation + 1,
            "found `《测验法》`: expected `《测试法》`, which stands at 44..49",
        ),
        (
            count - 5,
            "found `restsOn`: expected the local name of a property",
        ),
        (count - 4, "no fact: EOF while parsing a value"),
        (count - 3, "for words of 5 characters"),
        (count - 2, "the digest of the line, or no id"),
        (
            count - 1,
            "found `agency/测试部` as subject of `basedOn`: expected a policy",
        ),
        (
            count,
            "found `sure`: expected one of stated judged reported inferred",
        ),
    ] {
        let place = format!("facts.jsonl:{line}:");
        let found = refused.err.lines().find(|text| text.contains(&place));
        assert!(
            found.is_some_and(|text| text.contains(told)),
            "{place} {told}\n{}",
            refused.err
        );
    }
    assert!(!folder.join("graph").exists());
}

#[test]
fn facts_of_another_reader_may_name_what_tables_describe() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    program::write_small_sources(&folder.join("data"));
    let text = "The plan was issued by MIIT.";
    let line = |object: &str| {
        format!(
            r#"{{"subject":{{"kind":"policy","name":"The plan"}},"predicate":"issuedBy","object":{object},"document":{{"path":"note.txt","sha256":"{}","key":"note"}},"start":23,"end":27,"quote":"MIIT","modality":"stated","method":"a language model","confidence":0.8}}"#,
            sha256(text.as_bytes())
        )
    };
    program::write(
        &folder.join("data/model.jsonl"),
        line(r#"{"entity":"MIIT"}"#),
    );
    program::write(&folder.join("texts/note.txt"), text);
    let checked = run(
        folder,
        &[
            "check",
            "--documents",
            "texts",
            "--rule",
            "statement-without-evidence",
        ],
    );
    assert_eq!(checked.code, 0, "{}", checked.err);
    let listed = run(folder, &["review", "--as", "json"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert!(listed.text().contains("agency/miit") && listed.text().contains("a language model"));
    program::write(
        &folder.join("data/model.jsonl"),
        line(r#"{"entity":"MITI"}"#),
    );
    let refused = run(folder, &["build"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused
            .err
            .contains("model.jsonl:1:1: found `MITI`, the name of no"),
        "{}",
        refused.err
    );
}

#[test]
fn a_file_of_facts_is_replaced_whole_while_others_read() {
    let folder = tempdir().unwrap();
    let lines = saved(folder.path());
    let facts = folder.path().join("facts");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..5 {
                    save(&accounts(), &facts, None).unwrap();
                }
            });
        }
        for _ in 0..50 {
            assert_eq!(
                fs::read_to_string(facts.join("facts.jsonl")).unwrap(),
                lines
            );
        }
    });
}

/// Returns the ids of the relations, of which there are three.
fn relations(lines: &str) -> Vec<&str> {
    let of_relation = |line: &&str| line.contains("\"basedOn\"") || line.contains("\"supersedes\"");
    let ids: Vec<&str> = lines
        .lines()
        .filter(of_relation)
        .map(|line| &line[7..23])
        .collect();
    assert_eq!(ids.len(), 3, "{lines}");
    ids
}

#[test]
fn runs_that_decide_at_once_wait_for_each_other_and_no_row_is_lost() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    let lines = saved(folder);
    let ids = relations(&lines);
    let held = fs::File::open(folder.join("facts")).unwrap();
    held.lock().unwrap();
    let runs: Vec<_> = ids
        .iter()
        .map(|id| {
            let decide = ["review", "--in", "facts", "--accept", "--id", id];
            let mut command = program::command(folder);
            command
                .args(decide)
                .args(BY)
                .stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(!folder.join("facts/decisions.csv").exists());
    drop(held);
    for run in runs {
        let ended = program::Ended::from(run.wait_with_output().unwrap());
        assert_eq!(ended.code, 0, "{}", ended.err);
        assert!(
            ended.err.contains("note: another run writes in `facts`"),
            "{}",
            ended.err
        );
    }
    let rows = fs::read_to_string(folder.join("facts/decisions.csv")).unwrap();
    assert!(ids.iter().all(|id| rows.contains(id)), "{rows}");
    assert_eq!(rows.lines().count(), 4, "{rows}");
}

const PLAN: &str = "# 计划条例\n\n2020年1月2日 国务院令第1号公布\n\n<!-- INFO END -->\n\n第一条 根据《统计条例》，制定本条例。\n";
const COUNTS: &str = "# 统计条例\n\n2018年3月4日 国务院令第9号公布\n\n<!-- INFO END -->\n\n第一条 为了统计，制定本条例。\n";

/// Reads documents and saves what they say.
fn read(folder: &Path, paths: &[&str]) -> program::Ended {
    must(folder, &[&["read"], paths, &["--save", "facts"]].concat())
}

fn facts(folder: &Path) -> String {
    fs::read_to_string(folder.join("facts/facts.jsonl")).unwrap()
}

#[test]
fn reading_one_document_keeps_the_facts_of_the_others_and_finds_what_they_cite() {
    let together = tempdir().unwrap();
    let apart = tempdir().unwrap();
    for folder in [together.path(), apart.path()] {
        program::write(&folder.join("a.md"), PLAN);
        program::write(&folder.join("b.md"), COUNTS);
    }
    let (together, apart) = (together.path(), apart.path());
    read(together, &["a.md", "b.md"]);
    read(apart, &["a.md"]);
    review(
        apart,
        &[&["--accept", "--relation", "basedOn"][..], &BY].concat(),
    );
    let second = read(apart, &["b.md"]);
    assert_eq!(facts(apart), facts(together));
    assert!(
        second
            .err
            .contains("of 1 document, with 1 document read before in `facts`"),
        "{}",
        second.err
    );
    read(apart, &["b.md"]);
    assert_eq!(facts(apart), facts(together), "the order does not matter");
    assert!(apart.join("facts/decisions.csv").exists());
}

#[test]
fn what_was_saved_of_a_document_that_is_gone_or_changed_is_kept_and_that_is_told() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    program::write(&folder.join("a.md"), PLAN);
    program::write(&folder.join("b.md"), COUNTS);
    read(folder, &["a.md", "b.md"]);
    let of = |path: &str| {
        let facts = facts(folder);
        let lines = facts
            .lines()
            .filter(|line| line.contains(&format!("\"path\":\"{path}\"")));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let before = of("b.md");
    fs::remove_file(folder.join("b.md")).unwrap();
    let gone = read(folder, &["a.md"]);
    assert_eq!(of("b.md"), before);
    let told = format!(
        "note: `b.md` is no longer there: what was saved of it is kept as it was ({} facts)",
        before.len()
    );
    assert!(gone.err.contains(&told), "{}", gone.err);
    assert!(
        of("a.md")
            .iter()
            .any(|line| line.contains("\"entity\":\"policy/统计条例-2018-03-04\"")),
        "what it described is found: {:?}",
        of("a.md")
    );
    program::write(&folder.join("b.md"), COUNTS.replace("统计，", "统计工作，"));
    let changed = read(folder, &["a.md"]);
    assert_eq!(of("b.md"), before);
    assert!(
        changed.err.contains("note: `b.md` is not what it was"),
        "{}",
        changed.err
    );
    let named = read(folder, &["./b.md"]);
    assert!(
        of("b.md").is_empty() && !of("./b.md").is_empty(),
        "{}",
        named.err
    );
    assert!(!named.err.contains("note:"), "{}", named.err);
    must(folder, &["build", "--from", "facts"]);
}

#[test]
fn a_broken_file_of_facts_is_no_reason_to_write_over_it() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    program::write(&folder.join("a.md"), PLAN);
    program::write(&folder.join("facts/facts.jsonl"), "{\"subject\":\n");
    let ended = run(folder, &["read", "a.md", "--save", "facts"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended
            .err
            .contains("facts.jsonl:1:11: no fact: EOF while parsing a value"),
        "{}",
        ended.err
    );
    assert_eq!(facts(folder), "{\"subject\":\n");
}

#[test]
fn a_body_of_the_table_bears_its_english_name_as_curated_and_an_unknown_one_bears_none() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    program::write(&folder.join("a.md"), PLAN);
    let local = PLAN.replace("国务院令第1号公布", "甲市人民代表大会常务委员会通过");
    program::write(&folder.join("b.md"), local.replace("计划", "甲市"));
    read(folder, &["a.md", "b.md"]);
    let ask = "SELECT ?label ?method ?confidence WHERE { \
        ?s rdf:predicate rdfs:label ; rdf:object ?label ; pg:method ?method ; pg:confidence ?confidence ; rdf:subject ?a . \
        ?a a pg:Agency FILTER(LANG(?label) = 'en') }";
    let none = run(folder, &["ask", ask, "--from", "facts", "--as", "csv"]);
    assert_eq!(none.code, 1, "nothing is accepted: {}", none.text());
    review(folder, &[&["--accept", "--all"][..], &BY].concat());
    let named = must(folder, &["ask", ask, "--from", "facts", "--as", "csv"]);
    assert_eq!(
        named.text(),
        "label,method,confidence\r\nState Council,curated,0.5\r\n"
    );
    let checked = run(
        folder,
        &[
            "check",
            "--from",
            "facts",
            "--rule",
            "agency-without-both-labels",
            "--as",
            "csv",
        ],
    );
    let text = checked.text();
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("甲市人民代表大会常务委员会"), "{text}");
}
