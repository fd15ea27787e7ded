//! Sources: the programs that send readings.

use crate::instant::Instant;

/// The microseconds of an hour.
const HOUR: i64 = 3_600_000_000;
/// The longest silence after which a source may be reported: a year.
pub const MOST_HOURS: i64 = 8_784;

/// What happens to the readings of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceMode {
    /// They are stored and count.
    Live,
    /// They are checked and answered, and not stored.
    Test,
}

impl SourceMode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Live, Self::Test];

    /// Its word in the database and on the command line.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
        }
    }

    /// The mode with this word.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.token() == token)
    }

    /// Reads a mode that a person typed.
    ///
    /// # Errors
    /// The two words that are known.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::from_token(text).ok_or_else(|| "expected live or test".to_owned())
    }
}

/// The instant at which a source becomes silent if it sends nothing until then.
#[must_use]
pub const fn silent_at(last_seen: Instant, hours: i64) -> Instant {
    last_seen.plus_micros(hours.saturating_mul(HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_silent_so_many_hours_after_it_was_last_seen() {
        let seen = Instant::parse("2026-10-25T00:30:00Z").unwrap();
        assert_eq!(silent_at(seen, 26), Instant::parse("2026-10-26T02:30:00Z").unwrap());
    }

    #[test]
    fn every_mode_reads_back() {
        for mode in SourceMode::ALL {
            assert_eq!(SourceMode::parse(mode.token()), Ok(mode));
        }
        assert!(SourceMode::parse("Live").is_err());
    }
}
