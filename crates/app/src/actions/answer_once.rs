//! Remembers requests with a key and their answers, so that each request runs once.
//!
//! A request is reserved before its work begins, and its answer is kept in the transaction of the
//! work. If a request is cut off or its process dies, it has either done everything and stored its
//! answer, or done nothing.

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
    /// The caller and the key.
    pub name: RequestName<'a>,
    /// The SHA-256 of the request.
    pub fingerprint: &'a [u8],
    /// The run that answers it.
    pub run: Uuid,
}

/// The state of a request that has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// It has to be answered now.
    Now,
    /// It was answered before.
    Answered(KeptAnswer),
    /// It is being answered.
    InUse,
    /// Its key was used for another request.
    Reused,
}

/// Reserves a request. Its key becomes free once an earlier run can no longer answer.
///
/// # Errors
/// Fails when the database does.
pub async fn reserve(tx: &mut Tx, asked: Asked<'_>, now: Instant) -> Result<Reserved> {
    let Asked { name, fingerprint, run } = asked;
    requests::forget_old(tx, now.plus_micros(-KEPT)).await?;
    if requests::reserve(tx, name, fingerprint, run, now).await? {
        return Ok(Reserved::Now);
    }
    // It was deleted in between, which is treated like a request in progress.
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
