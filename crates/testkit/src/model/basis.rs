//! From the readings of one subscription to its one figure in a cycle.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::directory::Basis;
use super::number::mean_half_up;
use super::zone::{Cycle, day_of};

/// Provisioned and used units at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) provisioned: i128,
    pub(crate) used: Option<i128>,
}

/// The current readings of one subscription by their instant.
pub(crate) type Readings = BTreeMap<Timestamp, Reading>;

/// The figures of one subscription in a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) provisioned: i128,
    pub(crate) used: Option<i128>,
    pub(crate) carried: bool,
}

impl Figure {
    /// "Used where present, else provisioned."
    pub(crate) fn default(&self) -> i128 {
        self.used.unwrap_or(self.provisioned)
    }
}

/// What determines the figure of one subscription in one cycle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure<'a> {
    pub(crate) cycle: Cycle,
    /// The first instant of the subscription's cycle, and the first one after it.
    pub(crate) bounds: (Timestamp, Timestamp),
    /// The zone of the region it counts for.
    pub(crate) zone: &'a TimeZone,
    pub(crate) basis: Basis,
    pub(crate) decimals: u32,
    pub(crate) reports_usage: bool,
    pub(crate) carry_forward_cycles: i32,
    pub(crate) ends_on: Option<Date>,
    /// Full cycles without a reading at the end of this one, if it has none. `None` if there was no
    /// reading before.
    pub(crate) silent_cycles: Option<i32>,
}

impl Measure<'_> {
    /// "Hours before the 1st count to the 1st."
    pub(crate) fn day(&self, instant: Timestamp) -> Date {
        day_of(instant, self.zone).max(self.cycle.first_day())
    }

    /// "The first local day is the local day on which the cycle begins, but never one before the
    /// 1st."
    fn first_day(&self) -> Date {
        self.day(self.bounds.0)
    }

    /// "Days after a subscription's `ends_on` never count, in the month of its end either."
    pub(crate) fn counts(&self, day: Date) -> bool {
        self.ends_on.is_none_or(|end| day <= end)
    }
}

/// The figure of one subscription, or `None` if it makes no line.
pub(crate) fn figure(readings: &Readings, by: &Measure<'_>) -> Option<Figure> {
    // "A day's figure is the highest reading of that day, provisioned and used each for
    // themselves; a day counts for used only with a used reading, for provisioned with any."
    let mut provisioned: BTreeMap<Date, i128> = BTreeMap::new();
    let mut used: BTreeMap<Date, i128> = BTreeMap::new();
    for (instant, reading) in readings.range(by.bounds.0..by.bounds.1) {
        let day = by.day(*instant);
        if !by.counts(day) {
            continue;
        }
        raise(&mut provisioned, day, reading.provisioned);
        if let Some(units) = reading.used.filter(|_| by.reports_usage) {
            raise(&mut used, day, units);
        }
    }
    let before = readings.range(..by.bounds.0).next_back().map(|(_, last)| last.provisioned);
    let in_force = before.filter(|_| by.counts(by.first_day()));
    if provisioned.is_empty() {
        return carried(in_force?, by);
    }
    // "Where a subscription has no reading on the cycle's first local day, the provisioned units
    // of the reading with the latest instant before the cycle … are that day's provisioned figure
    // in every basis …, whatever its age."
    if let Some(units) = in_force {
        provisioned.entry(by.first_day()).or_insert(units);
    }
    // "By the same basis (for `sum`: `peak`)."
    let basis = if by.basis == Basis::Sum { Basis::Peak } else { by.basis };
    Some(Figure {
        provisioned: fold(basis, &provisioned, by.decimals)?,
        used: fold(by.basis, &used, by.decimals),
        carried: false,
    })
}

/// "A subscription without any reading in the cycle counts as it last was … (a last reading of 0
/// carries nothing); after `carry_forward_cycles` full cycles without a reading it counts no
/// more."
fn carried(units: i128, by: &Measure<'_>) -> Option<Figure> {
    let counts = units > 0 && by.silent_cycles? <= by.carry_forward_cycles;
    counts.then_some(Figure { provisioned: units, used: None, carried: true })
}

fn raise(days: &mut BTreeMap<Date, i128>, day: Date, units: i128) {
    let highest = days.entry(day).or_insert(units);
    *highest = units.max(*highest);
}

/// One figure from the days that count, if any do.
fn fold(basis: Basis, days: &BTreeMap<Date, i128>, decimals: u32) -> Option<i128> {
    let mut figures: Vec<i128> = days.values().copied().collect();
    let last = *figures.last()?;
    let count = figures.len();
    let total: i128 = figures.iter().sum();
    figures.sort_unstable_by(|one, other| other.cmp(one));
    Some(match basis {
        // "`peak` the highest day."
        Basis::Peak => figures[0],
        // "`average` the mean of the days that count, rounded half up to the product's decimals,
        // before summing."
        Basis::Average => {
            let days = i128::try_from(count).expect("at most 31 days");
            mean_half_up(total, days, decimals)
        }
        // "`p85` drop the floor(15 %) highest of the days that count and take the highest left."
        Basis::P85 => figures[count * 15 / 100],
        // "`last` the last day."
        Basis::Last => last,
        // "`sum` all days added."
        Basis::Sum => total,
    })
}
