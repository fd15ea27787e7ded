//! Makes the daily backups of `serve` on a thread.
//!
//! The program does not wait for the thread when it stops. A backup that is interrupted keeps its
//! `.partial` name, and the next one removes it.

use countersign_app::actions::back_up_when_due::{self, Schedule};
use countersign_app::clock::Clock;
use countersign_app::metrics::Metrics;
use countersign_store::Store;
use std::io;
use std::thread::Builder;
use std::time::Duration;

/// How often it looks whether a backup is due.
const PAUSE: Duration = Duration::from_secs(20);
/// How long it waits after one that failed. It counts time, which no change of the clock moves.
const RETRY: Duration = Duration::from_secs(15 * 60);

/// Starts it; it runs until the program ends.
///
/// # Errors
/// Fails if no thread is to be had.
pub fn spawn(store: Store, clock: Clock, metrics: Metrics, schedule: Schedule) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let keep = move || runtime.block_on(keep(&store, clock, &metrics, &schedule));
    Builder::new().name("backups".to_owned()).spawn(keep).map(drop)
}

async fn keep(store: &Store, clock: Clock, metrics: &Metrics, schedule: &Schedule) {
    loop {
        let pause = match back_up_when_due::run(store, schedule, clock.machine_time()).await {
            Ok(None) => PAUSE,
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
                PAUSE
            }
            Err(failure) => {
                metrics.backup_failed();
                tracing::error!(
                    event = "backup-failed",
                    %failure,
                    "the backup failed and will be tried again"
                );
                RETRY
            }
        };
        tokio::time::sleep(pause).await;
    }
}
