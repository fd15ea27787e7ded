//! The programs a bench runs: ours, built for release, and the engines' own shells.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cargo::{self, Failure, cargo};

/// The programs of the workspace.
#[derive(Debug)]
pub(super) struct Programs {
    pub(super) countersign: PathBuf,
    pub(super) page_lane: PathBuf,
    pub(super) console_lane: PathBuf,
    pub(super) xlsx_lane: PathBuf,
    pub(super) proof_lane: PathBuf,
}

impl Programs {
    /// Builds them as they are shipped.
    pub(super) fn build() -> Result<Programs, Failure> {
        let product = ["--package", "countersign", "--bin", "countersign"];
        let lane = ["--package", "countersign-store", "--example", "page_lane"];
        let console = ["--package", "countersign", "--example", "console_lane"];
        let xlsx = ["--package", "countersign-app", "--example", "xlsx_lane"];
        let proof = ["--package", "countersign-app", "--example", "proof_lane"];
        Ok(Programs {
            countersign: build("countersign", product)?,
            page_lane: build("page_lane", lane)?,
            console_lane: build("console_lane", console)?,
            xlsx_lane: build("xlsx_lane", xlsx)?,
            proof_lane: build("proof_lane", proof)?,
        })
    }

    /// Programs already built in `directory`: another version, or the same ones again.
    pub(super) fn built_in(directory: &Path) -> Result<Programs, Failure> {
        let at = |name: &str| match directory.join(name).canonicalize() {
            Ok(path) => Ok(path),
            Err(e) => Err(format!("{}: {e}", directory.join(name).display())),
        };
        Ok(Programs {
            countersign: at("countersign")?,
            page_lane: at("page_lane")?,
            console_lane: at("console_lane")?,
            xlsx_lane: at("xlsx_lane")?,
            proof_lane: at("proof_lane")?,
        })
    }
}

fn build(name: &str, what: [&str; 4]) -> Result<PathBuf, Failure> {
    let mut build = cargo();
    build.args(["build", "--quiet", "--release"]).args(what).stderr(Stdio::inherit());
    cargo::built(&mut build, name)
}

/// PostgreSQL's shell. The program itself is used if it can be found, because the one that
/// distributions put on `PATH` is a script that takes longer to start.
pub(super) fn psql() -> Command {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found = versions.map(|entry| entry.path().join("bin/psql")).filter(|path| path.exists());
    let program = found.max().unwrap_or_else(|| PathBuf::from("psql"));
    let mut command = Command::new(program);
    command.args(["--no-psqlrc", "--quiet", "--no-password", "--variable=ON_ERROR_STOP=1"]);
    command
}

pub(super) fn sqlite3(database: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.args(["-batch", "-bail", "-init", "/dev/null"]).arg(database);
    command
}

pub(super) fn first_line(command: &mut Command) -> Result<String, Failure> {
    let said = cargo::output(command)?;
    Ok(String::from_utf8_lossy(&said).lines().next().unwrap_or_default().trim().to_owned())
}
