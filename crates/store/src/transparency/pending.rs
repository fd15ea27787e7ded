//! Records that are not in the log yet.

use super::leaf_names::{name, values};
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::leaf::LeafName;

statements! {
    ADD = "INSERT INTO tlog_pending (kind, record, number) VALUES ($1, $2, $3)";
    SOME = "SELECT kind, record, number FROM tlog_pending ORDER BY kind, record, number LIMIT $1";
    COUNT = "SELECT COUNT(*) FROM tlog_pending";
    LAST_OF_BATCH = "SELECT kind, record, number FROM (SELECT kind, record, number \
        FROM tlog_pending WHERE (kind, record, number) > ($1, $2, $3) \
        ORDER BY kind, record, number LIMIT $4) b ORDER BY kind DESC, record DESC, number DESC \
        LIMIT 1";
    TAKE = "DELETE FROM tlog_pending WHERE (kind, record, number) > ($1, $2, $3) \
        AND (kind, record, number) <= ($4, $5, $6) RETURNING kind, record, number";
    DROP_LEAVES = "DELETE FROM tlog_pending WHERE EXISTS (SELECT 1 FROM tlog_leaves l \
        WHERE l.kind = tlog_pending.kind AND l.record = tlog_pending.record \
        AND l.number = tlog_pending.number)";
}

/// Adds records, in the transaction that adds them to their tables.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, names: &[LeafName]) -> Result<()> {
    let rows: Vec<_> = names.iter().map(values).collect();
    tx.execute_many(ADD, &rows).await?;
    Ok(())
}

/// Some records, the entries of a report in the order of their versions: a transaction that adds an
/// entry sees all earlier ones committed, so none of them comes later.
///
/// # Errors
/// Fails when the database does.
pub async fn some(tx: &mut Tx, limit: i64) -> Result<Vec<LeafName>> {
    tx.all(SOME, &[limit.into()], |row| name(row, 0)).await
}

/// How many there are.
///
/// # Errors
/// Fails when the database does.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    Ok(tx.first(COUNT, &[], |row| row.get(0)).await?.unwrap_or(0))
}

/// Some records that were removed from the table.
pub struct TakenNames {
    /// The records, sorted.
    pub names: Vec<LeafName>,
    /// The last of them in the order of the database.
    pub last: LeafName,
}

/// Removes some records in the same order, from the one after `after` on: the caller makes leaves
/// of them in this transaction. `None` if there are no more.
///
/// # Errors
/// Fails when the database does.
pub async fn take(tx: &mut Tx, after: Option<&LeafName>, limit: i64) -> Result<Option<TakenNames>> {
    let [kind, record, number] =
        after.map_or_else(|| ["".into(), "".into(), i64::MIN.into()], values);
    let batch = [kind, record, number, limit.into()];
    let Some(last) = tx.first(LAST_OF_BATCH, &batch, |row| name(row, 0)).await? else {
        return Ok(None);
    };
    let [last_kind, last_record, last_number] = values(&last);
    let range = [kind, record, number, last_kind, last_record, last_number];
    let mut names = tx.all(TAKE, &range, |row| name(row, 0)).await?;
    names.sort();
    Ok(Some(TakenNames { names, last }))
}

/// Removes records that are leaves already, and returns how many. The program lets none wait.
///
/// # Errors
/// Fails when the database does.
pub async fn drop_leaves(tx: &mut Tx) -> Result<u64> {
    tx.execute(DROP_LEAVES, &[]).await
}
