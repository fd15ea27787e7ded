//! Runs the clock while pages are served, so that due work is done within a minute.
//!
//! Several processes may do this on one database: each batch waits for its turn and reads again
//! what is left ([`run_clock`]). A rehearsal's clock moves only by command, so it is not run here.
//!
//! It also adds new records to the transparency log, of a rehearsal too.

use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines};
use countersign_app::actions::sequence_log;
use countersign_app::clock::Clock;
use countersign_app::failure::Result;
use countersign_app::metrics::Metrics;
use countersign_app::progress::WorkProgress;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_store::{Store, installation};
use std::io;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use tokio::sync::watch;
use tracing::field::{Empty, display};
use tracing::{Instrument, Span, info_span};

/// How often it looks for due work.
const PAUSE: Duration = Duration::from_secs(20);

/// Starts it, until shortly after `stop` is set.
///
/// # Errors
/// Fails if no thread can be started.
pub fn spawn(
    store: Store,
    clock: Clock,
    metrics: Metrics,
    log_key: LogKeyFile,
    stop: watch::Receiver<bool>,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let keep = move || runtime.block_on(keep(&store, clock, &metrics, &log_key, stop));
    Builder::new().name("timekeeper".to_owned()).spawn(keep)
}

async fn keep(
    store: &Store,
    clock: Clock,
    metrics: &Metrics,
    log_key: &LogKeyFile,
    mut stop: watch::Receiver<bool>,
) {
    let mut told = None;
    loop {
        run(store, clock, metrics).instrument(span()).await;
        let logged = sequence_log::run(store, log_key, clock.machine_time()).await;
        let failed = logged.err().map(|failure| failure.to_string());
        // What lasts, such as a key file that cannot be made, is logged once.
        if let Some(failure) = failed.as_ref().filter(|_| failed != told) {
            tracing::error!(event = "log-failed", failure, "the transparency log is behind");
        }
        told = failed;
        let stopped = tokio::time::timeout(PAUSE, stop.wait_for(|stop| *stop)).await;
        if stopped.is_ok() {
            return;
        }
    }
}

/// The log span of a run.
fn span() -> Span {
    info_span!("clock_run", until = Empty, error = Empty)
}

/// Does what is due now. A failure is logged and counted, and the next run tries again.
async fn run(store: &Store, clock: Clock, metrics: &Metrics) {
    if let Err(failure) = once(store, clock, metrics).await {
        metrics.clock_failed();
        tracing::error!(
            event = "clock-failed",
            %failure,
            "due work failed and will be tried again"
        );
        Span::current().record("error", "clock-failed");
    }
}

/// Does what is due now.
async fn once(store: &Store, clock: Clock, metrics: &Metrics) -> Result<()> {
    let installation = store.reading(async |tx| installation::load(tx).await).await?;
    let Some(installation) = installation.filter(|it| !it.rehearsal) else { return Ok(()) };
    let until = clock.now(&installation);
    Span::current().record("until", display(until));
    let run = ClockRun { until, rehearsal: false, missed: MissedDeadlines::Wait, chosen_by: None };
    let done = run_clock::run(store, run, &mut WorkProgress::hidden()).await?;
    metrics.clock_ran(&done, clock.machine_time());
    let (made, refreshed, submitted) = (done.made, done.refreshed, done.submitted);
    let reminded = done.reminded;
    if made + refreshed + reminded + submitted > 0 {
        tracing::info!(
            event = "clock-ran",
            made,
            refreshed,
            reminded,
            submitted,
            "due work was done"
        );
    }
    for fault in &done.faults {
        tracing::error!(event = "report-not-made", fault, "a report could not be made");
    }
    Ok(())
}
