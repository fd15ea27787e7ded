//! The list of components (SBOM) in the form of CycloneDX: every library in the program, with its
//! version, licence and checksum.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build_facts::BuildFacts;
use crate::cargo::{self, Failure, root};

/// Writes the list of the program's components into `folder` and answers with its file.
///
/// # Errors
/// Fails if cargo-cyclonedx cannot be installed or did not write the list.
pub(super) fn write(facts: &BuildFacts, folder: &Path) -> Result<PathBuf, Failure> {
    let name = format!("{}.cdx", facts.file_stem());
    let mut make = Command::new(cargo::tool("cargo-cyclonedx", "0.5.9")?);
    make.args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"]);
    make.args(["--no-build-deps", "--override-filename", &name]);
    make.args(["--manifest-path", "crates/countersign/Cargo.toml"]).current_dir(root());
    cargo::output(make.env("SOURCE_DATE_EPOCH", facts.time.to_string()))?;
    let made = take(&format!("{name}.json"))?;
    // Where this workspace is on this machine is nobody's business, and differs on the next one.
    let place = format!("path+file://{}/", root().display());
    let sbom = folder.join(format!("{name}.json"));
    let written = fs::write(&sbom, made.replace(&place, "path+file:///"));
    written.map_err(|e| format!("{}: {e}", sbom.display()))?;
    Ok(sbom)
}

/// Reads the list of the program, and removes those of all crates: each is beside its manifest.
fn take(file: &str) -> Result<String, Failure> {
    let crates = root().join("crates");
    let at = |path: &Path, e: std::io::Error| Failure::from(format!("{}: {e}", path.display()));
    let own = crates.join("countersign").join(file);
    let text = fs::read_to_string(&own).map_err(|e| at(&own, e))?;
    let folders = fs::read_dir(&crates).map_err(|e| at(&crates, e))?;
    let folders = folders.filter_map(Result::ok).map(|folder| folder.path());
    for list in folders.chain([root().join("xtask")]).map(|folder| folder.join(file)) {
        if list.exists() {
            fs::remove_file(&list).map_err(|e| at(&list, e))?;
        }
    }
    Ok(text)
}
