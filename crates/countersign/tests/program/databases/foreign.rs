//! Databases of other programs are not touched.
//!
//! SQL here: the tables of other programs.

use crate::databases::fixture::{refused, run, text};
use countersign_testkit::databases::Databases;
use countersign_testkit::postgres;
use rusqlite::Connection;
use std::fs;
use std::path::Path;

const NOT_OURS: &str = " a Countersign database";

/// Verbs that open a database, with the fewest arguments possible.
fn verbs(folder: &Path) -> Vec<Vec<String>> {
    let file = folder.join("regions.csv");
    fs::write(&file, "code,name,time_zone\nEU,Europe,Europe/Berlin\n").unwrap();
    let file = text(&file);
    [
        "init",
        "clock",
        "clock --dry-run",
        &format!("import {file}"),
        &format!("import --dry-run {file}"),
        &format!("apply {file} --as eva@x.example"),
        "dispatch --cycle 2026-10 --vendor V --as eva@x.example",
        "export --cycle 2026-10",
        "report list --cycle 2026-10",
        "user list",
        "user add eva@x.example --name Eva --company operator --role Administrator",
        "verify",
        "migrate",
        "serve --listen 127.0.0.1:0",
    ]
    .iter()
    .map(|line| line.split(' ').map(ToOwned::to_owned).collect())
    .collect()
}

#[track_caller]
fn all_refuse(url: &str, name: &str, folder: &Path, unchanged: impl Fn(&str)) {
    for verb in verbs(folder) {
        let arguments: Vec<&str> = verb.iter().map(String::as_str).collect();
        let said = refused(2, url, &arguments, &[]);
        assert!(said.contains(NOT_OURS) && said.contains(name), "{verb:?}: {said}");
        assert!(said.len() < 600, "{verb:?} says much: {said}");
        unchanged(&format!("{verb:?}"));
    }
}

#[test]
fn another_programs_file_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let makes = [
        "CREATE TABLE reports (id INTEGER PRIMARY KEY, title TEXT)",
        "PRAGMA journal_mode = wal; CREATE TABLE people (id INTEGER)",
        // Names and definitions as in Rails and golang-migrate.
        "CREATE TABLE schema_migrations (version TEXT PRIMARY KEY)",
        "CREATE TABLE schema_migrations (version INTEGER, dirty INTEGER); CREATE TABLE t (a)",
        "PRAGMA application_id = 77",
    ];
    for (number, make) in makes.iter().enumerate() {
        let name = format!("other{number}.db");
        let path = folder.path().join(&name);
        Connection::open(&path).unwrap().execute_batch(make).unwrap();
        let before = fs::read(&path).unwrap();
        all_refuse(&format!("sqlite:{}", text(&path)), &name, folder.path(), |verb| {
            assert!(before == fs::read(&path).unwrap(), "{verb} changed {make}");
            for ending in ["-wal", "-shm", "-journal"] {
                let beside = folder.path().join(format!("{name}{ending}"));
                assert!(!beside.exists(), "{verb} made {}", beside.display());
            }
        });
    }
    let path = folder.path().join("letter.txt");
    fs::write(&path, "Dear Eva,\n".repeat(1_000)).unwrap();
    all_refuse(&format!("sqlite:{}", text(&path)), "letter.txt", folder.path(), |verb| {
        assert_eq!(fs::read_to_string(&path).unwrap(), "Dear Eva,\n".repeat(1_000), "{verb}");
    });
}

#[test]
fn another_programs_tables_on_a_server_are_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    for make in [
        "CREATE TABLE orders (id BIGINT)",
        "CREATE TABLE schema_migrations (version VARCHAR PRIMARY KEY)",
    ] {
        let url = Databases::Postgres.fresh().unwrap();
        postgres::execute(&url, make).unwrap();
        let name = url.rsplit('/').next().unwrap().to_owned();
        all_refuse(&url, &name, folder.path(), |_| {});
        let counted = "DO $$ BEGIN IF (SELECT COUNT(*) FROM pg_tables \
            WHERE schemaname = 'public') <> 1 THEN RAISE 'tables were made'; END IF; END $$";
        postgres::execute(&url, counted).unwrap();
        postgres::remove(&url).unwrap();
    }
}

#[test]
fn a_database_whose_making_was_cut_off_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("half.db");
    let url = format!("sqlite:{}", text(&path));
    fs::write(&path, "").unwrap();
    assert_eq!(run(&url, &["init"], &[]).status, Some(0), "an empty file");
    let half = Connection::open(&path).unwrap();
    half.execute_batch("DELETE FROM companies; DELETE FROM installation").unwrap();
    drop(half);
    let ended = run(&url, &["init"], &[]);
    assert_eq!(ended.status, Some(0), "the schema alone: {ended:?}");
    assert_eq!(run(&url, &["verify"], &[]).status, Some(0));
    let bare = folder.path().join("bare.db");
    Connection::open(&bare).unwrap().execute_batch("PRAGMA journal_mode = wal").unwrap();
    let ended = run(&format!("sqlite:{}", text(&bare)), &["init"], &[]);
    assert_eq!(ended.status, Some(0), "before its first table: {ended:?}");
}
