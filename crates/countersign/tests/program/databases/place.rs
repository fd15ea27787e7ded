//! The program with a separate environment.

use countersign_testkit::command_line::{CommandLine, Ended};
use std::path::Path;
use std::process::Command;

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
