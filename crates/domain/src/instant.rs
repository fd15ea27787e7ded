//! One point in time, to the microsecond.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Instant(i64);

/// Microseconds in a UTC day.
pub const DAY_MICROS: i64 = 86_400_000_000;

/// The latest instant for calendar arithmetic: 9998-01-01T00:00:00Z.
const LATEST: i64 = 253_339_228_800_000_000;
/// The earliest instant for calendar arithmetic: 0001-01-01T00:00:00Z.
const EARLIEST: i64 = -62_135_596_800_000_000;
/// The instants that people may write: from 1970 to the end of 2999.
const WRITTEN: std::ops::Range<i64> = 0..32_503_680_000_000_000;

impl Instant {
    /// From microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The UTC day, as days since 1970-01-01.
    #[must_use]
    pub const fn utc_day(self) -> i64 {
        self.0.div_euclid(DAY_MICROS)
    }

    /// The first instant of a UTC day, counted from 1970-01-01.
    #[must_use]
    pub const fn from_utc_day(day: i64) -> Self {
        Self(day.saturating_mul(DAY_MICROS))
    }

    /// The instant `micros` microseconds later.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// Reads an RFC 3339 instant, such as `2026-10-01T00:00:00+02:00`, of the years 1970 to 2999.
    /// Digits beyond the microsecond are dropped.
    ///
    /// # Errors
    /// The fault of `text`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let instant = Self::read(text)?;
        if instant.may_be_written() { Ok(instant) } else { Err(not_an_instant(text)) }
    }

    /// Whether it is in the years that people may write: 1970 to 2999.
    #[must_use]
    pub fn may_be_written(self) -> bool {
        WRITTEN.contains(&self.0)
    }

    /// Reads an instant of any year, because stored instants stay valid.
    fn read(text: &str) -> Result<Self, String> {
        let refused = || not_an_instant(text);
        if !has_rfc3339_shape(text.as_bytes()) {
            return Err(refused());
        }
        let stamp: Timestamp = text.parse().map_err(|_| refused())?;
        Self::from_timestamp(stamp).ok_or_else(refused)
    }

    pub(crate) fn from_timestamp(stamp: Timestamp) -> Option<Self> {
        let micros = i64::try_from(stamp.as_nanosecond().div_euclid(1_000)).ok()?;
        (EARLIEST..=LATEST).contains(&micros).then_some(Self(micros))
    }

    pub(crate) fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0.clamp(EARLIEST, LATEST)).unwrap_or(Timestamp::MAX)
    }
}

fn not_an_instant(text: &str) -> String {
    format!("{text:?} is not an RFC 3339 instant such as 2026-10-01T08:30:00Z")
}

/// `2026-10-01T08:30:00`, perhaps a fraction, then `Z` or an offset of at most `+23:59`. The
/// library would accept a second of 60 and offsets beyond a day.
fn has_rfc3339_shape(text: &[u8]) -> bool {
    const SHAPE: &[u8; 19] = b"0000-00-00T00:00:00";
    let Some((head, mut rest)) = text.split_at_checked(SHAPE.len()) else { return false };
    let fits = head.iter().zip(SHAPE).all(|(&found, &shape)| match shape {
        b'0' => found.is_ascii_digit(),
        b'T' => found == b'T' || found == b't',
        mark => found == mark,
    });
    if let Some(fraction) = rest.strip_prefix(b".") {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=9).contains(&digits) {
            return false;
        }
        rest = &fraction[digits..];
    }
    fits && head[17] < b'6'
        && match rest {
            [b'Z' | b'z'] => true,
            [b'+' | b'-', offset @ ..] if offset.len() == 5 => is_offset(offset),
            _ => false,
        }
}

/// `00:00` to `23:59`.
fn is_offset(text: &[u8]) -> bool {
    let digits = [0, 1, 3, 4].iter().all(|&at| text[at].is_ascii_digit());
    digits && text[2] == b':' && text[..2] <= b"23"[..] && text[3..] <= b"59"[..]
}

impl std::fmt::Display for Instant {
    /// RFC 3339 to the second, UTC, `Z`: the form of every written file.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = Timestamp::from_second(self.0.div_euclid(1_000_000));
        write!(f, "{}", seconds.unwrap_or(Timestamp::MAX))
    }
}

impl From<Instant> for String {
    /// To the microsecond if it has any: history must read back to the same instant.
    fn from(instant: Instant) -> Self {
        instant.timestamp().to_string()
    }
}

impl TryFrom<String> for Instant {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_whatever_its_offset() {
        let utc = Instant::parse("2026-09-30T22:00:00Z").unwrap();
        assert_eq!(Instant::parse("2026-10-01T00:00:00+02:00").unwrap(), utc);
        assert_eq!(Instant::parse("2026-09-30t22:00:00.000000z").unwrap(), utc);
        assert_eq!(utc.to_string(), "2026-09-30T22:00:00Z");
    }

    #[test]
    fn digits_beyond_the_microsecond_are_dropped_downwards() {
        let late = Instant::parse("2026-09-30T21:59:59.999999999Z").unwrap();
        assert_eq!(late.micros() % 1_000_000, 999_999);
        let early = Instant::read("1969-12-31T23:59:59.999999999Z").unwrap();
        assert_eq!(early.micros(), -1);
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2026-10-01",
            "2026-10-01T00:00Z",
            "2026-10-01T00:00:00",
            "2026-10-01 00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-10-01T24:00:00Z",
            "2026-10-01T00:00:00+0200",
            "2026-10-01T00:00:00.Z",
            "2026-10-01T00:00:00+02:00[X]",
            "2026-10-01T00:00:60Z",
            "2026-10-01T00:60:00Z",
            "2026-10-01T00:00:00+24:00",
            "2026-10-01T00:00:00+25:00",
            "2026-10-01T00:00:00-12:60",
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "3000-01-01T00:00:00Z",
        ] {
            assert!(Instant::parse(text).is_err(), "{text}");
        }
        for text in ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z", "2026-10-01T00:00:59+23:59"] {
            assert!(Instant::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn an_instant_that_is_stored_already_is_read_whatever_its_year() {
        for text in ["0001-01-02T00:00:00Z", "5000-01-01T00:00:00Z"] {
            assert!(Instant::try_from(text.to_owned()).is_ok(), "{text}");
        }
    }

    #[test]
    fn it_reads_back_what_it_wrote() {
        let instant = Instant::parse("2026-10-01T00:00:00.000001Z").unwrap();
        assert_eq!(Instant::try_from(String::from(instant)).unwrap(), instant);
    }
}
