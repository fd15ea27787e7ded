//! Readings as JSON lines over HTTP, from the first byte sent to the last answer, compared with
//! `import` of the same rows.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;

use serde::Serialize;

use super::engine::Database;
use super::files::BenchFiles;
use super::lanes::{Bench, text};
use super::measure::{self, Contest, Run, contest};
use crate::cargo::{self, Failure};
use crate::server::Server;

/// The account of the operator that sends.
const SENDER: &str = "meter@operator.example";

/// A reading as a program sends it.
#[derive(Serialize)]
struct Reading<'a> {
    subscription: &'a str,
    observed_at: &'a str,
    provisioned: &'a str,
    used: &'a str,
}

impl Bench<'_> {
    /// Readings into an empty month, by `serve` and by `import`.
    pub(super) fn receive(&self, files: &BenchFiles) -> Result<Contest, Failure> {
        let directory = self.with_directory("directory", &files.directory)?;
        let add = ["user", "add", SENDER, "--name=Meter", "--company=operator"];
        let add = [&add[..], &["--role=Administrator"]].concat();
        self.prepare(&directory, &add)?;
        let token = self.token(&directory)?;
        self.engine.settle(&directory)?;
        let lines = self.directory.join("readings.ndjson");
        json_lines(&files.readings, &lines).map_err(|e| format!("{}: {e}", lines.display()))?;
        let answers = self.directory.join("answers.ndjson");
        let contest = contest(
            self.runs,
            |_| {
                let database = self.engine.copy(&directory, "received")?;
                let server = Server::start(&mut self.ours(&database, &["serve"]))?;
                let sent = measure::run(&mut send(&server, &token, &lines, &answers)?)?;
                let peak_kib = measure::peak_of(server.id()).unwrap_or(0);
                check(&answers, files.rows)?;
                drop(server);
                Ok(Run { peak_kib, ..sent })
            },
            |_| {
                let database = self.engine.copy(&directory, "imported")?;
                measure::run(&mut self.ours(&database, &["import", text(&files.readings)?]))
            },
        )?;
        self.engine.drop(&Database::named("received"))?;
        self.engine.drop(&directory)?;
        Ok(contest)
    }

    /// A token of a service account that may send readings.
    fn token(&self, database: &Database) -> Result<String, Failure> {
        let create = ["token", "create", "--as", SENDER, "--name=bench", "--scope=readings.write"];
        let account = ["--account=meter", "--role=Administrator"];
        let said = cargo::output(&mut self.ours(database, &[&create[..], &account].concat()))?;
        let said = String::from_utf8_lossy(&said);
        let token = said.split_whitespace().find(|word| word.starts_with("cs_"));
        token.map(str::to_owned).ok_or_else(|| format!("no token in {said:?}").into())
    }
}

/// Sends the lines with `curl`, which reads the answers while it sends.
fn send(server: &Server, token: &str, lines: &Path, answers: &Path) -> Result<Command, Failure> {
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--show-error", "--fail", "--request", "POST"]);
    curl.args(["--header", &format!("Authorization: Bearer {token}")]);
    curl.args(["--header", "Content-Type: application/x-ndjson", "--header", "Expect:"]);
    curl.args(["--upload-file", text(lines)?, "--output", text(answers)?]);
    curl.arg(format!("{}/api/v1/readings", server.address));
    Ok(curl)
}

/// Fails unless every reading was stored.
fn check(answers: &Path, rows: u64) -> Result<(), Failure> {
    let said = File::open(answers).map_err(|e| format!("{}: {e}", answers.display()))?;
    let lines = BufReader::new(said).lines().map_while(Result::ok);
    let mut created = 0;
    for line in lines {
        match line.contains("\"created\"") {
            true => created += 1,
            false => return Err(format!("an answer is not `created`: {line}").into()),
        }
    }
    fs::remove_file(answers).map_err(|e| format!("{}: {e}", answers.display()))?;
    match created == rows {
        true => Ok(()),
        false => Err(format!("{created} of {rows} readings were answered").into()),
    }
}

/// Writes a CSV file of readings as JSON lines. Its codes and figures need no quotation marks.
fn json_lines(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(to)?);
    for line in BufReader::new(File::open(from)?).lines().skip(1) {
        let line = line?;
        let mut cells = line.split(',');
        let mut next = || cells.next().unwrap_or_default();
        let (subscription, observed_at) = (next(), next());
        let (provisioned, used) = (next(), next());
        let reading = Reading { subscription, observed_at, provisioned, used };
        serde_json::to_writer(&mut out, &reading)?;
        out.write_all(b"\n")?;
    }
    out.into_inner()?.sync_all()
}
