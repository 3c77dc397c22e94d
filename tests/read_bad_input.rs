//! What `read` does with files that it cannot read, and with texts that are made to break it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use tempfile::TempDir;

mod program;
use program::{must, run, write};

const LAW: &str = "# 示例条例\n\n2020年1月2日 国务院令第1号公布\n\n<!-- INFO END -->\n\n第一条 根据《甲法》，制定本条例。\n";

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_read() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("good.md"), LAW);
    write(&at("empty.txt"), "");
    write(&at("junk.txt"), b"\x89PNG\r\n\x1a\n\0\0");
    let ended = run(
        folder.path(),
        &[
            "read",
            "missing.md",
            "/dev/null",
            "empty.txt",
            "junk.txt",
            "good.md",
            "--as",
            "json",
        ],
    );
    assert_eq!(ended.code, 2);
    assert_eq!(ended.text().lines().count(), 1, "{}", ended.text());
    assert!(ended.text().contains("\"relation\":\"basedOn\""));
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "error: cannot read `missing.md`: No such file or directory (os error 2)",
            "error: `/dev/null` is no file: expected a document or a folder of them",
        ]
    );
    assert!(ended.err.contains("`empty.txt`"), "{}", ended.err);
    assert!(ended.err.contains("`junk.txt`"), "{}", ended.err);
    assert!(
        ended
            .err
            .ends_with("error: 4 of 5 files could not be read: each is named above\n"),
        "{}",
        ended.err
    );
}

#[test]
fn a_folder_without_documents_and_a_text_of_no_known_make_give_nothing_and_say_so() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("none")).unwrap();
    let ended = run(folder.path(), &["read", "none"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.starts_with("found no document: expected files"),
        "{}",
        ended.err
    );
    write(
        &folder.path().join("letter.txt"),
        "Dear all,\nthis is a letter.\n",
    );
    let ended = run(folder.path(), &["read", "letter.txt"]);
    assert_eq!(ended.code, 1);
    let warning = "warning: letter.txt: found no law, notice, newsletter or table of a known make: nothing was read\n";
    assert_eq!(ended.err, warning);
}

#[test]
fn a_law_in_gb18030_says_the_same_as_in_utf8() {
    let folder = TempDir::new().unwrap();
    let (bytes, _, _) = encoding(LAW);
    write(&folder.path().join("a.md"), LAW);
    write(&folder.path().join("b.md"), bytes);
    let told = |name: &str| {
        let columns = "says,value,start,end,words";
        must(
            folder.path(),
            &["read", name, "--columns", columns, "--as", "csv"],
        )
        .out
    };
    assert_eq!(told("a.md"), told("b.md"));
}

/// The bytes of a text in GB18030.
fn encoding(text: &str) -> (Vec<u8>, &'static str, bool) {
    let (bytes, encoding, lost) = encoding_rs::GB18030.encode(text);
    (bytes.into_owned(), encoding.name(), lost)
}

#[test]
fn a_title_without_an_end_and_a_million_marks_are_warned_of_and_cost_no_time() {
    let folder = TempDir::new().unwrap();
    let long = format!("《{}》", "长".repeat(10_000));
    for (name, hostile) in [
        ("open.md", "《".repeat(1_000_000)),
        ("closed.md", "》".repeat(1_000_000)),
        ("long.md", long),
        ("repeals.md", "（一）《甲法》废止：\n".repeat(20_000)),
        ("force.md", "本条例自2020年1月1日起施行，".repeat(20_000)),
    ] {
        write(&folder.path().join(name), format!("{LAW}\n{hostile}\n"));
        let ended = must(folder.path(), &["read", name, "--as", "json"]);
        assert!(ended.text().contains("\"title\":\"甲法\""), "{name}");
        let warned = ended.text().contains("that nothing closes");
        assert_eq!(warned, ["open.md", "long.md"].contains(&name), "{name}");
    }
}

#[test]
fn saving_twice_gives_the_same_bytes_and_a_file_in_the_way_is_named() {
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("laws/a.md"), LAW);
    write(
        &folder.path().join("laws/b.md"),
        LAW.replace("示例", "另一"),
    );
    let saved = |order: [&str; 2]| {
        must(
            folder.path(),
            &["read", order[0], order[1], "--save", "facts"],
        );
        std::fs::read(folder.path().join("facts/facts.jsonl")).unwrap()
    };
    let first = saved(["laws/a.md", "laws/b.md"]);
    assert_eq!(first, saved(["laws/b.md", "laws/a.md"]));
    write(&folder.path().join("taken"), "");
    let ended = run(folder.path(), &["read", "laws", "--save", "taken"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("`taken/facts.jsonl`"), "{}", ended.err);
}
