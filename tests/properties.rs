//! What holds of every parser on inputs no one thought of: it never panics,
//! an error names a place within the file, and what was read reads the same again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use policygraph::{
    fact::{Decimal, DocumentNumber, Id, Kind, KnownDate},
    link::{Found, Names},
    source::{File, SourceError, parse_table, parse_turtle},
    store::{
        Graph, Quads, Term, bind,
        saved::{SavedQuery, free},
    },
    vocab,
};
use proptest::prelude::*;

/// Text that looks like what the parsers read, and now and then like nothing.
fn crooked() -> impl Strategy<Value = String> {
    static PIECES: &[&str] = &[
        "key",
        "name_en",
        ",",
        ";",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\t",
        " ",
        "工信部",
        "2023-02-30",
        "1.5",
        "-",
        "@prefix ",
        ": <http://x/> .\n",
        "<http://x/a>",
        " a ",
        "[",
        "]",
        "(",
        ")",
        "\\u0041",
        "\\",
        "'''",
        ".",
        "#",
        "{",
        "}",
        "?x",
        "VALUES ?x { UNDEF }",
        "VALUES ?",
        "\u{feff}",
        "\0",
        "\u{202e}",
        "𠀀",
    ];
    let piece = prop_oneof![
        9 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The place that an error's message begins with lies within the file, or just after it.
fn assert_within(file: &File, error: &SourceError) -> Result<(), TestCaseError> {
    let message = error.to_string();
    let mut parts = message
        .strip_prefix("data/x.")
        .unwrap_or(&message)
        .split(':')
        .skip(1);
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
    let (line, column) = (number(), number());
    let text = String::from_utf8_lossy(&file.bytes);
    let lines: Vec<&str> = text.split('\n').collect();
    prop_assert!(
        line.is_some_and(|line| (1..=lines.len() + 1).contains(&line)),
        "{message}"
    );
    prop_assert!(
        column.is_some_and(|column| (1..=text.chars().count() + 1).contains(&column)),
        "{message}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_table_is_read_or_refused_with_a_place(bytes in prop_oneof![crooked().prop_map(String::into_bytes), any::<Vec<u8>>()]) {
        let file = File::new("data/x.csv", bytes);
        match parse_table(&file) {
            Ok(table) => prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.header.len())),
            Err(error) => assert_within(&file, &error)?,
        }
    }

    #[test]
    fn a_table_that_was_written_is_read_back(cells in proptest::collection::vec(proptest::collection::vec("[^\0]*", 3), 1..5)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        for row in &cells {
            writer.write_record(row).unwrap();
        }
        let table = parse_table(&File::new("data/x.csv", writer.into_inner().unwrap())).unwrap();
        let trimmed = |row: &Vec<String>| -> Vec<String> { row.iter().map(|cell| cell.trim().to_owned()).collect() };
        let filled = cells.iter().map(trimmed).filter(|row| row.iter().any(|cell| !cell.is_empty()));
        prop_assert_eq!(table.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>(), filled.collect::<Vec<_>>());
    }

    #[test]
    fn turtle_is_read_or_refused_with_a_place(bytes in prop_oneof![crooked().prop_map(String::into_bytes), any::<Vec<u8>>()]) {
        let file = File::new("data/x.ttl", bytes);
        let lines = file.bytes.split(|byte| *byte == b'\n').count() as u64;
        match parse_turtle(&file) {
            Ok(triples) => prop_assert!(triples.iter().all(|triple| (1..=lines).contains(&triple.line))),
            Err(error) => assert_within(&file, &error)?,
        }
    }

    #[test]
    fn a_date_is_printed_as_it_was_read(text in prop_oneof!["[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", any::<String>()]) {
        if let Ok(date) = text.parse::<KnownDate>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn every_day_of_the_calendar_is_a_date(year in 1_i16..=9999, month in 1_i8..=12, day in 1_i8..=28) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(text.parse::<KnownDate>().unwrap().to_string(), text);
    }

    #[test]
    fn a_number_has_one_form_of_the_same_value(text in prop_oneof!["-?[0-9]{1,12}(\\.[0-9]{1,8})?", any::<String>()]) {
        if let Ok(number) = text.parse::<Decimal>() {
            let again: Decimal = number.as_str().parse().unwrap();
            prop_assert_eq!(&again, &number);
            let same = number.as_str().parse::<f64>().unwrap().total_cmp(&text.parse::<f64>().unwrap());
            prop_assert!(same.is_eq() || number.as_str() == "0", "{text}");
        }
    }

    #[test]
    fn a_document_number_is_read_from_every_form_it_has(
        code in "[国工信部发改A-Z]{1,6}", year in 1949_u16..2100, serial in 1_u16..999,
        open in "[〔\\[(（【﹝［]", close in "[〕\\])）】﹞］]", space in "[ \u{3000}]?", first in "第?", end in "号?",
    ) {
        let text = format!("{code}{space}{open}{year}{close}{space}{first}{serial}{end}");
        let number = DocumentNumber::parse(&text).unwrap();
        prop_assert_eq!(number.to_string(), format!("{code}〔{year}〕{serial}号"));
        prop_assert_eq!(DocumentNumber::parse(&number.to_string()), Some(number.clone()));
        prop_assert!(Id::new(Kind::Policy, &number.to_key()).is_ok());
    }

    #[test]
    fn a_text_that_is_a_document_number_makes_a_key(text in any::<String>()) {
        if let Some(number) = DocumentNumber::parse(&text) {
            prop_assert!(Id::new(Kind::Policy, &number.to_key()).is_ok());
        }
    }

    #[test]
    fn an_id_and_its_iri_name_each_other_and_hold_nothing_that_breaks_an_iri(key in any::<String>(), kind in 0..Kind::ALL.len()) {
        if let Ok(id) = Id::new(Kind::ALL[kind], &key) {
            prop_assert_eq!(Id::from_iri(&id.to_iri()), Some(id.clone()));
            let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`/?#%".contains(c);
            prop_assert!(!id.key().contains(forbidden));
        }
    }

    #[test]
    fn a_number_in_the_usual_spelling_stays_as_it_is(text in prop_oneof![crooked(), any::<String>(), "[工信国发令公告第年号〔﹝\\[(（0-9０-９ 〕﹞\\])）]{0,16}"]) {
        let spelled = DocumentNumber::spell(&text);
        prop_assert_eq!(DocumentNumber::spell(&spelled), spelled.clone());
        prop_assert_eq!(DocumentNumber::parse(&spelled), DocumentNumber::parse(&text));
    }

    #[test]
    fn a_bound_value_stands_in_the_query_as_one_term(value in prop_oneof![crooked(), any::<String>()]) {
        let term = Term::Literal { value: value.clone(), datatype: vocab::XSD_STRING.to_owned(), language: None };
        let bound = bind("SELECT ?x { VALUES ?x { UNDEF } }", "x", &term);
        let graph = Graph::new(&Quads::default()).unwrap();
        let rows = graph.rows("query", &bound).unwrap();
        prop_assert_eq!(rows.text(0, "x"), value);
    }

    #[test]
    fn freeing_a_query_never_makes_it_longer(text in crooked()) {
        let freed = free(&text);
        prop_assert!(freed.len() <= text.len());
        let parameters = SavedQuery::new("x", &text).parameters;
        prop_assert!(parameters.iter().all(|parameter| !parameter.name.contains(' ')));
    }

    #[test]
    fn a_name_is_found_in_any_letter_case_and_with_any_spaces(name in "[A-Za-z工信部《》 ]{0,12}[A-Za-z工]") {
        let mut names = Names::default();
        let id = Id::new(Kind::Agency, "x-y").unwrap();
        names.add_name(&id, &name);
        for given in [name.clone(), name.to_uppercase(), format!(" {name}\u{3000}"), format!("《{name}》")] {
            prop_assert_eq!(names.find(&given, &[Kind::Agency]), Found::One(id.clone()));
        }
    }

    #[test]
    fn any_name_is_found_or_not_without_a_panic(name in prop_oneof![crooked(), any::<String>()], known in any::<String>()) {
        let mut names = Names::default();
        names.add_name(&Id::new(Kind::Agency, "x").unwrap(), &known);
        let _ = names.find(&name, &Kind::ALL);
    }

    #[test]
    fn a_query_is_answered_or_refused_with_a_place(text in crooked()) {
        let graph = Graph::new(&Quads::default()).unwrap();
        if let Err(error) = graph.answer("data/x.rq", &text) {
            prop_assert!(!error.to_string().contains("the engine failed"), "{}", error);
        }
    }
}
