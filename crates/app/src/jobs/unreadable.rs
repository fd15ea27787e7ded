//! The text of a job that this program did not write.

use countersign_store::StoreError;

/// The error of a text that this program did not write.
pub(super) fn unreadable(error: &serde_json::Error) -> StoreError {
    StoreError::Corrupt(format!("a job's text: {error}"))
}
