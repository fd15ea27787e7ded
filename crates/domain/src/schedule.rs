//! When a report is made, when it is due, and when its partner is reminded.
//!
//! Source of the rules: docs/rules.md section 3.6 and section 4, rule 2. All of them count local
//! days of the region's time zone, so that a clock change shifts no deadline.

use crate::cycle::Cycle;
use crate::instant::Instant;
use crate::link::closing;
use crate::zone::{Zone, has_instants, parse_date};
use jiff::civil::Date;

/// The most days of one extension, so that a mistyped year binds no one.
pub const EXTENSION_DAYS_MAX: i64 = 366;

/// The hour of the region's day at which reminders and review lists are sent, in microseconds.
const MORNING_MICROS: i64 = 9 * 3_600_000_000;

fn later(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days.clamp(-366, 366)))
}

/// The first instant of local day 1 + `settle_days` of the month after the cycle, but never before
/// the cycle's closing instant, because the owners can change until then.
#[must_use]
pub fn made_at(cycle: Cycle, settle_days: i64, zone: &Zone) -> Instant {
    zone.day_start(later(cycle.plus(1).first_date(), settle_days)).max(closing(cycle))
}

/// The end of the `auto_submit_days`-th local day, the day of making being the first.
#[must_use]
pub fn deadline(made_at: Instant, auto_submit_days: i64, zone: &Zone) -> Instant {
    zone.day_start(later(zone.date_of(made_at), auto_submit_days))
}

/// The later of the old deadline and the end of the local day `resubmit_days` after the local
/// day of the rejection.
#[must_use]
pub fn deadline_after_rejection(
    rejected_at: Instant,
    resubmit_days: i64,
    old_deadline: Instant,
    zone: &Zone,
) -> Instant {
    let resubmit_by = zone.day_start(later(zone.date_of(rejected_at), resubmit_days + 1));
    resubmit_by.max(old_deadline)
}

/// The review date: the end of the local day `review_days` days after the one on which the report
/// came under review. It decides nothing: pages show it, and lists are sorted by it.
#[must_use]
pub fn review_by(under_review_at: Instant, review_days: i64, zone: &Zone) -> Instant {
    zone.day_start(later(zone.date_of(under_review_at), review_days + 1))
}

/// 09:00 of the local day `days_before` days before the last day that the deadline leaves.
#[must_use]
pub fn reminder_at(deadline: Instant, days_before: i64, zone: &Zone) -> Instant {
    let last_day = zone.date_of(deadline.plus_micros(-1));
    morning(later(last_day, 1 - days_before), zone)
}

/// The first reminder after `after` of those at these days before the deadline; `None` if the
/// deadline passes first.
#[must_use]
pub fn next_reminder(
    deadline: Instant,
    days_before: impl Iterator<Item = i64>,
    zone: &Zone,
    after: Instant,
) -> Option<Instant> {
    let reminders = days_before.map(|days| reminder_at(deadline, days, zone));
    reminders.filter(|at| *at > after && *at < deadline).min()
}

/// The next 09:00 of the region's day, at `after` or later.
#[must_use]
pub fn next_morning(after: Instant, zone: &Zone) -> Instant {
    let today = zone.date_of(after);
    let morning_of_today = morning(today, zone);
    if morning_of_today >= after { morning_of_today } else { morning(later(today, 1), zone) }
}

fn morning(date: Date, zone: &Zone) -> Instant {
    zone.day_start(date).plus_micros(MORNING_MICROS)
}

/// The end of the time that a person is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// An instant.
    At(Instant),
    /// The end of a local day.
    EndOf(Date),
}

impl Until {
    /// Reads an instant, or a date.
    ///
    /// # Errors
    /// The expected form, if `text` is neither.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let date = parse_date(text).ok().filter(|date| has_instants(*date));
        let until =
            date.map_or_else(|| Instant::parse(text).map(Self::At), |it| Ok(Self::EndOf(it)));
        until.map_err(|_| "an instant such as 2026-11-12T18:00:00Z, or a date, which means its end")
    }

    /// The instant in a region's time zone.
    #[must_use]
    pub fn instant(self, zone: &Zone) -> Instant {
        match self {
            Self::At(instant) => instant,
            Self::EndOf(date) => zone.day_start(later(date, 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn september() -> Cycle {
        Cycle::parse("2026-09").unwrap()
    }

    #[test]
    fn a_report_made_on_2_october_is_due_when_7_october_begins() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let made = made_at(september(), 1, &zone);
        assert_eq!(made, instant("2026-10-02T00:00:00+02:00"));
        assert_eq!(deadline(made, 5, &zone), instant("2026-10-07T00:00:00+02:00"));
        assert_eq!(
            made_at(september(), 1, &Zone::parse("Pacific/Kiritimati").unwrap()),
            instant("2026-10-02T00:00:00+14:00")
        );
    }

    #[test]
    fn no_report_is_made_before_the_month_has_ended_in_utc() {
        let made = |zone: &str| made_at(september(), 0, &Zone::parse(zone).unwrap());
        assert_eq!(made("Europe/Berlin"), instant("2026-10-01T00:00:00Z"));
        assert_eq!(made("Pacific/Kiritimati"), instant("2026-10-01T00:00:00Z"));
        assert_eq!(made("Pacific/Honolulu"), instant("2026-10-01T00:00:00-10:00"));
    }

    #[test]
    fn a_deadline_counts_local_days_over_a_clock_change() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let made = instant("2026-10-24T00:00:00+02:00");
        assert_eq!(deadline(made, 3, &zone), instant("2026-10-27T00:00:00+01:00"));
    }

    #[test]
    fn a_rejection_gives_the_later_of_two_deadlines() {
        let zone = Zone::parse("Asia/Tokyo").unwrap();
        let old = instant("2026-10-07T00:00:00+09:00");
        let rejected = |text| deadline_after_rejection(instant(text), 3, old, &zone);
        assert_eq!(rejected("2026-10-02T10:00:00+09:00"), old);
        let end_of_the_ninth = instant("2026-10-10T00:00:00+09:00");
        assert_eq!(rejected("2026-10-06T23:59:59+09:00"), end_of_the_ninth);
    }

    #[test]
    fn a_review_ends_with_a_local_day() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let by = |text, days| review_by(instant(text), days, &zone);
        let end_of_the_eighth = instant("2026-11-09T00:00:00+01:00");
        assert_eq!(by("2026-11-03T14:02:00+01:00", 5), end_of_the_eighth);
        assert_eq!(by("2026-11-03T00:00:00+01:00", 5), end_of_the_eighth);
        assert_eq!(by("2026-11-02T23:59:59.999999+01:00", 6), end_of_the_eighth);
        assert_eq!(by("2026-10-24T12:00:00+02:00", 1), instant("2026-10-26T00:00:00+01:00"));
    }

    #[test]
    fn a_reminder_goes_at_nine_of_the_regions_day() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let due = instant("2026-10-07T00:00:00+02:00");
        assert_eq!(reminder_at(due, 1, &zone), instant("2026-10-06T09:00:00+02:00"));
        assert_eq!(reminder_at(due, 2, &zone), instant("2026-10-05T09:00:00+02:00"));
    }

    #[test]
    fn the_next_reminder_lies_ahead_and_before_the_deadline() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let due = instant("2026-10-07T00:00:00+02:00");
        let next =
            |after, days: &[i64]| next_reminder(due, days.iter().copied(), &zone, instant(after));
        let (first, last) = ("2026-10-05T09:00:00+02:00", "2026-10-06T09:00:00+02:00");
        assert_eq!(next("2026-10-02T00:00:00+02:00", &[2, 1]), Some(instant(first)));
        assert_eq!(next(first, &[2, 1]), Some(instant(last)));
        assert_eq!(next(last, &[2, 1]), None);
        assert_eq!(next("2026-10-02T00:00:00+02:00", &[9]), None);
        // Due at eight in the morning: nine of that day is too late.
        let early = instant("2026-10-07T08:00:00+02:00");
        let after = instant("2026-10-06T10:00:00+02:00");
        assert_eq!(next_reminder(early, [1].into_iter(), &zone, after), None);
    }

    #[test]
    fn the_next_morning_is_todays_until_nine() {
        let zone = Zone::parse("Asia/Tokyo").unwrap();
        let next = |after| next_morning(instant(after), &zone);
        let nine = instant("2026-10-07T09:00:00+09:00");
        assert_eq!(next("2026-10-07T00:00:00+09:00"), nine);
        assert_eq!(next("2026-10-07T09:00:00+09:00"), nine);
        assert_eq!(next("2026-10-06T09:00:00.000001+09:00"), nine);
    }
}
