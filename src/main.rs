//! The program `policygraph`: reads its arguments, runs one command, ends with its code.

use std::process::ExitCode;

use clap::Parser;
use policygraph::cli::{Cli, code_of, exit_code_of, tell_error};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.run() {
        Ok(outcome) => exit_code_of(outcome),
        Err(error) => {
            tell_error(&error);
            code_of(&error)
        }
    }
}
