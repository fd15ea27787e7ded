//! Reads from the audit record when the last good backup was made, and whether a later one failed.

use crate::actions::audit;
use crate::failure::Failure;
use countersign_domain::audit::Event;
use countersign_domain::code::OPERATOR_CODE;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::audit::{self as stored, AuditEntry, Said};
use countersign_store::{Result, Tx, companies};

/// How an entry says that nobody made the backup by a command.
pub const SCHEDULED: &str = "scheduled";
/// How far back is looked, in days. What is older is no backup that anyone should count on.
pub const DAYS: i64 = 8;

/// The state of the backups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupState {
    /// When the last good one was made, in the last [`DAYS`].
    pub last_good: Option<Instant>,
    /// When one failed since, and why.
    pub failed: Option<(Instant, String)>,
}

/// The state of the backups at `now`.
///
/// # Errors
/// Fails when the database does.
pub async fn standing(tx: &mut Tx, now: Instant) -> Result<BackupState> {
    let since = (now.plus_micros(-DAYS * DAY_MICROS), now);
    let last_good = stored::of_event(tx, Event::BackedUp, since).await?.first().map(|it| it.at);
    let failed = stored::of_event(tx, Event::BackupFailed, since).await?.into_iter().next();
    let failed = failed.filter(|failed| last_good.is_none_or(|good| good < failed.at));
    let failed = failed.map(|Said { at, after }| (at, after.unwrap_or_default()));
    Ok(BackupState { last_good, failed })
}

/// Whether the backup that was due in this time was made by schedule, and whether it is recorded
/// that it failed.
///
/// # Errors
/// Fails when the database does.
pub async fn of_schedule(tx: &mut Tx, during: (Instant, Instant)) -> Result<(bool, bool)> {
    let made = stored::of_event(tx, Event::BackedUp, during).await?;
    let is_made = made.iter().any(|it| it.after.as_deref() == Some(SCHEDULED));
    let has_failed = !stored::of_event(tx, Event::BackupFailed, during).await?.is_empty();
    Ok((is_made, has_failed))
}

/// Records that a backup failed; the operator's Administrators hear of it by mail.
///
/// # Errors
/// Fails when the database does.
pub async fn record_failure(tx: &mut Tx, failure: &Failure, now: Instant) -> Result<()> {
    let operator = companies::of_code(tx, OPERATOR_CODE).await?;
    let entry = AuditEntry {
        company_id: operator.map(|operator| operator.id),
        after: Some(failure.to_string()),
        ..audit::entry(Event::BackupFailed, now)
    };
    audit::record(tx, entry).await
}
