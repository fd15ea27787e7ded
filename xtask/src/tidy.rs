//! `cargo xtask tidy`: the rules that neither compiler nor linter knows.
//!
//! Reads every file that git tracks or would track. The rules for one file are in [`rules`], those
//! for a crate in [`circles`], and those for the workspace in [`rooms`], [`writes`] and
//! [`log_events`]. A test runs them too, so that `cargo test` finds what this finds.

pub mod circles;
mod finding;
mod imports;
pub mod log_events;
pub mod rooms;
pub mod rules;
mod tokens;
pub mod writes;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::{self, Failure, root};

pub use finding::Finding;

pub fn run() -> Result<(), Failure> {
    let findings = findings(&root())?;
    match findings.is_empty() {
        true => Ok(()),
        false => Err(findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n").into()),
    }
}

/// Every finding in the files below `root`, ordered by file name.
pub fn findings(root: &Path) -> Result<Vec<Finding>, Failure> {
    let mut findings = rooms::check(&rooms::dependencies(root)?);
    let (mut sources, mut log_page) = (Vec::new(), String::new());
    for path in files(root)? {
        // A file that was deleted but not yet committed is listed too. A file that is not text has
        // no lines to check.
        let Ok(bytes) = fs::read(root.join(&path)) else { continue };
        if let Ok(text) = String::from_utf8(bytes) {
            findings.extend(rules::check(&path, &text));
            if path == rooms::PICTURE {
                findings.extend(rooms::check_picture(&text));
            }
            if path == log_events::PAGE {
                log_page.clone_from(&text);
            }
            if path.ends_with(".rs") {
                sources.push((path, text));
            }
        }
    }
    findings.extend(circles::check(&sources));
    findings.extend(writes::check(&sources));
    findings.extend(log_events::check(&sources, &log_page));
    findings.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(findings)
}

/// Files that are tracked, or new and not ignored.
fn files(root: &Path) -> Result<Vec<String>, Failure> {
    let listed = cargo::output(
        Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root),
    )?;
    let listed = String::from_utf8_lossy(&listed);
    let mut files: Vec<String> =
        listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    files.sort_unstable();
    files.dedup();
    Ok(files)
}
