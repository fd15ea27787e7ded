//! The command line of `cargo xtask`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{check, docs, licences, test, tidy};

/// The commands a contributor needs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Do all that continuous integration does
    Check,
    /// Run the tests beside a PostgreSQL made for them
    Test {
        /// What `cargo test` gets: `-- -p countersign-store -- name_of_a_test`
        #[arg(last = true, value_name = "ARGUMENT")]
        arguments: Vec<String>,
    },
    /// Write the generated part of the documentation, docs/reference, anew
    Docs {
        /// Only compare it with what is checked in
        #[arg(long)]
        check: bool,
    },
    /// Check the house rules that neither compiler nor linter knows
    Tidy,
    /// Check dependencies against deny.toml: licences, sources, duplicate versions
    Licences,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Check => check::run(),
        Task::Test { arguments } => test::run(&arguments),
        Task::Docs { check } => docs::run(check),
        Task::Tidy => tidy::run(),
        Task::Licences => licences::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.status)
        }
    }
}
