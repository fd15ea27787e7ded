//! A database for one test, made through `psql` on a server that runs already.

use std::env;
use std::fmt;
use std::process::{self, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use super::programs::psql;

/// The environment variable that holds the URL of the maintenance database tests start from.
pub const VARIABLE: &str = "COUNTERSIGN_TEST_POSTGRES";

/// Makes a fresh database for one test on the server [`VARIABLE`] names; the answer is its URL.
///
/// It costs about 50 ms and 7 MB until the server stops.
///
/// # Panics
///
/// When the variable is missing or the server does not do as asked: a missing PostgreSQL is a red
/// run, never a skip.
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
            // A server of the contributor's own still holds those of an earlier process.
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

/// Why a database was not made.
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

/// `template0` is never connected to, so that any number of tests can copy it at once.
pub(super) fn create(maintenance: &str, name: &str) -> Result<(), Failure> {
    let quoted = name.replace('"', "\"\"");
    let psql = psql();
    let output = Command::new(&psql)
        .args(["--no-psqlrc", "--quiet", "--no-password", "--variable=VERBOSITY=verbose"])
        .args(["--dbname", maintenance, "--command"])
        .arg(format!("CREATE DATABASE \"{quoted}\" TEMPLATE template0"))
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Failure::Other(format!("{}: {e}", psql.display())))?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true => Ok(()),
        false if said.contains("42P04") => Err(Failure::Exists),
        false => Err(Failure::Other(format!("no database {name:?} was made: {}", said.trim()))),
    }
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
