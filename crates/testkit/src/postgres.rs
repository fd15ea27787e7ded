//! Temporary PostgreSQL: a cluster for a test run or a bench, a database for one test.
//!
//! Starts a temporary server, and leaves nothing behind: server and directory end with the process
//! that started them, however that ends. It has no schema and no connection pool; those belong to
//! the store.

mod database;
mod encrypted;
mod programs;

use std::env;
use std::fs::{self, File};
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub use database::{VARIABLE, copy, database, disconnect_all, execute, remove};
pub(crate) use database::{answer, dump};
pub use encrypted::Encrypted;
use programs::{ClusterOwner, Programs};
use tempfile::TempDir;

/// The superuser of every temporary cluster, who needs no password.
const SUPERUSER: &str = "postgres";

/// How long a server may take to accept connections, or to stop.
const PATIENCE: Duration = Duration::from_secs(60);

/// Another program may take the free port first, so several ports are tried.
const PORTS_TRIED: u32 = 5;

/// Durability that a test run gives up for speed. A crash loses only test databases.
const VOLATILE: [&str; 4] =
    ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];

/// Waits for its starter to end, however it ends, then removes the server `$1` and directory `$2`.
///
/// The starter has the other end of standard input, which the kernel closes even on SIGKILL. An
/// immediate shutdown (QUIT) is enough, because the data are discarded.
const WATCHDOG: &str = r#"
cat >/dev/null
kill -QUIT "$1" 2>/dev/null
tries=0
while [ -e "$2/data/postmaster.pid" ] && [ "$tries" -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
rm -rf -- "$2"
"#;

/// A PostgreSQL server of its own, stopped and removed when dropped.
#[derive(Debug)]
pub struct Cluster {
    port: u16,
    postmaster: Child,
    watchdog: Child,
    directory: TempDir,
}

/// Whether the programs of a server are installed.
#[must_use]
pub fn is_installed() -> bool {
    Programs::find().is_ok()
}

impl Cluster {
    /// Starts a cluster for tests, which is fast and need not survive a crash.
    pub fn start() -> Result<Cluster, String> {
        Cluster::start_in(&env::temp_dir())
    }

    /// The same with its data in a folder, which its account has to be able to reach.
    pub fn start_in(folder: &Path) -> Result<Cluster, String> {
        Cluster::launch(folder, &VOLATILE, |_, _| Ok(()))
    }

    /// Starts a cluster with the default settings, so that a bench includes durability.
    pub fn start_durable() -> Result<Cluster, String> {
        Cluster::launch(&env::temp_dir(), &[], |_, _| Ok(()))
    }

    /// The URL of `database`, over TCP on the loopback address.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{SUPERUSER}@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database.
    pub fn create_database(&self, name: &str) -> Result<(), String> {
        database::create(&self.url(SUPERUSER), name).map_err(|failure| failure.to_string())
    }

    /// Starts a server. `prepare` may change its data directory before that.
    fn launch(
        top: &Path,
        settings: &[&str],
        prepare: impl FnOnce(&Path, ClusterOwner) -> Result<(), String>,
    ) -> Result<Cluster, String> {
        let programs = Programs::find()?;
        let directory = tempfile::Builder::new()
            .prefix("countersign-postgres-")
            .tempdir_in(top)
            .map_err(|e| format!("no temporary directory for PostgreSQL: {e}"))?;
        let account = ClusterOwner::owning(directory.path())?;
        initialise(&programs, account, directory.path())?;
        prepare(&data(directory.path()), account)?;
        let (port, postmaster) = listen(&programs, account, directory.path(), settings)?;
        match watch(account, directory.path(), postmaster.id()) {
            Ok(watchdog) => Ok(Cluster { port, postmaster, watchdog, directory }),
            Err(e) => {
                stop(postmaster);
                Err(format!("sh, which is to stop PostgreSQL at the end: {e}"))
            }
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        let deadline = Instant::now() + PATIENCE;
        while matches!(self.postmaster.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                eprintln!(
                    "PostgreSQL in {} does not stop: killed",
                    self.directory.path().display()
                );
                drop(self.postmaster.kill());
            }
            thread::sleep(Duration::from_millis(5));
        }
        drop(self.watchdog.wait());
    }
}

/// Creates the data directory.
///
/// The collation is that of a natural language, as on most production servers, so that a query
/// without `COLLATE "C"` sorts differently from SQLite and a test fails.
fn initialise(programs: &Programs, account: ClusterOwner, directory: &Path) -> Result<(), String> {
    let natural = ["--locale-provider=icu", "--icu-locale=en-US"].as_slice();
    let mut said = String::new();
    // Before version 15, and in builds without ICU, there is only the plain one.
    for collation in [natural, &[]] {
        let output = account
            .command(&programs.initdb(), directory)
            .args(["--username", SUPERUSER, "--auth=trust", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C"])
            .args(collation)
            .arg("--pgdata")
            .arg(data(directory))
            .output()
            .map_err(|e| {
                format!(
                    "initdb did not start in {}: {e}; PostgreSQL, which does not run as root, \
                     must be able to reach it: TMPDIR may name another place",
                    directory.display()
                )
            })?;
        if output.status.success() {
            return Ok(());
        }
        said = String::from_utf8_lossy(&output.stderr).into_owned();
    }
    Err(format!("initdb made no cluster in {}:\n{said}", directory.display()))
}

/// Starts the server on a free port and waits until it accepts connections.
fn listen(
    programs: &Programs,
    account: ClusterOwner,
    directory: &Path,
    settings: &[&str],
) -> Result<(u16, Child), String> {
    let log = directory.join("log");
    let mut said = String::new();
    for _ in 0..PORTS_TRIED {
        let port = free_port().map_err(|e| format!("no free port on 127.0.0.1: {e}"))?;
        let output = File::create(&log).map_err(|e| format!("{}: {e}", log.display()))?;
        let errors = output.try_clone().map_err(|e| format!("{}: {e}", log.display()))?;
        let mut command = account.command(&programs.postgres(), directory);
        command.arg("-D").arg(data(directory)).args(["-c", "listen_addresses=127.0.0.1"]);
        // The directory that a distribution sets here may be missing or belong to another account.
        command.args(["-c", "unix_socket_directories=", "-c", &format!("port={port}")]);
        for setting in settings {
            command.args(["-c", setting]);
        }
        let server = command.stdout(output).stderr(errors).spawn();
        let server = server.map_err(|e| format!("{}: {e}", programs.postgres().display()))?;
        match ready(server, directory) {
            Ok(server) => return Ok((port, server)),
            Err(e) => said = format!("{e}\n{}", fs::read_to_string(&log).unwrap_or_default()),
        }
    }
    Err(format!("PostgreSQL did not start in {}: {said}", directory.display()))
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits until the server accepts connections: line 8 of its pid file.
fn ready(mut server: Child, directory: &Path) -> Result<Child, String> {
    let state = data(directory).join("postmaster.pid");
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let lines = fs::read_to_string(&state).unwrap_or_default();
        if lines.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
            return Ok(server);
        }
        if let Ok(Some(status)) = server.try_wait() {
            return Err(status.to_string());
        }
        thread::sleep(Duration::from_millis(5));
    }
    stop(server);
    Err(format!("not ready after {} s", PATIENCE.as_secs()))
}

fn watch(account: ClusterOwner, directory: &Path, postmaster: u32) -> io::Result<Child> {
    account
        .command(Path::new("sh"), Path::new("/"))
        .args(["-c", WATCHDOG, "sh", &postmaster.to_string()])
        .arg(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// Kills a server that never accepted connections.
fn stop(mut server: Child) {
    drop(server.kill());
    drop(server.wait());
}

fn data(directory: &Path) -> PathBuf {
    directory.join("data")
}
