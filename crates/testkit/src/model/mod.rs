//! An independent model of the rules: naive, in memory, written from the specification alone.
//!
//! It is slow and plain on purpose: each rule is one function, with the sentence it implements.
//! What the product does is compared with it. It knows rehearsals only: its clock moves by hand.

mod access;
mod apply;
mod basis;
mod clock;
mod csv;
mod directory;
mod explain;
mod export;
mod import;
mod late;
mod links;
mod making;
mod named;
mod number;
mod ownership;
mod report;
mod rows;
mod settings;
#[cfg(test)]
mod tests;
mod view;
mod zone;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use basis::Readings;
use directory::Directory;
use report::{Report, Status};

pub use apply::Outcome;
pub use export::Filters;
pub use import::Imported;
pub use named::{Named, Units};
pub use view::{LateView, LineView, Link, ReportView, SubscriptionView};
pub use zone::Cycle;

pub(crate) use csv::{guard, parse as parse_csv, quote, unguard};
pub(crate) use zone::{day_of, day_start};

/// Which report: partner × vendor × cycle, by code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    partner: String,
    vendor: String,
    cycle: Cycle,
}

/// A rehearsal installation.
#[derive(Debug, Clone)]
pub struct Model {
    stand: Timestamp,
    first_cycle: Cycle,
    directory: Directory,
    readings: BTreeMap<String, Readings>,
    /// The instants that dates became, by subscription.
    dates: BTreeMap<(String, Date), Timestamp>,
    reports: BTreeMap<Key, Report>,
}

impl Model {
    /// An empty rehearsal whose clock stands at an instant. Without a first cycle it is the one
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

    /// Where the clock stands.
    pub fn stand(&self) -> Timestamp {
        self.stand
    }

    /// Sends everything a distributor has approved for a vendor to it; the number of reports.
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
