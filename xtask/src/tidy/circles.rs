//! Circles of files: files of one crate that import each other, directly or through others.
//!
//! To understand one file of a circle, a reader must understand all of them. The root of a crate
//! does not count, because it lists the modules. A `mod` line is no import.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::imports::{self, Path};

/// The largest circle, in files.
const CIRCLE_MAX: usize = 4;

/// A file of a crate: its path from the root of the workspace, and its text.
pub type SourceFile = (String, String);

/// Every circle that is too large among `sources`, which may come from several crates.
#[must_use]
pub fn check(sources: &[SourceFile]) -> Vec<Finding> {
    let mut crates: BTreeMap<&str, ModuleFiles<'_>> = BTreeMap::new();
    for (path, text) in sources {
        if let Some((name, inner)) = path.split_once("/src/")
            && let Some(module) = module(inner)
        {
            crates.entry(name).or_default().insert(module, (path, text));
        }
    }
    crates.values().flat_map(circles).collect()
}

/// The files of a crate by their modules, each with its path and text.
type ModuleFiles<'a> = BTreeMap<Path, (&'a str, &'a str)>;

/// The module of a file below `src`, or `None` for the root of a crate.
fn module(path: &str) -> Option<Path> {
    let stem = path.strip_suffix(".rs")?;
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    (!["lib", "main"].contains(&stem)).then(|| stem.split('/').map(str::to_owned).collect())
}

fn circles(files: &ModuleFiles<'_>) -> Vec<Finding> {
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = {
        let imported =
            files.iter().map(|(module, (_, text))| (module, imports(files, module, text)));
        let imported: BTreeMap<&Path, BTreeSet<&Path>> = imported.collect();
        files.keys().map(|module| (module, reach(&imported, module))).collect()
    };
    let mut findings = Vec::new();
    for (module, others) in &reached {
        let circle: Vec<&Path> =
            others.iter().copied().filter(|other| reached[other].contains(module)).collect();
        if circle.len() > CIRCLE_MAX && circle.first() == Some(module) {
            findings.push(finding(files, &circle));
        }
    }
    findings
}

fn finding(files: &ModuleFiles<'_>, circle: &[&Path]) -> Finding {
    let paths: Vec<&str> = circle.iter().map(|module| files[*module].0).collect();
    let others = paths[1..].join(", ");
    let message = format!(
        "{} files import each other, at most {CIRCLE_MAX}: move what they share to a file of its \
         own; the others are {others}",
        paths.len()
    );
    Finding { path: paths[0].to_owned(), line: 0, message }
}

/// The other files that a file imports from.
fn imports<'a>(files: &'a ModuleFiles<'_>, module: &Path, text: &str) -> BTreeSet<&'a Path> {
    let paths = imports::read(text, module);
    let owners = paths.iter().filter_map(|path| owner(files, path));
    owners.filter(|owner| *owner != module).collect()
}

/// The file that contains an item with this path, or `None` if that is the root of the crate.
fn owner<'a>(files: &'a ModuleFiles<'_>, path: &[String]) -> Option<&'a Path> {
    let parts = (1..=path.len()).rev().map(|length| &path[..length]);
    parts.into_iter().find_map(|part| files.get_key_value(part).map(|(module, _)| module))
}

/// The files that `from` imports from, directly or through others.
fn reach<'a>(imported: &BTreeMap<&'a Path, BTreeSet<&'a Path>>, from: &Path) -> BTreeSet<&'a Path> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&'a Path> = imported[from].iter().copied().collect();
    while let Some(module) = open.pop() {
        if reached.insert(module) {
            open.extend(&imported[module]);
        }
    }
    reached
}
