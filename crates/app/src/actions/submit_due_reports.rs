//! Submits the reports whose deadline passed while they were with their partners.

use super::save_reports::{ReportMove, save, seal, seals};
use countersign_domain::instant::Instant;
use countersign_domain::workflow::submit_at_deadline;
use countersign_store::reports::{self, StoredReport};
use countersign_store::{Result, Tx, installation};

/// Reports submitted in one transaction.
const BATCH: i64 = 1_000;

/// Submits up to a batch of reports whose deadline is `at` or before, and returns how many there
/// were.
///
/// # Errors
/// Fails when the database does.
pub async fn batch(tx: &mut Tx, at: Instant, recorded_at: Instant) -> Result<usize> {
    installation::take_work_lock(tx).await?;
    let due = reports::due(tx, at, BATCH).await?;
    let found: Vec<StoredReport> = reports::find(tx, &due).await?.into_iter().flatten().collect();
    let first = found.iter().filter(|stored| stored.report.submitted_at.is_none());
    let mut seals = seals(tx, first).await?;
    let mut moves = Vec::new();
    for stored in found {
        let before = stored.report.clone();
        let mut after = stored;
        let mut entries = submit_at_deadline(&mut after.report, recorded_at);
        seal(&mut entries, seals.remove(&after.key()));
        moves.push(ReportMove::new(before, after, entries));
    }
    save(tx, &moves).await?;
    Ok(due.len())
}
