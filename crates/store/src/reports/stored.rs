//! A report as it is stored.

use crate::report_key::Key;
use countersign_domain::export::Names;
use countersign_domain::history::Hash;
use countersign_domain::report::Report;

/// A report as it is stored.
#[derive(Clone, Debug)]
pub struct StoredReport {
    /// What it is known by outside, frozen.
    pub names: Names,
    /// The report.
    pub report: Report,
    /// The hash of its last history entry.
    pub head: Hash,
}

impl StoredReport {
    /// Its primary key.
    #[must_use]
    pub const fn key(&self) -> Key {
        let parties = self.report.parties;
        Key {
            cycle: self.report.cycle,
            partner_id: parties.partner_id,
            vendor_id: parties.vendor_id,
        }
    }
}

/// A changed report, with the version it had when it was loaded.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    /// As it was loaded.
    pub before: &'a Report,
    /// As it is to be stored.
    pub after: &'a StoredReport,
}
