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
    TAKE = "DELETE FROM tlog_pending WHERE (kind, record, number) IN (SELECT kind, record, number \
        FROM tlog_pending ORDER BY kind, record, number LIMIT $1) RETURNING kind, record, number";
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

/// Removes some records in the same order: the caller makes leaves of them in this transaction.
///
/// # Errors
/// Fails when the database does.
pub async fn take(tx: &mut Tx, limit: i64) -> Result<Vec<LeafName>> {
    let mut taken = tx.all(TAKE, &[limit.into()], |row| name(row, 0)).await?;
    taken.sort();
    Ok(taken)
}
