//! Remembers requests that carry a key, and their answers, so that each is carried out once.
//!
//! A request is reserved before its work begins, and its answer is kept in the transaction of the
//! work. A request that was cut off, or whose process died, either did everything and left its
//! answer, or did nothing.

use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::idempotent_requests::{self as requests, KeptAnswer, RequestName};
use countersign_store::{Result, StoreError, Tx};
use uuid::Uuid;

/// How long an answer is kept, in microseconds.
const KEPT: i64 = 7 * DAY_MICROS;
/// How long a run can take, in microseconds; the time limit of a response is shorter.
const RUNS: i64 = 90 * 1_000_000;

/// A request that is about to be answered.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who sent it, and its key.
    pub name: RequestName<'a>,
    /// The SHA-256 of what was asked.
    pub fingerprint: &'a [u8],
    /// The run that is to answer it.
    pub run: Uuid,
}

/// What is known of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// It is to be answered now.
    Now,
    /// It was answered before.
    Answered(KeptAnswer),
    /// It is being answered.
    InUse,
    /// Its key belongs to another request.
    Reused,
}

/// Reserves a request. Its key is free again when no answer to an earlier run can come any more.
///
/// # Errors
/// Fails when the database does.
pub async fn reserve(tx: &mut Tx, asked: Asked<'_>, now: Instant) -> Result<Reserved> {
    let Asked { name, fingerprint, run } = asked;
    requests::forget_old(tx, now.plus_micros(-KEPT)).await?;
    if requests::reserve(tx, name, fingerprint, run, now).await? {
        return Ok(Reserved::Now);
    }
    // It was forgotten in between: as good as one that is being answered.
    let Some(known) = requests::find(tx, name).await? else { return Ok(Reserved::InUse) };
    if known.fingerprint != fingerprint {
        return Ok(Reserved::Reused);
    }
    if let Some(answer) = known.answer {
        return Ok(Reserved::Answered(answer));
    }
    let may_still_end = now < known.began_at.plus_micros(RUNS);
    if may_still_end || !requests::take_over(tx, name, known.run, run, now).await? {
        return Ok(Reserved::InUse);
    }
    Ok(Reserved::Now)
}

/// Keeps the answer of a run, in the transaction of its work.
///
/// # Errors
/// [`StoreError::Busy`] when another run answers meanwhile; nothing of the work may stay then.
pub async fn keep(tx: &mut Tx, asked: Asked<'_>, answer: &KeptAnswer) -> Result<()> {
    if requests::answer(tx, asked.name, asked.run, answer).await? {
        return Ok(());
    }
    Err(StoreError::Busy("another request answers for this key".to_owned()))
}

/// Forgets a run that failed, so that its request can be sent again.
///
/// # Errors
/// Fails when the database does.
pub async fn release(tx: &mut Tx, asked: Asked<'_>) -> Result<()> {
    requests::release(tx, asked.name, asked.run).await
}
