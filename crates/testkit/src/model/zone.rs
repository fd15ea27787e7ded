//! Local days and report cycles. A day begins at its first instant, whatever the clocks do.

use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Span, Timestamp};

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cycle {
    pub year: i16,
    /// Its month, 1 to 12.
    pub month: i8,
}

impl Cycle {
    /// Reads `2026-10`.
    pub fn parse(text: &str) -> Option<Cycle> {
        if text.len() != 7 || text.as_bytes().get(4) != Some(&b'-') {
            return None;
        }
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let (year, month) = text.split_once('-')?;
        if !digits(year) || !digits(month) {
            return None;
        }
        let cycle = Cycle { year: year.parse().ok()?, month: month.parse().ok()? };
        (1..=12).contains(&cycle.month).then_some(cycle)
    }

    /// Reads a cycle in the format of spreadsheets: "a cycle may also be written `2026-10-01`,
    /// `2026/10`, `10/2026` or, as Excel leaves it, `Oct-26`".
    pub(crate) fn read(text: &str) -> Option<Cycle> {
        const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
        if let Some(cycle) = text.strip_suffix("-01").and_then(Cycle::parse) {
            return Some(cycle);
        }
        if let Some((one, other)) = text.split_once('/') {
            let (year, month) = if one.len() == 4 { (one, other) } else { (other, one) };
            return Cycle::parse(&format!("{year}-{month}"));
        }
        if let Some((month, year)) = text.split_once('-').filter(|(month, _)| month.len() == 3) {
            let at = MONTHS.find(&month.to_lowercase())?;
            return Cycle::parse(&format!("20{year}-{:02}", at / 3 + 1));
        }
        Cycle::parse(text)
    }

    /// The cycle of a local date.
    pub fn of_date(date: Date) -> Cycle {
        Cycle { year: date.year(), month: date.month() }
    }

    /// The month of an instant in a zone.
    pub(crate) fn of_instant(instant: Timestamp, zone: &TimeZone) -> Cycle {
        Cycle::of_date(day_of(instant, zone))
    }

    /// The month that runs in UTC.
    pub(crate) fn running(instant: Timestamp) -> Cycle {
        Cycle::of_instant(instant, &TimeZone::UTC)
    }

    /// Its first instant in UTC, the closing instant of the cycle before.
    pub(crate) fn start_in_utc(self) -> Timestamp {
        self.start(&TimeZone::UTC)
    }

    /// Months since the year 0, so that cycles can be subtracted.
    pub fn index(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The cycle `months` later.
    pub fn plus(self, months: i32) -> Cycle {
        let index = self.index() + months;
        let part = |value: i32| i16::try_from(value).expect("a year of four digits");
        let month = i8::try_from(index.rem_euclid(12) + 1).expect("at most 12");
        Cycle { year: part(index.div_euclid(12)), month }
    }

    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.month, 1)
    }

    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// "`start <= t < end`": the first instant.
    pub(crate) fn start(self, zone: &TimeZone) -> Timestamp {
        day_start(self.first_day(), zone)
    }

    /// "`start <= t < end`": the first instant after it.
    pub(crate) fn end(self, zone: &TimeZone) -> Timestamp {
        self.plus(1).start(zone)
    }
}

impl std::fmt::Display for Cycle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

/// The date `days` later.
pub(crate) fn add_days(date: Date, days: i64) -> Date {
    date.checked_add(Span::new().days(days)).expect("a date of four digits of year")
}

/// "A day begins at its first instant": midnight, or the earlier one if there are two, or the
/// instant at which the clocks jump over it.
pub(crate) fn day_start(date: Date, zone: &TimeZone) -> Timestamp {
    let midnight = date.at(0, 0, 0, 0);
    let at = |offset: jiff::tz::Offset| {
        offset.to_timestamp(midnight).expect("an instant of four digits of year")
    };
    match zone.to_ambiguous_timestamp(midnight).offset() {
        AmbiguousOffset::Unambiguous { offset } => at(offset),
        AmbiguousOffset::Fold { before, after } => at(before).min(at(after)),
        // The offset after the jump names an instant before it; the next change is the jump.
        AmbiguousOffset::Gap { after, .. } => {
            zone.following(at(after)).next().expect("the jump itself").timestamp()
        }
    }
}

/// The local day of an instant: day D is from the first instant of D to that of D + 1.
pub(crate) fn day_of(instant: Timestamp, zone: &TimeZone) -> Date {
    let mut day = zone.to_datetime(instant).date();
    while instant < day_start(day, zone) {
        day = add_days(day, -1);
    }
    while instant >= day_start(add_days(day, 1), zone) {
        day = add_days(day, 1);
    }
    day
}

pub(crate) fn noon_of(date: Date, zone: &TimeZone) -> Option<Timestamp> {
    date.at(12, 0, 0, 0).to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

/// Reads an RFC 3339 instant. A time without an offset is refused.
pub(crate) fn parse_instant(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    if bytes.len() < 20 || bytes[10] != b'T' || bytes[13] != b':' || bytes[16] != b':' {
        return None;
    }
    text.parse().ok()
}

/// "RFC 3339 to the second, UTC, `Z`."
pub(crate) fn format_second(instant: Timestamp) -> String {
    TimeZone::UTC.to_datetime(instant).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A date as written in a file.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}
