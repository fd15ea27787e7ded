//! The installation in the model: its clock, its directory, its readings and its reports.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::basis::Readings;
use super::directory::Directory;
use super::report::{Report, Status};
use super::zone::Cycle;

/// Which report: partner × vendor × cycle, by code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) partner: String,
    pub(super) vendor: String,
    pub(super) cycle: Cycle,
}

/// A rehearsal installation.
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) stand: Timestamp,
    pub(super) first_cycle: Cycle,
    pub(super) directory: Directory,
    pub(super) readings: BTreeMap<String, Readings>,
    /// The instants that dates became, by subscription.
    pub(super) dates: BTreeMap<(String, Date), Timestamp>,
    pub(super) reports: BTreeMap<Key, Report>,
}

impl Model {
    /// An empty rehearsal whose clock is set to an instant. The default first cycle is the one
    /// running at that instant in UTC.
    pub fn rehearsal(instant: Timestamp, first_cycle: Option<Cycle>) -> Model {
        Model {
            stand: instant,
            first_cycle: first_cycle.unwrap_or_else(|| Cycle::running(instant)),
            directory: Directory::default(),
            readings: BTreeMap::new(),
            dates: BTreeMap::new(),
            reports: BTreeMap::new(),
        }
    }

    /// The time of the clock.
    pub fn stand(&self) -> Timestamp {
        self.stand
    }

    /// Dispatches all reports that a distributor approved for a vendor and returns their number.
    pub fn dispatch(&mut self, distributor: &str, vendor: &str) -> usize {
        let mut sent = 0;
        for (key, report) in &mut self.reports {
            let theirs = report.distributor == distributor && key.vendor == vendor;
            if theirs && report.status == Status::Approved {
                report.move_to(Status::Submitted);
                sent += 1;
            }
        }
        sent
    }
}
