//! The README tells the truth: each command in it prints what stands below it.
//!
//! A block marked `console` holds lines of `$ policygraph …`, each followed by
//! what it prints on standard output. Other commands in a block are not run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{fs, path::Path, process::Command};

/// A command and what the README says that it prints.
struct Shown {
    arguments: Vec<String>,
    printed: String,
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shown = commands(&fs::read_to_string(root.join("README.md")).unwrap());
    assert!(shown.len() >= 5, "the tour has {} commands", shown.len());
    for Shown { arguments, printed } in shown {
        let run = Command::new(env!("CARGO_BIN_EXE_policygraph"))
            .args(&arguments)
            .current_dir(root)
            .output()
            .unwrap();
        assert_ne!(run.status.code(), Some(2), "policygraph {arguments:?}");
        let output = String::from_utf8(run.stdout).unwrap();
        let lines: Vec<&str> = output.lines().map(str::trim_end).collect();
        let expected: Vec<&str> = printed.lines().map(str::trim_end).collect();
        assert_eq!(lines, expected, "policygraph {arguments:?}");
    }
}

fn commands(readme: &str) -> Vec<Shown> {
    let blocks = readme.split("```console\n").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().unwrap_or(""));
    let mut shown: Vec<Shown> = Vec::new();
    for block in blocks {
        let mut ours = false;
        for line in block.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                ours = command.starts_with("policygraph ");
                if ours {
                    let arguments = words(&command["policygraph ".len()..]);
                    shown.push(Shown {
                        arguments,
                        printed: String::new(),
                    });
                }
            } else if ours && let Some(last) = shown.last_mut() {
                last.printed.push_str(line);
                last.printed.push('\n');
            }
        }
    }
    shown
}

/// Splits a command line at spaces outside quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in command.chars() {
        match (character, quote) {
            ('\'' | '"', None) => quote = Some(character),
            (c, Some(q)) if c == q => quote = None,
            (' ', None) => words.push(String::new()),
            (c, _) => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
