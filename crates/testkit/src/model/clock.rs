//! Work that falls due as time passes.

use jiff::Timestamp;

use super::installation::{Key, Model};
use super::zone::Cycle;

/// A report to be made. The order is that of the work: "by distributor code and partner code".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: Timestamp,
    distributor: String,
    key: Key,
}

impl Model {
    /// Does all work due at or before an instant, in order, each at its own instant, and sets the
    /// clock to it. The clock never goes back.
    pub fn clock_until(&mut self, until: Timestamp) {
        if until < self.stand {
            return;
        }
        // "Work due at one instant goes in this order: make, refresh, remind, submit, approve":
        // submissions due before a make come first, those due at the same instant after it.
        for due in self.makes_between(self.stand, until) {
            self.submit_overdue(|deadline| deadline < due.at);
            if !self.reports.contains_key(&due.key) {
                self.make(&due.key, self.scheduled_deadline(&due.key));
            }
        }
        self.submit_overdue(|deadline| deadline <= until);
        self.stand = until;
    }

    /// The instant of the next work, if any falls due within two months.
    pub fn next_due(&self) -> Option<Timestamp> {
        let horizon = self.stand + jiff::SignedDuration::from_hours(24 * 62);
        let deadlines = self
            .reports
            .values()
            .filter(|report| report.status.with_partner())
            .map(|report| report.deadline);
        let makes = self.makes_between(self.stand, horizon).into_iter().map(|due| due.at);
        deadlines.chain(makes).min()
    }

    /// All reports whose make instant is after one instant and not after another, in order.
    fn makes_between(&self, after: Timestamp, until: Timestamp) -> Vec<Due> {
        let mut dues = Vec::new();
        let last = Cycle::running(until);
        for code in self.directory.partners.keys() {
            // "For cycles from the installation's first cycle on."
            let mut cycle = self.first_cycle;
            while cycle <= last {
                let at = self.make_instant(code, cycle);
                let place = self.place(code, cycle);
                if place.has_usage_reports() && after < at && at <= until {
                    for vendor in self.directory.vendors.keys() {
                        let (partner, vendor) = (code.clone(), vendor.clone());
                        let key = Key { partner, vendor, cycle };
                        dues.push(Due { at, distributor: place.distributor.to_owned(), key });
                    }
                }
                cycle = cycle.plus(1);
            }
        }
        dues.sort();
        dues
    }

    /// Submits reports that are still with their partners at deadlines that have passed, the
    /// earliest first.
    fn submit_overdue(&mut self, has_come: impl Fn(Timestamp) -> bool) {
        loop {
            let overdue = self
                .reports
                .iter()
                .filter(|(_, report)| report.status.with_partner() && has_come(report.deadline))
                .min_by_key(|(key, report)| (report.deadline, &report.distributor, *key))
                .map(|(key, _)| key.clone());
            let Some(key) = overdue else { return };
            if let Some(report) = self.reports.get_mut(&key) {
                report.submit_by_system();
            }
        }
    }
}
