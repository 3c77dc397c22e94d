//! The saved questions: each against its golden answer, and all against the rules they share.
//!
//! `tests/golden/ask/cases.csv` says what to ask: query, parameters, document, golden file and exit code. The golden
//! answers were checked by hand against the newsletter; to write them anew after a change that is meant, run the
//! command that a failing test prints. `tests/peers/answers.py` asks two other engines the same.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
    thread,
};

use oxigraph::sparql::SparqlEvaluator;
use policygraph::{
    fact::{Id, Kind},
    pipeline,
    store::{Graph, Quads, Rows, SavedQuery, restrict, saved::free},
};

struct Case {
    query: String,
    parameters: Vec<String>,
    document: String,
    golden: String,
    exit: i32,
}

impl Case {
    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["ask".to_owned(), self.query.clone()];
        arguments.extend(self.parameters.iter().cloned());
        if !self.document.is_empty() {
            arguments.extend(["--document".to_owned(), self.document.clone()]);
        }
        arguments.extend(["--as".to_owned(), "csv".to_owned()]);
        arguments
    }

    fn ask(&self) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_policygraph"));
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(self.arguments());
        command.output().unwrap()
    }

    /// Asks, and says how the answer differs from the golden one.
    fn difference(&self) -> Option<String> {
        let output = self.ask();
        let found = String::from_utf8(output.stdout).unwrap();
        let expected = fs::read_to_string(golden_folder().join(&self.golden)).unwrap();
        let exit = output.status.code();
        let differs = found != expected || exit != Some(self.exit);
        differs.then(|| {
            let command = self.arguments().join(" ");
            let message = String::from_utf8_lossy(&output.stderr).into_owned();
            format!(
                "policygraph {command} > tests/golden/ask/{}\nexit {exit:?}\n{found}{message}",
                self.golden
            )
        })
    }
}

fn golden_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/ask")
}

fn cases() -> Vec<Case> {
    let table = fs::read_to_string(golden_folder().join("cases.csv")).unwrap();
    let case = |line: &str| {
        let [query, parameters, document, golden, exit] =
            line.split(',').collect::<Vec<_>>().try_into().unwrap();
        Case {
            query: query.to_owned(),
            parameters: parameters
                .split_whitespace()
                .map(ToOwned::to_owned)
                .collect(),
            document: document.to_owned(),
            golden: golden.to_owned(),
            exit: exit.parse().unwrap(),
        }
    };
    table.lines().skip(1).map(case).collect()
}

/// Returns the quads of what the newsletter says.
fn newsletter() -> &'static Quads {
    static QUADS: OnceLock<Quads> = OnceLock::new();
    QUADS.get_or_init(|| {
        let compiled = pipeline::compile(&pipeline::sources(None).unwrap()).unwrap();
        let document = Id::new(Kind::Document, "merics-china-industries-2023-11-01").unwrap();
        restrict(compiled.quads, &document)
    })
}

/// Asks a question with no parameter given.
fn answer(graph: &Graph, query: &SavedQuery) -> Rows {
    graph.rows(&query.name, &free(&query.text)).unwrap()
}

/// Returns the header in one line, without the `#` and the spaces that set it.
fn header(query: &SavedQuery) -> String {
    let lines = query.text.lines().take_while(|line| line.starts_with('#'));
    let words = lines.flat_map(|line| line.trim_start_matches('#').split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_question_has_its_golden_answer() {
    let cases = cases();
    let (one, other) = cases.split_at(cases.len() / 2);
    let differences = |cases: &[Case]| {
        cases
            .iter()
            .filter_map(Case::difference)
            .collect::<Vec<_>>()
    };
    let found = thread::scope(|scope| {
        let beside = scope.spawn(|| differences(one));
        let mut found = differences(other);
        found.extend(beside.join().unwrap());
        found
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_golden_answer_is_left_over() {
    let asked: BTreeSet<String> = cases().into_iter().map(|case| case.golden).collect();
    let files = fs::read_dir(golden_folder()).unwrap();
    let mut kept: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    kept.remove("cases.csv");
    assert_eq!(kept, asked);
}

#[test]
fn every_header_says_what_is_asked_taken_and_given() {
    let cases = cases();
    for query in pipeline::saved_queries("ask") {
        let (name, header) = (&query.name, header(&query));
        assert!(query.question.ends_with('?'), "{name}: {}", query.question);
        for field in [" out ?", " order ", " reads ", " golden "] {
            assert!(
                header.contains(field),
                "{name} has no field `{}`",
                field.trim()
            );
        }
        let golden = format!("golden tests/golden/ask/{name}.csv");
        assert!(
            header.contains(&golden),
            "{name} does not name its golden answer"
        );
        let case = cases
            .iter()
            .find(|case| case.query == *name)
            .unwrap_or_else(|| panic!("{name} has no case"));
        assert_eq!(
            case.golden,
            format!("{name}.csv"),
            "the first case of {name}"
        );
        assert!(
            header.ends_with(&case_in_words(case)),
            "{name}: expected `{}`",
            case_in_words(case)
        );
    }
}

fn case_in_words(case: &Case) -> String {
    let document = (!case.document.is_empty()).then(|| format!("--document {}", case.document));
    let parameters = (!case.parameters.is_empty()).then(|| case.parameters.join(" "));
    let given: Vec<String> = parameters.into_iter().chain(document).collect();
    if given.is_empty() {
        ".csv".to_owned()
    } else {
        format!(".csv, with {}", given.join(" and "))
    }
}

#[test]
fn a_parameter_is_in_the_header_and_offered_in_the_text() {
    for query in pipeline::saved_queries("ask") {
        let said: BTreeSet<String> = query
            .parameters
            .iter()
            .map(|parameter| parameter.name.clone())
            .collect();
        let offers = query
            .text
            .split("VALUES ?")
            .skip(1)
            .filter_map(|rest| rest.split_once(" { UNDEF }"));
        let offered = offers.filter(|(name, _)| !name.contains(char::is_whitespace));
        assert_eq!(
            said,
            offered.map(|(name, _)| name.to_owned()).collect(),
            "{}",
            query.name
        );
    }
}

#[test]
fn every_question_runs_in_a_tool_that_knows_none_of_our_prefixes() {
    for query in pipeline::saved_queries("ask") {
        let parsed = SparqlEvaluator::new().parse_query(&query.text);
        assert!(parsed.is_ok(), "{}: {:?}", query.name, parsed.err());
    }
}

#[test]
fn without_parameters_a_question_asks_for_all_and_gives_no_row_twice() {
    let graph = Graph::new(newsletter()).unwrap();
    for query in pipeline::saved_queries("ask") {
        let rows = answer(&graph, &query).rows;
        let different: BTreeSet<String> = rows.iter().map(|row| format!("{row:?}")).collect();
        assert_eq!(different.len(), rows.len(), "{}", query.name);
    }
}

#[test]
fn an_answer_is_the_same_whatever_the_order_of_the_quads() {
    let graph = Graph::new(newsletter()).unwrap();
    let reversed: Vec<_> = newsletter().iter().collect();
    let reversed = Graph::new(&reversed.into_iter().rev().collect()).unwrap();
    for query in pipeline::saved_queries("ask") {
        assert_eq!(
            answer(&graph, &query),
            answer(&reversed, &query),
            "{}",
            query.name
        );
    }
}

/// Six policies whose dates and relations differ in what matters to force.
const FORCE: [(&str, &str); 3] = [
    ("documents.csv", "key,title_en,EVIDENCE\nbook,A book,SAID\n"),
    (
        "policies.csv",
        "key,title_en,status,effective,ends_force,EVIDENCE\n\
         old,Old law,,2010,,SAID\n\
         new,New law,,2020-07-01,,SAID\n\
         short,Short law,,2019-03,2021,SAID\n\
         sketch,Sketch,draft,2019-01-01,,SAID\n\
         waiting,Waiting,,2019-01-01,,book,,,,stated,read by hand,1,pending,\n\
         left,Left open,ended,2018-01-01,,SAID\n",
    ),
    (
        "relations.csv",
        "subject,relation,object,EVIDENCE\npolicy/new,supersedes,policy/old,SAID\n",
    ),
];

/// Asks a question of the policies of `FORCE`, and returns the cells of these columns.
fn ask_of_force(folder: &Path, question: &[&str], columns: &[usize]) -> Vec<String> {
    for (name, table) in FORCE {
        let columns = "document,section,start,end,modality,method,confidence,review,note";
        let said = "book,,,,stated,read by hand,1,accepted,";
        let table = table.replace("EVIDENCE", columns).replace("SAID", said);
        fs::write(folder.join(name), table).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_policygraph"));
    command.arg("ask").args(question).arg("--from").arg(folder);
    let answer = command.args(["--as", "csv"]).output().unwrap();
    let answer = String::from_utf8(answer.stdout).unwrap();
    let cells = |row: &str| {
        let cells: Vec<&str> = row.split(',').collect();
        columns
            .iter()
            .map(|&column| cells[column])
            .collect::<Vec<_>>()
            .join(" ")
    };
    answer.lines().skip(1).map(cells).collect()
}

#[test]
fn a_policy_is_in_force_from_its_effect_to_its_end_or_successor() {
    let folder = tempfile::tempdir().unwrap();
    let (label, certainty) = (1, 6);
    for (date, expected) in [
        ("2009-12-31", vec![]),
        ("2010-06-01", vec!["Old law perhaps"]),
        (
            "2019-03-05",
            vec!["Old law certain", "Left open perhaps", "Short law perhaps"],
        ),
        (
            "2020-06-30",
            vec!["Old law certain", "Short law certain", "Left open perhaps"],
        ),
        (
            "2020-07-01",
            vec!["Short law certain", "New law certain", "Left open perhaps"],
        ),
        (
            "2021-05-01",
            vec!["New law certain", "Left open perhaps", "Short law perhaps"],
        ),
        ("2021", vec!["New law certain", "Left open perhaps"]),
    ] {
        let date = format!("date={date}");
        let found = ask_of_force(folder.path(), &["in-force-on", &date], &[label, certainty]);
        assert_eq!(found, expected, "{date}");
    }
}

#[test]
fn the_policy_that_supersedes_stands_before_the_one_that_goes() {
    let folder = tempfile::tempdir().unwrap();
    let found = ask_of_force(folder.path(), &["superseded"], &[1, 3, 4]);
    assert_eq!(found, ["New law Old law 2020-07-01"]);
}
