//! The program with a separate environment.

use countersign_testkit::command_line::{CommandLine, Ended};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

/// A command on a database, with only the PostgreSQL variables of `env`.
pub(crate) fn command(database: &str, arguments: &[&str], env: &[(&str, &str)]) -> Command {
    let mut command = CommandLine::new(BINARY, database).command(arguments);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PG")) {
        command.env_remove(name);
    }
    command.env("HOME", "/nowhere").envs(env.iter().copied());
    command
}

pub(crate) fn run(database: &str, arguments: &[&str], env: &[(&str, &str)]) -> Ended {
    command(database, arguments, env).output().unwrap().into()
}

/// The message of a command that must fail with `status`.
#[track_caller]
pub(crate) fn refused(
    status: i32,
    database: &str,
    arguments: &[&str],
    env: &[(&str, &str)],
) -> String {
    let ended = run(database, arguments, env);
    assert_eq!(ended.status, Some(status), "{database} {arguments:?}: {ended:?}");
    ended.err
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A process that holds the database open; it is killed when this is dropped.
pub(crate) struct Serving {
    child: Child,
    said: BufReader<ChildStderr>,
    /// The address of its console.
    pub(crate) origin: String,
}

impl Serving {
    /// Starts `serve` with these options besides, and waits until it listens.
    pub(crate) fn start(database: &str, options: &[&str]) -> Self {
        let verb = [&["serve", "--listen", "127.0.0.1:0"], options].concat();
        let mut command = command(database, &verb, &[]);
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let mut it = Self { said, child, origin: String::new() };
        let line = it.until("serving ");
        it.origin = line.split_whitespace().nth(1).unwrap().to_owned();
        it
    }

    /// Waits until it says something, and returns that line.
    pub(crate) fn until(&mut self, what: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(self.said.read_line(&mut line).unwrap() > 0, "it ended and never said {what}");
            if line.contains(what) {
                return line;
            }
        }
    }

    /// Kills it, which leaves the log beside the file.
    pub(crate) fn killed(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
