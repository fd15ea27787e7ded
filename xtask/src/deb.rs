//! `cargo xtask deb`: the program as a package of Debian.
//!
//! What is in the package says `package.metadata.deb` of the program's manifest. cargo-deb makes
//! it; the same program gives the same bytes.

pub mod check;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;

use crate::build_facts::BuildFacts;
use crate::cargo::{self, Failure, root};
use crate::release_binary::{self, Binary, PROGRAM};

/// Where the parts of the package that are made, not kept, are put. For cargo-deb it is the folder
/// of a build.
const STAGE: &str = "target/package";

/// Shells, each with the name that its completions have.
const COMPLETIONS: [(&str, &str); 3] =
    [("bash", "countersign.bash"), ("zsh", "_countersign"), ("fish", "countersign.fish")];

/// How hard the package is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    /// For packages that are kept.
    Best,
    /// For those that are tried and thrown away.
    Quick,
}

/// Writes the package and says where it is.
///
/// # Errors
/// Fails if the program or the package was not built.
pub fn run(binary: &Binary) -> Result<(), Failure> {
    let facts = BuildFacts::here()?;
    let package = write(&binary.stripped()?, &facts, 1, Compression::Best, &facts.dist())?;
    println!("{}", package.display());
    Ok(())
}

/// Writes the package of `program` into `folder` and answers with its file. `revision` counts the
/// packages of one version.
pub(crate) fn write(
    program: &[u8],
    facts: &BuildFacts,
    revision: u32,
    compression: Compression,
    folder: &Path,
) -> Result<PathBuf, Failure> {
    let version = debian_version(&facts.version, revision);
    stage(program, facts, &version)?;
    let package = folder.join(format!("{PROGRAM}_{version}_{}.deb", facts.architecture));
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut make = Command::new(cargo::tool("cargo-deb", "3.8.0")?);
    make.args(["deb", "--no-build", "--no-strip", "--quiet", "--package", PROGRAM]);
    make.args(["--deb-version", &version, "--output"]).arg(&package).current_dir(root());
    if compression == Compression::Quick {
        make.arg("--fast");
    }
    make.env("CARGO_TARGET_DIR", root().join(STAGE));
    cargo::output(make.env("SOURCE_DATE_EPOCH", facts.time.to_string()))?;
    Ok(package)
}

/// A version as Debian writes it: there, `~` sorts before a release.
fn debian_version(version: &str, revision: u32) -> String {
    format!("{}-{revision}", version.replacen('-', "~", 1))
}

/// Puts the program, its completions and the changelog of the package in place.
fn stage(program: &[u8], facts: &BuildFacts, version: &str) -> Result<(), Failure> {
    let stage = root().join(STAGE);
    let at = |e: std::io::Error| format!("{}: {e}", stage.display());
    if stage.exists() {
        fs::remove_dir_all(&stage).map_err(at)?;
    }
    let (built, folder) = (stage.join("release"), stage.join("release/completions"));
    fs::create_dir_all(&folder).map_err(at)?;
    release_binary::write(&built.join(PROGRAM), program)?;
    for (name, text) in completions(program)? {
        fs::write(folder.join(name), text).map_err(at)?;
    }
    let changelog = changelog(version, &maintainer()?, facts.time);
    fs::write(stage.join("changelog"), changelog).map_err(at)?;
    Ok(())
}

/// The completions of each shell, by file name.
///
/// # Errors
/// Fails if the program does not run on this machine.
pub(crate) fn completions(program: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let folder = cargo::temporary_folder()?;
    let binary = folder.path().join(PROGRAM);
    release_binary::write(&binary, program)?;
    let each = COMPLETIONS.iter().map(|(shell, name)| {
        Ok((*name, cargo::output(Command::new(&binary).args(["completions", *shell]))?))
    });
    each.collect()
}

/// The changelog of the package, which refers to that of the program.
fn changelog(version: &str, maintainer: &str, time: u64) -> String {
    let time = Timestamp::from_second(i64::try_from(time).unwrap_or(i64::MAX));
    let day = time.unwrap_or(Timestamp::MAX).strftime("%a, %d %b %Y %H:%M:%S +0000");
    format!(
        "{PROGRAM} ({version}) stable; urgency=medium\n\n  * See changelog.gz for what is new in \
         this version of Countersign.\n\n -- {maintainer}  {day}\n"
    )
}

/// Who maintains the package, as the manifest says.
fn maintainer() -> Result<String, Failure> {
    let path = root().join("crates/countersign/Cargo.toml");
    let at = |e: &dyn std::fmt::Display| Failure::from(format!("{}: {e}", path.display()));
    let manifest: toml::Table =
        toml::from_str(&fs::read_to_string(&path).map_err(|e| at(&e))?).map_err(|e| at(&e))?;
    let maintainer = manifest["package"]["metadata"]["deb"]["maintainer"].as_str();
    maintainer.map(str::to_owned).ok_or_else(|| at(&"package.metadata.deb names no maintainer"))
}

#[cfg(test)]
mod tests {
    use super::{changelog, debian_version, maintainer};

    #[test]
    fn a_version_before_a_release_sorts_before_it() {
        assert_eq!(debian_version("1.2.3", 1), "1.2.3-1");
        assert_eq!(debian_version("1.2.3-rc.1", 2), "1.2.3~rc.1-2");
    }

    #[test]
    fn the_changelog_has_the_form_of_debian() {
        let text = changelog("1.2.3-1", "A B <a@b.example>", 1_764_374_400);
        assert!(text.starts_with("countersign (1.2.3-1) stable; urgency=medium\n\n  * "), "{text}");
        let end = "\n\n -- A B <a@b.example>  Sat, 29 Nov 2025 00:00:00 +0000\n";
        assert!(text.ends_with(end), "{text}");
    }

    #[test]
    fn the_manifest_names_a_maintainer_with_an_address() {
        let maintainer = maintainer().unwrap();
        assert!(maintainer.contains(" <") && maintainer.ends_with('>'), "{maintainer}");
    }
}
