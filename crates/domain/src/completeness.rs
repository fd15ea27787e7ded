//! When a distributor's cycle is done, and what stands in the way.
//!
//! A distributor that closes a cycle says that its own part is done: every report is made, agreed
//! and with its vendor. What the vendor does then is not the distributor's to wait for; a report
//! that comes back later is told beside the closing. That a partner never opened a report that is
//! agreed, or that a subscription has no data, is shown and stands in no one's way: it may stay so.

use crate::instant::{DAY_MICROS, Instant};
use crate::status::Status;

/// A report with its partner is late from so long before its deadline on.
const DEADLINE_IS_NEAR: i64 = DAY_MICROS;

/// Deadlines up to this instant are near or past.
#[must_use]
pub const fn near_deadline(now: Instant) -> Instant {
    now.plus_micros(DEADLINE_IS_NEAR)
}

/// What of a cycle decides whether it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether the month is over, in the distributor's time zone.
    pub is_over: bool,
    /// Partners whose reports have yet to be made.
    pub unmade: i64,
    /// Reports that could not be made.
    pub faults: i64,
    /// How many reports stand where.
    pub statuses: Vec<(Status, i64)>,
}

/// Something that stands in the way of closing a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// The month is still running.
    NotOver,
    /// So many partners' reports have yet to be made.
    Unmade(i64),
    /// So many reports could not be made.
    Faults(i64),
    /// So many reports are not with the vendor, but here.
    Reports(Status, i64),
}

impl Progress {
    /// What stands in the way, in the order of a cycle's life; nothing when it can be closed.
    #[must_use]
    pub fn in_the_way(&self) -> Vec<InTheWay> {
        if !self.is_over {
            return vec![InTheWay::NotOver];
        }
        let mut found = Vec::new();
        if self.unmade > 0 {
            found.push(InTheWay::Unmade(self.unmade));
        }
        if self.faults > 0 {
            found.push(InTheWay::Faults(self.faults));
        }
        let is_here = |status| !matches!(status, Status::Submitted | Status::Completed);
        let here = self.statuses.iter().filter(|(status, count)| is_here(*status) && *count > 0);
        found.extend(here.map(|&(status, count)| InTheWay::Reports(status, count)));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(counts: [i64; 6]) -> Progress {
        let statuses = Status::ALL.into_iter().zip(counts).collect();
        Progress { is_over: true, statuses, ..Progress::default() }
    }

    #[test]
    fn a_cycle_is_done_when_every_report_is_with_its_vendor() {
        assert_eq!(with([0, 0, 0, 0, 3, 4]).in_the_way(), []);
        assert_eq!(with([0; 6]).in_the_way(), []);
    }

    #[test]
    fn every_report_that_is_still_here_stands_in_the_way() {
        for (place, status) in Status::ALL.into_iter().enumerate() {
            let mut counts = [0; 6];
            counts[place] = 2;
            let expected = match status {
                Status::Submitted | Status::Completed => Vec::new(),
                _ => vec![InTheWay::Reports(status, 2)],
            };
            assert_eq!(with(counts).in_the_way(), expected, "{status:?}");
        }
    }

    #[test]
    fn what_is_not_made_stands_in_the_way_too() {
        let progress = Progress { unmade: 2, faults: 1, ..with([0, 0, 0, 0, 5, 0]) };
        assert_eq!(progress.in_the_way(), [InTheWay::Unmade(2), InTheWay::Faults(1)]);
    }

    #[test]
    fn a_running_month_is_told_alone() {
        let progress = Progress { is_over: false, unmade: 9, ..with([1, 2, 3, 4, 5, 6]) };
        assert_eq!(progress.in_the_way(), [InTheWay::NotOver]);
    }
}
