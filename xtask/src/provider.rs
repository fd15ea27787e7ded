//! The identity provider for sign-in tests, from `xtask/provider`.

use std::fs;
use std::process::Command;

use countersign_testkit::provider::{Provider, VARIABLE};

use crate::cargo::{Failure, root};
use crate::npm;

/// The script, which is beside the packages that it needs.
const SCRIPT: &str = "provider.mjs";

///
/// # Errors
/// Fails if npm or Node.js is missing, with what to install.
pub fn start() -> Result<Provider, Failure> {
    let place = npm::fetched("provider")?.join(SCRIPT);
    let copied = fs::copy(root().join("xtask/provider").join(SCRIPT), &place);
    copied.map_err(|e| format!("{}: {e}", place.display()))?;
    Ok(Provider::start(&place)?)
}

/// Passes it to `command`.
pub fn hand_to<'a>(provider: &Provider, command: &'a mut Command) -> &'a mut Command {
    command.env(VARIABLE, provider.issuer())
}
