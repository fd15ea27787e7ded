//! The reports of a job, one item each, with its result.

use crate::error::Result;
use crate::report_key::Key;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use uuid::Uuid;

statements! {
    OPEN = "SELECT position, report_id, cycle, partner_id, vendor_id, version FROM job_items \
        WHERE job_id = $1 AND position > $2 ORDER BY position LIMIT $3";
    DONE = "SELECT position, report_id, cycle, partner_id, vendor_id, version FROM job_items \
        WHERE job_id = $1 AND position > $2 AND result = 'done' ORDER BY position LIMIT $3";
    RECORD = "UPDATE job_items SET result = $3, message = $4 WHERE job_id = $1 AND position = $2";
    FORGET = "UPDATE job_items SET result = NULL, message = NULL WHERE job_id = $1";
    LISTED = "SELECT i.position, i.report_id, i.cycle, i.version, i.result, i.message, \
        COALESCE(r.partner_code, p.code), COALESCE(r.partner_name, p.name), \
        COALESCE(r.vendor_code, v.code) FROM job_items i \
        LEFT JOIN reports r ON r.cycle = i.cycle AND r.partner_id = i.partner_id \
        AND r.vendor_id = i.vendor_id \
        JOIN companies p ON p.id = i.partner_id JOIN companies v ON v.id = i.vendor_id \
        WHERE i.job_id = $1 AND i.position > $2 ORDER BY i.position LIMIT $3";
    LISTED_AS = "SELECT i.position, i.report_id, i.cycle, i.version, i.result, i.message, \
        COALESCE(r.partner_code, p.code), COALESCE(r.partner_name, p.name), \
        COALESCE(r.vendor_code, v.code) FROM job_items i \
        LEFT JOIN reports r ON r.cycle = i.cycle AND r.partner_id = i.partner_id \
        AND r.vendor_id = i.vendor_id \
        JOIN companies p ON p.id = i.partner_id JOIN companies v ON v.id = i.vendor_id \
        WHERE i.job_id = $1 AND i.position > $2 AND i.result = $4 ORDER BY i.position LIMIT $3";
    COUNTS = "SELECT result, COUNT(*) FROM job_items WHERE job_id = $1 AND result IS NOT NULL \
        GROUP BY result ORDER BY result";
}

/// A report of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobItem {
    /// Its place in the job, from 1.
    pub position: i64,
    /// The report's id.
    pub report_id: Uuid,
    /// The report's key.
    pub key: Key,
    /// The version that the person saw.
    pub version: Option<i64>,
}

/// An item as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedJobItem {
    /// Its place in the job, from 1.
    pub position: i64,
    /// The report's id.
    pub report_id: Uuid,
    /// The cycle.
    pub cycle: Cycle,
    /// The version that the person saw.
    pub version: Option<i64>,
    /// `done`, `already done` or `refused`; none while it waits.
    pub result: Option<String>,
    /// Why it was refused.
    pub message: Option<String>,
    /// The code of the partner.
    pub partner_code: String,
    /// The name of the person.
    pub partner_name: String,
    /// The code of the vendor.
    pub vendor_code: String,
}

/// Adds items to a job.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, job: Uuid, items: &[JobItem]) -> Result<()> {
    let row = |item: &JobItem| {
        let [cycle, partner, vendor] = item.key.values();
        let (version, text) = (item.version.into(), None::<&str>.into());
        let (position, report) = (item.position.into(), item.report_id.into());
        [job.into(), position, report, cycle, partner, vendor, version, text, text]
    };
    tx.insert(&schema::JOB_ITEMS, &items.iter().map(row).collect::<Vec<_>>()).await
}

/// Up to `limit` items after a position.
///
/// # Errors
/// Fails when the database does.
pub async fn after(tx: &mut Tx, job: Uuid, position: i64, limit: i64) -> Result<Vec<JobItem>> {
    tx.all(OPEN, &[job.into(), position.into(), limit.into()], item).await
}

/// Up to `limit` items after a position that were decided, or would be.
///
/// # Errors
/// Fails when the database does.
pub async fn done_after(tx: &mut Tx, job: Uuid, position: i64, limit: i64) -> Result<Vec<JobItem>> {
    tx.all(DONE, &[job.into(), position.into(), limit.into()], item).await
}

fn item(row: Row<'_>) -> Result<JobItem> {
    let key = Key { cycle: row.get(2)?, partner_id: row.get(3)?, vendor_id: row.get(4)? };
    Ok(JobItem { position: row.get(0)?, report_id: row.get(1)?, key, version: row.get(5)? })
}

/// Notes the result of items: position, result and message.
///
/// # Errors
/// Fails when the database does.
pub async fn record(tx: &mut Tx, job: Uuid, results: &[(i64, &str, String)]) -> Result<()> {
    let row = |at: usize| {
        let (position, result, message) = &results[at];
        let said = Some(message.as_str()).filter(|message| !message.is_empty());
        [job.into(), (*position).into(), (*result).into(), said.into()]
    };
    let rows: Vec<[Value<'_>; 4]> = (0..results.len()).map(row).collect();
    tx.execute_many(RECORD, &rows).await?;
    Ok(())
}

/// Deletes the results of a preview.
///
/// # Errors
/// Fails when the database does.
pub async fn forget_results(tx: &mut Tx, job: Uuid) -> Result<()> {
    tx.execute(FORGET, &[job.into()]).await?;
    Ok(())
}

/// Up to `limit` items after a position as a list shows them; only those with one result, if one is
/// given.
///
/// # Errors
/// Fails when the database does.
pub async fn listed(
    tx: &mut Tx,
    job: Uuid,
    position: i64,
    limit: i64,
    result: Option<&str>,
) -> Result<Vec<ListedJobItem>> {
    let row = |row: Row<'_>| {
        Ok(ListedJobItem {
            position: row.get(0)?,
            report_id: row.get(1)?,
            cycle: row.get(2)?,
            version: row.get(3)?,
            result: row.get(4)?,
            message: row.get(5)?,
            partner_code: row.get(6)?,
            partner_name: row.get(7)?,
            vendor_code: row.get(8)?,
        })
    };
    let mut values = vec![job.into(), position.into(), limit.into()];
    let sql = if result.is_some() { LISTED_AS } else { LISTED };
    values.extend(result.map(Value::from));
    tx.all(sql, &values, row).await
}

/// The number of items by result.
///
/// # Errors
/// Fails when the database does.
pub async fn counts(tx: &mut Tx, job: Uuid) -> Result<Vec<(String, i64)>> {
    tx.all(COUNTS, &[job.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}
