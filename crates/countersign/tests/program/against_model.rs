//! The program against an independent model of the rules, on generated cases, cell by cell.

use countersign_testkit::dataset::{Size, first_seed};
use countersign_testkit::differential::Program;
use countersign_testkit::postgres;

/// Number of cases on SQLite, unless `COUNTERSIGN_CASES` is set, as `cargo xtask release-check`
/// does. On PostgreSQL a third of them.
const CASES: u64 = 3;

/// Whether the program has `report missing`.
const MISSING: bool = true;

fn variable<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

fn cases() -> u64 {
    variable("COUNTERSIGN_CASES").unwrap_or(CASES)
}

/// The size of a case. Fewer steps are faster.
fn size() -> Size {
    variable("COUNTERSIGN_CASE_STEPS").map_or_else(Size::default, |steps| Size { steps })
}

fn agree(cases: u64, database: impl Fn(&std::path::Path) -> String) {
    let mut differences = Vec::new();
    for seed in first_seed()..first_seed() + cases {
        let folder = tempfile::tempdir().unwrap();
        let program = Program {
            binary: env!("CARGO_BIN_EXE_countersign").into(),
            database: database(folder.path()),
            folder: folder.path().to_owned(),
            missing: MISSING,
        };
        if let Err(difference) = program.agrees_with_model(seed, size()) {
            differences.push(difference);
            if variable::<u8>("COUNTERSIGN_KEEP").is_some() {
                println!("seed {seed}: the files are in {}", folder.keep().display());
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn the_program_agrees_with_the_model_on_sqlite() {
    agree(cases(), |folder| format!("sqlite:{}", folder.join("c.db").display()));
}

#[test]
fn the_program_agrees_with_the_model_on_postgresql() {
    agree(cases().div_ceil(3), |_| postgres::database());
}
