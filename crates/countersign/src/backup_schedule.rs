//! Makes the daily backups of `serve` on a thread. An interrupted backup keeps its `.partial` name,
//! and the next one removes it.

use crate::periodic;
use countersign_app::actions::back_up_when_due::{self, Schedule};
use countersign_app::clock::Clock;
use countersign_app::metrics::Metrics;
use countersign_store::Store;
use std::io;

/// Starts the thread.
///
/// # Errors
/// Fails if no thread is to be had.
pub fn spawn(store: Store, clock: Clock, metrics: Metrics, schedule: Schedule) -> io::Result<()> {
    let back_up = async move || back_up(&store, clock, &metrics, &schedule).await;
    periodic::spawn("backups", back_up)
}

/// Makes a backup if one is due; `false` if that fails.
async fn back_up(store: &Store, clock: Clock, metrics: &Metrics, schedule: &Schedule) -> bool {
    let done = back_up_when_due::run(store, schedule, clock.machine_time()).await;
    match &done {
        Ok(None) => {}
        Ok(Some(done)) => {
            let (file, removed) = (done.file.display(), done.removed.len());
            tracing::info!(
                event = "backup-made",
                %file,
                bytes = done.bytes,
                removed,
                "a backup was made"
            );
            if let Some(failure) = &done.not_removed {
                tracing::error!(
                    event = "old-backups-kept",
                    %failure,
                    "older backups could not be removed"
                );
            }
        }
        Err(failure) => {
            metrics.backup_failed();
            tracing::error!(
                event = "backup-failed",
                %failure,
                "the backup failed and will be tried again"
            );
        }
    }
    done.is_ok()
}
