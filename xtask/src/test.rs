//! `cargo xtask test`: runs the workspace's tests with a PostgreSQL, a browser and an identity
//! provider that are started for them.
//!
//! All of them end with this process, even if it is killed.
//!
//! When all tests run, some of them run in parallel to the others, because many wait for a browser
//! or a clock.

use std::env;
use std::process::Command;
use std::thread;

use countersign_testkit::postgres::{Cluster, VARIABLE};
use serde::Deserialize;

use crate::browser::Browser;
use crate::cargo::{self, Failure, cargo};
use crate::provider;
use crate::scratch::Scratch;

/// The package whose tests need a browser and an identity provider.
const PACKAGE: &str = "countersign";

/// The tests that run in parallel to the others. Both groups take about the same time.
const BESIDE: [&str; 3] = ["browser", "bounds", "interrupted"];
/// The threads of the other tests: twice the two cores for which the check is made, because most of
/// these tests wait for a process or a database.
const THREADS: &str = "4";

/// Runs `cargo test` with `arguments`, on the whole workspace unless they name a package.
///
/// A server named in the environment is used instead of a new one, so that the tests can run on
/// another version of PostgreSQL or on a compatible server.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let needed = are_the_programs(arguments);
    let browser = needed.then(Browser::start).transpose()?;
    let provider = needed.then(provider::start).transpose()?;
    let scratch = Scratch::make()?;
    let cluster = match env::var_os(VARIABLE) {
        Some(_) => {
            eprintln!("using the server {VARIABLE} names");
            None
        }
        None => Some(Cluster::start_in(scratch.path())?),
    };
    let hand_over = |command: &mut Command| {
        scratch.hand_to(command);
        if let Some(browser) = &browser {
            browser.hand_to(command);
        }
        if let Some(provider) = &provider {
            provider::hand_to(provider, command);
        }
        if let Some(cluster) = &cluster {
            command.env(VARIABLE, cluster.url("postgres"));
        }
    };
    if arguments.is_empty() {
        return whole(hand_over);
    }
    let mut command = cargo();
    command.arg("test").args(scope(arguments)).arg("--no-fail-fast").args(arguments);
    hand_over(&mut command);
    cargo::run(&mut command)
}

/// Runs every test in two streams. The output of the parallel one comes last.
fn whole(hand_over: impl Fn(&mut Command)) -> Result<(), Failure> {
    let command = |arguments: &[&str]| {
        let mut command = cargo();
        command.args(["test", "--no-fail-fast"]).args(arguments);
        hand_over(&mut command);
        command
    };
    cargo::run(&mut command(&["--workspace", "--no-run"]))?;
    let names = test_targets()?;
    let (beside, rest): (Vec<_>, Vec<_>) =
        names.iter().map(String::as_str).partition(|name| BESIDE.contains(name));
    let named = |names: &[&str]| {
        names.iter().flat_map(|name| ["--test", name]).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut second = command(&["--workspace"]);
    second.args(named(&beside));
    let second = thread::spawn(move || second.output());
    let mut first = command(&["--workspace", "--lib", "--bins"]);
    first.args(named(&rest)).env("RUST_TEST_THREADS", THREADS);
    let first = cargo::run(&mut first);
    let documented = cargo::run(&mut command(&["--workspace", "--doc"]));
    let failed = |error: &dyn std::fmt::Display| Failure::from(format!("cargo test: {error}"));
    let second = second.join().map_err(|_| failed(&"it broke off"))?;
    let second = second.map_err(|error| failed(&error))?;
    print!("{}", String::from_utf8_lossy(&second.stdout));
    eprint!("{}", String::from_utf8_lossy(&second.stderr));
    let second = match second.status.success() {
        true => Ok(()),
        false => Err(failed(&format!("some of the tests {} failed", beside.join(", ")))),
    };
    first.and(documented).and(second)
}

/// The names of the workspace's test binaries.
fn test_targets() -> Result<Vec<String>, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        targets: Vec<Target>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
        kind: Vec<String>,
    }
    let mut metadata = cargo();
    metadata.args(["metadata", "--no-deps", "--format-version", "1", "--locked"]);
    let metadata: Metadata = serde_json::from_slice(&cargo::output(&mut metadata)?)
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let targets = metadata.packages.into_iter().flat_map(|package| package.targets);
    let tests = targets.filter(|target| target.kind.iter().any(|kind| kind == "test"));
    Ok(tests.map(|target| target.name).collect())
}

/// Whether these arguments of `cargo test` select tests of the program too.
fn are_the_programs(arguments: &[String]) -> bool {
    let packages = packages(arguments);
    packages.is_empty() || packages.contains(&PACKAGE)
}

fn scope(arguments: &[String]) -> Option<&'static str> {
    packages(arguments).is_empty().then_some("--workspace")
}

/// The packages that the arguments of `cargo test` name.
fn packages(arguments: &[String]) -> Vec<&str> {
    let for_cargo = arguments.iter().take_while(|argument| *argument != "--");
    let mut for_cargo = for_cargo.map(String::as_str);
    let mut packages = Vec::new();
    while let Some(argument) = for_cargo.next() {
        match argument {
            "-p" | "--package" => packages.extend(for_cargo.next()),
            _ => packages.extend(
                argument.strip_prefix("--package=").or_else(|| argument.strip_prefix("-p")),
            ),
        }
    }
    packages
}

#[cfg(test)]
mod tests {
    use super::{are_the_programs, scope};

    #[test]
    fn a_browser_and_a_provider_are_started_where_the_programs_tests_run() {
        let of =
            |line: &str| are_the_programs(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert!(are_the_programs(&[]));
        assert!(of("--lib"));
        assert!(of("-p countersign --test browser"));
        assert!(!of("-p countersign-store"));
        assert!(of("-p countersign-store --package=countersign"));
        assert!(!of("-p xtask -- countersign"));
    }

    #[test]
    fn tests_run_on_the_workspace_unless_a_package_is_named() {
        let of = |line: &str| scope(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(scope(&[]), Some("--workspace"));
        assert_eq!(of("--lib -- -p"), Some("--workspace"));
        assert_eq!(of("-p xtask"), None);
        assert_eq!(of("--lib --package=xtask"), None);
    }
}
