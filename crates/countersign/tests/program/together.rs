//! Two processes on one database at once give the same result as one of them alone.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use countersign_testkit::command_line::{CommandLine, Ended};
use countersign_testkit::databases::Databases;
use serde_json::Value;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");
const BEGINNING: &str = "2026-10-01T00:00:00Z";
/// All reports of October exist, and no deadline has passed.
const PREPARING: &str = "2026-11-05T00:00:00Z";
/// Every deadline of October has passed.
const AGREED: &str = "2026-11-20T00:00:00Z";

struct Bench {
    folder: TempDir,
    databases: Databases,
    data: String,
}

impl Bench {
    fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let databases = databases(folder.path());
        let data = folder.path().join("data").display().to_string();
        let sample = std::process::Command::new(BINARY)
            .args(["sample", &data, "--partners", "40", "--subscriptions", "10", "--months", "1"])
            .output()
            .unwrap();
        assert!(sample.status.success(), "{sample:?}");
        Self { folder, databases, data }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn rehearsal(&self) -> CommandLine {
        let program = CommandLine::new(BINARY, self.databases.fresh().unwrap());
        program.expect(&["init", "--rehearsal", BEGINNING], 0).unwrap();
        program
    }

    fn copy(&self, of: &CommandLine) -> CommandLine {
        CommandLine::new(BINARY, self.databases.copy(&of.database).unwrap())
    }

    /// Splits the readings: one row in three arrives late.
    fn split_readings(&self) -> (String, String) {
        let readings = fs::read_to_string(format!("{}/usage-2026-10.csv", self.data)).unwrap();
        let (header, rows) = readings.split_once("\r\n").unwrap();
        let (mut early, mut late) = (format!("{header}\r\n"), format!("{header}\r\n"));
        for (number, row) in rows.lines().enumerate() {
            let part = if number % 3 == 2 { &mut late } else { &mut early };
            write!(part, "{row}\r\n").unwrap();
        }
        let put = |name: &str, text: &str| {
            fs::write(self.path(name), text).unwrap();
            self.path(name).display().to_string()
        };
        (put("usage-early.csv", &early), put("usage-late.csv", &late))
    }
}

/// Starts all commands at once and waits for all.
fn at_once(program: &CommandLine, commands: &[&[&str]]) -> Vec<Ended> {
    let started: Vec<_> =
        commands.iter().map(|command| program.command(command).spawn().unwrap()).collect();
    started.into_iter().map(|process| process.wait_with_output().unwrap().into()).collect()
}

fn all_done(program: &CommandLine, commands: &[&[&str]]) -> Vec<Ended> {
    let ended = at_once(program, commands);
    assert!(ended.iter().all(|ended| ended.status == Some(0)), "{ended:?}");
    ended
}

fn export(program: &CommandLine) -> String {
    program.expect(&["verify"], 0).unwrap();
    program.expect(&["export", "--cycle", "2026-10", "--format", "jsonl"], 0).unwrap().out
}

/// The number before `word` in what a command printed.
fn count(ended: &Ended, word: &str) -> u64 {
    let before = ended.out.split(word).next().unwrap();
    before.split_whitespace().last().unwrap().parse().unwrap()
}

fn clocks(bench: &Bench) {
    let base = bench.rehearsal();
    base.expect(&["import", &bench.data], 0).unwrap();
    let alone = bench.copy(&base);
    let ended = alone.expect(&["clock", "--until", AGREED], 0).unwrap();
    let made = count(&ended, "reports made");
    assert!(made > 20, "{ended:?}");
    for _ in 0..2 {
        let shared = bench.copy(&base);
        let clock = ["clock", "--until", AGREED];
        let ended = all_done(&shared, &[&clock, &clock]);
        let sum = |word: &str| ended.iter().map(|ended| count(ended, word)).sum::<u64>();
        assert_eq!((sum("reports made"), sum("submitted by")), (made, made), "{ended:?}");
        assert_eq!(export(&shared), export(&alone));
    }
}

fn imports(bench: &Bench) {
    let alone = bench.rehearsal();
    alone.expect(&["import", &bench.data], 0).unwrap();
    alone.expect(&["clock", "--until", AGREED], 0).unwrap();
    let shared = bench.rehearsal();
    let import = ["import", bench.data.as_str()];
    all_done(&shared, &[&import, &import]);
    let again = shared.expect(&import, 0).unwrap();
    shared.expect(&["clock", "--until", AGREED], 0).unwrap();
    assert_eq!(export(&shared), export(&alone), "{again:?}");
}

fn import_beside_clock(bench: &Bench) {
    let (early, late) = bench.split_readings();
    let base = bench.rehearsal();
    let directory = bench.path("directory");
    fs::create_dir_all(&directory).unwrap();
    for entry in fs::read_dir(&bench.data).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_str().unwrap();
        if !name.starts_with("usage") {
            fs::copy(&file, directory.join(name)).unwrap();
        }
    }
    base.expect(&["import", directory.to_str().unwrap(), &early], 0).unwrap();
    let clock = ["clock", "--until", PREPARING];
    let alone = bench.copy(&base);
    alone.expect(&["import", &late], 0).unwrap();
    alone.expect(&clock, 0).unwrap();
    let shared = bench.copy(&base);
    all_done(&shared, &[&clock, &["import", &late]]);
    // The import's changes after its reports were made are handled by the next run at the latest.
    shared.expect(&clock, 0).unwrap();
    assert_eq!(export(&shared), export(&alone));
}

fn applies(bench: &Bench) {
    let base = bench.rehearsal();
    base.expect(&["import", &bench.data], 0).unwrap();
    base.expect(&["clock", "--until", AGREED], 0).unwrap();
    let nordlicht = ["export", "--cycle=2026-10", "--distributor=NORDLICHT", "--format=jsonl"];
    let lines = base.expect(&nordlicht, 0).unwrap().out;
    let partner = |line| serde_json::from_str::<Value>(line).unwrap()["partner"].to_string();
    let mut partners: Vec<String> = lines.lines().map(partner).collect();
    partners.dedup();
    let mut file = String::from("cycle,partner,action,comment\n");
    // Several transactions: the report is reopened once, and the others change nothing more.
    for row in 0..2_600 {
        let partner = &partners[row % partners.len()];
        let action = if row < partners.len() { "reopen,once more" } else { "edit,not mine" };
        writeln!(file, "2026-10,{partner},{action}").unwrap();
    }
    let path = bench.path("decisions.csv").display().to_string();
    fs::write(&path, file).unwrap();
    let apply = ["apply", path.as_str(), "--as", "billing@nordlicht.example"];
    let alone = bench.copy(&base);
    let expected = alone.expect(&apply, 1).unwrap();
    for _ in 0..2 {
        let shared = bench.copy(&base);
        let ended = at_once(&shared, &[&apply, &apply]);
        assert!(ended.iter().all(|ended| ended.status == Some(1)), "{ended:?}");
        assert!(ended.iter().any(|ended| ended.out == expected.out));
        assert_eq!(export(&shared), export(&alone));
    }
}

fn first_uses(bench: &Bench) {
    let program = CommandLine::new(BINARY, bench.databases.fresh().unwrap());
    let add = |email| {
        let name = ["--name", "N", "--company", "operator", "--role", "Administrator"];
        [&["user", "add", email], &name[..]].concat()
    };
    let commands: Vec<_> = ["a@x.example", "b@x.example", "c@x.example"].map(add).into();
    let commands: Vec<&[&str]> = commands.iter().map(Vec::as_slice).collect();
    all_done(&program, &commands);
    let listed = program.expect(&["user", "list"], 0).unwrap().out;
    assert!(["a@x", "b@x", "c@x"].iter().all(|start| listed.contains(start)), "{listed}");

    let program = CommandLine::new(BINARY, bench.databases.fresh().unwrap());
    let init = ["init", "--rehearsal", BEGINNING];
    let ended = at_once(&program, &[&init, &init, &init]);
    let done = ended.iter().filter(|ended| ended.status == Some(0)).count();
    let refused = ended.iter().filter(|ended| ended.status == Some(2)).count();
    assert_eq!((done, refused), (1, 2), "{ended:?}");
}

fn all(databases: impl Fn(&Path) -> Databases) {
    let bench = Bench::new(databases);
    first_uses(&bench);
    clocks(&bench);
    imports(&bench);
    import_beside_clock(&bench);
    applies(&bench);
}

#[test]
fn two_processes_do_everything_once_on_sqlite() {
    all(|folder| Databases::Sqlite(folder.to_owned()));
}

#[test]
fn two_processes_do_everything_once_on_postgresql() {
    all(|_| Databases::Postgres);
}
