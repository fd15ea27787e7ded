//! What tests look at pages with: Chromium's driver, and axe-core at the version that
//! `xtask/axe` names, fetched once into `target/`.

use std::path::PathBuf;
use std::process::Command;

use countersign_testkit::browser::{AXE_VARIABLE, Driver, VARIABLE};

use crate::cargo::Failure;
use crate::npm;

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

/// The file of axe-core.
fn axe() -> Result<PathBuf, Failure> {
    Ok(npm::fetched("axe")?.join("node_modules/axe-core/axe.min.js"))
}
