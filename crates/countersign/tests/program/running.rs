//! The program as an operator sets it up and looks after it: its options, the supervisor that runs
//! it, and what the doctor finds.

mod configuration;
mod doctor;
#[cfg(unix)]
mod supervised;
#[cfg(unix)]
mod traces;

use countersign_testkit::command_line::Ended;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

/// A folder in which the program runs.
pub(crate) struct RunningFixture {
    folder: TempDir,
}

impl RunningFixture {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn at(&self) -> &Path {
        self.folder.path()
    }

    /// A command in the folder, to which nothing is set.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("COUNTERSIGN_")) {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    /// Runs it to its end.
    fn run(&self, arguments: &[&str]) -> Ended {
        self.command(arguments).output().unwrap().into()
    }
}
