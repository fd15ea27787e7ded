//! Tries an upgrade on a copy that is thrown away, with a stopwatch, and verifies the result.
//!
//! The copy is an SQLite file, also of a server's database: on the server, even a transaction that
//! is rolled back would lock tables and stop the console.

use crate::actions::verify_record::Findings;
use crate::backups::check;
use crate::backups::copying::Copying;
use crate::backups::partial::Partial;
use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use countersign_domain::instant::Instant;
use countersign_store::{AppliedStep, DatabaseUrl, Store, backups};
use std::time::{Duration, Instant as Moment};

/// The result.
#[derive(Debug)]
pub struct Trial {
    /// The rows of the database.
    pub rows: u64,
    /// How long it took to copy them and to check the copy.
    pub copied_in: Duration,
    /// The steps.
    pub steps: Vec<AppliedStep>,
    /// How long all of them took, and their commit.
    pub upgraded_in: Duration,
    /// What `verify` finds afterwards.
    pub findings: Findings,
}

/// Tries the upgrade. The database is only read.
///
/// # Errors
/// Fails if the copy or a step fails.
pub async fn run(store: &Store, now: Instant, progress: &mut WorkProgress) -> Result<Trial> {
    let folder = tempfile::tempdir().map_err(|error| Failure::io(&std::env::temp_dir(), &error))?;
    let partial = Partial::begin(&folder.path().join("countersign.db"))?;
    let file = partial.path();
    let began = Moment::now();
    let mut shown = Copying::begin(progress);
    let copied = backups::write_older(store, file, now, |copied| shown.at(copied)).await?;
    check::check_file(file, progress).await?;
    let copied_in = began.elapsed();

    progress.begin("upgrading the copy", "", None);
    let copy = Store::open_disposable(&DatabaseUrl::Sqlite(file.to_owned())).await?;
    let began = Moment::now();
    let mut upgrade = copy.begin_upgrade().await?;
    let steps = upgrade.apply(now).await?;
    upgrade.commit().await?;
    let upgraded_in = began.elapsed();
    drop(copy);
    let findings = check::check_record(file, progress).await?.findings;
    progress.end();
    let rows = copied.iter().map(|table| table.rows).sum();
    Ok(Trial { rows, copied_in, steps, upgraded_in, findings })
}
