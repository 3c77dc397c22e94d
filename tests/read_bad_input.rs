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

#[test]
fn a_folder_that_loops_or_holds_what_is_no_file_is_read_and_what_is_locked_is_told() {
    use std::os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
    };
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join("in").join(name);
    write(&at("a.md"), LAW);
    write(&at("locked/b.md"), LAW.replace("示例", "另一"));
    symlink(".", at("loop")).unwrap();
    symlink("nowhere", at("dead.md")).unwrap();
    let odd = folder
        .path()
        .join("in")
        .join(std::ffi::OsStr::from_bytes(b"\xb9\xfa.md"));
    write(&odd, LAW.replace("示例", "第三"));
    let made = std::process::Command::new("mkfifo")
        .arg(at("c.md"))
        .status();
    let locked = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(at("locked"), locked).unwrap();
    let is_locked = std::fs::read_dir(at("locked")).is_err();
    let ended = run(folder.path(), &["read", "in", "--as", "json"]);
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(at("locked"), open).unwrap();
    assert!(made.is_ok(), "mkfifo is there");
    let expected = if is_locked { (2, 2) } else { (0, 3) };
    assert_eq!(
        (ended.code, ended.text().lines().count()),
        expected,
        "{}",
        ended.err
    );
    let told = ended
        .err
        .contains("error: cannot read `in/locked`: Permission denied");
    assert_eq!(told, is_locked, "{}", ended.err);
}

#[test]
fn a_crooked_table_is_read_but_for_its_crooked_rows() {
    let folder = TempDir::new().unwrap();
    let head = "pcode,puborg,pub_date,childtype,title,refs,url\n";
    let row = |n: u32| {
        format!("国发〔2015〕{n}号,国务院,2015-05-08,x,关于计划{n}的通知,预算法,https://x\n")
    };
    for (name, text, rows, warnings) in [
        ("plain.csv", [head, &row(1), &row(2)].concat(), 2, 0),
        ("mark.csv", ["\u{feff}", head, &row(1)].concat(), 1, 0),
        (
            "crlf.csv",
            [head, &row(1), &row(2)].concat().replace('\n', "\r\n"),
            2,
            0,
        ),
        (
            "ragged.csv",
            [head, "a,b\n", &row(2).replace("预算法", "a,b"), &row(3)].concat(),
            1,
            2,
        ),
        (
            "quote.csv",
            [head, &row(1), "a,\"国务院,2015\n", &row(3)].concat(),
            2,
            1,
        ),
        (
            "long.csv",
            [head, &row(1).replace("计划", &"长".repeat(10_000))].concat(),
            1,
            0,
        ),
    ] {
        write(&folder.path().join(name), text);
        let ended = must(
            folder.path(),
            &["read", name, "--as", "csv", "--columns", "says"],
        );
        let titles = ended.text().lines().filter(|line| *line == "title").count();
        assert_eq!(
            (titles, ended.err.matches("warning:").count()),
            (rows, warnings),
            "{name} {}",
            ended.err
        );
    }
}

#[test]
fn csv_is_the_same_whether_it_is_written_piece_by_piece_or_to_a_file() {
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("in/a.md"), LAW);
    write(&folder.path().join("in/b.md"), LAW.replace("示例", "另一"));
    let printed = must(folder.path(), &["read", "in", "--as", "csv"]);
    must(folder.path(), &["read", "in", "--out", "rows.csv"]);
    let written = std::fs::read_to_string(folder.path().join("rows.csv")).unwrap();
    assert_eq!(printed.text(), written);
    assert_eq!(written.matches("document,about").count(), 1, "{written}");
    let wrong = run(
        folder.path(),
        &["read", "in", "--as", "csv", "--columns", "none"],
    );
    assert_eq!((wrong.code, wrong.text()), (2, ""));
    assert!(
        wrong.err.contains("the answer has no column `none`"),
        "{}",
        wrong.err
    );
}

#[test]
fn a_full_disk_leaves_the_facts_and_decisions_that_were_there() {
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("a.md"), LAW);
    must(folder.path(), &["read", "a.md", "--save", "facts"]);
    let many = (0..200).map(|at| format!("第{at}条 根据《甲{at}法》，制定本条例。\n"));
    write(
        &folder.path().join("b.md"),
        LAW.to_owned() + &many.collect::<String>(),
    );
    let before = program::contents(&folder.path().join("facts"));
    // A limit of one block on files stands for a disk that is full; the signal it sends is ignored, as a disk sends none.
    let limited = |arguments: &str| -> program::Ended {
        let program = env!("CARGO_BIN_EXE_policygraph");
        let script = format!("trap '' XFSZ; ulimit -f 1; exec {program} {arguments}");
        let mut shell = std::process::Command::new("bash");
        shell.args(["-c", &script]).current_dir(folder.path());
        shell.output().unwrap().into()
    };
    for (arguments, file) in [
        ("read b.md --save facts", "facts/facts.jsonl"),
        (
            "review --in facts --accept --all --by me --on 2026-11-25",
            "facts/decisions.csv",
        ),
    ] {
        let ended = limited(arguments);
        assert_eq!(ended.code, 2, "{arguments}: {}", ended.err);
        assert!(
            ended.err.contains(&format!("cannot write `{file}`")),
            "{}",
            ended.err
        );
        assert_eq!(
            program::contents(&folder.path().join("facts")),
            before,
            "{arguments}"
        );
    }
}
