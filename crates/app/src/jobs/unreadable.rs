//! The text of a job that this program did not write.

use countersign_store::StoreError;
use std::fmt::Display;

/// The error of a text that this program did not write.
pub(super) fn unreadable(error: &impl Display) -> StoreError {
    StoreError::Corrupt(format!("a job's text: {error}"))
}
