//! A report with its stored names and hash.

use crate::report_key::Key;
use countersign_domain::export::Names;
use countersign_domain::history::Hash;
use countersign_domain::report::Report;

/// A stored report.
#[derive(Clone, Debug)]
pub struct StoredReport {
    /// The frozen names of its companies.
    pub names: Names,
    /// The report.
    pub report: Report,
    /// The hash of its last history entry.
    pub head: Hash,
    /// The last turn of the work lock whose changes its making knew; none if an earlier program
    /// made it.
    pub made_turn: Option<i64>,
}

impl StoredReport {
    /// The primary key.
    #[must_use]
    pub const fn key(&self) -> Key {
        let parties = self.report.parties;
        Key {
            cycle: self.report.cycle,
            partner_id: parties.partner_id,
            vendor_id: parties.vendor_id,
        }
    }

    /// The turn whose terms apply to it.
    #[must_use]
    pub fn terms_turn(&self) -> i64 {
        terms_turn(self.made_turn)
    }
}

/// The turn whose terms apply to a report that was made in this one. An earlier program kept none:
/// the first ones that are known take their place.
pub(super) fn terms_turn(made_turn: Option<i64>) -> i64 {
    made_turn.unwrap_or(0)
}

/// A changed report, with the report as it was loaded.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    /// The report as it was loaded.
    pub before: &'a Report,
    /// The report to store.
    pub after: &'a StoredReport,
}
