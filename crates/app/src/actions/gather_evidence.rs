//! Streams stored readings once, in order, and collects each subscription's days of a cycle.
//!
//! If a subscription has no reading on its first day, its last reading before the cycle supplies
//! that day. Partners keep such readings for subscriptions that fell silent before their
//! `in_force_day`; later days are read with the cycle. A subscription that has moved has its own
//! day. If no stored reading can be used (for a cycle before that day), all earlier days are read.

use countersign_domain::bounds::Bounds;
use countersign_domain::cycle::Cycle;
use countersign_domain::figure::{InForce, ReadingDays};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::zone::{CycleDays, Zone, day_number};
use countersign_store::readings::{self, InForceReading, Reading, SubscriptionKey};
use countersign_store::{Engine, Result, Tx};
use std::ops::RangeInclusive;

/// Readings of these last days before a cycle's end are read again instead of being kept as in
/// force.
const RECENT_DAYS: i64 = 3;

/// Subscriptions whose days are collected at once, about a kilobyte each. A query of the embedded
/// engine costs no round trip, so its chunks can be small enough for the processor's cache.
const fn chunk(engine: Engine) -> usize {
    match engine {
        Engine::Sqlite => 2_500,
        Engine::Postgres => 20_000,
    }
}

/// A subscription whose readings are needed.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceQuery<'a> {
    /// The key under which its readings are stored.
    pub key: SubscriptionKey,
    /// The start and end of the cycle for this subscription.
    pub bounds: &'a Bounds,
    /// Its readings before this UTC day are kept as in force; `None` if these cannot be used.
    pub in_force_day: Option<i64>,
    /// Its last day, as a day number; readings after it are only counted.
    pub ends_on: Option<i64>,
}

/// The readings of one subscription.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Its days in the cycle.
    pub days: ReadingDays,
    /// Its last reading before the cycle.
    pub before: Option<(Instant, Quantity)>,
    /// Its last reading before the cycle's end.
    pub last: Option<(Instant, Quantity)>,
    /// The number of readings in the cycle after its last day.
    pub after_end: i64,
}

impl Evidence {
    fn clear(&mut self) {
        self.days.clear();
        self.before = None;
        self.last = None;
        self.after_end = 0;
    }

    /// The units in force at the start, with the cycle in which they were observed.
    #[must_use]
    pub fn in_force(&self, window: &CycleWindow<'_>, bounds: &Bounds) -> Option<InForce> {
        let (observed_at, provisioned) = self.before?;
        let cycle = bounds.earlier_cycle(window.cycle, window.zone, observed_at);
        Some(InForce { observed_at, cycle, provisioned })
    }

    /// Adds one more reading, not earlier than the ones before, of a subscription with this last
    /// day.
    pub(super) fn note(
        &mut self,
        window: &CycleWindow<'_>,
        bounds: &Bounds,
        reading: &Reading,
        ends_on: Option<i64>,
    ) {
        let (observed_at, provisioned) = (reading.observed_at, reading.provisioned);
        if observed_at < bounds.start() {
            self.note_before(observed_at, provisioned);
        } else if let Some(day) = bounds.day_of(&window.days, observed_at) {
            self.last = Some((observed_at, provisioned));
            if window.is_after(day, ends_on) {
                self.after_end += 1;
            } else {
                self.days.push(day, provisioned, reading.used);
            }
        }
    }

    /// A later reading before the cycle replaces an earlier one.
    fn note_before(&mut self, observed_at: Instant, provisioned: Quantity) {
        if self.before.is_none_or(|(last, _)| last <= observed_at) {
            self.before = Some((observed_at, provisioned));
            self.last = self.before;
        }
    }
}

/// The cycle whose evidence is collected.
pub struct CycleWindow<'a> {
    /// The cycle.
    pub cycle: Cycle,
    /// The time zone of its days.
    pub zone: &'a Zone,
    /// The bounds of its days.
    pub days: CycleDays,
    /// The earliest UTC day with a reading.
    pub first_day: i64,
    /// The number of the month's first date.
    first_date: i64,
}

impl<'a> CycleWindow<'a> {
    /// The window of a whole cycle.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn open(tx: &mut Tx, cycle: Cycle, zone: &'a Zone) -> Result<Self> {
        let window = Self::of_month(cycle, zone);
        let first_day = readings::first_day(tx).await?.unwrap_or(window.first_day);
        Ok(Self { first_day, ..window })
    }

    /// The window of a cycle whose readings are at hand.
    pub(super) fn of_month(cycle: Cycle, zone: &'a Zone) -> Self {
        let days = zone.days(cycle);
        let (first_day, first_date) = (days.start().utc_day(), day_number(cycle.first_date()));
        Self { cycle, zone, days, first_day, first_date }
    }

    /// Whether a day of the cycle is after a subscription's last one.
    pub(super) fn is_after(&self, day: u8, ends_on: Option<i64>) -> bool {
        ends_on.is_some_and(|end| end < self.first_date + i64::from(day))
    }

    /// The UTC day before which readings are kept as in force once the cycle is made.
    #[must_use]
    pub fn next_in_force_day(&self) -> i64 {
        self.days.end().utc_day() - RECENT_DAYS
    }
}

/// Collects the evidence of `wanted`, sorted by key without duplicates, and passes each to `take`
/// with its place.
///
/// # Errors
/// Fails when the database does, or with the error of `take`.
pub async fn gather(
    tx: &mut Tx,
    window: &CycleWindow<'_>,
    wanted: &[EvidenceQuery<'_>],
    mut take: impl FnMut(usize, &mut Evidence) -> Result<()>,
) -> Result<()> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for run in runs(wanted, chunk(tx.engine())) {
        let chunk = &wanted[run.clone()];
        evidence.resize_with(evidence.len().max(chunk.len()), Evidence::default);
        let evidence = &mut evidence[..chunk.len()];
        evidence.iter_mut().for_each(Evidence::clear);
        fill(tx, window, chunk, evidence).await?;
        for (place, evidence) in run.zip(evidence) {
            take(place, evidence)?;
        }
    }
    Ok(())
}

/// The largest distance between two partners that are read together. Reading the partners between
/// them and dropping their rows costs less than another query for each day.
const NEAR_PARTNERS: i64 = 16;

/// Splits `wanted` at chunk ends and where readings have to be read from another day.
fn runs(wanted: &[EvidenceQuery<'_>], chunk: usize) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for end in 1..=wanted.len() {
        let full = end - start == chunk;
        let cut = wanted.get(end).is_none_or(|next| {
            let last = &wanted[end - 1];
            next.in_force_day != last.in_force_day || next.key.0 > last.key.0 + NEAR_PARTNERS
        });
        if full || cut {
            runs.push(start..end);
            start = end;
        }
    }
    runs
}

async fn fill(
    tx: &mut Tx,
    window: &CycleWindow<'_>,
    chunk: &[EvidenceQuery<'_>],
    evidence: &mut [Evidence],
) -> Result<()> {
    let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { return Ok(()) };
    let keys = first.key..=last.key;
    let earliest = chunk.iter().map(|wanted| wanted.bounds.start()).min();
    let start_day = earliest.unwrap_or(window.days.start()).utc_day();
    let held = first.in_force_day.filter(|day| *day <= start_day);
    if held.is_some() {
        fill_held(tx, &keys, chunk, evidence).await?;
    }
    let from = held.unwrap_or(window.first_day).max(window.first_day).min(start_day);
    let to = window.days.end().plus_micros(-1).utc_day();
    read_days(tx, window, from..=to, &keys, chunk, evidence).await
}

async fn fill_held(
    tx: &mut Tx,
    keys: &RangeInclusive<SubscriptionKey>,
    chunk: &[EvidenceQuery<'_>],
    evidence: &mut [Evidence],
) -> Result<()> {
    let held: Vec<InForceReading> = readings::in_force(tx, keys).await?;
    for last in held {
        if let Ok(place) = chunk.binary_search_by_key(&last.key, |wanted| wanted.key) {
            evidence[place].note_before(last.observed_at, last.provisioned);
        }
    }
    Ok(())
}

async fn read_days(
    tx: &mut Tx,
    window: &CycleWindow<'_>,
    days: RangeInclusive<i64>,
    keys: &RangeInclusive<SubscriptionKey>,
    chunk: &[EvidenceQuery<'_>],
    evidence: &mut [Evidence],
) -> Result<()> {
    let (mut utc_day, mut place) = (i64::MIN, 0);
    readings::each_of_days(tx, days, keys, chunk.len(), |reading| {
        let day = reading.observed_at.utc_day();
        if day != utc_day {
            (utc_day, place) = (day, 0);
        }
        let key = (reading.partner_id, reading.subscription_id);
        while chunk.get(place).is_some_and(|wanted| wanted.key < key) {
            place += 1;
        }
        let Some(wanted) = chunk.get(place).filter(|wanted| wanted.key == key) else { return };
        evidence[place].note(window, wanted.bounds, &reading, wanted.ends_on);
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(
        bounds: &Bounds,
        key: SubscriptionKey,
        in_force_day: Option<i64>,
    ) -> EvidenceQuery<'_> {
        EvidenceQuery { key, bounds, in_force_day, ends_on: None }
    }

    #[test]
    fn runs_are_cut_where_another_day_or_a_far_partner_begins() {
        let cycle = Cycle::parse("2026-10").unwrap();
        let bounds = Bounds::of_month(&Zone::parse("Europe/Berlin").unwrap().days(cycle));
        let all = [
            wanted(&bounds, (1, 1), Some(5)),
            wanted(&bounds, (1, 2), Some(5)),
            wanted(&bounds, (2, 3), Some(5)),
            wanted(&bounds, (2, 4), None),
            wanted(&bounds, (18, 5), None),
            wanted(&bounds, (35, 6), None),
        ];
        assert_eq!(runs(&all, 20_000), [0..3, 3..5, 5..6]);
        assert!(runs(&[], 20_000).is_empty());
        let many: Vec<_> = (0..45_000).map(|id| wanted(&bounds, (1, id), None)).collect();
        assert_eq!(runs(&many, 20_000), [0..20_000, 20_000..40_000, 40_000..45_000]);
    }
}
