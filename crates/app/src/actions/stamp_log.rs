//! Has the newest checkpoint of the log stamped by a time stamping authority, if that is due.
//!
//! No transaction is open during the request, so the log does not wait for the authority.

use crate::failure::Result;
use crate::random::Random;
use crate::transparency::authority::StampAuthority;
use crate::transparency::time_stamp::StampRequest;
use countersign_domain::instant::Instant;
use countersign_store::transparency::checkpoints::{self, StoredCheckpoint};
use countersign_store::transparency::stamps::{self, StoredStamp};
use countersign_store::{Store, Tx, installation};

/// Who stamps the log, and how often.
pub struct StampSchedule {
    /// The authority.
    pub authority: StampAuthority,
    /// The shortest time between two time stamps, in microseconds.
    pub every: i64,
}

/// A time stamp that was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StampedLog {
    /// The number of leaves of the checkpoint.
    pub size: i64,
    /// The instant that the time stamp names.
    pub at: Instant,
}

/// Requests and keeps a time stamp; `None` if none is due, or another process was first. `now` is
/// the machine's time.
///
/// # Errors
/// Fails when the database does, or if the authority sends no time stamp.
pub async fn run(
    store: &Store,
    schedule: &StampSchedule,
    random: &dyn Random,
    now: Instant,
) -> Result<Option<StampedLog>> {
    let due = store.reading(async |tx| due(tx, schedule.every, now).await).await?;
    let Some(StoredCheckpoint { size, note }) = due else { return Ok(None) };
    let request = StampRequest::of(&note, random);
    let (response, stamp) = schedule.authority.stamp(&request).await?;
    let stored = StoredStamp { size, received_at: now, response };
    let is_kept = store.write(async |tx| keep(tx, &stored).await).await?;
    Ok(is_kept.then_some(StampedLog { size, at: stamp.at }))
}

/// The checkpoint to stamp: the newest one, if it covers more records than the last stamped one,
/// and that was stamped long enough ago.
async fn due(
    tx: &mut Tx,
    every: i64,
    now: Instant,
) -> countersign_store::Result<Option<StoredCheckpoint>> {
    let (last, stamped) = (checkpoints::last(tx).await?, stamps::last(tx).await?);
    Ok(last.filter(|last| {
        stamped.is_none_or(|stamped| {
            // If the machine's clock was ahead then, no one waits until that time comes again.
            let pause = stamped.received_at..stamped.received_at.plus_micros(every);
            last.size > stamped.size && !pause.contains(&now)
        })
    }))
}

/// Keeps a time stamp, unless another process has one of this checkpoint or of a larger one.
async fn keep(tx: &mut Tx, new: &StoredStamp) -> countersign_store::Result<bool> {
    installation::take_work_lock(tx).await?;
    if stamps::last(tx).await?.is_some_and(|last| last.size >= new.size) {
        return Ok(false);
    }
    stamps::add(tx, new).await?;
    Ok(true)
}
