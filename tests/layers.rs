//! The layering rule of ARCHITECTURE.md, kept by a test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each room and the rooms it may use. Data flows down the list; `cli` may use all.
const MAY_USE: [(&str, &[&str]); 9] = [
    ("vocab", &[]),
    ("fact", &["vocab"]),
    ("source", &["fact"]),
    ("extract", &["fact", "source", "vocab"]),
    ("link", &["fact", "vocab"]),
    ("store", &["fact", "vocab"]),
    ("graph", &["fact", "store"]),
    ("view", &["fact", "graph", "store"]),
    (
        "pipeline",
        &["vocab", "fact", "source", "extract", "link", "store"],
    ),
];

/// Each foreign library and the rooms that may name it; `main` counts as `cli`.
const LIBRARIES: [(&str, &[&str]); 28] = [
    ("aho_corasick", &["extract"]),
    ("anyhow", &["cli", "main"]),
    ("calamine", &["source"]),
    ("chardetng", &["source"]),
    ("clap", &["cli", "main"]),
    ("csv", &["source", "view"]),
    ("dot_writer", &["view"]),
    ("encoding_rs", &["source"]),
    ("fixedbitset", &["graph"]),
    ("foldhash", &["store"]),
    ("html5gum", &["source"]),
    ("indicatif", &["cli"]),
    ("include_dir", &["pipeline"]),
    ("jiff", &["fact"]),
    ("lopdf", &["source"]),
    ("maud", &["view"]),
    ("memchr", &["extract", "store"]),
    ("oxigraph", &["store"]),
    ("petgraph", &["graph"]),
    ("rio_api", &["source"]),
    ("rio_turtle", &["source"]),
    ("rustworkx_core", &["graph"]),
    ("sha2", &["fact"]),
    ("spareval", &["store"]),
    ("strsim", &["link"]),
    ("unicode_normalization", &["source"]),
    ("unicode_width", &["view"]),
    ("zip", &["source"]),
];

/// What only `cli` and `pipeline` may touch: the clock, the environment, chance and the network.
const OUTSIDE_WORLD: [&str; 5] = [
    "std::env",
    "SystemTime",
    "Instant::now",
    "std::net",
    "rand::",
];

/// The files that name IRIs: the vocabulary, and the forms whose own namespaces are part of the format.
const NAMES_IRIS: [&str; 8] = [
    "vocab.rs",
    "view/graphml.rs",
    "view/gexf.rs",
    "view/svg/draw.rs",
    "view/json.rs",
    "view/sample.rs",
    "view/table.rs",
    "view/text.rs",
];

/// The longest a file may be, its tests included.
const MOST_LINES: usize = 400;

#[test]
fn no_room_uses_a_room_below_it() {
    let mut crossings = Vec::new();
    for (room, may_use) in MAY_USE {
        for (path, text) in rust_files(room) {
            for used in text.split("crate::").skip(1).map(first_name) {
                let allowed = used == room || may_use.contains(&used);
                if used.is_empty() || (is_room(used) && !allowed) {
                    crossings.push(format!("{path}: `{room}` uses `crate::{used}`"));
                }
            }
            crossings.extend(grouped(room, may_use, &text, &path));
        }
    }
    assert!(
        crossings.is_empty(),
        "see ARCHITECTURE.md:\n{}",
        crossings.join("\n")
    );
}

#[test]
fn every_file_of_the_source_is_in_a_room() {
    let rooms: Vec<&str> = MAY_USE
        .iter()
        .map(|(room, _)| *room)
        .chain(["cli"])
        .collect();
    let known: Vec<String> = rooms
        .iter()
        .flat_map(|room| rust_files(room))
        .map(|(path, _)| path)
        .collect();
    let mut lost: Vec<String> = all_files(&source())
        .into_iter()
        .map(|path| short(&path))
        .collect();
    lost.retain(|path| !known.contains(path) && path != "lib.rs" && path != "main.rs");
    assert!(lost.is_empty(), "in no room: {lost:?}");
}

#[test]
fn one_foreign_library_is_of_one_room() {
    let mut strays = Vec::new();
    for path in all_files(&source()) {
        let (path, text) = (short(&path), fs::read_to_string(&path).unwrap());
        let room = path.split(['/', '.']).next().unwrap_or("");
        let lines = code(&text);
        for (library, rooms) in LIBRARIES {
            let named = lines.contains(&format!("{library}::"))
                || lines.contains(&format!("use {library};"));
            let own_module = lines.contains(&format!("view::{library}::"))
                || lines.contains(&format!("mod {library};"));
            if named && !own_module && !rooms.contains(&room) {
                strays.push(format!("{path}: {library}"));
            }
        }
    }
    assert!(
        strays.is_empty(),
        "outside their room:\n{}",
        strays.join("\n")
    );
}

#[test]
fn only_cli_and_pipeline_touch_the_outside_world() {
    let mut touched = Vec::new();
    for (room, _) in MAY_USE.iter().filter(|(room, _)| *room != "pipeline") {
        for (path, text) in rust_files(room) {
            let lines = code(&text);
            touched.extend(
                OUTSIDE_WORLD
                    .iter()
                    .filter(|name| lines.contains(**name))
                    .map(|name| format!("{path}: {name}")),
            );
        }
    }
    assert!(touched.is_empty(), "{}", touched.join("\n"));
}

#[test]
fn no_iri_stands_outside_the_vocabulary() {
    let mut strays = Vec::new();
    for path in all_files(&source()) {
        let (path, text) = (short(&path), fs::read_to_string(&path).unwrap());
        if path.ends_with("tests.rs") {
            continue;
        }
        let holds = code(&text).contains("\"http://w") || code(&text).contains("\"https://w");
        if holds && !NAMES_IRIS.contains(&path.as_str()) {
            strays.push(path);
        }
    }
    assert!(strays.is_empty(), "IRIs belong into vocab.rs: {strays:?}");
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let length = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count();
    let long: Vec<String> = all_files(&source())
        .iter()
        // One line a term: the list of the vocabulary is as long as the vocabulary.
        .filter(|path| length(path) > MOST_LINES && !path.ends_with("vocab.rs"))
        .map(|path| format!("{}: {} lines", short(path), length(path)))
        .collect();
    assert!(long.is_empty(), "over {MOST_LINES} lines: {long:?}");
}

/// The rooms named in `use crate::{a, b::…}`, which the plain reading cannot see.
fn grouped(room: &str, may_use: &[&str], text: &str, path: &str) -> Vec<String> {
    let mut crossings = Vec::new();
    for group in text
        .split("use crate::{")
        .skip(1)
        .filter_map(|rest| rest.split("};").next())
    {
        let mut depth = 0;
        for line in group.lines() {
            let name = first_name(line.trim());
            if depth == 0 && is_room(name) && name != room && !may_use.contains(&name) {
                crossings.push(format!("{path}: `{room}` uses `crate::{{{name}}}`"));
            }
            depth += line.matches('{').count();
            depth -= line.matches('}').count().min(depth);
        }
    }
    crossings
}

/// The text without comments and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_room(name: &str) -> bool {
    name == "cli" || MAY_USE.iter().any(|&(room, _)| room == name)
}

/// The room after `crate::`; `{` for a group, which [`grouped`] reads.
fn first_name(path: &str) -> &str {
    if path.starts_with('{') {
        return "{";
    }
    path.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or("")
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn short(path: &Path) -> String {
    path.strip_prefix(source())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The files of a room with their text.
fn rust_files(room: &str) -> Vec<(String, String)> {
    let mut files = all_files(&source().join(room));
    files.push(source().join(format!("{room}.rs")));
    let read = |path: PathBuf| Some((short(&path), fs::read_to_string(&path).ok()?));
    files.into_iter().filter_map(read).collect()
}

/// Every Rust file in a folder and the folders in it, by path.
fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(all_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
