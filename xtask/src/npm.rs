//! Packages from npm for tests: pinned in a folder of `xtask`, downloaded once into `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{self, Failure, root};

/// The files that npm needs from a folder.
const PINNED: [&str; 3] = ["package.json", ".npmrc", "package-lock.json"];

/// Returns the path of the packages of `xtask/{name}`. They are downloaded again if the pinned
/// versions change.
///
/// # Errors
/// Fails if npm is missing or cannot download them, with what to install.
pub fn fetched(name: &str) -> Result<PathBuf, Failure> {
    let (wanted, place) = (root().join("xtask").join(name), root().join("target").join(name));
    let lock = "package-lock.json";
    if place.join("node_modules").exists() && read(&wanted.join(lock)) == read(&place.join(lock)) {
        return Ok(place);
    }
    let at = |e: std::io::Error| format!("{}: {e}", place.display());
    fs::create_dir_all(&place).map_err(at)?;
    for file in PINNED {
        fs::copy(wanted.join(file), place.join(file)).map_err(at)?;
    }
    cargo::output(Command::new("npm").arg("ci").current_dir(&place)).map_err(|mut failure| {
        failure.message.push_str("; npm fetches what the tests need: install nodejs and npm");
        // A lock file left there would make npm report that everything is installed.
        fs::remove_file(place.join(lock)).unwrap_or_default();
        failure
    })?;
    Ok(place)
}

fn read(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}
