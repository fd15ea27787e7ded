//! Removes what retention no longer keeps: readings of old cycles, sent messages, the personal data
//! of audit entries, and sessions that have ended.
//!
//! Work is done in batches, each a transaction with its own record, so that others work beside it
//! and an interruption leaves a true record. Reports keep their figures and hashes.

mod needed_readings;
mod old_readings;
mod old_rows;

use crate::failure::Result;
use crate::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::day_number;
use countersign_store::Store;
use countersign_store::purges::PurgedTable;
use std::collections::BTreeMap;

pub use needed_readings::{KeptFrom, Needed, readings_needed_from};

/// The fewest months of readings that are kept before the running one: in these months distributors
/// and partners correct completed reports by readings that came late.
pub const CORRECTION_MONTHS: u32 = 3;

/// How far before the 1st of a month the first readings of its cycle may lie: the zones' offsets
/// from UTC, and the zones between which a subscription moved.
const DAYS_BEFORE: i64 = 2;

/// How long rows are kept. A field without a value keeps them forever.
#[derive(Clone, Copy, Debug, Default)]
pub struct Retention {
    /// Readings: the running month and this many before it.
    pub readings_months: Option<u32>,
    /// Days since a message was sent.
    pub messages_days: Option<u32>,
    /// Days since an entry of the audit record was written.
    pub audit_details_days: Option<u32>,
    /// Days since a session ended.
    pub sessions_days: Option<u32>,
}

impl Retention {
    /// Whether everything is kept.
    #[must_use]
    pub fn keeps_all(&self) -> bool {
        let Self { readings_months, messages_days, audit_details_days, sessions_days } = self;
        [readings_months, messages_days, audit_details_days, sessions_days]
            .into_iter()
            .all(Option::is_none)
    }
}

/// The clocks of a purge.
#[derive(Clone, Copy, Debug)]
pub struct PurgeTimes {
    /// The installation's time, by which cycles run.
    pub now: Instant,
    /// The machine's time, by which messages, entries and sessions are dated.
    pub machine: Instant,
}

/// What was removed, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurgeOutcome {
    /// The number of rows, by table.
    pub removed: BTreeMap<PurgedTable, u64>,
    /// The first cycle whose readings are kept; `None` if readings are kept forever.
    pub kept_from: Option<KeptFrom>,
}

impl PurgeOutcome {
    fn add(&mut self, table: PurgedTable, count: u64) {
        if count > 0 {
            *self.removed.entry(table).or_default() += count;
        }
    }
}

/// Removes what is older than the retention, or counts it in a dry run.
///
/// # Errors
/// Fails when the database does. Committed batches stay, and the same purge continues from there.
pub async fn run(
    store: &Store,
    retention: &Retention,
    times: PurgeTimes,
    is_dry_run: bool,
    progress: &mut WorkProgress,
) -> Result<PurgeOutcome> {
    let mut outcome = PurgeOutcome::default();
    if let Some(months) = retention.readings_months {
        let asked = needed_readings::Asked { months, now: times.now };
        match is_dry_run {
            true => old_readings::count(store, asked, &mut outcome, progress).await?,
            false => old_readings::remove(store, asked, times, &mut outcome, progress).await?,
        }
    }
    for old in old_rows::of(retention, times.machine) {
        match is_dry_run {
            true => old_rows::count(store, &old, &mut outcome).await?,
            false => old_rows::remove(store, &old, times, &mut outcome, progress).await?,
        }
    }
    progress.end();
    Ok(outcome)
}

/// The first UTC day whose readings a purge keeps that keeps this cycle.
fn first_day_kept(cycle: Cycle) -> i64 {
    day_number(cycle.first_date()) - DAYS_BEFORE
}

/// The instant before which readings were removed by a purge that keeps this cycle.
#[must_use]
pub fn readings_kept_since(cycle: Cycle) -> Instant {
    Instant::from_utc_day(first_day_kept(cycle))
}
