//! When a distributor can close a cycle, and what blocks it.
//!
//! A distributor that closes a cycle states that its own part is done: every report is made,
//! approved and with its vendor. The vendor's later work is not the distributor's task; a report
//! that comes back later is shown beside the closing. A partner that never viewed an approved
//! report, or a subscription without data, is shown and blocks nothing, because it may stay that
//! way.

use crate::instant::{DAY_MICROS, Instant};
use crate::status::Status;

/// A report with its partner is late from this time before its deadline, in microseconds.
const DEADLINE_IS_NEAR: i64 = DAY_MICROS;

/// Deadlines up to this instant are near or past.
#[must_use]
pub const fn near_deadline(now: Instant) -> Instant {
    now.plus_micros(DEADLINE_IS_NEAR)
}

/// The state of a cycle that decides whether it can be closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CycleProgress {
    /// Whether the month has ended in the distributor's time zone.
    pub is_over: bool,
    /// Partners whose reports have yet to be made.
    pub unmade: i64,
    /// Reports that could not be made.
    pub faults: i64,
    /// The number of reports by status.
    pub statuses: Vec<(Status, i64)>,
}

/// A reason that blocks the closing of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// The month is still running.
    NotOver,
    /// This many partners' reports have yet to be made.
    Unmade(i64),
    /// This many reports could not be made.
    Faults(i64),
    /// This many reports have this status and are not with the vendor.
    Reports(Status, i64),
}

impl CycleProgress {
    /// The reasons that block the closing, in the order of a cycle's life; none if it can be
    /// closed.
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

    fn with(counts: [i64; 6]) -> CycleProgress {
        let statuses = Status::ALL.into_iter().zip(counts).collect();
        CycleProgress { is_over: true, statuses, ..CycleProgress::default() }
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
        let progress = CycleProgress { unmade: 2, faults: 1, ..with([0, 0, 0, 0, 5, 0]) };
        assert_eq!(progress.in_the_way(), [InTheWay::Unmade(2), InTheWay::Faults(1)]);
    }

    #[test]
    fn a_running_month_is_told_alone() {
        let progress = CycleProgress { is_over: false, unmade: 9, ..with([1, 2, 3, 4, 5, 6]) };
        assert_eq!(progress.in_the_way(), [InTheWay::NotOver]);
    }
}
