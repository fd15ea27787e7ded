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

/// What one subscription comes to in a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) provisioned: i128,
    pub(crate) used: Option<i128>,
    pub(crate) carried: bool,
}

/// What of a product and a report decides about figures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure<'a> {
    pub(crate) cycle: Cycle,
    pub(crate) zone: &'a TimeZone,
    pub(crate) basis: Basis,
    pub(crate) decimals: u32,
    pub(crate) reports_usage: bool,
    pub(crate) carry_forward_cycles: i32,
}

/// The figure of one subscription, or none where it makes no line.
pub(crate) fn figure(
    readings: &Readings,
    ends_on: Option<Date>,
    by: &Measure<'_>,
) -> Option<Figure> {
    // "A subscription whose `ends_on` lies before the cycle counts no more."
    if ends_on.is_some_and(|end| end < by.cycle.first_day()) {
        return None;
    }
    let start = by.cycle.start(by.zone);
    let inside: Vec<_> = readings.range(start..by.cycle.end(by.zone)).collect();
    let before = readings.range(..start).next_back();
    if inside.is_empty() {
        return carried(before?, by);
    }
    // "A day's figure is the highest reading of that day, provisioned and used each for
    // themselves; a day counts for used only with a used reading, for provisioned with any."
    let mut provisioned: BTreeMap<Date, i128> = BTreeMap::new();
    let mut used: BTreeMap<Date, i128> = BTreeMap::new();
    for (instant, reading) in inside {
        let day = day_of(*instant, by.zone);
        raise(&mut provisioned, day, reading.provisioned);
        if let Some(units) = reading.used.filter(|_| by.reports_usage) {
            raise(&mut used, day, units);
        }
    }
    // "Where a subscription has no reading on the cycle's first local day, the provisioned units
    // of its last reading before the cycle count for that day (used does not), whatever its age."
    if let Some((_, last)) = before {
        provisioned.entry(by.cycle.first_day()).or_insert(last.provisioned);
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
fn carried(last: (&Timestamp, &Reading), by: &Measure<'_>) -> Option<Figure> {
    let (instant, reading) = last;
    let age = by.cycle.index() - Cycle::of_instant(*instant, by.zone).index();
    let counts = reading.provisioned > 0 && age <= by.carry_forward_cycles;
    counts.then_some(Figure { provisioned: reading.provisioned, used: None, carried: true })
}

fn raise(days: &mut BTreeMap<Date, i128>, day: Date, units: i128) {
    let highest = days.entry(day).or_insert(units);
    *highest = units.max(*highest);
}

/// One figure from the days that count; none where no day does.
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
