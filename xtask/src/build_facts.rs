//! The facts that packages contain about their build: version, architecture, commit and its time.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use jiff::Timestamp;

use crate::cargo::{self, Failure, root};

/// Architectures as Debian calls them. OCI calls these two the same.
const ARCHITECTURES: [&str; 2] = ["amd64", "arm64"];

/// The variable that <https://reproducible-builds.org> gives the time of a build.
const TIME_VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Where a package comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildFacts {
    /// The version of the workspace.
    pub version: String,
    /// The machine's architecture, as Debian and OCI call it.
    pub architecture: String,
    /// The commit, with `-dirty` if files differ from it.
    pub commit: String,
    /// The time that every file in a package has: that of the commit, or `SOURCE_DATE_EPOCH`. In
    /// seconds since 1970.
    pub time: u64,
}

impl BuildFacts {
    /// The facts of this workspace on this machine.
    ///
    /// # Errors
    /// Fails if this is no clone, no Debian, or an architecture that is not shipped.
    pub fn here() -> Result<Self, Failure> {
        let architecture = line("dpkg", &["--print-architecture"])?;
        if !ARCHITECTURES.contains(&architecture.as_str()) {
            let known = ARCHITECTURES.join(" and ");
            return Err(format!("packages are made for {known}, not for {architecture}").into());
        }
        let time = match env::var(TIME_VARIABLE) {
            Ok(time) => time,
            Err(_) => line("git", &["log", "-1", "--format=%ct"])?,
        };
        let time = time.parse();
        Ok(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            architecture,
            commit: line(
                "git",
                &["describe", "--always", "--dirty", "--exclude=*", "--abbrev=40"],
            )?,
            time: time.map_err(|e| format!("{TIME_VARIABLE} or the time of the commit: {e}"))?,
        })
    }

    /// The time in the form of RFC 3339.
    #[must_use]
    pub fn timestamp(&self) -> String {
        let seconds = i64::try_from(self.time).unwrap_or(i64::MAX);
        Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX).to_string()
    }

    /// The folder that packages are written to.
    #[must_use]
    pub fn dist(&self) -> PathBuf {
        root().join("target/dist")
    }

    /// The beginning of the names of the files that are shipped.
    #[must_use]
    pub fn file_stem(&self) -> String {
        format!("countersign-{}-linux-{}", self.version, self.architecture)
    }
}

/// What a program prints, without the spaces around it.
fn line(program: &str, arguments: &[&str]) -> Result<String, Failure> {
    let said = cargo::output(Command::new(program).args(arguments).current_dir(root()))?;
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}
