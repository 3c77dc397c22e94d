//! Documents as users give them: every form and encoding is opened, and what cannot be read is told in full.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fmt::Write as _, fs, path::PathBuf};

use policygraph::{
    extract::{
        mapped::{self, Rules},
        rules::Tables,
    },
    fact::account::{DateOf, Grounds},
    source::{Document, File, Form, Given},
};

const NOTICE: &str =
    "国务院关于印发《中国制造2025》的通知\n国发〔2015〕28号\n各省、自治区、直辖市人民政府：";

/// The notice in GB18030, as `iconv -t gb18030` gives it.
const GB18030: &[u8] = b"\xb9\xfa\xce\xf1\xd4\xba\xb9\xd8\xd3\xda\xd3\xa1\xb7\xa2\xa1\xb6\xd6\xd0\xb9\xfa\xd6\xc6\xd4\xec2025\xa1\xb7\xb5\xc4\xcd\xa8\xd6\xaa\n\xb9\xfa\xb7\xa2\xa1\xb22015\xa1\xb328\xba\xc5\n\xb8\xf7\xca\xa1\xa1\xa2\xd7\xd4\xd6\xce\xc7\xf8\xa1\xa2\xd6\xb1\xcf\xbd\xca\xd0\xc8\xcb\xc3\xf1\xd5\xfe\xb8\xae\xa3\xba";

fn refusal(path: &str, bytes: &[u8]) -> String {
    Given::open(path, bytes).unwrap_err().to_string()
}

#[test]
fn words_and_quotes_are_the_same_whatever_the_encoding() {
    let utf16 = format!("\u{feff}{NOTICE}")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let marked = format!("\u{feff}{NOTICE}").into_bytes();
    for (bytes, before) in [
        (NOTICE.as_bytes().to_vec(), 0),
        (GB18030.to_vec(), 0),
        (marked, 1),
        (utf16, 1),
    ] {
        let given = Given::open("a.txt", &bytes).unwrap();
        assert_eq!(given.text.words(), NOTICE);
        let at = NOTICE.find("国发").unwrap();
        let span = given.text.span(at.."国发".len() + at);
        assert_eq!((span.start, span.end), (21 + before, 23 + before));
        let document = Document::new(&bytes).unwrap();
        assert_eq!(document.quote(span).as_deref(), Some("国发"));
        assert_eq!(document.sha256, given.sha256);
    }
}

#[test]
fn a_page_is_quoted_as_its_html() {
    let html = "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body><p>国发&#12308;2015&#12309;<b>28</b>号</p></body></html>";
    let given = Given::open("a.htm", html.as_bytes()).unwrap();
    assert_eq!(
        (given.form, given.text.words()),
        (Form::Html, "国发〔2015〕28号")
    );
    let span = given.text.span(0..given.text.words().len());
    let quote = Document::new(html.as_bytes()).unwrap().quote(span).unwrap();
    assert_eq!(quote, "国发&#12308;2015&#12309;<b>28</b>号");
    assert_eq!(given.doubts, Vec::<String>::new());
}

#[test]
fn a_file_that_is_no_document_is_refused_by_what_was_found_and_what_was_expected() {
    let forms = "expected text, a web page, a PDF, a table as CSV or XLSX, or JSON Lines";
    for (bytes, message) in [
        (&b""[..], "`a` holds no words: expected the text of a document".to_owned()),
        (b"\xef\xbb\xbf\n", "`a` holds no words: expected the text of a document".to_owned()),
        (b"a\0b", "a:1:2: found a NUL: expected text saved as UTF-8".to_owned()),
        (
            b"ab\n\xff\xfe\xfd\x81",
            "a:2:1: found the byte 0xff, which is neither UTF-8 nor GB18030: expected text saved as one of them".to_owned(),
        ),
        (b"\x89PNG\r\n\x1a\n", format!("`a` is a picture: {forms}")),
        (b"\x1f\x8b\x08\0", format!("`a` is a compressed file: {forms}")),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            format!("`a` is a file of an old office program, such as .doc or .xls, or a workbook with a password: {forms}"),
        ),
    ] {
        assert_eq!(refusal("a", bytes), message);
    }
    let error = refusal("a.xlsx", b"PK\x03\x04 and no more");
    assert!(
        error.starts_with("`a.xlsx` begins as a workbook and is none: "),
        "{error}"
    );
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_the_reader_of_pdf_says_so() {
    assert_eq!(
        refusal("a.pdf", b"%PDF-1.7\n"),
        "`a.pdf` is a PDF, which this build does not read: expected one built with `--features pdf`"
    );
}

#[test]
fn a_page_or_text_that_is_cut_off_anywhere_is_read_so_far() {
    let html = "<html><body><table><tr><td>发文机关：</td><td>国务院&amp;办</td></tr></table><p>国发</p></body></html>";
    for end in 1..html.len() {
        let bytes = &html.as_bytes()[..end];
        let Ok(given) = Given::open("a.html", bytes) else {
            let refused = "`a.html` holds no words: expected the text of a document";
            assert_eq!(refusal("a.html", bytes), refused, "{end}");
            continue;
        };
        if given.form == Form::Html && end > 5 {
            let told = given.doubts.iter().any(|doubt| doubt.contains("cut off"));
            assert!(told || end >= html.len() - 1, "{end}: {:?}", given.doubts);
        }
    }
}

#[test]
fn a_title_of_ten_thousand_characters_and_a_million_brackets_are_opened() {
    for text in [
        "《".repeat(1_000_000),
        format!("《{}》", "长".repeat(10_000)),
    ] {
        assert_eq!(
            Given::open("a.txt", text.as_bytes()).unwrap().text.words(),
            text
        );
    }
}

fn rules() -> Rules {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/rules");
    let files = ["mapping-policy-library.csv", "mapping-state-council.csv"];
    let files = files.map(|name| File::new(name, fs::read(folder.join(name)).unwrap()));
    Rules::new(&Tables::new(&files).unwrap()).unwrap()
}

#[test]
fn the_tables_of_the_corpus_are_read_with_each_cell_at_its_place() {
    let Some(shared) = std::env::var_os("POLICYGRAPH_SHARED").map(PathBuf::from) else {
        eprintln!("skipped: POLICYGRAPH_SHARED is not set, so there are no tables to read");
        return;
    };
    for (name, rows, date, most) in [
        ("policy-library.csv", 611, DateOf::Published, 40),
        ("state-council-notices.csv", 2837, DateOf::Signed, 40),
    ] {
        let path = shared.join("corpus").join(name);
        let bytes = fs::read(&path).unwrap();
        let given = Given::open(name, &bytes).unwrap();
        let account = mapped::read(&given, &rules(), None);
        let mut told = String::new();
        for warning in &account.warnings {
            writeln!(told, "{}", warning.text).unwrap();
        }
        assert_eq!(account.policies.len(), rows, "{told}");
        assert!(account.warnings.len() <= most, "{told}");
        let document = Document::new(&bytes).unwrap();
        let stands = |grounds: &Grounds| {
            document.quote(grounds.span).as_deref() == Some(grounds.quote.as_str())
        };
        for policy in &account.policies {
            assert!(
                policy
                    .title
                    .as_ref()
                    .is_some_and(|title| stands(&title.grounds))
            );
            assert!(
                policy
                    .issuers
                    .iter()
                    .all(|issuer| issuer.value == issuer.grounds.quote && stands(&issuer.grounds))
            );
            assert!(
                policy
                    .relations
                    .iter()
                    .all(|relation| stands(&relation.grounds))
            );
        }
        let dated = account
            .policies
            .iter()
            .filter(|policy| policy.date(date).is_some());
        assert!(dated.count() > rows / 10 * 9);
    }
}
