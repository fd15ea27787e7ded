//! Wrong guesses by account and by address. The caller decides what follows from them.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    /// Changes nothing in an existing row, but locks it until the transaction ends, so that two
    /// attempts at once are counted one after the other.
    HOLD = "INSERT INTO throttles (kind, subject, failures, last_tried_at) \
        VALUES ($1, $2, 0, $3) ON CONFLICT (kind, subject) \
        DO UPDATE SET failures = throttles.failures";
    FIND = "SELECT failures, last_tried_at FROM throttles WHERE kind = $1 AND subject = $2";
    PUT = "UPDATE throttles SET failures = $3, last_tried_at = $4 \
        WHERE kind = $1 AND subject = $2";
    FORGET = "DELETE FROM throttles WHERE kind = $1 AND subject = $2";
    FORGET_OLD = "DELETE FROM throttles WHERE last_tried_at < $1";
}

/// The tries of one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// The number of wrong tries.
    pub failures: i64,
    /// The instant of the last try.
    pub last_tried_at: Instant,
}

/// The tries of a subject, locked until the transaction ends.
///
/// # Errors
/// Fails when the database does.
pub async fn hold(tx: &mut Tx, kind: &str, subject: &str, now: Instant) -> Result<Tries> {
    tx.execute(HOLD, &[kind.into(), subject.into(), now.into()]).await?;
    let found = tx
        .first(FIND, &[kind.into(), subject.into()], |row| {
            Ok(Tries { failures: row.get(0)?, last_tried_at: row.get(1)? })
        })
        .await?;
    Ok(found.unwrap_or(Tries { failures: 0, last_tried_at: now }))
}

/// Records the tries of a subject.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, kind: &str, subject: &str, tries: Tries) -> Result<()> {
    let values = [kind.into(), subject.into(), tries.failures.into(), tries.last_tried_at.into()];
    tx.execute(PUT, &values).await?;
    Ok(())
}

/// Deletes a subject.
///
/// # Errors
/// Fails when the database does.
pub async fn forget(tx: &mut Tx, kind: &str, subject: &str) -> Result<()> {
    tx.execute(FORGET, &[kind.into(), subject.into()]).await?;
    Ok(())
}

/// Deletes subjects whose last try was before `before`.
///
/// # Errors
/// Fails when the database does.
pub async fn forget_old(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute(FORGET_OLD, &[before.into()]).await
}
