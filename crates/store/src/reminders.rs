//! When to check next whether a report's partner needs a reminder.
//!
//! A row stays until its time comes; the check then sees whether the report is still with its
//! partner.

use crate::error::Result;
use crate::report_key::Key;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    NEXT = "SELECT remind_at FROM reminders ORDER BY remind_at LIMIT 1";
    DUE = "SELECT m.cycle, m.partner_id, m.vendor_id, m.remind_at FROM reminders m \
        WHERE m.remind_at <= $1 ORDER BY m.remind_at, m.partner_id, m.cycle, m.vendor_id \
        LIMIT $2";
    PUT = "INSERT INTO reminders (cycle, partner_id, vendor_id, remind_at) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (cycle, partner_id, vendor_id) DO UPDATE SET \
        remind_at = excluded.remind_at";
    REMOVE = "DELETE FROM reminders WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
}

/// The earliest time of a check.
///
/// # Errors
/// Fails when the database does.
pub async fn next(tx: &mut Tx) -> Result<Option<Instant>> {
    tx.first(NEXT, &[], |row| row.get(0)).await
}

/// Up to `limit` reports to check by `at`, each with its time; the earliest first.
///
/// # Errors
/// Fails when the database does.
pub async fn due(tx: &mut Tx, at: Instant, limit: i64) -> Result<Vec<(Key, Instant)>> {
    let values = [at.into(), limit.into()];
    tx.all(DUE, &values, |row| Ok((Key::from_row(row)?, row.get(3)?))).await
}

/// Adds the checks of new reports.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when one exists already.
pub async fn insert(tx: &mut Tx, rows: &[(Key, Instant)]) -> Result<()> {
    let rows: Vec<_> = rows.iter().map(values).collect();
    tx.insert(&schema::REMINDERS, &rows).await
}

/// Sets the checks of reports.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, rows: &[(Key, Instant)]) -> Result<()> {
    let rows: Vec<_> = rows.iter().map(values).collect();
    tx.execute_many(PUT, &rows).await?;
    Ok(())
}

fn values((key, at): &(Key, Instant)) -> [crate::Value<'static>; 4] {
    let [cycle, partner, vendor] = key.values();
    [cycle, partner, vendor, (*at).into()]
}

/// Deletes the checks of reports.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, keys: &[Key]) -> Result<()> {
    let keys: Vec<_> = keys.iter().map(Key::values).collect();
    tx.execute_many(REMOVE, &keys).await?;
    Ok(())
}
