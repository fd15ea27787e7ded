//! `cargo xtask fixture`: the database that the newest schema step leaves to later programs.
//!
//! Plays the story of `crates/countersign/tests/program/upgrade` on both engines with the program
//! of this workspace and writes the result to a separate folder. Databases of a released step are
//! not changed, because they represent existing installations.

use crate::cargo::{self, Failure, cargo, root};
use countersign_testkit::postgres::{Cluster, VARIABLE};
use std::fs;
use std::path::Path;

const PLACE: &str = "crates/testkit/fixtures";
const STEPS: &str = "crates/store/migrations/lock";
/// Makes the story write its result.
const RECORD: &str = "COUNTERSIGN_RECORD_FIXTURE";

/// Writes the fixture of the newest step, if it does not exist yet.
pub fn run() -> Result<(), Failure> {
    let steps = root().join(STEPS);
    let lock = fs::read_to_string(&steps).map_err(|e| format!("{}: {e}", steps.display()))?;
    let folder = Path::new(PLACE).join(format!("{:04}", lock.lines().count()));
    if root().join(&folder).exists() {
        let message = format!(
            "{} is there already; remove it first if its schema step was never released",
            folder.display()
        );
        return Err(message.into());
    }
    let cluster = Cluster::start()?;
    let mut story = cargo();
    story.args(["test", "-p", "countersign", "--test", "program", "upgrade::recording"]);
    cargo::run(story.env(RECORD, "1").env(VARIABLE, cluster.url("postgres")))?;
    eprintln!("written: {}; say in {PLACE}/README.md what is new in it", folder.display());
    Ok(())
}
