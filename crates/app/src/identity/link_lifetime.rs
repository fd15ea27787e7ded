//! How long one-time links are valid.

use super::{DAY, HOUR};
use countersign_store::one_time_links::LinkPurpose;

/// The lifetime of a link, in microseconds.
#[must_use]
pub const fn of(purpose: LinkPurpose) -> i64 {
    match purpose {
        LinkPurpose::Invitation => 7 * DAY,
        LinkPurpose::Reset => HOUR,
    }
}
