//! Undoes a person's last decision on a report, and adds the entry of the audit record.
//!
//! Decisions of a job are undone as a job (`jobs/decisions/undo.rs`).

use super::audit;
use super::report_batch::ReportBatch;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::Status;
use countersign_domain::workflow::CommandOutcome;
use countersign_store::audit::AuditEntry;
use countersign_store::reports::Key;
use countersign_store::{Result, Tx};

/// A decision to undo.
#[derive(Clone, Copy, Debug)]
pub struct UndoRequest<'a> {
    /// The person who made it.
    pub person: &'a Person,
    /// The report.
    pub key: Key,
    /// The versions that the person saw, one of which the decision gave the report; empty for the
    /// last decision.
    pub versions: &'a [i64],
    /// The instant of the request.
    pub now: Instant,
    /// The audit entry, which records the person and their device.
    pub entry: &'a AuditEntry,
}

/// The report after an undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The status that the report has again.
    pub status: Status,
    /// The version of the report.
    pub version: i64,
    /// Whether this request undid the decision; false if an earlier one had.
    pub is_new: bool,
}

/// Undoes it.
///
/// # Errors
/// Fails when the database does; a refusal is an answer.
pub async fn run(
    tx: &mut Tx,
    request: &UndoRequest<'_>,
) -> Result<std::result::Result<Undone, Refusal>> {
    let UndoRequest { person, key, versions, now, entry } = *request;
    let mut batch = ReportBatch::open(tx, person, &[key], now).await?;
    let current = batch.stored(key).map(|stored| stored.report.version);
    let is_current = |version: &&i64| Some(**version) == current;
    let version = versions.iter().find(is_current).or(versions.first()).copied();
    let outcome = match batch.undo(tx, key, version).await? {
        Ok(outcome) => outcome,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(stored) = batch.stored(key) else { return Ok(Err(Refusal::NoSuchReport)) };
    let (id, status) = (stored.names.report_id, stored.report.status);
    let version = stored.report.version;
    batch.commit(tx).await?;
    let is_new = matches!(outcome, CommandOutcome::Done(_));
    if is_new {
        let about = Some(format!("report {id}"));
        audit::record(tx, AuditEntry { about, ..entry.clone() }).await?;
    }
    Ok(Ok(Undone { status, version, is_new }))
}
