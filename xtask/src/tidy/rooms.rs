//! Rooms: which crate of the workspace may depend on which.
//!
//! The table is the rule. The dependencies in the manifests and the picture in ARCHITECTURE.md are
//! compared with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::finding::Finding;
use crate::cargo::{self, Failure, cargo};

/// Each crate's folder, and the folders of the crates that it may depend on. Tests may depend on
/// any crate.
pub const ROOMS: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("language", &["domain"]),
    ("print", &["language", "domain"]),
    ("app", &["print", "store", "domain"]),
    ("delivery", &["app", "language", "store", "domain"]),
    ("web", &["app", "store", "domain"]),
    ("console", &["web", "delivery", "language", "app", "store", "domain"]),
    ("api", &["web", "app", "store", "domain"]),
    ("countersign", &["api", "console", "web", "delivery", "language", "app", "store", "domain"]),
    ("fuzzed", &["delivery", "web", "app", "store", "domain"]),
    ("testkit", &[]),
    ("xtask", &["testkit"]),
];

/// The page with the picture of the crates.
pub const PICTURE: &str = "ARCHITECTURE.md";

/// The fence of the picture and the start of its first line.
const PICTURE_BEGINS: &str = "```text\ncrates/domain ";

/// Crates by folder, each with the crates that it depends on.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

#[must_use]
pub fn table() -> Arrows {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    ROOMS.iter().map(|(name, others)| ((*name).to_owned(), owned(others))).collect()
}

/// Every crate that depends on a crate that it may not depend on, and every crate that the table
/// does not list.
#[must_use]
pub fn check(arrows: &Arrows) -> Vec<Finding> {
    let table = table();
    let mut findings = Vec::new();
    for (name, others) in arrows {
        let path = format!("{}/Cargo.toml", folder(name));
        let found = |message| Finding { path: path.clone(), line: 0, message };
        let Some(allowed) = table.get(name) else {
            findings.push(found("add the crate to xtask/src/tidy/rooms.rs".to_owned()));
            continue;
        };
        findings.extend(others.difference(allowed).map(|other| {
            found(format!("`{name}` may not depend on `{other}`: see xtask/src/tidy/rooms.rs"))
        }));
    }
    findings
}

/// Whether the picture in the text of ARCHITECTURE.md has the arrows of the table.
#[must_use]
pub fn check_picture(text: &str) -> Vec<Finding> {
    let found = |message: String| Finding { path: PICTURE.to_owned(), line: 0, message };
    let Some(picture) = picture(text) else {
        return vec![found(
            "show the crates in a `text` block that begins with crates/domain".into(),
        )];
    };
    let table = table();
    let names: BTreeSet<&String> = table.keys().chain(picture.keys()).collect();
    let differ = names.into_iter().filter(|name| table.get(*name) != picture.get(*name));
    let say = |name| match table.get(name) {
        None => format!("the picture has `{name}`, and xtask/src/tidy/rooms.rs does not"),
        Some(others) if others.is_empty() => format!("show `{name}`, which has no `->`"),
        Some(others) => {
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            format!("show `{name}` with `-> {}`", others.join(", "))
        }
    };
    differ.map(|name| found(say(name))).collect()
}

/// The arrows of the picture, one crate a line; further lines of a crate begin with a space.
fn picture(text: &str) -> Option<Arrows> {
    let begins = text.find(PICTURE_BEGINS)? + "```text\n".len();
    let lines = text[begins..].lines().take_while(|line| !line.starts_with("```"));
    let crates = lines.filter(|line| !line.is_empty() && !line.starts_with(' '));
    let arrow = |line: &str| {
        let (left, right) = line.split_once("->").unwrap_or((line, ""));
        let name = left.split_whitespace().next().unwrap_or_default();
        let others = right.split(',').map(str::trim).filter(|other| !other.is_empty());
        let name = name.strip_prefix("crates/").unwrap_or(name);
        (name.to_owned(), others.map(str::to_owned).collect())
    };
    Some(crates.map(arrow).collect())
}

fn folder(name: &str) -> String {
    if name == "xtask" { name.to_owned() } else { format!("crates/{name}") }
}

/// The crates of the workspace at `root` and their dependencies, without those of tests.
pub fn dependencies(root: &Path) -> Result<Arrows, Failure> {
    let mut command = cargo();
    command.args(["metadata", "--no-deps", "--format-version", "1", "--locked"]);
    let said = cargo::output(command.current_dir(root))?;
    let metadata: Metadata =
        serde_json::from_slice(&said).map_err(|error| format!("cargo metadata: {error}"))?;
    let arrows = metadata.packages.iter().map(|package| {
        let needed = package.dependencies.iter().filter(|it| it.kind.as_deref() != Some("dev"));
        let ours = needed.filter_map(|it| it.path.as_deref()).map(name_of).collect();
        (name_of(package.manifest_path.trim_end_matches("/Cargo.toml")), ours)
    });
    Ok(arrows.collect())
}

fn name_of(folder: &str) -> String {
    Path::new(folder).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The part of `cargo metadata` that this reads.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    manifest_path: String,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    /// `dev` or `build`, or `None` for a dependency of the crate itself.
    kind: Option<String>,
    /// The folder, or `None` for an external crate.
    path: Option<String>,
}
