//! The program's command line on one database, as people and scripts use it.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::model::parse_csv;

/// The program and the database it uses.
#[derive(Clone, Debug)]
pub struct CommandLine {
    pub binary: PathBuf,
    pub database: String,
}

/// The exit status and output of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The exit status, or `None` if a signal ended it.
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl CommandLine {
    /// The program at `binary` on the database at `database`.
    pub fn new(binary: impl Into<PathBuf>, database: impl Into<String>) -> Self {
        Self { binary: binary.into(), database: database.into() }
    }

    /// A command that is not started yet: a verb and its arguments.
    ///
    /// # Panics
    /// If there is no verb.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let (verb, rest) = arguments.split_first().expect("a verb");
        let mut command = Command::new(&self.binary);
        // Some verbs have verbs of their own.
        let (second, rest) = match (*verb, rest.split_first()) {
            (
                "user" | "report" | "key" | "token" | "source" | "webhook" | "signing-key"
                | "signing-rule",
                Some((second, rest)),
            ) => (Some(*second), rest),
            _ => (None, rest),
        };
        command.arg(verb).args(second).args(["--database", &self.database]).args(rest);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output();
        output.unwrap_or_else(|error| panic!("{}: {error}", self.binary.display())).into()
    }

    /// Runs a command that must end with `status`.
    ///
    /// # Errors
    /// Its actual status and output.
    pub fn expect(&self, arguments: &[&str], status: i32) -> Result<Ended, String> {
        let ended = self.run(arguments);
        match ended.status == Some(status) {
            true => Ok(ended),
            false => Err(format!("{arguments:?} ended with {ended:?} and not with {status}")),
        }
    }
}

/// The rows of a CSV file that the program wrote, header first, with cells as they are in the file.
///
/// # Panics
/// If it is no CSV.
#[must_use]
pub fn table(text: &str) -> Vec<Vec<String>> {
    parse_csv(text).unwrap_or_else(|| panic!("no CSV: {text}"))
}
