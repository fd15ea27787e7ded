//! The codes of refused rows, on which other rows depend.

use super::files::FileKind;
use crate::formats::problem::{ProblemKind, Reference};
use std::collections::HashSet;

/// Codes whose own rows were refused.
#[derive(Debug, Default)]
pub(super) struct Hanging {
    codes: HashSet<(ProblemKind, String)>,
    /// Kinds whose file cannot be read, so that none of its codes is known.
    unread: HashSet<ProblemKind>,
}

impl Hanging {
    /// Notes the code of a refused row.
    pub(super) fn add(&mut self, kind: ProblemKind, code: &str) {
        self.codes.insert((kind, code.to_owned()));
    }

    /// Notes a file that cannot be read.
    pub(super) fn add_file(&mut self, kind: FileKind) {
        self.unread.extend(space(kind));
    }

    /// Whether a row of this code was refused, or may have been.
    pub(super) fn has(&self, kind: ProblemKind, code: &str) -> bool {
        self.unread.contains(&kind) || self.codes.contains(&(kind, code.to_owned()))
    }

    /// Whether an unknown reference was refused itself.
    pub(super) fn hangs(&self, missing: &Reference) -> bool {
        self.has(missing.kind, &missing.code)
    }
}

/// The kind of the codes of a file's rows; `None` if nothing refers to them.
pub(super) const fn space(kind: FileKind) -> Option<ProblemKind> {
    match kind {
        FileKind::Vendors | FileKind::Distributors | FileKind::Partners => {
            Some(ProblemKind::Company)
        }
        FileKind::Regions => Some(ProblemKind::Region),
        FileKind::Customers => Some(ProblemKind::Customer),
        FileKind::Products => Some(ProblemKind::Product),
        FileKind::Subscriptions => Some(ProblemKind::Subscription),
        FileKind::Users | FileKind::Usage => None,
    }
}
