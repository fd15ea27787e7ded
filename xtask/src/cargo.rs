//! Running cargo: the same program that runs this one, at the root of the workspace.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use tempfile::TempDir;

/// Why a task failed, and its exit status.
#[derive(Debug)]
pub struct Failure {
    /// What was wrong and what to do.
    pub message: String,
    /// The exit status, never 0.
    pub status: u8,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Failure { message, status: 1 }
    }
}

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// A folder that is removed with everything in it when it is dropped.
///
/// # Errors
/// Fails if it cannot be made.
pub fn temporary_folder() -> Result<TempDir, Failure> {
    tempfile::tempdir().map_err(|e| format!("no temporary directory: {e}").into())
}

#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        // `cargo run` describes this package in environment variables. Build scripts that watch
        // them would run again, and everything that depends on those packages would be built again.
        let name = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| name.starts_with(start)) {
            command.env_remove(&*name);
        }
    }
    command
}

/// The program of a subcommand that cargo itself lacks, such as `cargo-deb` in this version. It is
/// installed into `target/tools`, unless it is there.
///
/// # Errors
/// Fails if it cannot be installed.
pub fn tool(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let tools = root().join("target/tools");
    let package = format!("{name}@{version}");
    run(cargo().args(["install", &package, "--locked", "--quiet", "--root"]).arg(&tools))?;
    Ok(tools.join("bin").join(name))
}

/// Runs `command` to its end. A status other than 0 is a failure with that status.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let said = line(command);
    let status = command.status().map_err(|e| format!("`{said}` did not start: {e}"))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Err(Failure { message: format!("`{said}` failed: {status}"), status: code })
}

/// Runs `command` to its end and returns its output.
pub fn output(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let said = line(command);
    let output = command.output().map_err(|e| format!("`{said}` did not start: {e}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{said}` failed: {}\n{}", output.status, errors.trim()).into())
}

/// Runs `build`, a `cargo build`, and returns the path of `program`.
pub fn built(build: &mut Command, program: &str) -> Result<PathBuf, Failure> {
    let said = output(build.args(["--message-format", "json-render-diagnostics"]))?;
    let said = String::from_utf8_lossy(&said);
    said.lines()
        .filter_map(|line| serde_json::from_str::<Artifact>(line).ok())
        .find(|artifact| artifact.target.name == program && artifact.executable.is_some())
        .and_then(|artifact| artifact.executable)
        .ok_or_else(|| format!("cargo built no program `{program}`").into())
}

/// The part of cargo's message about a built artifact that gives its path.
#[derive(Debug, Deserialize)]
struct Artifact {
    target: Target,
    executable: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
