//! Shows how far a copy is: in bytes if a file is copied, otherwise in rows.

use crate::progress::WorkProgress;
use countersign_store::backups::Copied;

/// The progress of one copy.
pub(crate) struct Copying<'a> {
    progress: &'a mut WorkProgress,
    /// Whether the unit is known.
    has_unit: bool,
}

impl<'a> Copying<'a> {
    pub(crate) const fn begin(progress: &'a mut WorkProgress) -> Self {
        Self { progress, has_unit: false }
    }

    /// Shows how much is copied.
    pub(crate) fn at(&mut self, copied: Copied) {
        let (done, unit, total) = match copied {
            Copied::Bytes { done, total } => (done, "B", Some(total)),
            Copied::Rows(done) => (done, "", None),
        };
        if !std::mem::replace(&mut self.has_unit, true) {
            self.progress.begin("copying", unit, total);
        }
        self.progress.at(done);
    }
}
