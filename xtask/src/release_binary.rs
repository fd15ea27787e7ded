//! The program as it is shipped: fully optimised, and without symbols in packages.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;

use crate::cargo::{self, Failure, cargo};

/// The name of the program and of its package.
pub const PROGRAM: &str = "countersign";

/// Which binary a command takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Binary {
    /// Take this binary instead of building one
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

impl Binary {
    /// The binary that was given, or else one that is built now.
    ///
    /// # Errors
    /// Fails if there is no such file, or the build failed.
    pub fn find(&self) -> Result<PathBuf, Failure> {
        if let Some(given) = &self.binary {
            let found = fs::canonicalize(given);
            return found.map_err(|e| format!("{}: {e}", given.display()).into());
        }
        let mut build = cargo();
        build.args([
            "build",
            "--profile",
            "shipped",
            "--locked",
            "--package",
            PROGRAM,
            "--bin",
            PROGRAM,
        ]);
        cargo::built(build.stderr(Stdio::inherit()), PROGRAM)
    }

    /// The content of the binary without its symbols, as packages have it.
    ///
    /// # Errors
    /// As [`Binary::find`], and when `strip` is missing or does not understand the file.
    pub fn stripped(&self) -> Result<Vec<u8>, Failure> {
        let binary = self.find()?;
        let folder = cargo::temporary_folder()?;
        let small = folder.path().join(PROGRAM);
        let mut strip = Command::new("strip");
        strip.args(["--strip-all", "-o"]).arg(&small).arg(&binary);
        cargo::run(&mut strip).map_err(|mut failure| {
            failure.message.push_str("; `strip` is part of binutils");
            failure
        })?;
        fs::read(&small).map_err(|e| format!("{}: {e}", small.display()).into())
    }
}

/// Writes a program to `path` that can be run.
///
/// # Errors
/// Fails if the file cannot be written.
pub fn write(path: &Path, program: &[u8]) -> Result<(), Failure> {
    let written = fs::write(path, program);
    let written = written.and_then(|()| fs::set_permissions(path, Permissions::from_mode(0o755)));
    written.map_err(|e| format!("{}: {e}", path.display()).into())
}
