//! Removes readings of old cycles, month by month from the earliest on.
//!
//! A later cycle begins with the last reading before it, which counts until the next one. If that
//! reading arrived after the later report was made, the report began with an earlier reading. So a
//! purge finds, for each subscription, the last day with a reading that had arrived when the first
//! later report was made, and keeps that day and everything after it.

use super::needed_readings::{Asked, readings_needed_from};
use super::{PurgeOutcome, PurgeTimes, first_day_kept, readings_kept_since};
use crate::failure::Result;
use crate::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::date_of_number;
use countersign_store::purges::{self, PurgeBound, PurgedTable};
use countersign_store::readings::{self, PlaceOfDay, RemovedReadings};
use countersign_store::{Store, Tx, installation, sources};
use std::collections::{BTreeMap, HashMap};

/// Readings of one transaction.
const BATCH: usize = 10_000;

/// What a purge that keeps a cycle and all later ones removes.
#[derive(Default)]
struct Plan {
    /// By subscription, the first UTC day whose readings are kept. A subscription without an entry
    /// keeps all of its readings.
    kept_since: HashMap<i64, i64>,
    /// The number of readings to remove, by UTC day.
    to_remove: BTreeMap<i64, u64>,
}

impl Plan {
    async fn load(tx: &mut Tx, cycle: Cycle) -> countersign_store::Result<Self> {
        let mut plan = Self::default();
        let Some(first_day) = readings::first_day(tx).await? else { return Ok(plan) };
        let made_at = purges::first_made_at(tx, cycle).await?;
        let all = (i64::MIN, i64::MIN)..=(i64::MAX, i64::MAX);
        for day in (first_day..first_day_kept(cycle)).rev() {
            readings::each_received_of_day(tx, day, &all, |reading, received_at| {
                plan.take(day, reading.subscription_id, made_at.is_none_or(|at| received_at <= at));
            })
            .await?;
        }
        Ok(plan)
    }

    /// Takes a reading. Days are read from the last one back.
    fn take(&mut self, day: i64, subscription_id: i64, had_come: bool) {
        match self.kept_since.get(&subscription_id) {
            Some(since) if day < *since => *self.to_remove.entry(day).or_default() += 1,
            Some(_) => {}
            None if had_come => drop(self.kept_since.insert(subscription_id, day)),
            None => {}
        }
    }

    fn keeps(&self, day: i64, subscription_id: i64) -> bool {
        self.kept_since.get(&subscription_id).is_none_or(|since| day >= *since)
    }

    fn count(&self) -> u64 {
        self.to_remove.values().sum()
    }
}

/// Counts the readings that a purge would remove.
pub(super) async fn count(
    store: &Store,
    asked: Asked,
    outcome: &mut PurgeOutcome,
    progress: &mut WorkProgress,
) -> Result<()> {
    progress.begin("looking for old readings", "", None);
    let counted = store.reading(async |tx| {
        let kept_from = readings_needed_from(tx, asked).await?;
        Ok::<_, crate::failure::Failure>((
            kept_from,
            Plan::load(tx, kept_from.cycle).await?.count(),
        ))
    });
    let (kept_from, count) = counted.await?;
    outcome.kept_from = Some(kept_from);
    outcome.add(PurgedTable::Readings, count);
    Ok(())
}

/// Removes them, month by month.
pub(super) async fn remove(
    store: &Store,
    asked: Asked,
    times: PurgeTimes,
    outcome: &mut PurgeOutcome,
    progress: &mut WorkProgress,
) -> Result<()> {
    let begin = async |tx: &mut Tx| {
        Ok::<_, crate::failure::Failure>((
            readings_needed_from(tx, asked).await?,
            readings::first_day(tx).await?,
        ))
    };
    let (kept_from, first_day) = store.reading(begin).await?;
    outcome.kept_from = Some(kept_from);
    let Some(first_day) = first_day else { return Ok(()) };
    let mut cycle = Cycle::of(date_of_number(first_day)).plus(1);
    while cycle <= kept_from.cycle {
        let month = Month { store, asked, cycle, machine: times.machine };
        if !month.remove(outcome, progress).await? {
            let needed = store.reading(async |tx| readings_needed_from(tx, asked).await).await?;
            outcome.kept_from = Some(needed);
            return Ok(());
        }
        cycle = cycle.plus(1);
    }
    Ok(())
}

/// The purge of what is older than a cycle.
struct Month<'a> {
    store: &'a Store,
    asked: Asked,
    /// The first cycle that is kept.
    cycle: Cycle,
    machine: Instant,
}

impl Month<'_> {
    /// Removes its readings; false if something needs them since.
    async fn remove(
        &self,
        outcome: &mut PurgeOutcome,
        progress: &mut WorkProgress,
    ) -> Result<bool> {
        progress.begin(&format!("looking for readings before {}", self.cycle), "", None);
        let plan = self.store.reading(async |tx| Plan::load(tx, self.cycle).await).await?;
        progress.begin(&format!("purging readings before {}", self.cycle), "", Some(plan.count()));
        let days: Vec<i64> = plan.to_remove.keys().copied().collect();
        let (mut place, mut done) = ((0, None), 0);
        while place.0 < days.len() {
            let batch = self.store.write(async |tx| self.batch(tx, &plan, &days, place).await);
            let Some((next, [readings, superseded])) = batch.await? else { return Ok(false) };
            outcome.add(PurgedTable::Readings, readings);
            outcome.add(PurgedTable::SupersededReadings, superseded);
            done += readings;
            progress.at(done);
            place = next;
        }
        let days = i64::MIN..=first_day_kept(self.cycle) - 1;
        self.store.write(async |tx| sources::remove_noted(tx, &days).await).await?;
        Ok(true)
    }

    /// One batch from a place in the days on: the next place and the numbers of removed rows; none
    /// if something needs the readings since.
    async fn batch(
        &self,
        tx: &mut Tx,
        plan: &Plan,
        days: &[i64],
        (mut at, mut after): (usize, Option<PlaceOfDay>),
    ) -> countersign_store::Result<Option<((usize, Option<PlaceOfDay>), [u64; 2])>> {
        installation::take_work_lock(tx).await?;
        // Once a batch is recorded, nothing is computed from these readings any more.
        let is_begun = purges::readings_from(tx).await?.is_some_and(|from| from >= self.cycle);
        if !is_begun && readings_needed_from(tx, self.asked).await?.cycle < self.cycle {
            return Ok(None);
        }
        let mut removed = RemovedReadings::default();
        while let Some(&day) = days.get(at) {
            let left = BATCH.saturating_sub(usize::try_from(removed.seen).unwrap_or(BATCH));
            if left == 0 {
                break;
            }
            let kept = |id| plan.keeps(day, id);
            after = readings::remove_batch(tx, (day, after), left, kept, &mut removed).await?;
            at += usize::from(after.is_none());
        }
        let counts = [removed.readings.count(), removed.superseded.count()];
        let bound = PurgeBound {
            purged_at: self.machine,
            before_at: readings_kept_since(self.cycle),
            cycle: Some(self.cycle),
        };
        purges::record(tx, PurgedTable::Readings, bound, removed.readings).await?;
        purges::record(tx, PurgedTable::SupersededReadings, bound, removed.superseded).await?;
        Ok(Some(((at, after), counts)))
    }
}
