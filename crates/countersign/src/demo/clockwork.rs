//! How time passes in a demonstration: readings arrive day by day, and the clock does its work.

use super::files;
use super::sample_installation::{Arrival, SampleInstallation};
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines, WorkDone};
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::installation::{self, Installation};
use countersign_store::{Store, reports};

/// The next deadline of a report that its partner is still working on or, if there is none, the
/// next time reports are made.
///
/// # Errors
/// Fails when the database does.
pub async fn next_deadline(store: &Store) -> Result<Option<Instant>> {
    let deadline = store.reading(async |tx| reports::next_deadline(tx).await).await?;
    match deadline {
        Some(deadline) => Ok(Some(deadline)),
        None => run_clock::next_due(store).await,
    }
}

/// Advances time to an instant: imports the readings of the days in between and does the work that
/// falls due, each piece at its own instant.
///
/// # Errors
/// [`Failure::Usage`] if the database is not a demonstration, otherwise the engine's error.
pub async fn advance(
    store: &Store,
    until: Instant,
    progress: &mut WorkProgress,
) -> Result<WorkDone> {
    let installation = installation_of(store).await?;
    if !installation.demo {
        let message = "time goes by like this in a demonstration only";
        return Err(Failure::Usage(message.to_owned()));
    }
    bring_readings(store, &SampleInstallation::new(), installation.clock_at, until).await?;
    run_clock::run(store, rehearsal(until), progress).await
}

/// Has the clock do its work up to an instant of the story.
pub(super) async fn run(store: &Store, until: Instant) -> Result<()> {
    run_clock::run(store, rehearsal(until), &mut WorkProgress::hidden()).await?;
    Ok(())
}

/// Imports what is read between two instants and returns the number of readings.
pub(super) async fn bring_readings(
    store: &Store,
    installation: &SampleInstallation,
    from: Instant,
    until: Instant,
) -> Result<u64> {
    let days = last_read_day(from) + 1..last_read_day(until) + 1;
    let mut rows = Vec::new();
    match installation.readings(days, Arrival::InTime, &mut rows) {
        0 => Ok(0),
        _ => files::import_readings(store, &rows).await,
    }
}

/// The last day whose readings have arrived. They arrive by noon UTC.
fn last_read_day(at: Instant) -> i64 {
    at.plus_micros(-DAY_MICROS / 2).utc_day()
}

async fn installation_of(store: &Store) -> Result<Installation> {
    let installation = store.reading(async |tx| installation::load(tx).await).await?;
    installation.ok_or_else(|| Failure::System("the database has no installation".to_owned()))
}

const fn rehearsal(until: Instant) -> ClockRun {
    ClockRun { until, rehearsal: true, missed: MissedDeadlines::Keep, chosen_by: None }
}
