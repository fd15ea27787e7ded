//! Requests of the API that carry an `Idempotency-Key`, and their answers.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    RESERVE = "INSERT INTO idempotent_requests (caller, request_key, fingerprint, run, began_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (caller, request_key) DO NOTHING";
    FIND = "SELECT fingerprint, run, began_at, status, headers, body FROM idempotent_requests \
        WHERE caller = $1 AND request_key = $2";
    TAKE_OVER = "UPDATE idempotent_requests SET run = $4, began_at = $5 WHERE caller = $1 \
        AND request_key = $2 AND run = $3 AND status IS NULL";
    ANSWER = "UPDATE idempotent_requests SET status = $4, headers = $5, body = $6 \
        WHERE caller = $1 AND request_key = $2 AND run = $3 AND status IS NULL";
    RELEASE = "DELETE FROM idempotent_requests WHERE caller = $1 AND request_key = $2 \
        AND run = $3 AND status IS NULL";
    FORGET_OLD = "DELETE FROM idempotent_requests WHERE began_at < $1";
}

/// The name of a request: who sent it, and its key.
#[derive(Clone, Copy, Debug)]
pub struct RequestName<'a> {
    /// The person and company, or the service account.
    pub caller: &'a str,
    /// The key that the caller chose.
    pub key: &'a str,
}

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The status code.
    pub status: i64,
    /// Its own headers, as the caller wrote them.
    pub headers: String,
    /// The body.
    pub body: String,
}

/// A request that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRequest {
    /// The SHA-256 of what was asked.
    pub fingerprint: Vec<u8>,
    /// The run that answers it, or did.
    pub run: Uuid,
    /// When that began.
    pub began_at: Instant,
    /// The answer; none while the run goes on.
    pub answer: Option<KeptAnswer>,
}

/// Adds a request that is about to be answered; false if its name is known.
///
/// # Errors
/// Fails when the database does.
pub async fn reserve(
    tx: &mut Tx,
    name: RequestName<'_>,
    fingerprint: &[u8],
    run: Uuid,
    now: Instant,
) -> Result<bool> {
    let values = [name.caller.into(), name.key.into(), fingerprint.into(), run.into(), now.into()];
    Ok(tx.execute(RESERVE, &values).await? == 1)
}

/// The request with this name.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, name: RequestName<'_>) -> Result<Option<KnownRequest>> {
    tx.first(FIND, &[name.caller.into(), name.key.into()], |row| {
        let status: Option<i64> = row.get(3)?;
        let (headers, body): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        let (headers, body) = (headers.unwrap_or_default(), body.unwrap_or_default());
        Ok(KnownRequest {
            fingerprint: row.get(0)?,
            run: row.get(1)?,
            began_at: row.get(2)?,
            answer: status.map(|status| KeptAnswer { status, headers, body }),
        })
    })
    .await
}

/// Takes the place of a run that ended without an answer; false if another one did first.
///
/// # Errors
/// Fails when the database does.
pub async fn take_over(
    tx: &mut Tx,
    name: RequestName<'_>,
    ended: Uuid,
    run: Uuid,
    now: Instant,
) -> Result<bool> {
    let values = [name.caller.into(), name.key.into(), ended.into(), run.into(), now.into()];
    Ok(tx.execute(TAKE_OVER, &values).await? == 1)
}

/// Keeps the answer of a run; false if the run is no longer the one that answers.
///
/// # Errors
/// Fails when the database does.
pub async fn answer(
    tx: &mut Tx,
    name: RequestName<'_>,
    run: Uuid,
    answer: &KeptAnswer,
) -> Result<bool> {
    let values = [
        name.caller.into(),
        name.key.into(),
        run.into(),
        answer.status.into(),
        (&answer.headers).into(),
        (&answer.body).into(),
    ];
    Ok(tx.execute(ANSWER, &values).await? == 1)
}

/// Forgets a run that failed, so that its request can be sent again.
///
/// # Errors
/// Fails when the database does.
pub async fn release(tx: &mut Tx, name: RequestName<'_>, run: Uuid) -> Result<()> {
    tx.execute(RELEASE, &[name.caller.into(), name.key.into(), run.into()]).await?;
    Ok(())
}

/// Deletes requests that began before an instant.
///
/// # Errors
/// Fails when the database does.
pub async fn forget_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute(FORGET_OLD, &[before.into()]).await
}
