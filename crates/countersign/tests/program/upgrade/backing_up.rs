//! Before a database of any earlier schema is upgraded, it is backed up as it was, or the upgrade
//! does not begin; a dry run changes nothing.
//!
//! SQL here: the rows of a backup beside those of its source.

use crate::upgrade::after_upgrade::{
    engines, export, findings, newest_step, program, program_with_fresh_schema, same,
};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::fixtures::{Fixture, definitions};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};

const MONTH: &str = "2026-10";
/// This step changes rows.
const CONSENT: usize = 18;
/// From this step on the secrets of the story are sealed, and `restore` ends with status 1 because
/// it has no key for them.
const SEALED: usize = 21;
/// The rows that are in one of two files and not in the other.
const DIFFERING: &str = "SELECT (SELECT COUNT(*) FROM (SELECT * FROM main.T EXCEPT \
    SELECT * FROM source.T)) + (SELECT COUNT(*) FROM (SELECT * FROM source.T EXCEPT \
    SELECT * FROM main.T))";

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The fixtures that lack steps.
fn older() -> impl Iterator<Item = Fixture> {
    Fixture::all().unwrap().into_iter().filter(|fixture| fixture.step < newest_step())
}

/// What is in a folder, without what SQLite puts beside a file while it is open.
fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_beside = |path: &Path| ["-wal", "-shm"].iter().any(|end| text(path).ends_with(end));
    let mut files: Vec<PathBuf> = files.filter(|path| !is_beside(path)).collect();
    files.sort();
    files
}

/// The definitions in a database of this fixture on SQLite, the form of every backup.
fn definitions_of(fixture: &Fixture) -> String {
    let folder = tempfile::tempdir().unwrap();
    let url = fixture.load(&Databases::Sqlite(folder.path().to_owned())).unwrap();
    definitions(&url).unwrap()
}

#[track_caller]
fn holds_the_rows_of(backup: &Path, source: &str) {
    let connection = Connection::open(backup).unwrap();
    let source = source.strip_prefix("sqlite:").unwrap();
    connection.execute("ATTACH ?1 AS source", [source]).unwrap();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL";
    let mut tables = connection.prepare(tables).unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for table in tables.map(Result::unwrap) {
        let sql = DIFFERING.replace(".T", &format!(".{table}"));
        let differing: i64 = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(differing, 0, "{table}");
    }
}

/// Upgrades a fixture with a backup in a folder, and restores the backup elsewhere.
fn back_up_and_restore(fixture: &Fixture, databases: &Databases) {
    let url = fixture.load(databases).unwrap();
    let before = matches!(databases, Databases::Sqlite(_)).then(|| databases.copy(&url).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let told = program(url).expect(&["migrate", "--backup-to", text(folder.path())], 0).unwrap();
    let [backup] = &files(folder.path())[..] else { panic!("{:?}", files(folder.path())) };
    let name = backup.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("countersign-before-upgrade-20"), "{name}");
    assert!(told.out.starts_with(&format!("{} is a backup", text(backup))), "{told:?}");

    let of_backup = format!("sqlite:{}", text(backup));
    let found = definitions(&of_backup).unwrap();
    same(&found, &definitions_of(fixture), "the backup has the schema of its time");
    if let Some(before) = before {
        holds_the_rows_of(backup, &before);
    }
    let behind = program(of_backup).run(&["verify"]);
    assert!(behind.err.contains("schema steps behind this program"), "{behind:?}");

    // Early programs counted some subscriptions twice, which stays known.
    let restored = program(format!("sqlite:{}", text(&folder.path().join("restored.db"))));
    let status = i32::from(fixture.step >= SEALED);
    restored.expect(&["restore", text(backup), "--accept-findings"], status).unwrap();
    same(&findings(&restored), &fixture.text("findings.txt").unwrap(), "verify");
    let recorded = fixture.text(&format!("{MONTH}.csv")).unwrap();
    same(&export(&restored, MONTH), &recorded, "export");
}

#[test]
fn every_earlier_database_is_backed_up_as_it_was_and_the_backup_can_be_restored() {
    for fixture in older() {
        let folder = tempfile::tempdir().unwrap();
        for databases in engines(&folder) {
            eprintln!("step {:04} on {databases:?}:", fixture.step);
            back_up_and_restore(&fixture, &databases);
        }
    }
}

/// What must be the same before and after something that changes nothing.
fn state(url: &str) -> (String, Option<Vec<u8>>) {
    let bytes = url.strip_prefix("sqlite:").map(|file| fs::read(file).unwrap());
    (definitions(url).unwrap(), bytes)
}

#[test]
fn a_dry_run_names_every_step_and_changes_nothing() {
    for fixture in older() {
        let folder = tempfile::tempdir().unwrap();
        for databases in engines(&folder) {
            let url = fixture.load(&databases).unwrap();
            let (before, listed) = (state(&url), files(folder.path()));
            let program = program(url.clone());
            // What verify finds in the upgraded copy is found in the upgraded database too.
            let status = i32::from(!fixture.text("findings.txt").unwrap().is_empty());
            let told = program.expect(&["migrate", "--dry-run"], status).unwrap();
            let missing = newest_step() - fixture.step;
            assert!(told.out.contains(&format!("{missing} schema steps behind")), "{told:?}");
            assert!(told.out.ends_with("The database was not changed\n"), "{told:?}");
            let on_server = matches!(databases, Databases::Postgres);
            assert_eq!(told.out.contains("the server's own times differ"), on_server, "{told:?}");

            let json = ["migrate", "--dry-run", "--format", "json"];
            let told = program.expect(&json, status).unwrap().out;
            let told: serde_json::Value = serde_json::from_str(&told).unwrap();
            assert_eq!(told["missing_steps"], missing);
            assert!(told["rows"].as_u64().unwrap() > 500, "{told}");
            let steps = told["steps"].as_array().unwrap();
            let numbers: Vec<u64> = steps.iter().filter_map(|it| it["number"].as_u64()).collect();
            let expected: Vec<u64> =
                (fixture.step + 1..=newest_step()).map(|it| it as u64).collect();
            assert_eq!(numbers, expected);
            let changed = |name| steps.iter().find(|step| step["name"] == name);
            let consent = changed("consent").map(|step| step["rows_changed"].as_u64().unwrap());
            assert_eq!(consent.map(|rows| rows >= 10), (fixture.step < CONSENT).then_some(true));
            assert_eq!(files(folder.path()), listed);
            assert!(state(&url) == before, "{url}");
        }
    }
}

#[test]
fn without_steps_to_apply_there_is_no_backup_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for databases in engines(&folder) {
        let program = program_with_fresh_schema(&databases);
        let listed = files(folder.path());
        let told = program.expect(&["migrate"], 0).unwrap().out;
        assert!(told.contains("so no backup was made\n"), "{told}");
        assert!(told.ends_with(": 0 schema steps applied\n"), "{told}");
        let told = program.expect(&["migrate", "--dry-run"], 0).unwrap().out;
        assert!(told.ends_with("there is nothing to upgrade\n"), "{told}");
        assert_eq!(files(folder.path()), listed);
    }
}

#[test]
fn the_backup_is_beside_a_file_and_has_to_be_named_or_refused_for_a_server() {
    let fixture = older().last().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for databases in engines(&folder) {
        let url = fixture.load(&databases).unwrap();
        let program = program(url.clone());
        if matches!(databases, Databases::Postgres) {
            let before = state(&url);
            let refused = program.expect(&["migrate"], 2).unwrap().err;
            assert!(
                refused.contains("--backup-to DIR, or go without with --no-backup"),
                "{refused}"
            );
            assert!(state(&url) == before);
            program.expect(&["migrate", "--no-backup"], 0).unwrap();
        } else {
            program.expect(&["migrate"], 0).unwrap();
            let is_backup = |path: &PathBuf| text(path).contains("/countersign-before-upgrade-");
            assert_eq!(files(folder.path()).iter().filter(|path| is_backup(path)).count(), 1);
            let audit = program.expect(&["audit"], 0).unwrap().out;
            assert!(audit.contains("countersign-before-upgrade-"), "{audit}");
        }
        assert_eq!(findings(&program), fixture.text("findings.txt").unwrap());
    }
}

#[test]
fn if_the_backup_fails_nothing_is_upgraded() {
    let fixture = older().next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for databases in engines(&folder) {
        let url = fixture.load(&databases).unwrap();
        let before = state(&url).0;
        let missing = folder.path().join("missing");
        let refused = program(url.clone()).expect(&["migrate", "--backup-to", text(&missing)], 2);
        assert!(refused.unwrap().err.contains("no such folder; make it first"));
        assert!(!missing.exists());
        assert_eq!(state(&url).0, before);
    }
    let url = fixture.load(&Databases::Sqlite(folder.path().to_owned())).unwrap();
    damage(&url);
    let backups = tempfile::tempdir().unwrap();
    let damaged = program(url.clone());
    let refused = damaged.expect(&["migrate", "--backup-to", text(backups.path())], 3).unwrap();
    assert!(refused.err.contains("Nothing was upgraded"), "{refused:?}");
    assert!(files(backups.path()).is_empty(), "nothing half made is left");
    let behind = damaged.expect(&["verify"], 2).unwrap();
    assert!(behind.err.contains("schema steps behind"), "{behind:?}");
}

/// Overwrites what an index holds, which no comparison of rows reads.
fn damage(url: &str) {
    let file = url.strip_prefix("sqlite:").unwrap();
    let connection = Connection::open(file).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'deliveries_by_way'";
    let root: i64 = connection.query_row(root, [], |row| row.get(0)).unwrap();
    let size: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    drop(connection);
    let mut bytes = fs::read(file).unwrap();
    let page = usize::try_from((root - 1) * size).unwrap();
    bytes[page + 1..page + 8].fill(0xff);
    fs::write(file, bytes).unwrap();
}

#[test]
fn no_other_verb_upgrades_an_older_database() {
    let fixture = older().last().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let current = program_with_fresh_schema(&Databases::Sqlite(folder.path().to_owned()));
    let backup = folder.path().join("current.sqlite");
    current.expect(&["backup", text(&backup)], 0).unwrap();
    for databases in engines(&folder) {
        let url = fixture.load(&databases).unwrap();
        let before = state(&url).0;
        let older = program(url.clone());
        let refuse = |program: &CommandLine, arguments: &[&str]| {
            let refused = program.expect(arguments, 2).unwrap().err;
            assert!(refused.contains("countersign migrate"), "{arguments:?}: {refused}");
            assert_eq!(state(&url).0, before, "{arguments:?}");
        };
        for verb in ["init", "serve", "backup", "clock", "verify"] {
            let file = folder.path().join("x.sqlite");
            let arguments = [verb, text(&file)];
            refuse(&older, &arguments[..if verb == "backup" { 2 } else { 1 }]);
        }
        let mut copy = std::process::Command::new(&older.binary);
        let copied =
            copy.args(["copy-database", "--from", &current.database, "--to", &url]).output();
        let copied = copied.unwrap();
        assert_eq!(copied.status.code(), Some(2), "{copied:?}");
        assert_eq!(state(&url).0, before);
    }
}
