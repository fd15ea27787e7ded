//! Figures that look like slips of the keyboard, such as `902,505` where 1,200 are provisioned.
//!
//! Nothing is refused here: a person who enters such a figure is asked once whether it is meant.
//!
//! Source of the rule: docs/rules.md section 3.

use crate::basis::Basis;
use crate::line::Line;
use crate::quantity::Quantity;

/// A figure above this many times what it is compared with is asked about.
const TIMES: i128 = 3;

/// A chargeable figure far above what the record would suggest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlier {
    /// The figure.
    pub figure: Quantity,
    /// The largest of the figures that it is compared with.
    pub against: Against,
}

/// What an outlier is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The provisioned units.
    Provisioned(Quantity),
    /// The default, where the basis adds days: provisioned is the highest day there.
    Default(Quantity),
    /// The units that were charged last month.
    LastMonth(Quantity),
    /// Nothing is provisioned, and nothing was charged last month.
    Nothing,
}

impl Against {
    /// The units.
    #[must_use]
    pub const fn units(self) -> Quantity {
        match self {
            Self::Provisioned(units) | Self::Default(units) | Self::LastMonth(units) => units,
            Self::Nothing => Quantity::ZERO,
        }
    }
}

impl Outlier {
    /// A figure for a line that is above its default and more than three times both what is
    /// provisioned and what was charged last month, if the line existed then.
    #[must_use]
    pub fn of(line: &Line, figure: Quantity, last_month: Option<Quantity>) -> Option<Self> {
        let figures = &line.figures;
        let this_month = match line.product.basis {
            Basis::Sum => Against::Default(figures.default_chargeable),
            _ => Against::Provisioned(figures.provisioned),
        };
        let last_month = Against::LastMonth(last_month.unwrap_or(Quantity::ZERO));
        let exceeds =
            |it: Against| i128::from(figure.micros()) > TIMES * i128::from(it.units().micros());
        if figure <= figures.default_chargeable || !exceeds(this_month) || !exceeds(last_month) {
            return None;
        }
        let larger = if last_month.units() > this_month.units() { last_month } else { this_month };
        let against = if larger.units() == Quantity::ZERO { Against::Nothing } else { larger };
        Some(Self { figure, against })
    }

    /// How many times as large the figure is, rounded down: whole from 10 on, below it to one
    /// decimal. None if it is compared with nothing.
    #[must_use]
    pub fn times(self) -> Option<Quantity> {
        let against = i128::from(self.against.units().micros());
        if against == 0 {
            return None;
        }
        let tenths = i128::from(self.figure.micros()) * 10 / against;
        let tenths = if tenths >= 100 { tenths / 10 * 10 } else { tenths };
        let micros = i64::try_from(tenths * 100_000).unwrap_or(i64::MAX);
        Some(Quantity::from_micros(micros))
    }
}

impl std::fmt::Display for Outlier {
    /// In words for the result of a file.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (figure, units) = (self.figure, self.against.units());
        let Some(times) = self.times() else {
            return write!(f, "{figure} where nothing is provisioned or was charged last month");
        };
        let what = match self.against {
            Against::Default(_) => "the default",
            Against::LastMonth(_) => "what was charged last month",
            Against::Provisioned(_) | Against::Nothing => "the provisioned units",
        };
        write!(f, "{figure} is {times} times {what} ({units})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::tests::line;

    const fn units(units: i64) -> Quantity {
        Quantity::from_units(units)
    }

    #[test]
    fn a_figure_is_asked_about_above_three_times_both() {
        let line = line(1_000, Some(780), Basis::Peak);
        for (figure, last, against) in [
            (3_000, Some(990), None),
            (3_001, Some(990), Some(Against::Provisioned(units(1_000)))),
            (3_001, Some(1_001), None),
            (3_004, Some(1_001), Some(Against::LastMonth(units(1_001)))),
            (3_001, None, Some(Against::Provisioned(units(1_000)))),
            (902_505, Some(0), Some(Against::Provisioned(units(1_000)))),
            (780, Some(0), None),
            (0, Some(990), None),
        ] {
            let found = Outlier::of(&line, units(figure), last.map(units));
            assert_eq!(found.map(|it| it.against), against, "{figure} after {last:?}");
        }
    }

    #[test]
    fn what_the_readings_themselves_say_is_not_asked_about() {
        let line = line(10, Some(50), Basis::Peak);
        assert_eq!(Outlier::of(&line, units(50), None), None, "the default");
        assert_eq!(Outlier::of(&line, units(40), None), None, "below the default");
        assert!(Outlier::of(&line, units(51), None).is_some(), "above the default");
    }

    #[test]
    fn days_that_are_added_are_compared_with_their_sum() {
        let line = line(10, Some(300), Basis::Sum);
        assert_eq!(Outlier::of(&line, units(900), None), None);
        let found = Outlier::of(&line, units(901), None).unwrap();
        assert_eq!(found.against, Against::Default(units(300)));
    }

    #[test]
    fn any_figure_stands_out_against_nothing() {
        let line = line(0, Some(0), Basis::Peak);
        let found = Outlier::of(&line, units(1), Some(units(0))).unwrap();
        assert_eq!((found.against, found.times()), (Against::Nothing, None));
        assert_eq!(Outlier::of(&line, units(1), Some(units(1))), None);
    }

    #[test]
    fn a_file_is_told_in_words() {
        let said = |against| Outlier { figure: units(902_505), against }.to_string();
        let provisioned = Against::Provisioned(units(1_200));
        assert_eq!(said(provisioned), "902505 is 752 times the provisioned units (1200)");
        let last = Against::LastMonth(units(750));
        assert_eq!(said(last), "902505 is 1203 times what was charged last month (750)");
        let nothing = "902505 where nothing is provisioned or was charged last month";
        assert_eq!(said(Against::Nothing), nothing);
    }

    #[test]
    fn the_times_are_rounded_down() {
        let times = |figure, against| {
            let figure = Quantity::parse(figure, 2).unwrap();
            let outlier = Outlier { figure, against: Against::Provisioned(units(against)) };
            outlier.times().unwrap().to_string()
        };
        assert_eq!(times("902505", 1_200), "752");
        assert_eq!(times("9.99", 1), "9.9");
        assert_eq!(times("3.09", 1), "3");
        assert_eq!(times("10", 3), "3.3");
        assert_eq!(times("10.5", 1), "10");
        assert_eq!(times("10000000000", 1), "10000000000");
    }
}
