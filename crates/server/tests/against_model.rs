//! The program against an independent model of the rules, on generated cases, cell by cell.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use countersign_testkit::differential::Program;
use countersign_testkit::postgres;

/// Cases per engine.
const SEEDS: u64 = 24;

/// The first seed: another one than 0 tries other cases.
fn first_seed() -> u64 {
    std::env::var("COUNTERSIGN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0)
}

fn agree(cases: u64, database: impl Fn(&std::path::Path) -> String) {
    let mut differences = Vec::new();
    for seed in first_seed()..first_seed() + cases {
        let folder = tempfile::tempdir().unwrap();
        let program = Program {
            binary: env!("CARGO_BIN_EXE_countersign").into(),
            database: database(folder.path()),
            folder: folder.path().to_owned(),
        };
        differences.extend(program.agrees_with_model(seed).err());
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn the_program_agrees_with_the_model_on_sqlite() {
    agree(SEEDS, |folder| format!("sqlite:{}", folder.join("c.db").display()));
}

#[test]
fn the_program_agrees_with_the_model_on_postgresql() {
    agree(SEEDS / 3, |_| postgres::database());
}
