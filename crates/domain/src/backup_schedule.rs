//! When a daily backup is due.
//!
//! The rule depends only on the clock and on recorded backups, so neither a clock that jumps nor a
//! program that was stopped makes it skip backups for good or repeat one.

use crate::instant::{DAY_MICROS, Instant};
use crate::zone::Zone;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyAt {
    hour: i8,
    minute: i8,
}

impl DailyAt {
    /// Reads a time such as `02:30`.
    ///
    /// # Errors
    /// A sentence that says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let two_digits = |part: &str, bound: i8| {
            let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|number: &i8| is_number && *number < bound)
        };
        let parts = text.split_once(':');
        let time = parts.and_then(|(hour, minute)| {
            Some(Self { hour: two_digits(hour, 24)?, minute: two_digits(minute, 60)? })
        });
        time.ok_or_else(|| format!("{text:?} is not a time of day such as 02:30"))
    }

    /// The latest instant, `now` or earlier, at which a wall clock showed this time. Where the
    /// clocks jump over it, that is as long after the jump.
    #[must_use]
    pub fn last(self, now: Instant, zone: &Zone) -> Instant {
        let mut date = zone.date_of(now);
        loop {
            let at = zone.at(date, self.hour, self.minute);
            match (at.filter(|at| *at <= now), date.yesterday()) {
                (Some(at), _) => return at,
                (None, Ok(before)) => date = before,
                (None, Err(_)) => return now,
            }
        }
    }
}

/// The instants, first and last, at which a record is one of the backup that was due at `due`. One
/// that lies ahead comes from a clock that has been set back since. Further ahead than a day, it
/// comes from a clock that was wrong, and does not count.
#[must_use]
pub const fn counts(due: Instant, now: Instant) -> (Instant, Instant) {
    (due, now.plus_micros(DAY_MICROS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn last(time: &str, zone: &str, now: &str) -> String {
        let time = DailyAt::parse(time).unwrap();
        time.last(instant(now), &Zone::parse(zone).unwrap()).to_string()
    }

    #[test]
    fn a_time_of_day_has_two_digits_for_each_part() {
        for wrong in ["", "2:30", "02:3", "24:00", "02:60", "+2:30", "02-30", "02:30:00"] {
            let refused = DailyAt::parse(wrong).unwrap_err();
            assert!(refused.contains("02:30") && refused.starts_with(&format!("{wrong:?}")));
        }
        assert_eq!(DailyAt::parse("23:59"), Ok(DailyAt { hour: 23, minute: 59 }));
    }

    #[test]
    fn it_was_due_today_or_yesterday_in_the_zone() {
        assert_eq!(last("02:30", "UTC", "2026-11-29T02:30:00Z"), "2026-11-29T02:30:00Z");
        assert_eq!(last("02:30", "UTC", "2026-11-29T02:29:59Z"), "2026-11-28T02:30:00Z");
        assert_eq!(last("02:30", "Asia/Tokyo", "2026-11-28T18:00:00Z"), "2026-11-28T17:30:00Z");
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_repeat_comes_once() {
        let berlin = |now| last("02:30", "Europe/Berlin", now);
        // On 29 March 2026 there is no 02:30, and on 25 October there are two.
        assert_eq!(berlin("2026-03-29T01:29:00Z"), "2026-03-28T01:30:00Z");
        assert_eq!(berlin("2026-03-29T05:00:00Z"), "2026-03-29T01:30:00Z");
        assert_eq!(berlin("2026-10-25T00:30:00Z"), "2026-10-25T00:30:00Z");
        assert_eq!(berlin("2026-10-25T01:30:00Z"), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn a_record_of_a_clock_that_was_a_year_ahead_does_not_count() {
        let (due, now) = (instant("2026-11-29T02:30:00Z"), instant("2026-11-29T03:00:00Z"));
        let (from, until) = counts(due, now);
        let counts = |at: &str| (from..=until).contains(&instant(at));
        assert!(!counts("2026-11-29T02:29:59Z") && counts("2026-11-29T02:30:00Z"));
        // The clock has been set back by an hour since.
        assert!(counts("2026-11-29T03:30:00Z"));
        assert!(!counts("2027-11-29T02:30:00Z"));
    }
}
