//! The command line of `cargo xtask`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::release_binary::Binary;
use xtask::{
    bench, check, deb, docs, fixture, image, licences, month, release, release_check, soak, test,
    tidy, tour,
};

/// The commands a contributor needs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Play one month of usage reports on a sample, from readings to agreed figures
    Month,
    /// Run everything that continuous integration runs, and install what is missing for it
    Check,
    /// Run everything that a release needs: the checks, PostgreSQL 18, the fuzzer, killed processes
    ReleaseCheck(release_check::ReleaseCheckOptions),
    /// Run the tests with a PostgreSQL and a browser that are started for them
    Test {
        /// Arguments for `cargo test`: `-- -p countersign-store -- name_of_a_test`
        #[arg(last = true, value_name = "ARGUMENT")]
        arguments: Vec<String>,
    },
    /// Write the generated part of the documentation, docs/reference, again
    Docs {
        /// Only compare it with the files that are checked in
        #[arg(long)]
        check: bool,
    },
    /// Write the database of the newest schema step, from which later programs are upgraded
    Fixture,
    /// Walk through the console with a browser and write docs/tour again
    Tour(Binary),
    /// Check the rules that neither compiler nor linter knows
    Tidy,
    /// Measure the lanes of docs/performance.md, each with its floor
    Bench(bench::BenchOptions),
    /// Kill the release binary at random moments of its work and compare the results
    Soak(soak::SoakOptions),
    /// Write the image for containers: an OCI archive, made without a daemon or a registry
    Image(Binary),
    /// Write the package for Debian and systems like it
    Deb(Binary),
    /// Write everything that is published of a version: packages, components, checksums, signature
    Release(release::ReleaseOptions),
    /// Check dependencies against deny.toml: licences, sources, duplicate versions
    Licences,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Month => month::run(),
        Task::Soak(options) => soak::run(&options),
        Task::Check => check::run(),
        Task::ReleaseCheck(options) => release_check::run(&options),
        Task::Test { arguments } => test::run(&arguments),
        Task::Docs { check } => docs::run(check),
        Task::Fixture => fixture::run(),
        Task::Tour(binary) => tour::run(&binary),
        Task::Tidy => tidy::run(),
        Task::Bench(options) => bench::run(&options),
        Task::Image(binary) => image::run(&binary),
        Task::Deb(binary) => deb::run(&binary),
        Task::Release(options) => release::run(&options),
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
