//! The program `policygraph`: reads its arguments, runs one command, ends with its code.

use std::process::ExitCode;

use clap::Parser;
use policygraph::cli::{Cli, code_of, exit_code_of, explain};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.run() {
        Ok(outcome) => exit_code_of(outcome),
        Err(error) => {
            eprint!("{}", explain(&error));
            code_of(&error)
        }
    }
}
