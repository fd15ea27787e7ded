//! Computes the figure of one subscription in one cycle from its readings.
//!
//! Source of the rules: docs/rules.md section 3, "Basis" and "In force at the start".

use crate::basis::{Basis, DayFigure, Folded, Overflow, fold};
use crate::cycle::Cycle;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// Whether and why a subscription counts in a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has readings in the cycle and counts.
    Counted,
    /// It has no readings in the cycle, and its last figure is carried forward.
    CarriedForward,
    /// It is a trial or not for resale: listed, never counted.
    NotBillable,
    /// It ended before the cycle, or before its first reading in it: listed, not counted.
    Ended,
    /// Its last reading is too old or 0, or there is none: listed, not counted.
    NoData,
}

impl Standing {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Counted, "counted"),
        (Self::CarriedForward, "carried-forward"),
        (Self::NotBillable, "not-billable"),
        (Self::Ended, "ended"),
        (Self::NoData, "no-data"),
    ];

    /// The token in the database and in JSON.
    #[must_use]
    pub fn token(self) -> &'static str {
        Self::ALL.iter().find(|(standing, _)| *standing == self).map_or("", |(_, token)| token)
    }

    /// The standing of a stored token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, word)| *word == token).map(|(standing, _)| *standing)
    }

    /// Whether its units are part of a line.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Counted | Self::CarriedForward)
    }
}

/// The days of a month, for which memory is allocated once.
const LONGEST_CYCLE: usize = 31;

/// The days of one subscription in one cycle, collected from its readings in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingDays {
    provisioned: Vec<DayFigure>,
    used: Vec<DayFigure>,
}

impl ReadingDays {
    /// Adds a reading of `day`, not earlier than the ones before.
    pub fn push(&mut self, day: u8, provisioned: Quantity, used: Option<Quantity>) {
        raise(&mut self.provisioned, day, provisioned);
        if let Some(used) = used {
            raise(&mut self.used, day, used);
        }
    }

    /// Whether the cycle has no reading.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.provisioned.is_empty()
    }

    /// Whether the day on which the cycle begins has a reading.
    #[must_use]
    pub fn has_first(&self, first_day: u8) -> bool {
        self.provisioned.first().is_some_and(|figure| figure.day <= first_day)
    }

    /// Provisioned units per day, in order.
    #[must_use]
    pub fn provisioned(&self) -> &[DayFigure] {
        &self.provisioned
    }

    /// Used units per day, in order; only days with a used reading.
    #[must_use]
    pub fn used(&self) -> &[DayFigure] {
        &self.used
    }

    /// Removes all days and keeps the memory.
    pub fn clear(&mut self) {
        self.provisioned.clear();
        self.used.clear();
    }
}

/// A day's figure is the highest reading of that day.
fn raise(days: &mut Vec<DayFigure>, day: u8, quantity: Quantity) {
    match days.last_mut() {
        Some(last) if last.day == day => last.quantity = last.quantity.max(quantity),
        last => {
            if last.is_none() {
                days.reserve(LONGEST_CYCLE);
            }
            days.push(DayFigure { day, quantity });
        }
    }
}

/// The last reading of a subscription before the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// When it was observed.
    pub observed_at: Instant,
    /// The cycle of its instant in the region's time zone.
    pub cycle: Cycle,
    /// Its provisioned units.
    pub provisioned: Quantity,
}

/// The inputs of a subscription's figure beside its readings.
#[derive(Clone, Copy, Debug)]
pub struct FigureTerms {
    /// The product's basis.
    pub basis: Basis,
    /// The product's decimals.
    pub decimals: u8,
    /// Whether the product reports usage; if not, used units are ignored.
    pub reports_usage: bool,
    /// Whether the subscription is billable.
    pub billable: bool,
    /// The day on which the cycle begins for it; 0 is the 1st of the month.
    pub first_day: u8,
    /// Whether it had ended before that day.
    pub ended: bool,
    /// Whether it has readings in the cycle after its end; `days` does not contain them.
    pub read_after_end: bool,
    /// Full cycles without a reading through which it is carried.
    pub carry_forward_cycles: i64,
}

/// One subscription's figure of one cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Whether and why it counts.
    pub standing: Standing,
    /// Provisioned units by the basis, even if they do not count.
    pub provisioned: Option<Folded>,
    /// Used units by the basis; absent without a used reading.
    pub used: Option<Folded>,
}

impl Figure {
    /// Provisioned units that count.
    #[must_use]
    pub fn provisioned_units(&self) -> Quantity {
        self.provisioned.map_or(Quantity::ZERO, |folded| folded.quantity)
    }

    /// Used units if present, otherwise provisioned.
    #[must_use]
    pub fn default_chargeable(&self) -> Quantity {
        self.used.map_or(self.provisioned_units(), |folded| folded.quantity)
    }
}

/// Computes the figure of one subscription. The reading in force supplies the first day of `days`
/// if the rule says so.
///
/// # Errors
/// [`Overflow`] when a quantity cannot hold the sum of days.
pub fn figure(
    days: &mut ReadingDays,
    in_force: Option<InForce>,
    terms: &FigureTerms,
    cycle: Cycle,
) -> Result<Figure, Overflow> {
    let standing = standing(days, in_force, terms, cycle);
    let first = terms.first_day;
    let counts_as_it_was = !matches!(standing, Standing::NoData | Standing::Ended);
    if let Some(in_force) = in_force.filter(|_| counts_as_it_was && !days.has_first(first)) {
        days.provisioned.insert(0, DayFigure { day: first, quantity: in_force.provisioned });
    }
    let used = if terms.reports_usage { days.used() } else { &[] };
    let provisioned = fold(terms.basis.of_provisioned(), days.provisioned(), terms.decimals)?;
    Ok(Figure { standing, provisioned, used: fold(terms.basis, used, terms.decimals)? })
}

fn standing(
    days: &ReadingDays,
    in_force: Option<InForce>,
    terms: &FigureTerms,
    cycle: Cycle,
) -> Standing {
    let carried = in_force.is_some_and(|last| {
        last.provisioned > Quantity::ZERO
            && cycle.months_since(last.cycle) <= terms.carry_forward_cycles
    });
    match (terms.billable, terms.ended, days.is_empty()) {
        (false, ..) => Standing::NotBillable,
        (_, true, _) => Standing::Ended,
        (_, _, false) => Standing::Counted,
        (_, _, true) if carried => Standing::CarriedForward,
        _ if terms.read_after_end => Standing::Ended,
        _ => Standing::NoData,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(units: i64) -> Quantity {
        Quantity::from_units(units)
    }

    fn terms() -> FigureTerms {
        FigureTerms {
            basis: Basis::Peak,
            decimals: 0,
            reports_usage: true,
            billable: true,
            first_day: 0,
            ended: false,
            read_after_end: false,
            carry_forward_cycles: 3,
        }
    }

    fn october() -> Cycle {
        Cycle::parse("2026-10").unwrap()
    }

    fn last(cycle: &str, provisioned: i64) -> Option<InForce> {
        let observed_at = Instant::parse(&format!("{cycle}-15T12:00:00Z")).unwrap();
        let cycle = Cycle::parse(cycle).unwrap();
        Some(InForce { observed_at, cycle, provisioned: units(provisioned) })
    }

    fn days(readings: &[(u8, i64, Option<i64>)]) -> ReadingDays {
        let mut days = ReadingDays::default();
        for &(day, provisioned, used) in readings {
            days.push(day, units(provisioned), used.map(units));
        }
        days
    }

    #[test]
    fn a_days_figure_is_its_highest_reading_each_for_itself() {
        let mut days = days(&[(1, 5, Some(9)), (1, 8, None), (1, 7, Some(2)), (2, 8, Some(9))]);
        let figure = figure(&mut days, None, &terms(), october()).unwrap();
        let named = |folded: Option<Folded>| folded.map(|f| (f.quantity, f.day, f.days));
        assert_eq!(named(figure.provisioned), Some((units(8), Some(1), 2)));
        assert_eq!(named(figure.used), Some((units(9), Some(1), 2)));
    }

    #[test]
    fn what_was_in_force_counts_for_a_first_day_without_a_reading() {
        let average = FigureTerms { basis: Basis::Average, ..terms() };
        let work = |in_force, readings: &[(u8, i64, Option<i64>)]| {
            figure(&mut days(readings), in_force, &average, october()).unwrap()
        };
        let readings = [(1, 10, Some(10)), (2, 10, Some(10))];
        let carried = work(last("2024-01", 40), &readings);
        assert_eq!(carried.provisioned_units(), units(20));
        assert_eq!(carried.used.unwrap().quantity, units(10), "used is not carried");
        assert_eq!(carried.standing, Standing::Counted);
        assert_eq!(work(last("2026-09", 0), &readings).provisioned_units(), units(7));
        let first = [(0, 10, None), (1, 10, None)];
        assert_eq!(work(last("2026-09", 40), &first).provisioned_units(), units(10));
    }

    #[test]
    fn a_silent_subscription_is_carried_for_so_many_cycles() {
        for (cycle, carried) in
            [("2026-09", true), ("2026-07", true), ("2026-06", false), ("2025-01", false)]
        {
            let figure =
                figure(&mut ReadingDays::default(), last(cycle, 4), &terms(), october()).unwrap();
            let standing = if carried { Standing::CarriedForward } else { Standing::NoData };
            assert_eq!(figure.standing, standing, "{cycle}");
            assert_eq!(figure.provisioned_units(), if carried { units(4) } else { units(0) });
        }
        let never = FigureTerms { carry_forward_cycles: 0, ..terms() };
        let figure =
            figure(&mut ReadingDays::default(), last("2026-09", 4), &never, october()).unwrap();
        assert_eq!(figure.standing, Standing::NoData);
    }

    #[test]
    fn a_last_reading_of_zero_carries_nothing() {
        let figure = figure(&mut ReadingDays::default(), last("2026-09", 0), &terms(), october());
        assert_eq!(figure.unwrap().standing, Standing::NoData);
    }

    #[test]
    fn an_ended_or_unbillable_subscription_never_counts() {
        let readings = [(3, 5, Some(5))];
        for (terms, standing) in [
            (FigureTerms { ended: true, ..terms() }, Standing::Ended),
            (FigureTerms { billable: false, ..terms() }, Standing::NotBillable),
        ] {
            let figure = figure(&mut days(&readings), None, &terms, october()).unwrap();
            assert_eq!(figure.standing, standing);
            assert!(!figure.standing.counts());
        }
    }

    #[test]
    fn a_product_without_usage_is_charged_on_provisioned() {
        let terms = FigureTerms { reports_usage: false, ..terms() };
        let figure = figure(&mut days(&[(3, 5, Some(2))]), None, &terms, october()).unwrap();
        assert_eq!((figure.used, figure.default_chargeable()), (None, units(5)));
    }

    #[test]
    fn the_sum_adds_used_and_takes_the_peak_of_provisioned() {
        let terms = FigureTerms { basis: Basis::Sum, ..terms() };
        let mut days = days(&[(0, 5, Some(2)), (1, 7, Some(3))]);
        let figure = figure(&mut days, None, &terms, october()).unwrap();
        assert_eq!(figure.provisioned_units(), units(7));
        assert_eq!(figure.used.unwrap().quantity, units(5));
    }
}
