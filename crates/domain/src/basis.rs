//! The five ways to compute a subscription's figure of a cycle from its days.
//!
//! Source of the rules: docs/rules.md section 3, "Basis".

use crate::quantity::Quantity;

/// The rule that turns the days of a cycle into one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The highest day; on a tie the earliest is named.
    Peak,
    /// The mean of the days that count, rounded half up to the product's decimals.
    Average,
    /// The highest remaining day after the floor(15 %) highest are dropped.
    P85,
    /// The last day.
    Last,
    /// All days added; provisioned uses the peak.
    Sum,
}

impl Basis {
    /// All bases, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Peak, Self::Average, Self::P85, Self::Last, Self::Sum];

    /// The token in files and the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Peak => "peak",
            Self::Average => "average",
            Self::P85 => "p85",
            Self::Last => "last",
            Self::Sum => "sum",
        }
    }

    /// The basis with this token.
    ///
    /// # Errors
    /// The known tokens, if `text` is none of them.
    pub fn parse(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|basis| basis.token().eq_ignore_ascii_case(text));
        found.ok_or_else(|| format!("{text:?} is not one of peak, average, p85, last, sum"))
    }

    /// The basis of the provisioned units: the same, except the peak for `sum`.
    #[must_use]
    pub const fn of_provisioned(self) -> Self {
        match self {
            Self::Sum => Self::Peak,
            same => same,
        }
    }
}

/// The highest figure of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayFigure {
    /// The day of the cycle; 0 is the first.
    pub day: u8,
    /// The day's highest figure.
    pub quantity: Quantity,
}

/// The figure of a cycle, and the days behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The figure.
    pub quantity: Quantity,
    /// The day of the figure; none for `average` and `sum`.
    pub day: Option<u8>,
    /// The number of days that count.
    pub days: u8,
}

/// The figure is too large for a quantity: more than about 9 × 10^12 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

/// Computes the figure of the cycle from the days that count, which are in order. None if no day
/// counts.
///
/// # Errors
/// [`Overflow`] when a quantity cannot hold the sum of the days.
pub fn fold(basis: Basis, days: &[DayFigure], decimals: u8) -> Result<Option<Folded>, Overflow> {
    let Some(last) = days.last() else { return Ok(None) };
    let of_day = |figure: DayFigure| (figure.quantity, Some(figure.day));
    let (quantity, day) = match basis {
        Basis::Peak => of_day(nth_highest(days, 0)),
        Basis::P85 => of_day(nth_highest(days, days.len() * 15 / 100)),
        Basis::Last => of_day(*last),
        Basis::Average => {
            let mean = Quantity::mean_half_up(total(days), days.len(), decimals);
            (mean.ok_or(Overflow)?, None)
        }
        Basis::Sum => {
            let sum = i64::try_from(total(days)).map_err(|_| Overflow)?;
            (Quantity::from_micros(sum), None)
        }
    };
    let days = u8::try_from(days.len()).map_err(|_| Overflow)?;
    Ok(Some(Folded { quantity, day, days }))
}

/// The figure that has `dropped` figures above it; of equal ones, the earliest is named.
fn nth_highest(days: &[DayFigure], dropped: usize) -> DayFigure {
    if dropped == 0 {
        let highest = |best: DayFigure, &next: &DayFigure| {
            if next.quantity > best.quantity { next } else { best }
        };
        return days[1..].iter().fold(days[0], highest);
    }
    let mut falling = days.to_vec();
    falling.sort_by_key(|figure| (std::cmp::Reverse(figure.quantity), figure.day));
    let left = falling[dropped].quantity;
    let earliest = days.iter().find(|figure| figure.quantity == left);
    *earliest.unwrap_or(&falling[dropped])
}

fn total(days: &[DayFigure]) -> i128 {
    days.iter().map(|figure| i128::from(figure.quantity.micros())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(figures: &[i64]) -> Vec<DayFigure> {
        let figure = |(day, &units): (usize, &i64)| DayFigure {
            day: u8::try_from(day).unwrap(),
            quantity: Quantity::from_units(units),
        };
        figures.iter().enumerate().map(figure).collect()
    }

    fn folded(basis: Basis, figures: &[i64]) -> (String, Option<u8>) {
        let folded = fold(basis, &days(figures), 2).unwrap().unwrap();
        (folded.quantity.to_string(), folded.day)
    }

    #[test]
    fn each_basis_makes_its_figure_of_the_same_days() {
        let figures = [3, 9, 4, 9, 5];
        assert_eq!(folded(Basis::Peak, &figures), ("9".into(), Some(1)));
        assert_eq!(folded(Basis::Average, &figures), ("6".into(), None));
        assert_eq!(folded(Basis::P85, &figures), ("9".into(), Some(1)));
        assert_eq!(folded(Basis::Last, &figures), ("5".into(), Some(4)));
        assert_eq!(folded(Basis::Sum, &figures), ("30".into(), None));
    }

    #[test]
    fn p85_drops_the_floor_of_fifteen_percent() {
        let count = |length: i64| (1..=length).collect::<Vec<_>>();
        for (length, left) in [(6, 6), (7, 6), (13, 12), (14, 12), (20, 17), (30, 26), (31, 27)] {
            assert_eq!(folded(Basis::P85, &count(length)).0, left.to_string(), "{length} days");
        }
    }

    #[test]
    fn p85_names_the_earliest_day_of_the_figure_left() {
        assert_eq!(folded(Basis::P85, &[5, 7, 7, 7, 1, 1, 1]), ("7".into(), Some(1)));
    }

    #[test]
    fn the_average_is_rounded_half_up() {
        assert_eq!(folded(Basis::Average, &[1, 1, 1, 1, 1, 1, 1, 2]).0, "1.13");
    }

    #[test]
    fn no_day_makes_no_figure_and_too_many_units_are_an_overflow() {
        assert_eq!(fold(Basis::Peak, &[], 0), Ok(None));
        let huge = [9_000_000_000_000, 9_000_000_000_000];
        assert_eq!(fold(Basis::Sum, &days(&huge), 0), Err(Overflow));
        assert_eq!(folded(Basis::Average, &huge).0, "9000000000000");
    }

    #[test]
    fn every_word_reads_back() {
        for basis in Basis::ALL {
            assert_eq!(Basis::parse(basis.token()), Ok(basis));
        }
        assert_eq!(Basis::parse("PEAK"), Ok(Basis::Peak));
        assert!(Basis::parse("p95").is_err());
        assert_eq!(Basis::Sum.of_provisioned(), Basis::Peak);
    }
}
