//! Removes old messages, the personal data of old audit entries, and ended sessions.

use super::{PurgeOutcome, PurgeTimes, Retention};
use crate::failure::Result;
use crate::identity::session::IDLE;
use crate::progress::WorkProgress;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::purges::{self, OldRows, PurgeBound};
use countersign_store::{Store, installation};

/// Rows of one transaction.
const BATCH: usize = 5_000;

/// What is old, by the machine's time.
pub(super) fn of(retention: &Retention, machine: Instant) -> Vec<OldRows> {
    let before = |days: u32| machine.plus_micros(-i64::from(days) * DAY_MICROS);
    let sessions = |days| OldRows::Sessions {
        expired_before: before(days),
        seen_before: before(days).plus_micros(-IDLE),
    };
    let old = [
        retention.messages_days.map(|days| OldRows::Messages(before(days))),
        retention.audit_details_days.map(|days| OldRows::AuditDetails(before(days))),
        retention.sessions_days.map(sessions),
    ];
    old.into_iter().flatten().collect()
}

pub(super) async fn count(store: &Store, old: &OldRows, outcome: &mut PurgeOutcome) -> Result<()> {
    let count = store.reading(async |tx| purges::count_old(tx, old).await).await?;
    outcome.add(old.table(), count);
    Ok(())
}

pub(super) async fn remove(
    store: &Store,
    old: &OldRows,
    times: PurgeTimes,
    outcome: &mut PurgeOutcome,
    progress: &mut WorkProgress,
) -> Result<()> {
    let total = store.reading(async |tx| purges::count_old(tx, old).await).await?;
    progress.begin(&format!("purging {}", old.table().name()), "", Some(total));
    let bound = PurgeBound { purged_at: times.machine, before_at: old.before_at(), cycle: None };
    let mut done = 0;
    loop {
        let count = store
            .write(async |tx| {
                installation::take_work_lock(tx).await?;
                let removed = purges::remove_old(tx, old, BATCH).await?;
                let count = removed.count();
                purges::record(tx, old.table(), bound, removed).await?;
                Ok(count)
            })
            .await?;
        outcome.add(old.table(), count);
        done += count;
        progress.at(done);
        if count < BATCH as u64 {
            return Ok(());
        }
    }
}
