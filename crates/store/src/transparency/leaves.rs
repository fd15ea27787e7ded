//! The leaves in their order, and the tiles with the hashes of the tree.

use super::leaf_names::{name, values};
use crate::error::Result;
use crate::history::hash;
use crate::report_key::Key;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::leaf::{Leaf, LeafName};

statements! {
    SIZE = "SELECT position FROM tlog_leaves ORDER BY position DESC LIMIT 1";
    BEFORE_FIRST = "SELECT COUNT(*) FROM tlog_leaves WHERE position < 0";
    FROM = "SELECT kind, record, number, position, content FROM tlog_leaves \
        WHERE position >= $1 ORDER BY position LIMIT $2";
    POSITION = "SELECT position FROM tlog_leaves WHERE kind = $1 AND record = $2 AND number = $3";
    LAST_OF_REPORT = "SELECT kind, record, number, position FROM tlog_leaves \
        WHERE kind = 'history' AND record = $1 ORDER BY number DESC LIMIT 1";
    OF_REPORT = "SELECT number, position FROM tlog_leaves \
        WHERE kind = 'history' AND record = $1 ORDER BY number";
    TILE = "SELECT hashes FROM tlog_tiles WHERE level = $1 AND number = $2";
    PUT_TILE = "INSERT INTO tlog_tiles (level, number, hashes) VALUES ($1, $2, $3) \
        ON CONFLICT (level, number) DO UPDATE SET hashes = EXCLUDED.hashes";
}

/// A part of the tree's hashes: up to 256 of one level, 32 bytes each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTile {
    /// The level, from 0 for the hashes of leaves.
    pub level: i64,
    /// The number within the level.
    pub number: i64,
    /// The hashes.
    pub hashes: Vec<u8>,
}

/// The number of leaves.
///
/// # Errors
/// Fails when the database does.
pub async fn size(tx: &mut Tx) -> Result<i64> {
    Ok(tx.first(SIZE, &[], |row| row.get::<i64>(0)).await?.map_or(0, |last| last + 1))
}

/// The number of leaves at positions that the program gives none.
///
/// # Errors
/// Fails when the database does.
pub async fn before_first(tx: &mut Tx) -> Result<i64> {
    Ok(tx.first(BEFORE_FIRST, &[], |row| row.get(0)).await?.unwrap_or(0))
}

/// Adds leaves from this position on.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when a position or a record has a leaf already.
pub async fn add(tx: &mut Tx, first: i64, leaves: &[Leaf]) -> Result<()> {
    let rows: Vec<_> = (first..)
        .zip(leaves)
        .map(|(position, leaf)| {
            let [kind, record, number] = values(&leaf.name);
            [position.into(), kind, record, number, leaf.content[..].into()]
        })
        .collect();
    tx.insert(&schema::TLOG_LEAVES, &rows).await
}

/// Leaves from this position on, with their positions.
///
/// # Errors
/// Fails when the database does.
pub async fn from(tx: &mut Tx, position: i64, limit: i64) -> Result<Vec<(i64, Leaf)>> {
    let values = [position.into(), limit.into()];
    let leaf = |row: crate::Row<'_>| {
        Ok((row.get(3)?, Leaf { name: name(row, 0)?, content: hash(row.get(4)?)? }))
    };
    tx.all(FROM, &values, leaf).await
}

/// The position of a record; `None` if it is no leaf.
///
/// # Errors
/// Fails when the database does.
pub async fn position(tx: &mut Tx, name: &LeafName) -> Result<Option<i64>> {
    tx.first(POSITION, &values(name), |row| row.get(0)).await
}

/// The last entry of a report that is a leaf, with its position.
///
/// # Errors
/// Fails when the database does.
pub async fn last_of_report(tx: &mut Tx, key: Key) -> Result<Option<(i64, LeafName)>> {
    let record = LeafName::history(key.cycle, key.partner_id, key.vendor_id, 0).record;
    let leaf = |row: crate::Row<'_>| Ok((row.get(3)?, name(row, 0)?));
    tx.first(LAST_OF_REPORT, &[(&record).into()], leaf).await
}

/// The versions of a report's entries that are leaves, in order, with their positions.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(tx: &mut Tx, key: Key) -> Result<Vec<(i64, i64)>> {
    let record = LeafName::history(key.cycle, key.partner_id, key.vendor_id, 0).record;
    tx.all(OF_REPORT, &[(&record).into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The hashes of a tile; none if it does not exist.
///
/// # Errors
/// Fails when the database does.
pub async fn tile(tx: &mut Tx, level: i64, number: i64) -> Result<Vec<u8>> {
    let found = tx.first(TILE, &[level.into(), number.into()], |row| row.get(0)).await?;
    Ok(found.unwrap_or_default())
}

/// Adds tiles, or puts longer ones in the place of those that were not full.
///
/// # Errors
/// Fails when the database does.
pub async fn put_tiles(tx: &mut Tx, tiles: &[StoredTile]) -> Result<()> {
    let rows = tiles.iter().map(|it| {
        let StoredTile { level, number, hashes } = it;
        [(*level).into(), (*number).into(), hashes[..].into()]
    });
    let rows: Vec<[crate::Value<'_>; 3]> = rows.collect();
    tx.execute_many(PUT_TILE, &rows).await?;
    Ok(())
}
