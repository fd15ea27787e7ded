//! `cargo xtask test`: the workspace's tests, with a PostgreSQL made, a browser found and an
//! identity provider started for them.
//!
//! All of them live as long as this process and not longer, even when it is killed.

use std::env;

use countersign_testkit::postgres::{Cluster, VARIABLE};

use crate::browser::Browser;
use crate::cargo::{self, Failure, cargo};
use crate::provider;

/// The package whose tests need a browser and an identity provider.
const PACKAGE: &str = "countersign-server";

/// Runs `cargo test` with `arguments`, on the whole workspace unless they name a package.
///
/// A server named by the environment is used instead of a new one: that is how the tests run on
/// another version of PostgreSQL, or on one of its kin.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut command = cargo();
    command.arg("test").args(scope(arguments)).arg("--no-fail-fast").args(arguments);
    let needed = are_the_servers(arguments);
    let browser = needed.then(Browser::start).transpose()?;
    if let Some(browser) = &browser {
        browser.hand_to(&mut command);
    }
    let provider = needed.then(provider::start).transpose()?;
    if let Some(provider) = &provider {
        provider::hand_to(provider, &mut command);
    }
    if env::var_os(VARIABLE).is_some() {
        eprintln!("using the server {VARIABLE} names");
        return cargo::run(&mut command);
    }
    let cluster = Cluster::start()?;
    cargo::run(command.env(VARIABLE, cluster.url("postgres")))
}

/// Whether tests chosen by these arguments of `cargo test` are the server's too.
fn are_the_servers(arguments: &[String]) -> bool {
    let for_cargo = arguments.iter().take_while(|argument| *argument != "--");
    let names: Vec<_> =
        for_cargo.filter(|it| it.contains("countersign-") || *it == "xtask").collect();
    names.is_empty() || names.iter().any(|name| name.contains(PACKAGE))
}

fn scope(arguments: &[String]) -> Option<&'static str> {
    let mut for_cargo = arguments.iter().take_while(|argument| *argument != "--");
    let named = for_cargo.any(|argument| {
        argument == "--package" || argument.starts_with("--package=") || argument.starts_with("-p")
    });
    (!named).then_some("--workspace")
}

#[cfg(test)]
mod tests {
    use super::{are_the_servers, scope};

    #[test]
    fn a_browser_and_a_provider_are_started_where_the_servers_tests_run() {
        let of =
            |line: &str| are_the_servers(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert!(are_the_servers(&[]));
        assert!(of("--lib"));
        assert!(of("-p countersign-server --test browser"));
        assert!(!of("-p countersign-store"));
        assert!(!of("-p xtask -- countersign-server"));
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
