//! The browser for tests of pages: Chromium's driver, and axe-core at the version that `xtask/axe`
//! names, downloaded once into `target/`.

use std::path::PathBuf;
use std::process::Command;

use countersign_testkit::browser::{AXE_VARIABLE, Driver, VARIABLE};

use crate::cargo::Failure;
use crate::npm;

/// A running driver, and the path of axe-core.
#[derive(Debug)]
pub struct Browser {
    driver: Driver,
    axe: PathBuf,
}

impl Browser {
    /// Starts the driver and downloads what is missing.
    ///
    /// # Errors
    /// Fails if the browser, its driver or npm is missing, with what to install.
    pub fn start() -> Result<Self, Failure> {
        Ok(Self { axe: axe()?, driver: Driver::start()? })
    }

    /// Passes it to `command`.
    pub fn hand_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(VARIABLE, self.driver.address()).env(AXE_VARIABLE, &self.axe)
    }

    #[must_use]
    pub fn address(&self) -> String {
        self.driver.address()
    }
}

fn axe() -> Result<PathBuf, Failure> {
    Ok(npm::fetched("axe")?.join("node_modules/axe-core/axe.min.js"))
}
