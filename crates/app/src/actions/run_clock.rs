//! Does all work due up to an instant, in order, each piece at its own instant.
//!
//! The order of work at one instant is: make, refresh, remind, submit, approve (docs/rules.md
//! section 4, rule 8). Each batch is one transaction that takes the work lock and then decides what
//! is left, so that two clocks at once do everything once.

use super::ownership::Ownership;
use super::pending_makings;
pub use super::pending_makings::NextMaking;
use super::{
    forget_old_events, make_reports, move_missed_deadlines, refresh_reports, remind_partners,
    report_silent_sources, submit_due_reports,
};
use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use countersign_domain::actor::SystemRule;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::report::Made;
use countersign_domain::zone::Zone;
use countersign_store::installation::{self, Installation};
use countersign_store::partners::{self, Partner};
use countersign_store::{Store, StoreError, Tx, deadline_choices, reminders, reports};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Subscriptions of one batch of partners.
const BATCH_SUBSCRIPTIONS: i64 = 20_000;
const BATCH_PARTNERS: i64 = 1_000;

/// What happens to deadlines that passed while the clock did not run for more than a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissedDeadlines {
    /// No one has chosen: automatic submissions wait.
    Wait,
    /// The deadlines are kept, and their reports are submitted.
    Keep,
    /// Everyone whose deadline was missed gets this one.
    Extend(Instant),
}

/// The work of a clock run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkDone {
    /// Reports made.
    pub made: u64,
    /// Reports that arrived readings made or refreshed.
    pub refreshed: u64,
    /// Reports whose partners were reminded.
    pub reminded: u64,
    /// Reports submitted by the system.
    pub submitted: u64,
    /// Reports whose missed deadline was moved.
    pub extended: u64,
    /// The earliest deadline whose submissions wait for the operator.
    pub waiting_since: Option<Instant>,
    /// Reports that could not be made, each with the reason.
    pub faults: Vec<String>,
}

/// A clock run.
#[derive(Clone, Copy, Debug)]
pub struct ClockRun {
    /// The instant to reach.
    pub until: Instant,
    /// Whether the clock is moved by hand, so that all work is done at its own instant.
    pub rehearsal: bool,
    /// What to do about deadlines in a gap.
    pub missed: MissedDeadlines,
    /// The person who chose it; none on the command line.
    pub chosen_by: Option<i64>,
}

impl MissedDeadlines {
    /// The choice as the audit record has it.
    #[must_use]
    pub fn recorded(self) -> Option<String> {
        match self {
            Self::Wait => None,
            Self::Keep => Some("deadlines kept".to_owned()),
            Self::Extend(deadline) => Some(format!("deadlines moved {deadline}")),
        }
    }
}

impl ClockRun {
    /// Checks that a new deadline is in the future.
    ///
    /// # Errors
    /// Fails if it is not.
    pub fn check(&self) -> Result<()> {
        match self.missed {
            MissedDeadlines::Extend(deadline) if deadline <= self.until => {
                Err(Failure::Usage("the new deadline has to be in the future".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn recorded_at(&self, at: Instant) -> Instant {
        if self.rehearsal { at } else { self.until }
    }
}

/// Does all due work.
///
/// # Errors
/// Fails when the database does; committed work stays, and another run continues from there.
pub async fn run(store: &Store, run: ClockRun, progress: &mut WorkProgress) -> Result<WorkDone> {
    run.check()?;
    let installation = installation_of(store).await?;
    let known = store.reading(async |tx| reports::faults(tx).await).await?;
    let mut done = WorkDone::default();
    let gap = waits(&installation, run.until);
    let holds_submissions = gap && run.missed != MissedDeadlines::Keep;
    if gap {
        record_choice(store, &run).await?;
    }
    // Arrivals were due when they came, before the clock moves on.
    done.refreshed += refresh_reports::run(store, arrival_instant(&installation, &run)).await?;
    loop {
        let making = next_making(store, &installation).await?;
        let deadline = if holds_submissions { None } else { next_deadline(store).await? };
        let reminder = next_reminder(store).await?;
        let next = [making.map(|(at, _)| at), reminder, deadline].into_iter().flatten().min();
        let Some(at) = next.filter(|at| *at <= run.until) else { break };
        if let Some((_, cycle)) = making.filter(|(making, _)| *making == at) {
            done.made += make_all(store, at, cycle, &run, progress).await?;
        }
        if reminder == Some(at) {
            done.reminded += remind_all(store, at, &run, progress).await?;
        }
        if deadline == Some(at) {
            done.submitted += submit_all(store, at, &run, progress).await?;
        }
        if !holds_submissions {
            advance(store, at).await?;
        }
    }
    if holds_submissions {
        // The reports made in the gap exist now, with the deadlines that they missed.
        if let MissedDeadlines::Extend(deadline) = run.missed {
            done.extended = extend_all(store, run.until, deadline).await?;
        }
        done.waiting_since = owed_since(store, run.until).await?;
    }
    if done.waiting_since.is_none() {
        advance(store, run.until).await?;
    }
    report_silent_sources::run(store, run.until).await?;
    forget_old_events::run(store, run.until).await?;
    done.faults = store.reading(async |tx| reports::faults(tx).await).await?;
    done.faults.retain(|fault| !known.contains(fault));
    progress.end();
    Ok(done)
}

/// Records the choice for deadlines in a gap before it is applied.
async fn record_choice(store: &Store, run: &ClockRun) -> Result<()> {
    let deadline = match run.missed {
        MissedDeadlines::Wait => return Ok(()),
        MissedDeadlines::Keep => None,
        MissedDeadlines::Extend(deadline) => Some(deadline),
    };
    let record = async |tx: &mut Tx| {
        installation::take_work_lock(tx).await?;
        deadline_choices::record(tx, run.until, deadline, run.chosen_by).await
    };
    Ok(store.write(record).await?)
}

/// Whether an ordinary installation's clock did not run for more than 24 hours, so that automatic
/// submissions wait for the operator.
#[must_use]
pub fn waits(installation: &Installation, until: Instant) -> bool {
    let since = installation.ran_until.unwrap_or_else(|| never_ran_since(installation));
    !installation.rehearsal && until.micros() - since.micros() > DAY_MICROS
}

/// When reports are made next, if no readings arrive and no one acts before.
///
/// # Errors
/// Fails when the database does.
pub async fn next_due(store: &Store) -> Result<Option<Instant>> {
    let next = next_making(store, &installation_of(store).await?).await?;
    Ok(next.map(|(at, _)| at))
}

async fn installation_of(store: &Store) -> Result<Installation> {
    let installation = store.reading(async |tx| installation::load(tx).await).await?;
    installation.ok_or_else(|| Failure::System("the database has no installation".to_owned()))
}

/// The next making of reports.
///
/// # Errors
/// Fails when the database does.
pub async fn next_makings(store: &Store) -> Result<Option<NextMaking>> {
    let makings = store.reading(async |tx| pending_makings::all(tx).await).await?;
    Ok(pending_makings::earliest(&makings))
}

/// The start of the gap if the clock never ran: when the installation was made, or the end of its
/// first cycle if that is earlier.
fn never_ran_since(installation: &Installation) -> Instant {
    let utc = Zone::parse("UTC").map(|utc| utc.cycle_end(installation.first_cycle));
    utc.unwrap_or(installation.created_at).min(installation.created_at)
}

fn arrival_instant(installation: &Installation, run: &ClockRun) -> Instant {
    if run.rehearsal { installation.clock_at } else { run.until }
}

/// The next making of reports and its cycle; the earlier cycle first.
async fn next_making(
    store: &Store,
    installation: &Installation,
) -> Result<Option<(Instant, Cycle)>> {
    let makings = store.reading(async |tx| pending_makings::all(tx).await).await?;
    let due = |making: &NextMaking| {
        let at = installation.not_before_last_run(making.at);
        (at, making.cycle)
    };
    Ok(makings.iter().map(due).min())
}

async fn next_deadline(store: &Store) -> Result<Option<Instant>> {
    Ok(store.reading(async |tx| reports::next_deadline(tx).await).await?)
}

async fn next_reminder(store: &Store) -> Result<Option<Instant>> {
    Ok(store.reading(async |tx| reminders::next(tx).await).await?)
}

async fn owed_since(store: &Store, until: Instant) -> Result<Option<Instant>> {
    Ok(store.reading(async |tx| reports::owed_since(tx, until).await).await?)
}

/// Records how far all work is done; never goes back.
async fn advance(store: &Store, until: Instant) -> Result<()> {
    let move_on = async |tx: &mut Tx| {
        let installation = installation::take_work_lock(tx).await?;
        if installation.ran_until.is_none_or(|ran_until| ran_until < until) {
            installation::advance(tx, until).await?;
        }
        Ok(())
    };
    Ok(store.write(move_on).await?)
}

async fn make_all(
    store: &Store,
    at: Instant,
    cycle: Cycle,
    run: &ClockRun,
    progress: &mut WorkProgress,
) -> Result<u64> {
    progress.begin(&format!("making reports of {cycle}"), "", None);
    let (mut made, mut looked_at, mut after) = (0, 0, 0);
    let known = KnownOwnership::default();
    loop {
        let batch = async |tx: &mut Tx| make_batch(tx, &known, at, cycle, run, after).await;
        let Some((last, partners, reports)) = store.write(batch).await? else { return Ok(made) };
        after = last;
        made += reports;
        looked_at += partners;
        progress.at(looked_at);
    }
}

/// Makes the reports of a batch of partners after the partner `after`. Returns the last of them,
/// their number and the number of reports; `None` if no partner is left.
async fn make_batch(
    tx: &mut Tx,
    known: &KnownOwnership,
    at: Instant,
    cycle: Cycle,
    run: &ClockRun,
    after: i64,
) -> std::result::Result<Option<(i64, u64, u64)>, StoreError> {
    let installation = installation::take_work_lock(tx).await?;
    let ownership = known.as_of(tx, &installation).await?;
    let snapshot = &ownership.snapshot;
    let batch = partners::made_through(tx, cycle.plus(-1), after, BATCH_PARTNERS).await?;
    let Some(mut last) = batch.last().map(|partner| partner.id) else { return Ok(None) };
    let looked_at = batch.len() as u64;
    let mut due = Vec::new();
    for partner in batch {
        if snapshot.making(&partner, cycle)? <= at {
            due.push(partner);
        }
    }
    if cut(tx, &mut due).await? {
        last = due.last().map_or(last, |partner| partner.id);
    }
    let mut by_zone: HashMap<String, (Zone, Vec<&Partner>)> = HashMap::new();
    for partner in &due {
        let (_, zone) = snapshot.region_at(partner, cycle)?;
        let zoned = by_zone.entry(zone.name().to_owned());
        zoned.or_insert_with(|| (zone.clone(), Vec::new())).1.push(partner);
    }
    let made = Made::by_system(SystemRule::CycleEnded, at, run.recorded_at(at));
    let mut reports = 0;
    for (zone, due) in by_zone.values() {
        reports += make_reports::make(tx, &ownership, due, cycle, zone, &made).await?;
    }
    Ok(Some((last, looked_at, reports)))
}

/// The directory with its links, read again only after another process held the work lock.
#[derive(Default)]
struct KnownOwnership(Mutex<Option<(i64, Arc<Ownership>)>>);

impl KnownOwnership {
    async fn as_of(
        &self,
        tx: &mut Tx,
        installation: &Installation,
    ) -> std::result::Result<Arc<Ownership>, StoreError> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let ownership = match known {
            Some((turns, ownership)) if installation.turns == turns + 1 => ownership,
            _ => Arc::new(Ownership::load(tx).await?),
        };
        let now = (installation.turns, ownership.clone());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        Ok(ownership)
    }
}

/// A batch of partners after `after` whose reports are made through `cycle`.
///
/// # Errors
/// Fails when the database does.
pub(super) async fn next_batch(
    tx: &mut Tx,
    cycle: Cycle,
    after: i64,
) -> std::result::Result<Vec<Partner>, StoreError> {
    let mut batch = partners::made_through(tx, cycle, after, BATCH_PARTNERS).await?;
    cut(tx, &mut batch).await?;
    Ok(batch)
}

/// Stores as many partners, sorted by number, as fit a batch; true if any were cut off.
pub(super) async fn cut(
    tx: &mut Tx,
    batch: &mut Vec<Partner>,
) -> std::result::Result<bool, StoreError> {
    let (Some(first), Some(last)) = (batch.first(), batch.last()) else { return Ok(false) };
    let counts = partners::subscription_counts(tx, first.id, last.id).await?;
    let fits = prefix(batch, &counts.into_iter().collect());
    let cuts = fits < batch.len();
    batch.truncate(fits);
    Ok(cuts)
}

/// How many partners fit a batch; at least one.
fn prefix(batch: &[Partner], counts: &HashMap<i64, i64>) -> usize {
    let mut subscriptions = 0;
    let fits = |partner: &&Partner| {
        subscriptions += counts.get(&partner.id).copied().unwrap_or(0);
        subscriptions <= BATCH_SUBSCRIPTIONS
    };
    batch.iter().take_while(fits).count().max(1)
}

async fn remind_all(
    store: &Store,
    at: Instant,
    run: &ClockRun,
    progress: &mut WorkProgress,
) -> Result<u64> {
    progress.begin(&format!("reminding of reports due after {at}"), "", None);
    let (mut looked_at, mut reminded) = (0, 0);
    loop {
        let recorded_at = run.recorded_at(at);
        let batch = async |tx: &mut Tx| remind_partners::batch(tx, at, recorded_at).await;
        let (looked, sent) = store.write(batch).await?;
        if looked == 0 {
            return Ok(reminded);
        }
        looked_at += looked as u64;
        reminded += sent;
        progress.at(looked_at);
    }
}

async fn submit_all(
    store: &Store,
    at: Instant,
    run: &ClockRun,
    progress: &mut WorkProgress,
) -> Result<u64> {
    progress.begin(&format!("submitting reports due at {at}"), "", None);
    let mut submitted = 0;
    loop {
        let recorded_at = run.recorded_at(at);
        let batch = async |tx: &mut Tx| submit_due_reports::batch(tx, at, recorded_at).await;
        let count = store.write(batch).await?;
        if count == 0 {
            return Ok(submitted);
        }
        submitted += count as u64;
        progress.at(submitted);
    }
}

/// Moves every missed deadline.
async fn extend_all(store: &Store, now: Instant, deadline: Instant) -> Result<u64> {
    let mut extended = 0;
    loop {
        let batch = async |tx: &mut Tx| move_missed_deadlines::batch(tx, now, deadline).await;
        match store.write(batch).await? {
            0 => return Ok(extended),
            count => extended += count as u64,
        }
    }
}
