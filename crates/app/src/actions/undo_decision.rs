//! Undoes a person's last decision on a report, within five minutes, and records it for the audit.

use crate::actions::audit;
use crate::actions::report_batch::ReportBatch;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::Status;
use countersign_domain::workflow::CommandOutcome;
use countersign_store::audit::AuditEntry;
use countersign_store::reports::Key;
use countersign_store::{Result, Tx};
use uuid::Uuid;

/// The decision to undo.
#[derive(Clone, Copy, Debug)]
pub struct DecidedReport {
    /// The id of the report.
    pub id: Uuid,
    /// The key of the report.
    pub key: Key,
    /// The version that the decision gave the report; `None` for the last one.
    pub version: Option<i64>,
}

/// The report after the decision was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UndoneReport {
    /// Whether this request undid it; the person may have undone it before.
    pub changed: bool,
    /// The status.
    pub status: Status,
    /// The version.
    pub version: i64,
}

/// Undoes the decision; `entry` records the person and their device.
///
/// # Errors
/// Fails when the database does; a refusal is an answer.
pub async fn run(
    tx: &mut Tx,
    person: &Person,
    decided: DecidedReport,
    now: Instant,
    entry: &AuditEntry,
) -> Result<std::result::Result<UndoneReport, Refusal>> {
    let DecidedReport { id, key, version } = decided;
    let mut batch = ReportBatch::open(tx, person, &[key], now).await?;
    let changed = match batch.undo(tx, key, version).await? {
        Ok(outcome) => matches!(outcome, CommandOutcome::Done(_)),
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(stored) = batch.stored(key) else { return Ok(Err(Refusal::NoSuchReport)) };
    let (status, version) = (stored.report.status, stored.report.version);
    batch.commit(tx).await?;
    if changed {
        let about = Some(format!("report {id}"));
        audit::record(tx, AuditEntry { about, ..entry.clone() }).await?;
    }
    Ok(Ok(UndoneReport { changed, status, version }))
}
