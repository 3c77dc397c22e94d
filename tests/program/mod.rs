//! Runs the program as a user does: in a folder of its own, with files that a test writes.
//!
//! Each test file uses a part of it.
#![allow(dead_code, reason = "each test file uses a part")]

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output},
};

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: Vec<u8>,
    /// What it wrote to standard error.
    pub err: String,
}

impl Ended {
    /// Standard output as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: output.stdout,
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program, to be run in a folder.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policygraph"));
    command.current_dir(folder);
    command
}

/// Runs the program in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Ended {
    command(folder).args(arguments).output().unwrap().into()
}

/// Runs the program and insists that it did what was asked.
pub fn must(folder: &Path, arguments: &[&str]) -> Ended {
    let ended = run(folder, arguments);
    assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.err);
    ended
}

/// The header of the evidence that every row needs.
pub const EVIDENCE: &str = "document,modality,method,confidence,review";

/// The evidence of a row.
pub const STATED: &str = "doc,stated,read by hand,1,accepted";

/// Writes a file, and the folder it is in.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Makes a table of columns and rows; the evidence is added.
pub fn table(columns: &str, rows: &[&str]) -> String {
    let mut text = format!("{columns},{EVIDENCE}\n");
    for row in rows {
        text.push_str(row);
        text.push(',');
        text.push_str(STATED);
        text.push('\n');
    }
    text
}

/// Writes sources of a document, two agencies, four firms and two policies.
pub fn write_small_sources(folder: &Path) {
    for (name, columns, rows) in [
        ("documents.csv", "key,title_en", &["doc,The newsletter"][..]),
        (
            "agencies.csv",
            "key,name_en,name_zh,abbreviation",
            &[
                "miit,Ministry of Industry and Information Technology,工业和信息化部,MIIT",
                "cac,Cyberspace Administration of China,国家互联网信息办公室,CAC",
            ][..],
        ),
        (
            "firms.csv",
            "key,name_en",
            &[
                "foxconn,Foxconn",
                "boeing,Boeing",
                "east-star,Star",
                "west-star,Star",
            ][..],
        ),
        (
            "policies.csv",
            "key,title_en,issuers,published",
            &["plan,The plan,miit;cac,2023-10-10", "law,The law,cac,2021"][..],
        ),
    ] {
        write(&folder.join(name), table(columns, rows));
    }
    let relations = table(
        "subject,relation,object",
        &["policy/plan,buildsOn,policy/law"],
    );
    write(&folder.join("relations.csv"), relations);
}

/// Every file under a folder by its path, with its bytes.
pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut contents = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                contents.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    contents
}

/// Copies the files of a folder.
pub fn copy(from: &Path, to: &Path) {
    for (name, bytes) in contents(from) {
        write(&to.join(name), bytes);
    }
}
