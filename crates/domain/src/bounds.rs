//! The bounds of a cycle for one subscription.
//!
//! A cycle ends with the month in the time zone of the region that the subscription counts for, and
//! begins where its cycle before ended. An instant is therefore in exactly one cycle, whatever
//! regions the subscription moves between. Hours before the 1st count to the 1st; if a move makes
//! the cycle begin later, that later day is its first.

use crate::cycle::Cycle;
use crate::instant::Instant;
use crate::zone::{CycleDays, Zone};

/// The bounds of a cycle for one subscription, where they differ from the month in the region's
/// zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    start: Instant,
    /// The beginnings of the cycles before, the latest first; empty if all of them are months of
    /// one zone.
    earlier: Vec<Instant>,
}

impl Bounds {
    /// How many earlier cycles have separate bounds. Carrying a figure forward never looks back
    /// further.
    pub const EARLIER: i32 = 26;

    /// The bounds of a subscription that has only ever counted for one time zone.
    #[must_use]
    pub fn of_month(days: &CycleDays) -> Self {
        Self { start: days.start(), earlier: Vec::new() }
    }

    /// The same bounds with the beginning that was frozen with a figure.
    #[must_use]
    pub fn beginning_at(self, start: Instant) -> Self {
        Self { start, ..self }
    }

    /// The bounds of a subscription that has counted for several zones. `zone_of` has the zone of
    /// each cycle; the first cycle begins with the month in its own zone.
    #[must_use]
    pub fn across<'a>(cycle: Cycle, first: Cycle, zone_of: impl Fn(Cycle) -> &'a Zone) -> Self {
        let end = |of: Cycle| {
            let by = if of.plus(1) == first { first } else { of };
            zone_of(by).cycle_end(of)
        };
        let earlier = (2..=Self::EARLIER).map(|months| end(cycle.plus(-months))).collect();
        Self { start: end(cycle.plus(-1)), earlier }
    }

    /// The cycle's first instant.
    #[must_use]
    pub const fn start(&self) -> Instant {
        self.start
    }

    /// The day on which the cycle begins; 0 is the 1st of the month.
    #[must_use]
    pub fn first_day(&self, days: &CycleDays) -> u8 {
        days.index_of(self.start).unwrap_or(0)
    }

    /// The day of a reading within the cycle; 0 is the 1st of the month.
    #[must_use]
    pub fn day_of(&self, days: &CycleDays, observed_at: Instant) -> Option<u8> {
        let within = observed_at >= self.start && observed_at < days.end();
        within.then(|| days.index_of(observed_at.max(days.start()))).flatten()
    }

    /// The cycle of a reading before this one. `zone` is the region's.
    #[must_use]
    pub fn earlier_cycle(&self, cycle: Cycle, zone: &Zone, observed_at: Instant) -> Cycle {
        if self.earlier.is_empty() {
            // A frozen beginning may be within the month: earlier instants do not belong to the
            // cycle.
            return zone.cycle_of(observed_at).min(cycle.plus(-1));
        }
        let after = self.earlier.iter().take_while(|start| observed_at < **start).count();
        cycle.plus(-1 - i32::try_from(after).unwrap_or(Self::EARLIER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn cycle(text: &str) -> Cycle {
        Cycle::parse(text).unwrap()
    }

    /// November of a subscription that counted for `before` up to October, and for `now` since.
    fn november(before: &str, now: &str) -> (Bounds, CycleDays) {
        let (before, now, moved) = (zone(before), zone(now), cycle("2026-11"));
        let bounds =
            Bounds::across(moved, cycle("2026-01"), |of| if of < moved { &before } else { &now });
        (bounds, now.days(moved))
    }

    #[test]
    fn a_month_begins_where_the_one_before_ended() {
        let (west, days) = november("Europe/Berlin", "America/New_York");
        assert_eq!(west.start(), at("2026-10-31T23:00:00Z"));
        assert_eq!(west.day_of(&days, at("2026-10-31T22:59:59Z")), None);
        // Four hours of 31 October in New York count to 1 November, once.
        assert_eq!(west.day_of(&days, at("2026-11-01T02:00:00Z")), Some(0));
        assert_eq!(west.first_day(&days), 0);
        let (east, days) = november("America/New_York", "Europe/Berlin");
        assert_eq!(east.start(), at("2026-11-01T04:00:00Z"));
        assert_eq!(east.day_of(&days, at("2026-11-01T02:00:00Z")), None);
        assert_eq!(east.day_of(&days, at("2026-11-01T04:00:00Z")), Some(0));
    }

    #[test]
    fn a_day_that_has_ended_elsewhere_is_not_the_first() {
        let (bounds, days) = november("Pacific/Honolulu", "Pacific/Kiritimati");
        assert_eq!(bounds.start(), at("2026-11-01T10:00:00Z"));
        assert_eq!(bounds.first_day(&days), 1);
        assert_eq!(bounds.day_of(&days, at("2026-11-01T10:00:00Z")), Some(1));
        let (bounds, days) = november("Pacific/Kiritimati", "Pacific/Honolulu");
        assert_eq!(bounds.first_day(&days), 0);
        assert_eq!(bounds.day_of(&days, at("2026-10-31T10:00:00Z")), Some(0));
        assert_eq!(bounds.day_of(&days, at("2026-11-30T09:59:59Z")), Some(28));
    }

    #[test]
    fn a_reading_before_the_cycle_lies_in_the_cycle_of_its_time() {
        let (bounds, _) = november("Europe/Berlin", "America/New_York");
        let lies_in = |text| bounds.earlier_cycle(cycle("2026-11"), &zone("UTC"), at(text));
        assert_eq!(lies_in("2026-10-31T22:59:59Z"), cycle("2026-10"));
        assert_eq!(lies_in("2026-09-30T22:00:00Z"), cycle("2026-10"));
        assert_eq!(lies_in("2026-09-30T21:59:59Z"), cycle("2026-09"));
        assert_eq!(lies_in("2026-07-31T22:00:00Z"), cycle("2026-08"));
        assert!(lies_in("2020-01-01T00:00:00Z") < cycle("2024-11"));
    }

    #[test]
    fn the_first_cycle_begins_with_the_month_where_the_subscription_counts_in_it() {
        let (berlin, auckland) = (zone("Europe/Berlin"), zone("Pacific/Auckland"));
        let first = cycle("2026-11");
        let bounds =
            Bounds::across(first, first, |of| if of < first { &berlin } else { &auckland });
        assert_eq!(bounds.start(), auckland.cycle_start(first));
    }

    #[test]
    fn one_zone_has_the_months_of_its_calendar() {
        let berlin = zone("Europe/Berlin");
        let days = berlin.days(cycle("2026-11"));
        let bounds = Bounds::of_month(&days);
        let across = Bounds::across(cycle("2026-11"), cycle("2026-01"), |_| &berlin);
        assert_eq!(bounds.start(), across.start());
        for text in ["2026-10-31T22:59:59Z", "2026-09-30T21:59:59Z", "2025-03-01T00:00:00Z"] {
            let [month, moved] =
                [&bounds, &across].map(|it| it.earlier_cycle(cycle("2026-11"), &berlin, at(text)));
            assert_eq!(month, moved, "{text}");
        }
    }
}
