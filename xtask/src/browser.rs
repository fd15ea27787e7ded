//! What tests look at pages with: Chromium's driver, and axe-core at the version that
//! `xtask/axe` names, fetched once into `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use countersign_testkit::browser::{AXE_VARIABLE, Driver, VARIABLE};

use crate::cargo::{self, Failure, root};

/// The package whose tests need a browser.
const PACKAGE: &str = "countersign-server";

/// A driver that runs, and where axe-core is.
#[derive(Debug)]
pub struct Browser {
    driver: Driver,
    axe: PathBuf,
}

impl Browser {
    /// Starts the driver and fetches what is missing.
    ///
    /// # Errors
    /// When the browser, its driver or npm is not there, with what to install.
    pub fn start() -> Result<Self, Failure> {
        Ok(Self { axe: axe()?, driver: Driver::start()? })
    }

    /// Hands it over to `command`.
    pub fn hand_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(VARIABLE, self.driver.address()).env(AXE_VARIABLE, &self.axe)
    }

    /// Where the driver listens.
    #[must_use]
    pub fn address(&self) -> String {
        self.driver.address()
    }
}

/// Whether tests chosen by these arguments of `cargo test` need it.
#[must_use]
pub fn is_needed(arguments: &[String]) -> bool {
    let for_cargo = arguments.iter().take_while(|argument| *argument != "--");
    let names: Vec<_> =
        for_cargo.filter(|it| it.contains("countersign-") || *it == "xtask").collect();
    names.is_empty() || names.iter().any(|name| name.contains(PACKAGE))
}

/// The file of axe-core. It is fetched again when another version is asked for.
fn axe() -> Result<PathBuf, Failure> {
    let (wanted, place) = (root().join("xtask/axe"), root().join("target/axe"));
    let file = place.join("node_modules/axe-core/axe.min.js");
    let same = |name: &str| read(&wanted.join(name)) == read(&place.join(name));
    if file.exists() && same("package-lock.json") {
        return Ok(file);
    }
    let at = |e: std::io::Error| format!("{}: {e}", place.display());
    fs::create_dir_all(&place).map_err(at)?;
    for name in ["package.json", ".npmrc"] {
        fs::copy(wanted.join(name), place.join(name)).map_err(at)?;
    }
    fs::copy(wanted.join("package-lock.json"), place.join("package-lock.json")).map_err(at)?;
    cargo::output(Command::new("npm").arg("ci").current_dir(&place)).map_err(|mut failure| {
        failure.message.push_str("; npm fetches axe-core: install the packages nodejs and npm");
        // A lock that stands there would say that all is well.
        fs::remove_file(place.join("package-lock.json")).unwrap_or_default();
        failure
    })?;
    Ok(file)
}

fn read(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

#[cfg(test)]
mod tests {
    use super::is_needed;

    #[test]
    fn a_browser_is_needed_where_the_servers_tests_run() {
        let of = |line: &str| is_needed(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert!(is_needed(&[]));
        assert!(of("--lib"));
        assert!(of("-p countersign-server --test browser"));
        assert!(!of("-p countersign-store"));
        assert!(!of("-p xtask -- countersign-server"));
    }
}
