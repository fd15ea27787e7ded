//! The errors of a row or a file: it is bad, or the database refuses it.

use crate::formats::file_fault::FileFault;
use crate::formats::sheet::Problem;
use countersign_store::StoreError;

/// The error of a row.
pub(in crate::actions::import) enum RowError {
    /// The row is bad.
    Bad(Problem),
    /// The database refused the row.
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

/// The error of a file.
pub(super) enum SheetError {
    /// The rest of the file cannot be read.
    Unreadable(FileFault),
    /// The database failed.
    Store(StoreError),
}

impl From<StoreError> for SheetError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
