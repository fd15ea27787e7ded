//! What can go wrong with a row or a file: it is bad, or the database refuses it.

use crate::formats::sheet::Problem;
use countersign_store::StoreError;

/// What a row can fail with.
pub(in crate::actions::import) enum RowError {
    /// The row is bad.
    Bad(Problem),
    /// The database would not have it.
    Store(StoreError),
}

impl From<Problem> for RowError {
    fn from(problem: Problem) -> Self {
        Self::Bad(problem)
    }
}

impl From<StoreError> for RowError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What a file can fail with.
pub(super) enum SheetError {
    /// Nothing more can be read of it.
    Unreadable(String),
    /// The database would not have it.
    Store(StoreError),
}

impl From<StoreError> for SheetError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
