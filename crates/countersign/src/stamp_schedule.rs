//! Has the log stamped on a thread of `serve`.
//!
//! The program does not wait for the thread when it stops: a time stamp that was not kept is asked
//! for again.

use countersign_app::actions::stamp_log::{self, StampSchedule, StampedLog};
use countersign_app::clock::Clock;
use countersign_app::metrics::Metrics;
use countersign_app::random::SystemRandom;
use countersign_store::Store;
use std::io;
use std::thread::Builder;
use std::time::Duration;

/// How often it looks whether a time stamp is due.
const PAUSE: Duration = Duration::from_secs(20);
/// How long it waits after one that failed. It counts time, which no change of the clock moves.
const RETRY: Duration = Duration::from_secs(15 * 60);

/// Starts it; it runs until the program ends.
///
/// # Errors
/// Fails if no thread is to be had.
pub fn spawn(
    store: Store,
    clock: Clock,
    metrics: Metrics,
    schedule: StampSchedule,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let keep = move || runtime.block_on(keep(&store, clock, &metrics, &schedule));
    Builder::new().name("stamps".to_owned()).spawn(keep).map(drop)
}

async fn keep(store: &Store, clock: Clock, metrics: &Metrics, schedule: &StampSchedule) {
    loop {
        let now = clock.machine_time();
        let pause = match stamp_log::run(store, schedule, &SystemRandom, now).await {
            Ok(None) => PAUSE,
            Ok(Some(StampedLog { size, at })) => {
                tracing::info!(event = "log-stamped", size, %at, "the log has a new time stamp");
                PAUSE
            }
            Err(failure) => {
                metrics.stamp_failed();
                tracing::warn!(
                    event = "log-not-stamped",
                    %failure,
                    "the log got no time stamp; it is tried again"
                );
                RETRY
            }
        };
        tokio::time::sleep(pause).await;
    }
}
