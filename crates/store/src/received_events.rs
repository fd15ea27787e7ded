//! The events that came lately, by which a repetition is known.

use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::history::Hash;
use countersign_domain::instant::Instant;

statements! {
    FIND = "SELECT content, mapping FROM received_events WHERE company_id = $1 AND name = $2";
    NOTE = "INSERT INTO received_events (company_id, name, content, mapping, received_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (company_id, name) DO UPDATE \
        SET content = excluded.content, mapping = excluded.mapping, \
        received_at = excluded.received_at";
    OLDER = "SELECT 1 FROM received_events WHERE received_at < $1 LIMIT 1";
    /// In parts, so that no request waits for the removal of a whole month.
    FORGET_OLD = "DELETE FROM received_events WHERE (company_id, name) IN (SELECT company_id, \
        name FROM received_events WHERE received_at < $1 ORDER BY received_at LIMIT $2)";
}

/// An event that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceivedEvent {
    /// The hash of its source and id.
    pub name: Hash,
    /// The hash of all that makes it a reading.
    pub content: Hash,
    /// The hash of the mapping with which it was read.
    pub mapping: Hash,
}

/// Passes the events that a company sent before under these names to `take`.
///
/// # Errors
/// Fails when the database does.
pub async fn each_of(
    tx: &mut Tx,
    company_id: i64,
    names: &[Hash],
    mut take: impl FnMut(ReceivedEvent),
) -> Result<()> {
    let rows: Vec<_> = names.iter().map(|name| [company_id.into(), (&name[..]).into()]).collect();
    tx.each_of(FIND, &rows, |index, row| {
        let hash = |bytes: Vec<u8>| {
            let wrong = |_| StoreError::Corrupt("a hash of an event is too short".to_owned());
            Hash::try_from(bytes).map_err(wrong)
        };
        let (content, mapping) = (hash(row.get(0)?)?, hash(row.get(1)?)?);
        take(ReceivedEvent { name: names[index], content, mapping });
        Ok(())
    })
    .await
}

/// Records events that a company sent.
///
/// # Errors
/// Fails when the database does.
pub async fn note(
    tx: &mut Tx,
    company_id: i64,
    events: &[ReceivedEvent],
    now: Instant,
) -> Result<()> {
    let rows: Vec<_> = events
        .iter()
        .map(|it| {
            let hashes = [&it.name, &it.content, &it.mapping];
            let [name, content, mapping] = hashes.map(|hash| (&hash[..]).into());
            [company_id.into(), name, content, mapping, now.into()]
        })
        .collect();
    tx.execute_many(NOTE, &rows).await?;
    Ok(())
}

/// Whether an event came before an instant.
///
/// # Errors
/// Fails when the database does.
pub async fn is_older(tx: &mut Tx, before: Instant) -> Result<bool> {
    Ok(tx.first(OLDER, &[before.into()], |_| Ok(())).await?.is_some())
}

/// Deletes up to `most` events that came before an instant, the oldest first.
///
/// # Errors
/// Fails when the database does.
pub async fn forget_old(tx: &mut Tx, before: Instant, most: i64) -> Result<u64> {
    tx.execute(FORGET_OLD, &[before.into(), most.into()]).await
}
