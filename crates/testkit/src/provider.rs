//! A real identity provider, `oidc-provider`, which runs on Node.js.
//!
//! Started once for a run of tests. Its settings are in `xtask/provider/provider.mjs`.

use crate::companion::Companion;
use std::path::Path;
use std::process::Command;

/// The environment variable that holds the address of the provider that tests sign in with.
pub const VARIABLE: &str = "COUNTERSIGN_TEST_PROVIDER";

/// A running provider, stopped when dropped.
#[derive(Debug)]
pub struct Provider(Companion);

impl Provider {
    /// Starts the script `program` on a free port.
    ///
    /// # Errors
    /// Fails if Node.js is not installed or the script does not start, with what to do.
    pub fn start(program: &Path) -> Result<Self, String> {
        let mut command = Command::new("node");
        Companion::start(command.arg(program), "listening on port ").map(Self).map_err(|error| {
            format!(
                "{error}; the identity provider of the tests needs the package nodejs, 18 or newer"
            )
        })
    }

    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}", self.0.address())
    }
}
