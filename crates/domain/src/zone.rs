//! A region's time zone: where its days and cycles begin.
//!
//! A day begins at its first instant and lasts until the first instant of the next one
//! (docs/rules.md section 2), so that days never overlap, even if a clock change repeats midnight
//! or leaves it out. The zone database is compiled in: the same data gives the same bounds
//! anywhere.

use crate::cycle::Cycle;
use crate::instant::Instant;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

/// The prefixes of zone names that are places, and neither aliases nor offsets from UTC.
const CONTINENTS: [&str; 9] = [
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// A time zone of the IANA database.
#[derive(Clone, Debug)]
pub struct Zone {
    zone: TimeZone,
}

impl Zone {
    /// Finds a zone by its name, such as `Europe/Berlin`.
    ///
    /// # Errors
    /// A sentence when the database has no such zone.
    pub fn parse(name: &str) -> Result<Self, String> {
        let refused =
            || format!("{name:?} is not a time zone of the IANA database such as Europe/Berlin");
        let zone = TimeZoneDatabase::bundled().get(name).map_err(|_| refused())?;
        if zone.is_unknown() || zone.iana_name().is_none() {
            return Err(refused());
        }
        Ok(Self { zone })
    }

    /// The names of the zones that people live in, in alphabetical order.
    #[must_use]
    pub fn names() -> Vec<String> {
        let names = TimeZoneDatabase::bundled();
        let names = names.available().map(|name| name.as_str().to_owned());
        let mut names: Vec<String> = names
            .filter(|name| {
                let continent = name.split_once('/').map(|(continent, _)| continent);
                continent.is_some_and(|continent| CONTINENTS.contains(&continent))
            })
            .collect();
        names.sort_unstable();
        names
    }

    /// The IANA name of the zone.
    #[must_use]
    pub fn name(&self) -> &str {
        self.zone.iana_name().unwrap_or_default()
    }

    /// The first instant of `date`: midnight, the earlier of two, or, if the clocks jump over
    /// midnight, the moment of the jump.
    #[must_use]
    pub fn day_start(&self, date: Date) -> Instant {
        let midnight = date.to_datetime(jiff::civil::Time::midnight());
        let ambiguous = self.zone.to_ambiguous_timestamp(midnight);
        let stamp = match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(midnight),
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(midnight),
            AmbiguousOffset::Gap { before, .. } => before.to_timestamp(midnight).map(|after| {
                let jump = self.zone.preceding(after + jiff::SignedDuration::from_nanos(1)).next();
                jump.map_or(after, |transition| transition.timestamp())
            }),
        };
        stamp.ok().and_then(Instant::from_timestamp).unwrap_or(Instant::from_micros(i64::MAX))
    }

    /// The local day of `instant`.
    #[must_use]
    pub fn date_of(&self, instant: Instant) -> Date {
        let mut date = self.zone.to_datetime(instant.timestamp()).date();
        // A clock set back over midnight shows yesterday's date again, but the day has begun.
        while date.tomorrow().is_ok_and(|next| self.day_start(next) <= instant) {
            date = date.tomorrow().unwrap_or(Date::MAX);
        }
        date
    }

    /// The local time at `instant`: `14:02`.
    #[must_use]
    pub fn clock_time(&self, instant: Instant) -> String {
        let time = self.zone.to_datetime(instant.timestamp()).time();
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// Noon of `date`, which a reading with only a date means.
    #[must_use]
    pub fn noon(&self, date: Date) -> Option<Instant> {
        self.at(date, 12, 0)
    }

    /// When a wall clock shows this time on `date`: the earlier of two, or, where the clocks jump
    /// over it, as long after the jump.
    pub(crate) fn at(&self, date: Date, hour: i8, minute: i8) -> Option<Instant> {
        let time: DateTime = date.at(hour, minute, 0, 0);
        let stamp = self.zone.to_ambiguous_timestamp(time).compatible().ok()?;
        Instant::from_timestamp(stamp)
    }

    /// The first instant of `cycle`.
    #[must_use]
    pub fn cycle_start(&self, cycle: Cycle) -> Instant {
        self.day_start(cycle.first_date())
    }

    /// The first instant after `cycle`.
    #[must_use]
    pub fn cycle_end(&self, cycle: Cycle) -> Instant {
        self.cycle_start(cycle.plus(1))
    }

    /// The cycle that contains `instant`.
    #[must_use]
    pub fn cycle_of(&self, instant: Instant) -> Cycle {
        Cycle::of(self.date_of(instant))
    }

    /// The bounds of every day of `cycle`.
    #[must_use]
    pub fn days(&self, cycle: Cycle) -> CycleDays {
        let first = cycle.first_date();
        let length = i64::from(first.days_in_month());
        let bounds = (0..=length)
            .map(|day| self.day_start(first.saturating_add(jiff::Span::new().days(day))))
            .collect();
        CycleDays { bounds }
    }
}

/// The beginnings of the local days of a cycle; the last bound is the cycle's end.
#[derive(Clone, Debug)]
pub struct CycleDays {
    bounds: Vec<Instant>,
}

impl CycleDays {
    /// The cycle's first instant.
    #[must_use]
    pub fn start(&self) -> Instant {
        self.bounds[0]
    }

    /// The first instant after the cycle.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.bounds[self.bounds.len() - 1]
    }

    /// The day of the cycle that contains `instant`; 0 is the first; none outside the cycle.
    #[must_use]
    pub fn index_of(&self, instant: Instant) -> Option<u8> {
        if instant < self.start() || instant >= self.end() {
            return None;
        }
        let begun = self.bounds.partition_point(|&start| start <= instant);
        u8::try_from(begun - 1).ok()
    }
}

/// The stored number of a date: days since 1970-01-01.
#[must_use]
pub fn day_number(date: Date) -> i64 {
    let midnight = DateTime::from_parts(date, jiff::civil::Time::midnight());
    let stamp = jiff::tz::Offset::UTC.to_timestamp(midnight);
    stamp.map_or(i64::MAX, |stamp| stamp.as_second().div_euclid(86_400))
}

/// The date of a stored day number.
#[must_use]
pub fn date_of_number(day: i64) -> Date {
    let stamp = jiff::Timestamp::from_second(day.saturating_mul(86_400));
    stamp.map_or(Date::MAX, |stamp| jiff::tz::Offset::UTC.to_datetime(stamp).date())
}

/// Whether `date` is in the years that an instant may have: 1970 to 2999.
#[must_use]
pub fn has_instants(date: Date) -> bool {
    (1970..=2999).contains(&date.year())
}

/// Reads a date, `2026-10-31`.
///
/// # Errors
/// A sentence when `text` is not one.
pub fn parse_date(text: &str) -> Result<Date, String> {
    let refused = || format!("{text:?} is not a date such as 2026-10-31");
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date: Date = if shaped { text.parse().map_err(|_| refused())? } else { Date::ZERO };
    if (1..=9990).contains(&date.year()) { Ok(date) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(zone: &str, date: &str) -> String {
        Zone::parse(zone).unwrap().day_start(parse_date(date).unwrap()).to_string()
    }

    /// Transitions as the IANA database lists them.
    #[test]
    fn every_name_that_is_proposed_is_a_zone() {
        let names = Zone::names();
        assert!(names.len() > 300 && names.iter().all(|name| Zone::parse(name).is_ok()));
        for name in ["Europe/Berlin", "Asia/Tokyo", "America/Argentina/Buenos_Aires"] {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
        assert!(!names.iter().any(|name| name.starts_with("Etc/") || !name.contains('/')));
    }

    #[test]
    fn a_day_begins_at_its_first_instant() {
        assert_eq!(start("Europe/Berlin", "2026-10-25"), "2026-10-24T22:00:00Z");
        assert_eq!(start("Europe/Berlin", "2026-10-26"), "2026-10-25T23:00:00Z");
        // Midnight comes twice: 01:00 goes back to 00:00 in Havana on 1 November 2026.
        assert_eq!(start("America/Havana", "2026-11-01"), "2026-11-01T04:00:00Z");
        // No midnight: 00:00 becomes 01:00 in Havana on 8 March 2026 and in Beirut on 29 March.
        assert_eq!(start("America/Havana", "2026-03-08"), "2026-03-08T05:00:00Z");
        assert_eq!(start("Asia/Beirut", "2026-03-29"), "2026-03-28T22:00:00Z");
        // 23:30 became 00:30 in Toronto on 30 March 1919: the 31st began at 00:30.
        assert_eq!(start("America/Toronto", "1919-03-31"), "1919-03-31T04:30:00Z");
        // Samoa had no 30 December 2011.
        assert_eq!(start("Pacific/Apia", "2011-12-30"), start("Pacific/Apia", "2011-12-31"));
    }

    #[test]
    fn an_instant_after_a_repeated_evening_belongs_to_the_day_that_has_begun() {
        // 00:01 went back to 23:01 in St. John's on 29 October 2006.
        let zone = Zone::parse("America/St_Johns").unwrap();
        let again = Instant::parse("2006-10-29T03:00:00Z").unwrap();
        assert_eq!(
            zone.day_start(parse_date("2006-10-29").unwrap()).to_string(),
            "2006-10-29T02:30:00Z"
        );
        assert_eq!(zone.date_of(again).to_string(), "2006-10-29");
        assert_eq!(zone.date_of(again.plus_micros(-1_800_000_001)).to_string(), "2006-10-28");
    }

    #[test]
    fn a_cycle_holds_its_first_instant_and_not_its_end() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let cycle = Cycle::parse("2026-10").unwrap();
        let days = zone.days(cycle);
        assert_eq!(days.start().to_string(), "2026-09-30T22:00:00Z");
        assert_eq!(days.end().to_string(), "2026-10-31T23:00:00Z");
        assert_eq!(days.index_of(days.start()), Some(0));
        assert_eq!(days.index_of(days.start().plus_micros(-1)), None);
        assert_eq!(days.index_of(days.end().plus_micros(-1)), Some(30));
        assert_eq!(days.index_of(days.end()), None);
        assert_eq!(zone.cycle_of(days.end()), cycle.plus(1));
    }

    #[test]
    fn day_numbers_and_dates_are_one() {
        for (text, number) in [("1970-01-01", 0), ("1969-12-31", -1), ("2026-10-31", 20_757)] {
            let date = parse_date(text).unwrap();
            assert_eq!(day_number(date), number);
            assert_eq!(date_of_number(number), date);
        }
    }

    #[test]
    fn an_unknown_zone_is_refused() {
        for name in ["", "Berlin", "Europe/Atlantis", "Etc/Unknown", "CET-1CEST"] {
            assert!(Zone::parse(name).is_err(), "{name}");
        }
    }
}
