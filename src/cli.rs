//! The commands: one file each, arguments in, a call, output out.
//!
//! Data goes to standard output and all else to standard error. Exit codes: 0
//! fine, 1 nothing found or a rule broken, 2 wrong use or bad input.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anyhow::Result;

use crate::{extract::ExtractError, pipeline::CompileError, view::text::visible};

mod answer;
mod ask;
mod build;
mod check;
mod entity;
mod export;
mod form;
mod hint;
mod networks;
mod open;
mod output;
mod path;
mod progress;
mod rank;
mod read;
mod report;
mod review;
mod show;
mod statements;
mod trace;

/// A compiler for policy knowledge: documents and tables in, a cited graph out
///
/// Without `--graph` a command works on the graph of `data/`, built in memory, or on the shipped data where there
/// is no `data/` here. An entity is named by IRI, key, label, alias, abbreviation or document number, in English or
/// Chinese. Data goes to standard output, all else to standard error.
///
/// Exit codes: 0 fine; 1 nothing found, or a rule of `check` broken; 2 wrong use or bad input.
#[derive(Debug, clap::Parser)]
#[command(version, max_term_width = 110)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Report(report::Report),
    Build(build::Build),
    Ask(ask::Ask),
    Show(show::Show),
    Trace(trace::Trace),
    Path(path::Path),
    Rank(rank::Rank),
    Read(read::Read),
    Export(export::Export),
    Check(check::Check),
    Review(Box<review::Review>),
}

/// How a command ended that met no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// Nothing was found, or a rule was broken.
    Nothing,
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// Returns what [`explain`] puts into words: wrong use or bad input.
    pub fn run(self) -> Result<Outcome> {
        match self.command {
            Command::Report(command) => command.run(),
            Command::Build(command) => command.run(),
            Command::Ask(command) => command.run(),
            Command::Show(command) => command.run(),
            Command::Trace(command) => command.run(),
            Command::Path(command) => command.run(),
            Command::Rank(command) => command.run(),
            Command::Read(command) => command.run(),
            Command::Export(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Review(command) => command.run(),
        }
    }
}

/// Returns the exit code of an outcome.
#[must_use]
pub fn exit_code_of(outcome: Outcome) -> ExitCode {
    ExitCode::from(match outcome {
        Outcome::Done => 0,
        Outcome::Nothing => 1,
    })
}

/// Returns the exit code of an error: 1 where a name means nothing in the graph, 2 for all else.
#[must_use]
pub fn code_of(error: &anyhow::Error) -> ExitCode {
    let unknown = matches!(
        error.downcast_ref(),
        Some(entity::NameError::Unknown { .. })
    );
    ExitCode::from(if unknown { 1 } else { 2 })
}

/// Writes an error in words on standard error. Where nobody listens it is lost.
pub fn tell_error(error: &anyhow::Error) {
    let _ = io::stderr().write_all(explain(error).as_bytes());
}

/// Puts an error into words: the error, its causes, a hint where there is one; each on a line.
#[must_use]
pub fn explain(error: &anyhow::Error) -> String {
    let told = format!("error: {error}");
    let mut lines: Vec<String> = if broken_lines(error) {
        told.lines().map(str::to_owned).collect()
    } else {
        vec![told]
    };
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // A transparent error repeats its cause.
        if !lines[0].contains(&cause) {
            lines.push(format!("  because {cause}"));
        }
    }
    lines.extend(hint::hint(error).map(|hint| format!("hint: {hint}")));
    let shown: Vec<String> = lines.iter().map(|line| visible(line) + "\n").collect();
    shown.concat()
}

/// Says whether an error tells of several lines of a file, each on a line of its own.
fn broken_lines(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref(),
        Some(CompileError::Extract(ExtractError::BadLines { .. }))
    )
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn no_two_arguments_of_a_command_share_a_name() {
        Cli::command().debug_assert();
    }
}
