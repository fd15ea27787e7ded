//! The result of an import: its changes, its refused rows, and the outcome of each file.

use super::files::FileKind;
use super::moves::Moves;
use super::problems::Problems;
use std::path::PathBuf;

/// The result of an import.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Rows of directory files that were applied.
    pub directory_rows: u64,
    /// Whether bad rows left the directory unchanged.
    pub directory_refused: bool,
    /// Readings that were read.
    pub readings: u64,
    /// Readings that were new or different.
    pub readings_changed: u64,
    /// Readings that were refused.
    pub readings_refused: u64,
    /// Reports that later readings made or refreshed.
    pub reports_touched: u64,
    /// Files of refused readings.
    pub rejected_files: Vec<PathBuf>,
    /// The problems, for a person.
    pub problems: Problems,
    /// The outcome of each file.
    pub files: Vec<FileReport>,
    /// The links that change, and from which cycle on they count.
    pub moves: Moves,
}

impl ImportReport {
    /// Whether the import changed anything.
    #[must_use]
    pub fn has_changed_anything(&self) -> bool {
        let files = self.files.iter();
        let mut taken = files.filter(|it| it.kind == FileKind::Usage || !self.directory_refused);
        taken.any(|it| it.new + it.changed > 0)
    }
}

/// The outcome of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The path of the file.
    pub file: PathBuf,
    /// The kind of the file.
    pub kind: FileKind,
    /// The number of its rows.
    pub rows: u64,
    /// Rows that added something; for readings, new or different ones.
    pub new: u64,
    /// Rows that changed something.
    pub changed: u64,
    /// Problems of its rows and of the file itself.
    pub refused: u64,
}
