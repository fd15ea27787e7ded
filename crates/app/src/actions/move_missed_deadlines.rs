//! Gives reports whose deadline passed while the clock did not run the new deadline that the
//! operator chose for everyone.

use super::save_reports::{ReportMove, save};
use countersign_domain::instant::Instant;
use countersign_domain::workflow::extend_missed;
use countersign_store::{Result, Tx, installation, reports};

/// Reports moved in one transaction.
const BATCH: i64 = 1_000;

/// Moves up to a batch of deadlines that passed at or before `now` and returns how many it moved.
///
/// # Errors
/// Fails when the database does.
pub async fn batch(tx: &mut Tx, now: Instant, deadline: Instant) -> Result<usize> {
    installation::take_work_lock(tx).await?;
    let due = reports::due(tx, now, BATCH).await?;
    let mut moves = Vec::new();
    for mut stored in reports::find(tx, &due).await?.into_iter().flatten() {
        let before = stored.report.clone();
        let entry = extend_missed(&mut stored.report, deadline, now);
        moves.push(ReportMove::new(before, stored, vec![entry]));
    }
    save(tx, &moves).await?;
    Ok(due.len())
}
