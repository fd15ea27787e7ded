//! Work that is killed at random moments and run again comes to what it comes to undisturbed.
//!
//! COUNTERSIGN_SEED sets the seed; a failure prints it. `cargo xtask soak` does the same with the
//! release binary, any number of kills and readings of gigabytes.

use std::path::Path;

use countersign_testkit::databases::Databases;
use countersign_testkit::interruption::{Scene, Size, seed};

/// Random moments per verb and engine.
const KILLED_RUNS: u32 = 5;

/// Long enough for a kill to land somewhere inside.
const SIZE: Size = Size { partners: 48, subscriptions: 8, months: 4, rows: 3_000 };

/// Kills each verb, whose runs are shared out among its kinds of work.
fn goes_on_as_undisturbed(databases: impl Fn(&Path) -> Databases) {
    let folder = tempfile::tempdir().unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_countersign"));
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

#[test]
fn killed_work_goes_on_as_if_nothing_had_happened_on_sqlite() {
    goes_on_as_undisturbed(|folder| Databases::Sqlite(folder.to_owned()));
}

#[test]
fn killed_work_goes_on_as_if_nothing_had_happened_on_postgresql() {
    goes_on_as_undisturbed(|_| Databases::Postgres);
}
