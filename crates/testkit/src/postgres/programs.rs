//! The paths of PostgreSQL's programs, and the account that runs them.
//!
//! `initdb` and `postgres` refuse to run as root, so a root caller's cluster belongs to the account
//! `postgres` or, if it does not exist, to `nobody`. `psql` runs as the caller.

use std::env;
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The directory with `initdb`, `postgres` and `psql` of one PostgreSQL version.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    directory: PathBuf,
}

impl Programs {
    /// The version on `PATH`, otherwise the highest one in the distributions' directories.
    pub(super) fn find() -> Result<Programs, String> {
        static FOUND: OnceLock<Option<Programs>> = OnceLock::new();
        FOUND.get_or_init(|| on_path().or_else(installed)).clone().ok_or_else(|| {
            "no PostgreSQL server found: neither `initdb` on PATH nor \
             /usr/lib/postgresql/*/bin; install the package `postgresql`"
                .to_owned()
        })
    }

    pub(super) fn initdb(&self) -> PathBuf {
        self.directory.join("initdb")
    }

    pub(super) fn postgres(&self) -> PathBuf {
        self.directory.join("postgres")
    }
}

/// A client from the server's directory, or the one on `PATH` if only clients are installed.
pub(super) fn client(name: &str) -> PathBuf {
    Programs::find()
        .map(|programs| programs.directory.join(name))
        .ok()
        .filter(|client| client.exists())
        .unwrap_or_else(|| PathBuf::from(name))
}

/// A link such as `/usr/local/bin/initdb` leads to the directory that contains the others too.
fn on_path() -> Option<Programs> {
    env::split_paths(&env::var_os("PATH")?)
        .filter_map(|directory| fs::canonicalize(directory.join("initdb")).ok())
        .filter_map(|initdb| initdb.parent().map(Path::to_path_buf))
        .find(|directory| directory.join("postgres").exists())
        .map(|directory| Programs { directory })
}

/// Debian keeps versions under `/usr/lib/postgresql/15`, the PGDG packages `/usr/pgsql-15`.
fn installed() -> Option<Programs> {
    let debian = versions("/usr/lib/postgresql", "");
    let pgdg = versions("/usr", "pgsql-");
    let (_, directory) = debian.into_iter().chain(pgdg).max()?;
    Some(Programs { directory })
}

fn versions(parent: &str, prefix: &str) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = fs::read_dir(parent) else { return Vec::new() };
    entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            let directory = entry.path().join("bin");
            directory.join("initdb").exists().then_some((version, directory))
        })
        .collect()
}

/// The account that owns a cluster's directory and runs its server.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClusterOwner {
    other: Option<(u32, u32)>,
}

impl ClusterOwner {
    /// The caller, who owns `directory`. For root, an unprivileged account, which becomes the owner
    /// of the directory.
    pub(super) fn owning(directory: &Path) -> Result<ClusterOwner, String> {
        let at = |e| format!("{}: {e}", directory.display());
        if fs::metadata(directory).map_err(at)?.uid() != 0 {
            return Ok(ClusterOwner { other: None });
        }
        let (uid, gid) = ["postgres", "nobody"].into_iter().find_map(ids).ok_or(
            "PostgreSQL refuses to run as root, and there is no account `postgres` or `nobody` \
             to run it as: add one, or run the tests as another user",
        )?;
        chown(directory, Some(uid), Some(gid)).map_err(at)?;
        Ok(ClusterOwner { other: Some((uid, gid)) })
    }

    /// Makes it the owner of one of the caller's files.
    pub(super) fn give(&self, file: &Path) -> Result<(), String> {
        let Some((uid, gid)) = self.other else { return Ok(()) };
        chown(file, Some(uid), Some(gid)).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// A command run as this account, in `directory`, without the terminal and the `PG*` variables.
    pub(super) fn command(&self, program: &Path, directory: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(directory).stdin(Stdio::null()).process_group(0).env("LC_ALL", "C");
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("PG")) {
                command.env_remove(name);
            }
        }
        if let Some((uid, gid)) = self.other {
            command.uid(uid).gid(gid);
        }
        command
    }
}

/// The account's user and group, if there is one of that name.
fn ids(account: &str) -> Option<(u32, u32)> {
    let id = |option| {
        let output = Command::new("id").args([option, account]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    Some((id("-u")?, id("-g")?))
}
