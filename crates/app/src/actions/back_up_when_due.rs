//! Makes the daily backup of `serve` when it is due.

use crate::actions::audit;
use crate::actions::back_up_database::{self, BackupOptions, BackupResult};
use crate::actions::back_up_remotely;
use crate::backups::recorded::{self, SCHEDULED};
use crate::backups::remote::Destination;
use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use crate::zone;
use countersign_domain::backup_schedule::{DailyAt, counts};
use countersign_domain::instant::Instant;
use countersign_store::Store;
use countersign_store::audit::AuditEntry;
use std::num::NonZeroUsize;

/// Where and when backups are made.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The folder.
    pub to: Destination,
    /// The time of day, in the installation's zone.
    pub at: DailyAt,
    /// How many backups stay in the folder.
    pub keep: NonZeroUsize,
    /// Whether a record in which `verify` finds something is backed up as well.
    pub accept_findings: bool,
}

/// Makes the backup; `None` if none is due. The first failure of a day is recorded, and the
/// operator's Administrators hear of it.
///
/// # Errors
/// Fails with the reason if the backup could not be made.
pub async fn run(store: &Store, schedule: &Schedule, now: Instant) -> Result<Option<BackupResult>> {
    let during = store
        .reading::<_, Failure>(async |tx| {
            let zone = zone::of_installation(tx).await?;
            Ok(counts(schedule.at.last(now, &zone), now))
        })
        .await?;
    let (is_made, has_failed) =
        store.reading(async |tx| recorded::of_schedule(tx, during).await).await?;
    if is_made {
        return Ok(None);
    }
    match make(store, schedule, now).await {
        Err(failure) if !has_failed => {
            let record = async |tx: &mut _| recorded::record_failure(tx, &failure, now).await;
            if let Err(error) = store.write(record).await {
                tracing::error!(
                    event = "backup-unrecorded",
                    %error,
                    "the audit record has no entry of a backup that failed"
                );
            }
            Err(failure)
        }
        made => made.map(Some),
    }
}

async fn make(store: &Store, schedule: &Schedule, now: Instant) -> Result<BackupResult> {
    let Schedule { to, keep, accept_findings, .. } = schedule;
    let (keep, accept_findings) = (Some(*keep), *accept_findings);
    let progress = &mut WorkProgress::hidden();
    let done = match to {
        Destination::Here(to) => {
            let wanted = BackupOptions { to, keep, replace: false, accept_findings, now };
            back_up_database::run(store, &wanted, progress).await?
        }
        Destination::Remote(to) => {
            let to = to.as_ref();
            let wanted = back_up_remotely::RemoteBackupOptions { to, keep, accept_findings, now };
            back_up_remotely::run(store, &wanted, progress).await?
        }
    };
    if !done.is_backup {
        return Err(Failure::System(format!(
            "verify found something wrong in the record ({} in all), so the copy {} is no backup. \
             Run countersign verify; --backup-accept-findings makes backups all the same",
            done.checked.findings.count,
            done.file.display()
        )));
    }
    let entry =
        AuditEntry { after: Some(SCHEDULED.to_owned()), ..back_up_database::recorded(&done, now) };
    let record = async |tx: &mut _| audit::record(tx, entry.clone()).await;
    store.write(record).await?;
    Ok(done)
}
