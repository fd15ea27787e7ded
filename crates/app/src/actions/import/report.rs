//! The result of an import: what it changed, what it refused, and what became of each file.

use super::files::FileKind;
use super::moves::Moves;
use super::problems::Problems;
use std::path::PathBuf;

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Rows of directory files that were taken.
    pub directory_rows: u64,
    /// Whether the directory was left as it was because of bad rows.
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
    /// What was wrong, as a person is told.
    pub problems: Problems,
    /// What became of each file.
    pub files: Vec<FileReport>,
    /// The links that change, and from which cycle on.
    pub moves: Moves,
}

impl ImportReport {
    /// Whether anything is other than before.
    #[must_use]
    pub fn has_changed_anything(&self) -> bool {
        let files = self.files.iter();
        let mut taken = files.filter(|it| it.kind == FileKind::Usage || !self.directory_refused);
        taken.any(|it| it.new + it.changed > 0)
    }
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The file.
    pub file: PathBuf,
    /// What kind it is of.
    pub kind: FileKind,
    /// Its rows.
    pub rows: u64,
    /// Rows that brought something new; of readings, new or different ones.
    pub new: u64,
    /// Rows that changed something that was there.
    pub changed: u64,
    /// Problems of its rows and of itself.
    pub refused: u64,
}
