//! From stored readings to each subscription's days of a cycle: streamed once, in order.
//!
//! A subscription's first day without a reading is answered by its last reading before the
//! cycle. Partners hold such readings for the subscriptions that had fallen silent before their
//! `in_force_day`; the days from there on are read with the cycle. Where nothing usable is held
//! (a moved subscription, a cycle before that day), all earlier days are read.

use countersign_domain::cycle::Cycle;
use countersign_domain::figure::{Days, InForce};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::zone::{CycleDays, Zone};
use countersign_store::readings::{self, Last, Reading, SubscriptionKey};
use countersign_store::{Result, Tx};
use std::ops::RangeInclusive;

/// Days before a cycle's end from which a subscription's last reading is not held but read.
const RECENT_DAYS: i64 = 3;

/// Subscriptions whose days are gathered at once: about a kilobyte each.
const CHUNK: usize = 20_000;

/// A subscription whose readings are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// What its readings are filed under.
    pub key: SubscriptionKey,
    /// The day its partner holds readings in force before; none where that is of no use.
    pub in_force_day: Option<i64>,
    /// Its last day, as a day number, to count readings after it.
    pub ends_on: Option<i64>,
}

/// The readings of one subscription.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Its days in the cycle.
    pub days: Days,
    /// Its last reading before the cycle.
    pub before: Option<(Instant, Quantity)>,
    /// Its last reading before the cycle's end.
    pub last: Option<(Instant, Quantity)>,
    /// Readings in the cycle after its end.
    pub after_end: i64,
}

impl Evidence {
    fn clear(&mut self) {
        self.days.clear();
        self.before = None;
        self.last = None;
        self.after_end = 0;
    }

    /// What was in force at the start, with the cycle it was observed in.
    #[must_use]
    pub fn in_force(&self, window: &Window<'_>) -> Option<InForce> {
        let (observed_at, provisioned) = self.before?;
        Some(InForce { observed_at, cycle: window.zone.cycle_of(observed_at), provisioned })
    }

    /// Takes one more reading, not earlier than the ones before, of a subscription with this last
    /// day.
    pub(super) fn note(&mut self, window: &Window<'_>, reading: &Reading, ends_on: Option<i64>) {
        let (observed_at, provisioned) = (reading.observed_at, reading.provisioned);
        if observed_at < window.days.start() {
            self.note_before(observed_at, provisioned);
        } else if let Some(day) = window.days.index_of(observed_at) {
            self.last = Some((observed_at, provisioned));
            self.days.push(day, provisioned, reading.used);
            if ends_on.is_some_and(|end| end < first_date_number(window) + i64::from(day)) {
                self.after_end += 1;
            }
        }
    }

    /// A later reading before the cycle takes the place of an earlier one.
    fn note_before(&mut self, observed_at: Instant, provisioned: Quantity) {
        if self.before.is_none_or(|(last, _)| last <= observed_at) {
            self.before = Some((observed_at, provisioned));
            self.last = self.before;
        }
    }
}

/// The cycle that evidence is gathered of.
pub struct Window<'a> {
    /// The month.
    pub cycle: Cycle,
    /// The time zone of its days.
    pub zone: &'a Zone,
    /// The bounds of its days.
    pub days: CycleDays,
    /// The earliest UTC day with a reading.
    pub first_day: i64,
}

impl<'a> Window<'a> {
    /// The window of a whole cycle.
    ///
    /// # Errors
    /// The engine's.
    pub async fn open(tx: &mut Tx, cycle: Cycle, zone: &'a Zone) -> Result<Self> {
        let days = zone.days(cycle);
        let first_day = readings::first_day(tx).await?.unwrap_or(days.start().utc_day());
        Ok(Self { cycle, zone, days, first_day })
    }

    /// The UTC day that readings in force are held before, once the cycle is made.
    #[must_use]
    pub fn next_in_force_day(&self) -> i64 {
        self.days.end().utc_day() - RECENT_DAYS
    }
}

/// Gathers the evidence of `wanted`, which are in order of their keys, and hands each over with
/// its place. Two that share a key do not occur.
///
/// # Errors
/// The engine's, or what `take` fails with.
pub async fn gather(
    tx: &mut Tx,
    window: &Window<'_>,
    wanted: &[Wanted],
    mut take: impl FnMut(usize, &mut Evidence) -> Result<()>,
) -> Result<()> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for run in runs(wanted) {
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

/// Cuts `wanted` where chunks end or readings have to be read from another day on.
fn runs(wanted: &[Wanted]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for end in 1..=wanted.len() {
        let full = end - start == CHUNK;
        let cut = wanted.get(end).is_none_or(|next| {
            let last = &wanted[end - 1];
            next.in_force_day != last.in_force_day || next.key.0 > last.key.0 + 1
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
    window: &Window<'_>,
    chunk: &[Wanted],
    evidence: &mut [Evidence],
) -> Result<()> {
    let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { return Ok(()) };
    let keys = first.key..=last.key;
    let start_day = window.days.start().utc_day();
    let held = first.in_force_day.filter(|day| *day <= start_day);
    if held.is_some() {
        fill_held(tx, &keys, chunk, evidence).await?;
    }
    let from = held.unwrap_or(window.first_day).min(start_day);
    let to = window.days.end().plus_micros(-1).utc_day();
    for day in from..=to {
        read_day(tx, window, day, &keys, chunk, evidence).await?;
    }
    Ok(())
}

async fn fill_held(
    tx: &mut Tx,
    keys: &RangeInclusive<SubscriptionKey>,
    chunk: &[Wanted],
    evidence: &mut [Evidence],
) -> Result<()> {
    let held: Vec<Last> = readings::in_force(tx, keys).await?;
    for last in held {
        if let Ok(place) = chunk.binary_search_by_key(&last.key, |wanted| wanted.key) {
            evidence[place].note_before(last.observed_at, last.provisioned);
        }
    }
    Ok(())
}

async fn read_day(
    tx: &mut Tx,
    window: &Window<'_>,
    day: i64,
    keys: &RangeInclusive<SubscriptionKey>,
    chunk: &[Wanted],
    evidence: &mut [Evidence],
) -> Result<()> {
    let mut place = 0;
    readings::each_of_day(tx, day, keys, |reading| {
        let key = (reading.partner_id, reading.subscription_id);
        while chunk.get(place).is_some_and(|wanted| wanted.key < key) {
            place += 1;
        }
        let Some(wanted) = chunk.get(place).filter(|wanted| wanted.key == key) else { return };
        evidence[place].note(window, &reading, wanted.ends_on);
    })
    .await
}

fn first_date_number(window: &Window<'_>) -> i64 {
    countersign_domain::zone::day_number(window.cycle.first_date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(partner: i64, id: i64, in_force_day: Option<i64>) -> Wanted {
        Wanted { key: (partner, id), in_force_day, ends_on: None }
    }

    #[test]
    fn runs_are_cut_where_another_day_or_a_far_partner_begins() {
        let all = [
            wanted(1, 1, Some(5)),
            wanted(1, 2, Some(5)),
            wanted(2, 3, Some(5)),
            wanted(2, 4, None),
            wanted(9, 5, None),
        ];
        assert_eq!(runs(&all), [0..3, 3..4, 4..5]);
        assert!(runs(&[]).is_empty());
        let many: Vec<_> = (0..45_000).map(|id| wanted(1, id, None)).collect();
        assert_eq!(runs(&many), [0..20_000, 20_000..40_000, 40_000..45_000]);
    }
}
