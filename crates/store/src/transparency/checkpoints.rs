//! Signed checkpoints of the log, and the public keys that sign them.

use super::pending;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;

statements! {
    LAST = "SELECT size, note FROM tlog_checkpoints ORDER BY size DESC LIMIT 1";
    LAST_SIGNED = "SELECT size, note, signed_at FROM tlog_checkpoints \
        ORDER BY size DESC LIMIT 1";
    OF_SIZE = "SELECT size, note FROM tlog_checkpoints WHERE size = $1";
    SINCE = "SELECT size, note FROM tlog_checkpoints WHERE size > $1 ORDER BY size LIMIT $2";
    COUNT_SINCE = "SELECT COUNT(*) FROM tlog_checkpoints WHERE size > $1";
    ADD = "INSERT INTO tlog_checkpoints (size, signed_at, note) VALUES ($1, $2, $3)";
    KEYS = "SELECT verifier FROM tlog_keys ORDER BY began_at, verifier";
    KEY_PERIODS = "SELECT verifier, began_at FROM tlog_keys ORDER BY began_at, verifier";
    ADD_KEY = "INSERT INTO tlog_keys (verifier, began_at) VALUES ($1, $2)";
}

/// A checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// The number of leaves that it covers.
    pub size: i64,
    /// The signed note.
    pub note: String,
}

fn stored(row: crate::Row<'_>) -> Result<StoredCheckpoint> {
    Ok(StoredCheckpoint { size: row.get(0)?, note: row.get(1)? })
}

/// The latest checkpoint.
///
/// # Errors
/// Fails when the database does.
pub async fn last(tx: &mut Tx) -> Result<Option<StoredCheckpoint>> {
    tx.first(LAST, &[], stored).await
}

/// The latest checkpoint, with the instant at which it was signed.
///
/// # Errors
/// Fails when the database does.
pub async fn last_signed(tx: &mut Tx) -> Result<Option<(StoredCheckpoint, Instant)>> {
    tx.first(LAST_SIGNED, &[], |row| Ok((stored(row)?, row.get(2)?))).await
}

/// The checkpoint of exactly this many leaves.
///
/// # Errors
/// Fails when the database does.
pub async fn of_size(tx: &mut Tx, size: i64) -> Result<Option<StoredCheckpoint>> {
    tx.first(OF_SIZE, &[size.into()], stored).await
}

/// Checkpoints of more leaves than this, the smallest first. The first of them is the earliest that
/// covers the leaf at this position, and stays it.
///
/// # Errors
/// Fails when the database does.
pub async fn since(tx: &mut Tx, size: i64, limit: i64) -> Result<Vec<StoredCheckpoint>> {
    tx.all(SINCE, &[size.into(), limit.into()], stored).await
}

/// How many checkpoints have more leaves than this.
///
/// # Errors
/// Fails when the database does.
pub async fn count_since(tx: &mut Tx, size: i64) -> Result<i64> {
    Ok(tx.first(COUNT_SINCE, &[size.into()], |row| row.get(0)).await?.unwrap_or_default())
}

/// Adds a checkpoint.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when there is one of this size.
pub async fn add(tx: &mut Tx, checkpoint: &StoredCheckpoint, at: Instant) -> Result<()> {
    let values = [checkpoint.size.into(), at.into(), (&checkpoint.note).into()];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// The public keys of the log, the first one first.
///
/// # Errors
/// Fails when the database does.
pub async fn keys(tx: &mut Tx) -> Result<Vec<String>> {
    tx.all(KEYS, &[], |row| row.get(0)).await
}

/// The public keys with the instants since when each signs, the first one first.
///
/// # Errors
/// Fails when the database does.
pub async fn key_periods(tx: &mut Tx) -> Result<Vec<(String, Instant)>> {
    tx.all(KEY_PERIODS, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Adds a public key, which becomes a leaf as well.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when it is there.
pub async fn add_key(tx: &mut Tx, verifier: &str, at: Instant) -> Result<()> {
    tx.execute(ADD_KEY, &[verifier.into(), at.into()]).await?;
    pending::add(tx, &[LeafName::key(verifier)]).await
}
