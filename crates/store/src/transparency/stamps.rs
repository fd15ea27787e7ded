//! Time stamps of checkpoints, as a time stamping authority sent them.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    ADD = "INSERT INTO tlog_stamps (size, received_at, response) VALUES ($1, $2, $3)";
    LAST = "SELECT size, received_at, response FROM tlog_stamps ORDER BY size DESC LIMIT 1";
    AFTER = "SELECT s.size, s.received_at, s.response, c.note FROM tlog_stamps s \
        LEFT JOIN tlog_checkpoints c ON c.size = s.size \
        WHERE s.size > $1 ORDER BY s.size LIMIT $2";
    SIZES = "SELECT size FROM tlog_stamps WHERE size > 0 AND size <= $1 \
        ORDER BY size";
}

/// A time stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStamp {
    /// The number of leaves that the checkpoint covers.
    pub size: i64,
    /// When it was received: the machine's time, not the one that it names.
    pub received_at: Instant,
    /// What the authority answered.
    pub response: Vec<u8>,
}

fn stored(row: crate::Row<'_>) -> Result<StoredStamp> {
    Ok(StoredStamp { size: row.get(0)?, received_at: row.get(1)?, response: row.get(2)? })
}

/// Adds a time stamp.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when the checkpoint has one.
pub async fn add(tx: &mut Tx, stamp: &StoredStamp) -> Result<()> {
    let values = [stamp.size.into(), stamp.received_at.into(), stamp.response[..].into()];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// The time stamp of the largest checkpoint that has one.
///
/// # Errors
/// Fails when the database does.
pub async fn last(tx: &mut Tx) -> Result<Option<StoredStamp>> {
    tx.first(LAST, &[], stored).await
}

/// Time stamps of checkpoints of more leaves than this, the smallest first, each with the note of
/// its checkpoint, if that is there.
///
/// # Errors
/// Fails when the database does.
pub async fn after(
    tx: &mut Tx,
    size: i64,
    limit: i64,
) -> Result<Vec<(StoredStamp, Option<String>)>> {
    tx.all(AFTER, &[size.into(), limit.into()], |row| Ok((stored(row)?, row.get(3)?))).await
}

/// The sizes of all checkpoints of at most this many leaves that have a time stamp, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn sizes(tx: &mut Tx, through: i64) -> Result<Vec<i64>> {
    tx.all(SIZES, &[through.into()], |row| row.get(0)).await
}
