//! Readings at the bounds of days and cycles, duplicates, and offsets written differently.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::directory::{CaseDirectory, Region, Subscription};
use super::rng::Rng;
use super::table::{Table, text};
use crate::model::{Cycle, day_start};

/// The kind of readings to generate.
#[derive(Debug, Clone, Copy)]
pub(super) struct UsageQuery {
    /// The first and the last cycle.
    pub(super) cycles: (Cycle, Cycle),
    /// How often a subscription has readings in a cycle, in percent.
    pub(super) percent: u64,
    /// Readings from before this instant are never 0. A late 0 could leave an existing line without
    /// any reading, which the specification does not define.
    pub(super) above_zero_before: Option<Timestamp>,
}

/// Rows of a `usage….csv` for some subscriptions, out of order, some of them invalid.
pub(super) fn readings(
    directory: &CaseDirectory,
    of: &[usize],
    wanted: &UsageQuery,
    rng: &mut Rng,
) -> Table {
    let mut rows = Vec::new();
    let zone = |region: &Region| TimeZone::get(&region.zone).expect("a zone of the database");
    let zones: Vec<TimeZone> = directory.regions.iter().map(zone).collect();
    for index in of {
        let zone = directory.zone(*index);
        let mut cycle = wanted.cycles.0;
        while cycle <= wanted.cycles.1 {
            if rng.random(wanted.percent) {
                for _ in 0..how_many(rng) {
                    rows.extend(reading(directory, *index, cycle, &zone, &zones, wanted, rng));
                }
            }
            cycle = cycle.plus(1);
        }
    }
    rng.shuffle(&mut rows);
    let mut table = Table::new(&["subscription", "observed_at", "provisioned", "used"]);
    for row in rows {
        if rng.random(3) {
            table.push(spoilt(&row, rng));
        }
        table.push(row);
    }
    table
}

fn how_many(rng: &mut Rng) -> i64 {
    if rng.random(12) { rng.range(15, 30) } else { rng.range(1, 5) }
}

/// One reading, or two at the same instant.
fn reading(
    directory: &CaseDirectory,
    index: usize,
    cycle: Cycle,
    zone: &TimeZone,
    zones: &[TimeZone],
    wanted: &UsageQuery,
    rng: &mut Rng,
) -> Vec<Vec<String>> {
    let subscription = &directory.subscriptions[index];
    let decimals = subscription.decimals;
    let mut rows = Vec::new();
    let instant = match cycle.index() - directory.first_cycle.index() {
        // Its owner may move to another zone before the first cycle ends. Where earlier months end
        // then is not defined.
        ..-1 => inner(cycle, rng),
        -1 if rng.random(60) => inner(cycle, rng),
        -1 => near(cycle.plus(1).start(rng.pick(zones)), rng),
        _ if rng.random(40) => {
            let zone = rng.pick(zones);
            near(if rng.random(50) { cycle.start(zone) } else { cycle.end(zone) }, rng)
        }
        _ => instant(cycle, zone, rng),
    };
    let zero = wanted.above_zero_before.is_none_or(|before| before <= instant);
    let times = if rng.random(10) { 2 } else { 1 };
    for _ in 0..times {
        let (provisioned, used) = quantities(subscription, decimals, zero, rng);
        let observed_at = written(instant, zone, rng);
        rows.push(vec![text(&subscription.code, rng), observed_at, provisioned, used]);
    }
    if rng.random(15) {
        let (day, zero) = (
            date_only(cycle, cycle < directory.first_cycle, rng),
            wanted.above_zero_before.is_none(),
        );
        let (provisioned, used) = quantities(subscription, decimals, zero, rng);
        rows.push(vec![text(&subscription.code, rng), day, provisioned, used]);
    }
    rows
}

/// A day whose noon exists everywhere, at the edges of a month or inside it.
fn date_only(cycle: Cycle, inside: bool, rng: &mut Rng) -> String {
    let day = match rng.below(5) {
        _ if inside => rng.range(3, 26),
        0 => 1,
        1 => i64::from(cycle.last_day().day()),
        _ => rng.range(1, 28),
    };
    format!("{cycle}-{day:02}")
}

/// An instant that belongs to the month in every zone.
fn inner(cycle: Cycle, rng: &mut Rng) -> Timestamp {
    let start = cycle.start(&TimeZone::UTC);
    start + SignedDuration::from_secs(rng.range(2 * 86_400, 26 * 86_400))
}

/// The end of a month in some zone, a moment before or after it, or some hours.
fn near(edge: Timestamp, rng: &mut Rng) -> Timestamp {
    edge + match rng.below(8) {
        0..=1 => SignedDuration::ZERO,
        2 => SignedDuration::from_micros(-1),
        3 => SignedDuration::from_micros(1),
        4 => SignedDuration::from_secs(-1),
        5 => SignedDuration::from_secs(1),
        _ => SignedDuration::from_secs(rng.range(-26 * 3600, 26 * 3600)),
    }
}

fn instant(cycle: Cycle, zone: &TimeZone, rng: &mut Rng) -> Timestamp {
    let (start, end) = (cycle.start(zone), cycle.end(zone));
    let micro = SignedDuration::from_micros(1);
    let days = i64::from(cycle.last_day().day());
    let day = i8::try_from(rng.range(1, days)).expect("a day of the month");
    let midnight = day_start(jiff::civil::date(cycle.year, cycle.month, day), zone);
    match rng.below(12) {
        0 => start,
        1 => start - micro,
        2 => end - micro,
        3 => end,
        4 => midnight,
        5 => midnight - micro,
        6 => start + SignedDuration::from_secs(rng.range(0, 90_000)),
        7 => midnight + SignedDuration::from_secs(rng.range(-7_200, 7_200)),
        _ => {
            let span = end.as_second() - start.as_second();
            start + SignedDuration::from_secs(rng.range(0, span))
        }
    }
}

/// An instant as RFC 3339, with one offset or another.
fn written(instant: Timestamp, zone: &TimeZone, rng: &mut Rng) -> String {
    let minutes = match rng.below(4) {
        0 => zone.to_offset(instant).seconds() / 60,
        1 => *rng.pick(&[330, -210, 825, -660, 840, 345, 0]),
        _ => return instant.to_string(),
    };
    let offset = Offset::from_seconds(minutes * 60).expect("within a day");
    let local = offset.to_datetime(instant);
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{local}{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Provisioned and used units as written. The pair is often near a threshold.
fn quantities(of: &Subscription, decimals: u32, zero: bool, rng: &mut Rng) -> (String, String) {
    let (provisioned, used) = match rng.below(10) {
        0 if zero => (0, rng.range(0, 3)),
        1 => (100, *rng.pick(&[90, 89, 91, 95, 87, 50, 0])),
        2 => (1000, *rng.pick(&[900, 899, 875, 950, 667])),
        3 if rng.random(20) => (10_000_000_000, 9_999_999_999),
        4 => {
            let units = rng.range(1, 60);
            (units, units)
        }
        _ => (rng.range(1, 60), rng.range(0, 60)),
    };
    let used =
        if of.with_used && rng.random(85) { fraction(used, decimals, rng) } else { String::new() };
    (fraction(provisioned, decimals, rng), used)
}

/// Units with some decimals, sometimes with trailing zeros.
fn fraction(units: i64, decimals: u32, rng: &mut Rng) -> String {
    if decimals == 0 || units >= 10_000_000_000 || rng.random(40) {
        return units.to_string();
    }
    let digits = rng.below(usize::try_from(decimals).expect("a digit")) + 1;
    let fraction: String =
        (0..digits).map(|_| char::from(b"0123456789550"[rng.below(13)])).collect();
    format!("{units}.{fraction}")
}

/// The row with one cell that makes it refused.
fn spoilt(row: &[String], rng: &mut Rng) -> Vec<String> {
    let mut row = row.to_vec();
    let (column, bad) = *rng.pick(&[
        (0, "no such subscription"),
        (0, ""),
        (1, ""),
        (1, "2026-13-01"),
        (1, "2026-02-30"),
        (1, "2026-10-01T00:00:00"),
        (1, "2026-10-01T25:00:00Z"),
        (1, "yesterday"),
        (2, ""),
        (2, "-1"),
        (2, "NaN"),
        (2, "1e3"),
        (2, "1,5"),
        (2, "ten"),
        (2, "10000000001"),
        (2, "0.1234567"),
        (3, "-0.5"),
        (3, "1.0000001"),
        (3, "inf"),
    ]);
    bad.clone_into(&mut row[column]);
    row
}
