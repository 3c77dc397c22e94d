//! The issuers of titles and the document numbers of cells, held against tables in which people put them down.
//!
//! With `POLICYGRAPH_SHARED` set, the policy library and the notices of the
//! State Council are read. What counts is the body: names of one body are
//! equal. A title that names no issuer is left out; where it says 等, only
//! those that it names can be found, and only what is found too much counts.
//! `cargo test --test bodies -- --nocapture` lists the misses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{collections::BTreeSet, fs, path::PathBuf, sync::LazyLock};

use proptest::prelude::*;

use policygraph::{
    extract::{bodies::Bodies, rules::Tables},
    fact::{DocumentNumber, KnownDate, number::read_cell},
    link::bodies::Registry,
    source::{File, Table, parse_table},
};

#[test]
fn the_issuers_of_the_library_s_titles_are_found() {
    let Some(table) = shared("policy-library.csv") else {
        return;
    };
    let (bodies, registry) = bodies();
    let mut score = Score::default();
    for [title, given, date] in cells(&table, ["title", "puborg", "pub_date"]) {
        let Some(leading) = bodies.find_leading(title, 0..title.len()) else {
            continue;
        };
        let on = date.parse().ok();
        let key = |name: &str| registry.resolve(name, on).unwrap().id.key().to_owned();
        let found: BTreeSet<String> = leading
            .names
            .iter()
            .map(|name| key(&name.to_name(title)))
            .collect();
        let names = bodies.split_list(given, 0..given.len());
        let given: BTreeSet<String> = names.iter().map(|name| key(&name.to_name(given))).collect();
        score.compare(title, &found, &given, leading.more);
    }
    score.report("issuers of policy-library.csv");
    assert!(score.f1() >= 0.98, "F1 {:.4}", score.f1());
}

#[test]
fn a_title_that_begins_with_an_issuer_s_name_is_not_passed_over() {
    let Some(table) = shared("policy-library.csv") else {
        return;
    };
    let (bodies, registry) = bodies();
    let mut passed = Vec::new();
    for [title, given, date] in cells(&table, ["title", "puborg", "pub_date"]) {
        let on: Option<KnownDate> = date.parse().ok();
        let key = |name: &str| registry.resolve(name, on).unwrap().id;
        let names = bodies.split_list(given, 0..given.len());
        let given: Vec<_> = names.iter().map(|n| key(&n.to_name(given))).collect();
        let first = bodies.find_names(title).into_iter().next();
        let begins =
            first.filter(|range| range.start == 0 && given.contains(&key(&title[range.clone()])));
        if begins.is_some() && bodies.find_leading(title, 0..title.len()).is_none() {
            passed.push(title);
        }
    }
    println!("passed over:\n{}", passed.join("\n"));
    assert!(passed.len() <= 3, "{passed:?}");
}

#[test]
fn the_issuers_of_the_state_council_s_notices_fit_their_numbers() {
    let Some(table) = shared("state-council-notices.csv") else {
        return;
    };
    let (bodies, registry) = bodies();
    let mut score = Score::default();
    for [title, number, date] in cells(&table, ["title", "doc_number", "issued"]) {
        let Some(number) = DocumentNumber::parse(number) else {
            continue;
        };
        let Some(leading) = bodies.find_leading(title, 0..title.len()) else {
            continue;
        };
        let on = date.parse().ok();
        let key = |name: String| registry.resolve(&name, on).unwrap().id.key().to_owned();
        let found = leading.names.iter().map(|name| key(name.to_name(title)));
        let users = bodies.by_code(number.code(), on);
        let user = users.iter().map(|body| body.key.clone()).collect();
        // The number is the first issuer's; the others cannot be known from it.
        score.compare(title, &found.take(1).collect(), &user, false);
    }
    score.report("first issuers of state-council-notices.csv");
    assert!(score.f1() >= 0.98, "F1 {:.4}", score.f1());
}

#[test]
fn the_numbers_of_the_library_and_the_notices_are_read() {
    for (file, column) in [
        ("policy-library.csv", "pcode"),
        ("state-council-notices.csv", "doc_number"),
    ] {
        let Some(table) = shared(file) else {
            return;
        };
        let cells = cells(&table, [column]).into_iter().map(|[cell]| cell);
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let whole = |cell: &&str| {
            let found = read_cell(cell);
            found.len() == 1 && is_whole(cell, &found[0].0)
        };
        let missed: Vec<&str> = filled.iter().copied().filter(|cell| !whole(cell)).collect();
        let share = 1.0 - ratio(missed.len(), filled.len());
        println!(
            "numbers of {file}: {share:.4} of {}, missed {missed:?}",
            filled.len()
        );
        assert!(share >= 0.99, "{missed:?}");
    }
}

/// Says whether a number is all of its cell but for brackets and spaces round it.
fn is_whole(cell: &str, range: &std::ops::Range<usize>) -> bool {
    let outside = format!("{}{}", &cell[..range.start], &cell[range.end..]);
    outside
        .chars()
        .all(|c| c.is_whitespace() || "（）()".contains(c))
}

/// What was found against what was given.
#[derive(Default)]
struct Score {
    titles: usize,
    right: usize,
    too_much: usize,
    missed: usize,
    misses: Vec<String>,
}

impl Score {
    fn compare(
        &mut self,
        title: &str,
        found: &BTreeSet<String>,
        given: &BTreeSet<String>,
        more: bool,
    ) {
        let too_much: Vec<_> = found.difference(given).collect();
        let missed: Vec<_> = given.difference(found).filter(|_| !more).collect();
        self.titles += 1;
        self.right += found.intersection(given).count();
        self.too_much += too_much.len();
        self.missed += missed.len();
        if !too_much.is_empty() || !missed.is_empty() {
            let title: String = title.chars().take(70).collect();
            self.misses.push(format!(
                "{title}\n    too much {too_much:?}, missed {missed:?}"
            ));
        }
    }

    fn f1(&self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.too_much + self.missed)
    }

    fn report(&self, what: &str) {
        println!(
            "{what}: {} titles, {} right, {} too much, {} missed, F1 {:.4}\n{}",
            self.titles,
            self.right,
            self.too_much,
            self.missed,
            self.f1(),
            self.misses.join("\n")
        );
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap());
    number(part) / number(whole)
}

fn bodies() -> (Bodies, Registry) {
    let file = |name: &str| {
        let path = format!("{}/data/rules/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = fs::read(&path).unwrap();
        File::new(&path, bytes)
    };
    let files = [file("bodies.csv"), file("body-words.csv")];
    let bodies = Bodies::new(&Tables::new(&files).unwrap()).unwrap();
    let registry = Registry::new(bodies.table(), bodies.name_words());
    (bodies, registry)
}

/// Reads a shared table; without the variable the comparison is skipped, and says so.
fn shared(name: &str) -> Option<Table> {
    let Some(folder) = std::env::var_os("POLICYGRAPH_SHARED").map(PathBuf::from) else {
        eprintln!(
            "skipped: POLICYGRAPH_SHARED is not set, so there is no `{name}` to compare with"
        );
        return None;
    };
    let path = folder.join("corpus").join(name);
    let bytes = fs::read(&path).unwrap();
    Some(parse_table(&File::new(&path.display().to_string(), bytes)).unwrap())
}

fn cells<'a, const N: usize>(table: &'a Table, columns: [&str; N]) -> Vec<[&'a str; N]> {
    let fields = columns.map(|column| table.column(column).unwrap());
    let rows = table.rows.iter();
    rows.map(|row| fields.map(|field| row.cells[field].as_str()))
        .collect()
}

#[test]
fn the_table_of_bodies_hangs_together() {
    let (bodies, registry) = bodies();
    let ranks = fs::read_to_string(repository("ontology/schemes.ttl")).unwrap();
    let mut wrong = Vec::new();
    let mut keys = BTreeSet::new();
    for body in bodies.table() {
        let others = [&body.succeeded_by, &body.office_of, &body.part_of];
        for other in others.into_iter().flatten() {
            if registry.body(other).is_none() || *other == body.key {
                wrong.push(format!("{}: no body `{other}`", body.key));
            }
        }
        let rank = body.rank.as_ref();
        if rank.is_some_and(|rank| !ranks.contains(&format!("pg:rank-{rank} a skos:Concept"))) {
            wrong.push(format!("{}: no rank {rank:?}", body.key));
        }
        if policygraph::fact::Id::new(policygraph::fact::Kind::Agency, &body.key).is_err() {
            wrong.push(format!("{}: no key", body.key));
        }
        if !keys.insert(&body.key) {
            wrong.push(format!("{}: twice", body.key));
        }
        let ended = body.since.zip(body.until);
        if ended.is_some_and(|(since, until)| until <= since) {
            wrong.push(format!("{}: ends before it begins", body.key));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_agencies_of_the_graph_are_found_by_their_names_under_their_keys() {
    let (_, registry) = bodies();
    let today = "2024-06".parse().ok();
    let mut wrong = Vec::new();
    for name in ["agencies.csv", "agencies-library.csv"] {
        let path = repository(&format!("data/{name}"));
        let table = parse_table(&File::new(&path, fs::read(&path).unwrap())).unwrap();
        for [key, label, others] in cells(&table, ["key", "name_zh", "also_zh"]) {
            for name in others
                .split(';')
                .chain([label])
                .filter(|name| !name.is_empty())
            {
                let found = registry.resolve(name, today).unwrap();
                // Two bodies were called so, one after the other.
                if found.id.key() != key && name != "中央文明办" {
                    wrong.push(format!("{name}: {key}, found {}", found.id.key()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    /// Pieces that names, lists, dates and numbers are made of, put together as no one would.
    #[test]
    fn whatever_a_text_is_what_is_found_stands_in_it(text in
        "(财政部|工业和信息化部|甲省乙局|办公厅|和|、|等|三部门|关于|令|公告| |\\n|〔|2023|〕|年|第|五|号|月|日|国发|《|é|\\PC){0,24}"
    ) {
        static BODIES: LazyLock<Bodies> = LazyLock::new(|| bodies().0);
        let all = 0..text.len();
        let leading = BODIES.find_leading(&text, all.clone());
        let signature = BODIES.read_signature(&text, all.clone());
        let mut names = BODIES.split_list(&text, all);
        names.extend(leading.map_or(Vec::new(), |leading| leading.names));
        names.extend(signature.map_or(Vec::new(), |signature| signature.names));
        for name in names {
            prop_assert!(!text.get(name.range).unwrap().trim().is_empty());
        }
        for (range, number) in read_cell(&text) {
            let printed = text.get(range).unwrap();
            prop_assert_eq!(DocumentNumber::parse_part(&number.to_string()), Some(number), "{}", printed);
        }
    }
}

fn repository(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}
