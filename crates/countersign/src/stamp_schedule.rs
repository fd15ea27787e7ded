//! Has the log stamped on a thread of `serve`. If the program stops before it kept a time stamp, it
//! requests another one later.

use crate::periodic;
use countersign_app::actions::stamp_log::{self, StampSchedule, StampedLog};
use countersign_app::clock::Clock;
use countersign_app::metrics::Metrics;
use countersign_app::random::SystemRandom;
use countersign_store::Store;
use std::io;

/// Starts the thread.
///
/// # Errors
/// Fails if no thread is to be had.
pub fn spawn(
    store: Store,
    clock: Clock,
    metrics: Metrics,
    schedule: StampSchedule,
) -> io::Result<()> {
    let stamp = async move || stamp(&store, clock, &metrics, &schedule).await;
    periodic::spawn("stamps", stamp)
}

/// Gets a time stamp if one is due; `false` if that fails.
async fn stamp(store: &Store, clock: Clock, metrics: &Metrics, schedule: &StampSchedule) -> bool {
    let done = stamp_log::run(store, schedule, &SystemRandom, clock.machine_time()).await;
    match &done {
        Ok(None) => {}
        Ok(Some(StampedLog { size, at })) => {
            tracing::info!(event = "log-stamped", size, %at, "the log has a new time stamp");
        }
        Err(failure) => {
            metrics.stamp_failed();
            tracing::warn!(
                event = "log-not-stamped",
                %failure,
                "the log got no time stamp; the program will try again"
            );
        }
    }
    done.is_ok()
}
