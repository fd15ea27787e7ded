//! `cargo xtask check`: everything that must pass before a change is merged.
//!
//! Every step runs, so that one run names everything that is wrong. The quick ones come first.
//!
//! Lint and tests share one build: Clippy's driver is the compiler with more lints, so it finds
//! them while it compiles the tests, and no dependency is compiled twice. Every library is also
//! compiled without its unit tests, for another package or for its integration tests, so code that
//! only tests use is found.

use std::process::Stdio;
use std::time::Instant;

use serde::Deserialize;

use crate::cargo::{self, Failure, cargo};
use crate::{licences, setup, tidy};

type Step = (&'static str, fn() -> Result<(), Failure>);

const STEPS: [Step; 6] = [
    ("format", format),
    ("tidy", tidy::run),
    ("licences", licences::run),
    ("lint", lint),
    ("test", || with_driver(&["test"])),
    ("docs", || with_driver(&["docs", "--check"])),
];

/// The variable that names the compiler of the workspace's own packages.
const COMPILER: &str = "RUSTC_WORKSPACE_WRAPPER";
const DRIVER: &str = "clippy-driver";

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

/// Builds all that the tests need. Every warning is a failure.
fn lint() -> Result<(), Failure> {
    let mut build = cargo();
    build.args(["test", "--workspace", "--all-targets", "--no-run", "--message-format", "json"]);
    build.env(COMPILER, DRIVER).stderr(Stdio::inherit());
    let built = build.output().map_err(|e| format!("cargo test: {e}"))?;
    let messages = String::from_utf8_lossy(&built.stdout);
    let found: Vec<_> = messages.lines().filter_map(diagnostic).collect();
    for diagnostic in &found {
        eprintln!("{}", diagnostic.rendered);
    }
    let warns = found.iter().any(|it| it.level == "warning");
    match (built.status.success(), warns) {
        (false, _) => Err("the workspace does not build".to_owned().into()),
        (true, true) => Err("there are warnings".to_owned().into()),
        (true, false) => Ok(()),
    }
}

/// What the compiler says of a place in the code.
#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: String,
}

/// The diagnostic in a line of cargo's messages, if it has one.
fn diagnostic(line: &str) -> Option<Diagnostic> {
    #[derive(Deserialize)]
    struct Message {
        message: Diagnostic,
    }
    serde_json::from_str::<Message>(line).ok().map(|line| line.message)
}

/// Runs another task with what `lint` built.
fn with_driver(task: &[&str]) -> Result<(), Failure> {
    cargo::run(cargo().arg("xtask").args(task).env(COMPILER, DRIVER))
}
