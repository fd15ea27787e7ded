//! Report cycles: calendar months, counted so that the next one is one more.

mod parse;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A calendar month, `2026-10`: year × 12 + month − 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Cycle(i32);

impl Cycle {
    /// The month of `date`.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
    }

    /// Reads `2026-10`.
    ///
    /// # Errors
    /// The fault of `text`: four digits of the year (1970 to 9990), a dash and two of the month are
    /// expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let refused = || format!("{text:?} is not a report cycle such as 2026-10");
        let (year, month) = text.split_once('-').ok_or_else(refused)?;
        let number = |digits: &str, width: usize| {
            let plain = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse::<i32>().ok()).flatten().ok_or_else(refused)
        };
        let (year, month) = (number(year, 4)?, number(month, 2)?);
        if !(1970..=9990).contains(&year) || !(1..=12).contains(&month) {
            return Err(refused());
        }
        Ok(Self(year * 12 + month - 1))
    }

    /// The number that is stored.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0 as i64
    }

    /// The cycle of a stored number.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        Self(number as i32)
    }

    /// The month `months` later (earlier when negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// How many months it comes after `earlier`.
    #[must_use]
    pub const fn months_since(self, earlier: Self) -> i64 {
        self.0 as i64 - earlier.0 as i64
    }

    /// Its first date.
    #[must_use]
    pub fn first_date(self) -> Date {
        let (year, month) = (self.0.div_euclid(12), self.0.rem_euclid(12) + 1);
        let year = i16::try_from(year).unwrap_or(i16::MAX).clamp(1, 9998);
        Date::new(year, i8::try_from(month).unwrap_or(1), 1).unwrap_or(Date::MAX)
    }

    /// Its last date.
    #[must_use]
    pub fn last_date(self) -> Date {
        self.first_date().last_of_month()
    }
}

impl std::fmt::Display for Cycle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl From<Cycle> for String {
    fn from(cycle: Cycle) -> Self {
        cycle.to_string()
    }
}

impl TryFrom<String> for Cycle {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_a_month_that_counts_on() {
        let december = Cycle::parse("2026-12").unwrap();
        assert_eq!(december.plus(1).to_string(), "2027-01");
        assert_eq!(december.plus(1).months_since(december), 1);
        assert_eq!(december.last_date().to_string(), "2026-12-31");
        assert_eq!(Cycle::of(december.first_date()), december);
        assert_eq!(Cycle::from_number(december.number()), december);
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["2026", "2026-13", "2026-00", "26-10", "2026-1", "2026-10-01", "2026-+1", ""] {
            assert!(Cycle::parse(text).is_err(), "{text}");
        }
    }
}
