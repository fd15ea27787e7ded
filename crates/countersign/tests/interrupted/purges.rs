//! Purges that are killed at random moments: the record of what went is true, and the same command
//! run again does the rest.
//!
//! COUNTERSIGN_SEED sets the moments of the kills; a failure prints it.
//! SQL here: rows and their records are counted.

use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::interruption::{kill_after, random_moments, seed};
use std::process::Command;
use std::time::Instant;
use tokio::runtime::Builder;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");
const KILLS: u32 = 12;
const PURGE: [&str; 3] = ["purge", "--keep-readings-months", "3"];

/// Readings that are there, and readings that purges recorded as removed.
fn counted(program: &CommandLine) -> [i64; 2] {
    let url = DatabaseUrl::parse(&program.database).unwrap();
    let count = async {
        let store = Store::open(&url).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let mut counts = [0; 2];
        for (at, sql) in [
            "SELECT COUNT(*) FROM readings",
            "SELECT COALESCE(SUM(removed), 0) FROM purges WHERE table_name = 'readings'",
        ]
        .into_iter()
        .enumerate()
        {
            counts[at] = tx.first(sql, &[], |row| row.get(0)).await.unwrap().unwrap();
        }
        counts
    };
    Builder::new_current_thread().enable_all().build().unwrap().block_on(count)
}

#[test]
fn whatever_moment_kills_it_the_record_of_a_purge_is_true() {
    let folder = tempfile::tempdir().unwrap();
    let program = CommandLine::new(BINARY, format!("sqlite:{}/c.db", folder.path().display()));
    program.expect(&["init"], 0).unwrap();
    let data = folder.path().join("data").display().to_string();
    let months = ["--months", "3", "--until", "2026-05", "--partners", "60"];
    let sample = Command::new(BINARY).args(["sample", &data]).args(months).output().unwrap();
    assert!(sample.status.success(), "{sample:?}");
    program.expect(&["import", &data], 0).unwrap();
    let seed = seed();
    eprintln!("COUNTERSIGN_SEED={seed}");
    let [all, none] = counted(&program);
    assert!(all > 50_000 && none == 0, "{all}");
    // How long it takes, on a copy.
    let copy = folder.path().join("copy.sqlite").display().to_string();
    program.expect(&["backup", &copy], 0).unwrap();
    let beside = CommandLine::new(BINARY, format!("sqlite:{copy}"));
    let began = Instant::now();
    beside.expect(&PURGE, 0).unwrap();
    let [expected, gone] = counted(&beside);
    assert_eq!(expected + gone, all);
    let took = began.elapsed();
    for moment in random_moments(seed, KILLS, took / 2) {
        kill_after(program.command(&PURGE), moment).unwrap();
        let [left, gone] = counted(&program);
        assert_eq!(left + gone, all, "killed after {moment:?}");
        program.expect(&["verify"], 0).unwrap();
    }
    program.expect(&PURGE, 0).unwrap();
    assert_eq!(counted(&program), [expected, gone]);
    let again = program.expect(&PURGE, 0).unwrap().out;
    assert!(again.starts_with("nothing was purged"), "{again}");
}
