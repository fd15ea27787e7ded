//! The program with a separate environment.

use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::random::SystemRandom;
use countersign_domain::instant::Instant;
use countersign_store::{Store, Tx, people};
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

/// The token of a session of the operator's Administrator, opened at `now`.
pub(crate) async fn session(store: &Store, url: &str, now: Instant) -> String {
    let person = ["--name", "Olga", "--company", "operator", "--role", "Administrator"];
    let add = [&["user", "add", "op@x.example"][..], &person].concat();
    let ended = run(url, &add, &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let open = async |tx: &mut Tx| {
        let acting = people::acting(tx, "op@x.example").await?;
        let opening = SessionOpening {
            person_id: acting[0].person_id,
            company_id: Some(acting[0].company_id),
            method: Method::Demo,
            second_factor: SecondFactor::Passed,
            user_agent: "test",
            address: "127.0.0.1",
        };
        people::accept(tx, acting[0].person_id, acting[0].company_id, now).await?;
        session::open(tx, &opening, now, &SystemRandom).await
    };
    store.write(open).await.unwrap().text()
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A process that holds the database open; it is killed when this is dropped.
pub(crate) struct Serving {
    child: Child,
    said: BufReader<ChildStderr>,
    /// Where the console is.
    pub(crate) origin: String,
    /// Where the metrics are, if they were wanted.
    pub(crate) metrics: Option<String>,
}

impl Serving {
    /// Starts `serve` with these options besides, and waits until it listens.
    pub(crate) fn start(database: &str, options: &[&str]) -> Self {
        let verb = [&["serve", "--listen", "127.0.0.1:0"], options].concat();
        Self::begin(command(database, &verb, &[]))
    }

    /// The same by a command that serves.
    pub(crate) fn begin(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let mut it = Self { child, said, origin: String::new(), metrics: None };
        loop {
            let line = it.until("http://");
            let address = line.split(' ').find(|it| it.starts_with("http://")).unwrap();
            match address.trim_end().strip_suffix("/metrics") {
                Some(address) => it.metrics = Some(address.to_owned()),
                None if line.starts_with("serving ") => {
                    it.origin = address.to_owned();
                    return it;
                }
                None => {}
            }
        }
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
