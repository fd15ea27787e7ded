//! The days of the data set: which months it spans and how each day is written.

/// A month of the data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) year: u32,
    /// The month, 1 to 12.
    pub(super) month: u32,
    /// The place of its first day in the data set.
    pub(super) first_day: u32,
    pub(super) days: u32,
}

impl Month {
    pub(super) fn file_name(&self) -> String {
        format!("usage-{:04}-{:02}.csv", self.year, self.month)
    }

    /// The day with the number `day_of_month` (from 1).
    pub(super) fn day(&self, place: u32, day_of_month: u32) -> Day {
        Day {
            number: self.first_day + day_of_month - 1,
            month: place,
            day_of_month,
            left_in_month: self.days - day_of_month,
            weekend: weekday(self.year, self.month, day_of_month) >= 5,
        }
    }

    pub(super) fn date(&self, day_of_month: u32) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, day_of_month)
    }
}

/// A day of the data set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// Its place in the data set, from 0.
    pub(super) number: u32,
    /// The place of its month in the data set, from 0.
    pub(super) month: u32,
    /// The day of the month, from 1.
    pub(super) day_of_month: u32,
    /// How many days are left in the month.
    pub(super) left_in_month: u32,
    /// Whether it is a Saturday or a Sunday.
    pub(super) weekend: bool,
}

/// The months of the data set, the earliest first.
pub(super) struct Calendar {
    pub(super) months: Vec<Month>,
    /// The number of days in all of them.
    pub(super) days: u32,
}

impl Calendar {
    /// The `count` months that end with `last_month` of `last_year`.
    pub(super) fn ending(last_year: u32, last_month: u32, count: u32) -> Self {
        let end = last_year * 12 + last_month - 1;
        let mut months = Vec::new();
        let mut days = 0;
        for at in end + 1 - count..=end {
            let (year, month) = (at / 12, at % 12 + 1);
            let length = days_in(year, month);
            months.push(Month { year, month, first_day: days, days: length });
            days += length;
        }
        Self { months, days }
    }

    /// The date of the day at `number`, if it is part of the data set.
    pub(super) fn date(&self, number: u32) -> Option<String> {
        let month = self.months.iter().rfind(|month| month.first_day <= number)?;
        let day_of_month = number - month.first_day + 1;
        (day_of_month <= month.days).then(|| month.date(day_of_month))
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// The day of the week, 0 being Monday (Zeller's congruence).
fn weekday(year: u32, month: u32, day: u32) -> u32 {
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let saturday_is_zero =
        (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7;
    (saturday_is_zero + 5) % 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_crosses_the_year_and_knows_february() {
        let calendar = Calendar::ending(2028, 2, 3);
        let lengths: Vec<u32> = calendar.months.iter().map(|month| month.days).collect();
        assert_eq!(lengths, [31, 31, 29]);
        assert_eq!(calendar.months[0].file_name(), "usage-2027-12.csv");
        assert_eq!(calendar.date(31).as_deref(), Some("2028-01-01"));
        assert_eq!(calendar.date(90).as_deref(), Some("2028-02-29"));
        assert_eq!(calendar.date(91), None);
    }

    #[test]
    fn the_weekend_is_known() {
        assert_eq!(weekday(2026, 10, 31), 5, "a Saturday");
        assert_eq!(weekday(2027, 1, 3), 6, "a Sunday");
        assert_eq!(weekday(2028, 2, 28), 0, "a Monday");
    }
}
