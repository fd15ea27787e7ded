//! Work that is killed at random moments and run again gives the same result as an undisturbed run.
//!
//! COUNTERSIGN_SEED sets the seed. A failure prints it. `cargo xtask soak` does the same with the
//! release binary, any number of kills and gigabytes of readings.

use std::path::Path;
use std::time::Duration;

use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::interruption::{Scene, Size, kill_after, seed};

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

/// Random moments per verb and engine.
const KILLED_RUNS: u32 = 4;

/// Large enough for a kill to hit the middle of the work.
const SIZE: Size = Size { partners: 36, subscriptions: 8, months: 3, rows: 2_000 };

/// Kills each verb. Its runs are divided among its kinds of work.
fn goes_on_as_undisturbed(databases: impl Fn(&Path) -> Databases) {
    let folder = tempfile::tempdir().unwrap();
    let binary = Path::new(BINARY);
    let scene = Scene::prepare(binary, databases(folder.path()), folder.path(), SIZE).unwrap();
    let seed = seed();
    let mut different = Vec::new();
    for verb in ["import", "clock", "apply"] {
        let works: Vec<_> = scene.works(verb).collect();
        let kinds = u32::try_from(works.len()).unwrap();
        for (kind, work) in (0..).zip(works) {
            let runs = KILLED_RUNS / kinds + u32::from(kind < KILLED_RUNS % kinds);
            let told = &mut |line: &str| eprintln!("{line}");
            different.extend(scene.disturb(work, runs, seed, told).err());
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

/// An interrupted `init` is completed by the next one, and never results in another kind of
/// database than requested.
fn a_database_is_made_or_not(databases: &Databases) {
    let init = ["init", "--rehearsal", "2026-10-01T00:00:00Z"];
    for millis in [1, 4, 8, 12, 16, 20, 25, 30, 40] {
        let program = CommandLine::new(BINARY, databases.fresh().unwrap());
        kill_after(program.command(&init), Duration::from_millis(millis)).unwrap();
        let again = program.run(&init);
        assert!(again.status == Some(0) || again.err.contains("already"), "{millis}: {again:?}");
        program.expect(&["clock", "--until", "2026-10-02T00:00:00Z"], 0).unwrap();
        databases.remove(&program.database).unwrap();
    }
}

#[test]
fn a_killed_init_is_made_good_by_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    a_database_is_made_or_not(&Databases::Sqlite(folder.path().to_owned()));
    a_database_is_made_or_not(&Databases::Postgres);
}

#[test]
fn killed_work_goes_on_as_if_nothing_had_happened_on_sqlite() {
    goes_on_as_undisturbed(|folder| Databases::Sqlite(folder.to_owned()));
}

#[test]
fn killed_work_goes_on_as_if_nothing_had_happened_on_postgresql() {
    goes_on_as_undisturbed(|_| Databases::Postgres);
}
