//! Has the newest checkpoint of the log stamped by a time stamping authority, if it is due.
//!
//! The authority is asked outside any transaction, and the log waits for nothing of this.

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

/// Gets and keeps the time stamp; `None` if none is due, or another process was first. `now` is the
/// machine's time.
///
/// # Errors
/// Fails when the database does, or the authority gives no time stamp.
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

/// The checkpoint to stamp: the newest one, if there is more in it than in the last one that was
/// stamped, and that was long enough ago.
async fn due(
    tx: &mut Tx,
    every: i64,
    now: Instant,
) -> countersign_store::Result<Option<StoredCheckpoint>> {
    let (last, stamped) = (checkpoints::last(tx).await?, stamps::last(tx).await?);
    Ok(last.filter(|last| {
        stamped.is_none_or(|stamped| {
            // If the machine's clock was ahead then, the end of the pause is none.
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
