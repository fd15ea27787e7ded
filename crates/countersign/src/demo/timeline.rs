//! When the story happens: its days, its months, and its random choices.

use crate::sample::random::{Dice, Stream};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::{date_of_number, day_number, parse_date};

/// The seed of all random choices.
const SEED: u64 = 26;

/// When the installation begins, before the first cycle starts in any region.
pub(super) const BEGAN: &str = "2025-08-31T12:00:00Z";
/// The first cycle with reports and the first month of readings.
pub(super) const FIRST_CYCLE: &str = "2025-09";
pub(super) const OPEN_CYCLE: &str = "2026-10";
/// The time that the clock shows: 3 November 2026, 15:30 in Berlin.
pub(super) const NOW: &str = "2026-11-03T14:30:00Z";

/// A day of readings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// Days since 1970-01-01.
    pub(super) number: i64,
    /// Its month.
    pub(super) cycle: Cycle,
    /// The day of the month, from 1.
    pub(super) of_month: i8,
    /// Whether it is a Saturday or a Sunday.
    pub(super) weekend: bool,
}

impl Day {
    pub(super) fn of(number: i64) -> Self {
        let date = date_of_number(number);
        // 1970-01-01 was a Thursday.
        let weekend = (number + 3).rem_euclid(7) >= 5;
        Self { number, cycle: Cycle::of(date), of_month: date.day(), weekend }
    }

    /// The day as `2026-10-01`.
    pub(super) fn text(&self) -> String {
        date_of_number(self.number).to_string()
    }
}

/// The day of a date of the story.
pub(super) fn day(date: &str) -> i64 {
    day_number(parse_date(date).expect("the story's dates are dates"))
}

/// An instant of the story.
pub(super) fn instant(text: &str) -> Instant {
    Instant::parse(text).expect("the story's instants are instants")
}

/// A month of the story.
pub(super) fn cycle(text: &str) -> Cycle {
    Cycle::parse(text).expect("the story's months are months")
}

/// Random numbers about one subject. Another topic or number gives other random numbers.
pub(super) fn dice(topic: &str, number: i64) -> Dice {
    // FNV-1a, which is good enough to tell topics apart.
    let hash =
        topic.bytes().chain(number.to_le_bytes()).fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
    Dice::new(SEED, Stream::Story, hash)
}
