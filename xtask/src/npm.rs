//! What tests take from npm: packages pinned in a folder of `xtask`, fetched once into `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{self, Failure, root};

/// What npm needs to know of a folder.
const PINNED: [&str; 3] = ["package.json", ".npmrc", "package-lock.json"];

/// Where the packages of `xtask/{name}` are. They are fetched again when others are asked for.
///
/// # Errors
/// When npm is not there or cannot fetch them, with what to install.
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
        // A lock that stands there would say that all is well.
        fs::remove_file(place.join(lock)).unwrap_or_default();
        failure
    })?;
    Ok(place)
}

fn read(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}
