//! Forgets events that came so long ago that none of them is taken for a repetition any more.

use crate::failure::Result;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::{Store, received_events};

/// How long events are known: longer than a cycle is open.
const KEPT_DAYS: i64 = 100;
/// The most events that one transaction forgets, so that no request waits for a whole month's.
const BATCH: i64 = 20_000;

/// Forgets the events that came more than a hundred days before `now`, an instant of the
/// installation.
///
/// # Errors
/// Fails when the database does; what was forgotten stays so.
pub async fn run(store: &Store, now: Instant) -> Result<()> {
    let before = now.plus_micros(-KEPT_DAYS * DAY_MICROS);
    // The clock runs often, and there is seldom an old event.
    while store.reading(async |tx| received_events::is_older(tx, before).await).await? {
        store.write(async |tx| received_events::forget_old(tx, before, BATCH).await).await?;
    }
    Ok(())
}
