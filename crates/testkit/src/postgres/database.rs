//! A database for one test, made through `psql` on a running server.

use std::env;
use std::fmt;
use std::io::Write;
use std::process::{self, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use super::programs::client;

/// The environment variable that holds the URL of the maintenance database tests start from.
pub const VARIABLE: &str = "COUNTERSIGN_TEST_POSTGRES";

/// Makes a new database for one test on the server that [`VARIABLE`] names, and returns its URL.
///
/// It costs about 50 ms and 7 MB until the server stops.
///
/// # Panics
///
/// If the variable is missing or the server reports an error. A missing PostgreSQL fails the run
/// and never skips a test.
#[must_use]
pub fn database() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let Ok(maintenance) = env::var(VARIABLE) else {
        panic!(
            "{VARIABLE} is not set: run the tests with `cargo xtask test`, which starts a \
             PostgreSQL for them, or set it to the URL of a database that may create others"
        )
    };
    loop {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let name = format!("countersign_{}_{number}", process::id());
        let Some(url) = beside(&maintenance, &name) else {
            panic!("{VARIABLE} is {maintenance:?}: expected postgres://USER@HOST:PORT/DATABASE")
        };
        match create(&maintenance, &name) {
            Ok(()) => return url,
            // A contributor's own server may still have databases of an earlier process.
            Err(Failure::Exists) => {}
            Err(failure) => panic!("{VARIABLE} is {maintenance:?}: {failure}"),
        }
    }
}

/// The URL of another database on the same server.
fn beside(url: &str, name: &str) -> Option<String> {
    let authority = url.find("://")? + 3;
    let slash = authority + url[authority..].find('/')?;
    let options = url[slash..].find('?').map_or("", |question| &url[slash + question..]);
    Some(format!("{}/{name}{options}", &url[..slash]))
}

#[derive(Debug)]
pub(super) enum Failure {
    Exists,
    Other(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Exists => f.write_str("there is a database of that name already"),
            Failure::Other(said) => f.write_str(said),
        }
    }
}

/// Copies the database at `url`, which must not be in use, and returns the copy's URL.
///
/// # Errors
/// The error of the server.
pub fn copy(url: &str) -> Result<String, String> {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let original = name_of(url).ok_or("the address names no database")?;
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let name = format!("{original}_copy_{}_{number}", process::id());
    let maintenance = beside(url, "postgres").ok_or("the address names no database")?;
    let failed = |failure: Failure| failure.to_string();
    create_from(&maintenance, &name, original).map_err(failed)?;
    beside(url, &name).ok_or_else(|| "the address names no database".to_owned())
}

/// Removes the database at `url`, even if there are connections to it.
///
/// # Errors
/// The error of the server.
pub fn remove(url: &str) -> Result<(), String> {
    let name = name_of(url).ok_or("the address names no database")?;
    let maintenance = beside(url, "postgres").ok_or("the address names no database")?;
    execute(&maintenance, &format!("DROP DATABASE {} WITH (FORCE)", quoted(name)))
}

/// Ends every connection to the database at `url`, as a server does when it goes away.
///
/// # Errors
/// The error of the server.
pub fn disconnect_all(url: &str) -> Result<(), String> {
    let name = name_of(url).ok_or("the address names no database")?.replace('\'', "''");
    let maintenance = beside(url, "postgres").ok_or("the address names no database")?;
    let sql =
        format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    execute(&maintenance, &sql)
}

/// Executes statements on the database at `url`.
///
/// # Errors
/// The error of the server.
pub fn execute(url: &str, sql: &str) -> Result<(), String> {
    run(url, sql).map_err(|failure| failure.to_string())
}

fn name_of(url: &str) -> Option<&str> {
    let place = &url[url.find("://")? + 3..];
    let name = &place[place.find('/')? + 1..];
    Some(name.split('?').next().unwrap_or(name))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Nobody connects to `template0`, so any number of tests can copy it at once.
pub(super) fn create(maintenance: &str, name: &str) -> Result<(), Failure> {
    create_from(maintenance, name, "template0")
}

fn create_from(maintenance: &str, name: &str, original: &str) -> Result<(), Failure> {
    let sql = format!("CREATE DATABASE {} TEMPLATE {}", quoted(name), quoted(original));
    let made = run(maintenance, &sql);
    made.map_err(|failure| match failure {
        Failure::Other(said) => Failure::Other(format!("no database {name:?} was made: {said}")),
        Failure::Exists => Failure::Exists,
    })
}

fn run(url: &str, sql: &str) -> Result<(), Failure> {
    let psql = client("psql");
    let output = Command::new(&psql)
        .args(["--no-psqlrc", "--quiet", "--no-password", "--variable=VERBOSITY=verbose"])
        .args(["--set=ON_ERROR_STOP=1", "--dbname", url, "--command", sql])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::Other(format!("{}: {error}", psql.display())))?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true => Ok(()),
        false if said.contains("42P04") => Err(Failure::Exists),
        false => Err(Failure::Other(said.trim().to_owned())),
    }
}

/// The bare output of `psql` for `script` on the database at `url`.
pub(crate) fn answer(url: &str, script: &str) -> Result<String, String> {
    let mut psql = Command::new(client("psql"));
    psql.args(["--no-psqlrc", "--quiet", "--no-password", "--tuples-only", "--no-align"]);
    psql.args(["--set=ON_ERROR_STOP=1", "--dbname", url, "--file=-"]);
    psql.env("PGCLIENTENCODING", "UTF8").stdin(Stdio::piped());
    psql.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut started = psql.spawn().map_err(|error| format!("psql: {error}"))?;
    let mut input = started.stdin.take().ok_or("psql takes no input")?;
    std::thread::scope(|scope| {
        // A script longer than a pipe would wait for a reader, and so would a long result.
        let written = scope.spawn(move || input.write_all(script.as_bytes()));
        let output = started.wait_with_output().map_err(|error| format!("psql: {error}"));
        let written = written.join().map_err(|_| "psql was not given its script".to_owned())?;
        let output = spoken("psql", output?)?;
        written.map_err(|error| format!("psql: {error}"))?;
        Ok(output)
    })
}

/// The output of `pg_dump` for one section of the definitions of the database at `url`.
pub(crate) fn dump(url: &str, section: &str) -> Result<String, String> {
    let mut dump = Command::new(client("pg_dump"));
    dump.args(["--schema-only", "--no-owner", "--no-privileges", "--no-password"]);
    dump.arg(format!("--section={section}")).args(["--dbname", url]).stdin(Stdio::null());
    let output = dump.output().map_err(|error| format!("pg_dump: {error}"))?;
    spoken("pg_dump", output)
}

fn spoken(program: &str, output: process::Output) -> Result<String, String> {
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{program}: {}", said.trim()));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{program}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_database_beside_another_keeps_server_and_options() {
        let of = |url| beside(url, "new");
        assert_eq!(of("postgres://u@h:1/old").as_deref(), Some("postgres://u@h:1/new"));
        assert_eq!(of("postgres://u@h/old?a=/b").as_deref(), Some("postgres://u@h/new?a=/b"));
        assert_eq!(of("postgres://u@h"), None);
        assert_eq!(of("h/old"), None);
    }
}
