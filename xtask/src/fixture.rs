//! `cargo xtask fixture`: the database that the newest schema step leaves to later programs.
//!
//! The story of `crates/countersign/tests/program/upgrade` is played on both engines by the program
//! of this workspace, and what comes of it is written to a separate folder. Databases of a step
//! that was released stay as they are: they stand for those that people have.

use crate::cargo::{self, Failure, cargo, root};
use countersign_testkit::postgres::{Cluster, VARIABLE};
use std::fs;
use std::path::Path;

/// Where the fixtures lie, from the root of the workspace.
const PLACE: &str = "crates/testkit/fixtures";
/// A line for each schema step.
const STEPS: &str = "crates/store/migrations/lock";
/// Has the story write what it comes to.
const RECORD: &str = "COUNTERSIGN_RECORD_FIXTURE";

/// Writes the fixture of the newest step, if there is none yet.
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
