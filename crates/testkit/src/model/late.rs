//! Late differences: what readings would have changed if they had arrived before the figures were
//! fixed.

use super::installation::{Key, Model};
use super::making::sums;
use super::report::{Report, Sums};

impl Model {
    /// "From then on the figures stand; later readings are kept, and what they would have changed
    /// is listed as a late difference." It belongs to that report, "whoever owns the subscription
    /// now".
    pub(super) fn note_late_differences(&self, key: &Key, report: &mut Report) {
        self.freeze_terms(key, report);
        let mut now = sums(&self.figures(key, report));
        for product in report.lines.keys() {
            // A line whose readings are gone would be empty.
            now.entry(product.clone()).or_default();
        }
        now.retain(|product, sums| report.sums_of(product) != Some(*sums));
        report.late = now;
    }
}

impl Report {
    /// The current figures of a line.
    pub(super) fn sums_of(&self, product: &str) -> Option<Sums> {
        let line = self.lines.get(product)?;
        Some(Sums {
            provisioned: line.provisioned,
            used: line.used,
            default: line.default,
            carried: line.carried,
        })
    }
}
