//! `cargo xtask licences`: compares the dependencies with `deny.toml`, without a network.
//!
//! Reads the part of `deny.toml` that needs no advisory database (`graph.targets`,
//! `licenses.allow`, `bans.skip`) with the meaning that cargo-deny gives it. It is stricter in one
//! point: an exception must give its reason and must still be needed.

pub mod expression;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;

use crate::cargo::{self, Failure, cargo, root};

/// The part of `deny.toml` this check reads.
#[derive(Debug, Deserialize)]
struct Deny {
    graph: Graph,
    licenses: Licenses,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    #[serde(default)]
    skip: Vec<Skip>,
}

/// A version tolerated beside another of the same crate: `name@1.2.3`.
#[derive(Debug, Deserialize)]
struct Skip {
    #[serde(rename = "crate")]
    package: String,
    #[serde(default)]
    reason: String,
}

/// The part of `cargo metadata` this check reads.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Checks every package built for one of the targets of `deny.toml`.
pub fn run() -> Result<(), Failure> {
    let path = root().join("deny.toml");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let deny: Deny = toml::from_str(&text).map_err(|e| format!("deny.toml: {e}"))?;
    let findings = findings(&deny, &packages(&deny.graph.targets)?);
    match findings.is_empty() {
        true => Ok(()),
        false => Err(findings.join("\n").into()),
    }
}

fn packages(targets: &[String]) -> Result<BTreeSet<Package>, Failure> {
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1", "--locked"]);
    for target in targets {
        command.args(["--filter-platform", target]);
    }
    let said = cargo::output(&mut command)?;
    let metadata: Metadata =
        serde_json::from_slice(&said).map_err(|e| format!("cargo metadata: {e}"))?;
    Ok(metadata.packages.into_iter().collect())
}

fn findings(deny: &Deny, packages: &BTreeSet<Package>) -> Vec<String> {
    let mut found = Vec::new();
    for package in packages {
        found.extend(licence(&deny.licenses.allow, package));
        found.extend(source(package));
    }
    found.extend(duplicates(&deny.bans.skip, packages));
    found
}

fn licence(allow: &BTreeSet<String>, package: &Package) -> Option<String> {
    let Package { name, version, license, .. } = package;
    let Some(license) = license else {
        return Some(format!("{name} {version} names no licence: use another crate"));
    };
    match expression::allowed(license, &|licence| allow.contains(licence)) {
        Ok(true) => None,
        Ok(false) => Some(format!(
            "{name} {version} is licensed as `{license}`, which deny.toml does not allow: use \
             another crate, or add the licence to licenses.allow"
        )),
        Err(e) => Some(format!("{name} {version} is licensed as `{license}`: {e}")),
    }
}

/// Allows only the workspace itself and the registry, and no git repository or other registry.
fn source(package: &Package) -> Option<String> {
    let source = package.source.as_deref()?;
    (!source.starts_with("registry+https://github.com/rust-lang/")).then(|| {
        format!("{} {} comes from {source}: use a released crate", package.name, package.version)
    })
}

fn duplicates(skips: &[Skip], packages: &BTreeSet<Package>) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    let mut found = Vec::new();
    for skip in skips {
        let Skip { package, reason } = skip;
        let (name, version) = package.split_once('@').unwrap_or((package, ""));
        let present = versions.get_mut(name);
        match present.filter(|all| all.len() > 1 && all.contains(&version)) {
            Some(all) => all.retain(|other| *other != version),
            None => found.push(format!(
                "bans.skip in deny.toml names {package}, of which there is no other version \
                 beside it: remove the entry"
            )),
        }
        if reason.trim().is_empty() {
            found.push(format!("bans.skip in deny.toml gives no reason for {package}"));
        }
    }
    let several = versions.into_iter().filter(|(_, all)| all.len() > 1);
    found.extend(several.map(|(name, all)| {
        format!(
            "{name} is there as {}: bring it to one version (`cargo tree --duplicates` says who \
             wants which), or add all but one to bans.skip in deny.toml with a reason",
            all.join(" and ")
        )
    }));
    found
}

#[cfg(test)]
mod tests {
    use super::{Deny, Package, findings};

    const REGISTRY: &str = "registry+https://github.com/rust-lang/index";

    fn package(name: &str, version: &str, license: &str, source: &str) -> Package {
        let owned = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (name, version) = (name.to_owned(), version.to_owned());
        Package { name, version, license: owned(license), source: owned(source) }
    }

    fn found(skip: &str, packages: &[Package]) -> String {
        let text = format!(
            "graph.targets = []\nlicenses.allow = [\"MIT\", \"Zlib\"]\nbans.skip = [{skip}]"
        );
        let deny: Deny = toml::from_str(&text).unwrap();
        findings(&deny, &packages.iter().cloned().collect()).join("\n")
    }

    #[test]
    fn a_licence_must_be_allowed() {
        let one = |license| found("", &[package("one", "1.0.0", license, REGISTRY)]);
        assert_eq!(one("MIT"), "");
        assert_eq!(one("GPL-3.0/Zlib"), "");
        assert!(one("GPL-3.0").starts_with("one 1.0.0 is licensed as `GPL-3.0`, which"));
        assert!(one("").starts_with("one 1.0.0 names no licence"));
        assert!(one("MIT OR").contains("`MIT OR`: "));
    }

    #[test]
    fn a_crate_comes_from_the_registry_or_the_workspace() {
        assert_eq!(found("", &[package("own", "0.1.0", "MIT", "")]), "");
        let git = package("one", "1.0.0", "MIT", "git+https://example.com/one");
        assert!(found("", &[git]).starts_with("one 1.0.0 comes from git+https://example.com"));
    }

    #[test]
    fn a_second_version_needs_an_entry_with_a_reason_and_the_entry_a_second_version() {
        let two = ["1.0.0", "2.0.0"].map(|version| package("one", version, "MIT", REGISTRY));
        let entry = r#"{ crate = "one@1.0.0", reason = "two wants it" }"#;
        assert!(found("", &two).starts_with("one is there as 1.0.0 and 2.0.0"));
        assert_eq!(found(entry, &two), "");
        assert!(found(r#"{ crate = "one@1.0.0" }"#, &two).ends_with("no reason for one@1.0.0"));
        assert!(found(entry, &two[1..]).contains("remove the entry"));
        assert!(found(entry, &two[..1]).contains("remove the entry"));
    }
}
