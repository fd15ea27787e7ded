//! `cargo xtask check`: everything that must pass before a change is merged.
//!
//! Every step runs, so that one run names everything that is wrong. The quick ones come first. The
//! documentation comes last, because the tests have built most of its program by then.

use std::time::Instant;

use crate::cargo::{self, Failure, cargo};
use crate::{docs, licences, setup, test, tidy};

type Step = (&'static str, fn() -> Result<(), Failure>);

const STEPS: [Step; 6] = [
    ("format", format),
    ("tidy", tidy::run),
    ("licences", licences::run),
    ("lint", lint),
    ("test", || test::run(&[])),
    ("docs", || docs::run(true)),
];

/// Installs what is missing and runs every step. Fails if one of them fails.
pub fn run() -> Result<(), Failure> {
    setup::run()?;
    let mut failed = Vec::new();
    for (name, step) in STEPS {
        eprintln!("== {name}");
        let started = Instant::now();
        let done = step();
        if let Err(failure) = &done {
            eprintln!("{failure}");
            failed.push(name);
        }
        let word = if done.is_ok() { "ok" } else { "FAILED" };
        eprintln!("== {name}: {word} after {} s", started.elapsed().as_secs());
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(format!("failed: {}", failed.join(", ")).into()),
    }
}

fn format() -> Result<(), Failure> {
    cargo::run(cargo().args(["fmt", "--all", "--check"])).map_err(|mut failure| {
        failure.message.push_str("; `cargo fmt` puts it right");
        failure
    })
}

fn lint() -> Result<(), Failure> {
    cargo::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}
