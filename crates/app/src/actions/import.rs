//! Files in: the directory all or nothing, readings row by row.

pub mod code_index;
pub mod directory;
mod directory_files;
mod files;
pub mod moves;
pub mod one_row;
mod people;
mod problems;
mod readings;

use crate::actions::refresh_reports;
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use crate::progress::Progress;
use countersign_store::Store;
use countersign_store::installation;
use directory::Directory;
use directory_files::Came;
use moves::Moves;
use readings::Known;
use std::path::PathBuf;

pub use files::{FileKind, classify};
pub use people::{NewMembership, put_membership};
pub use problems::{Problems, Told};

/// What to import, and how.
#[derive(Debug)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Check everything and change nothing.
    pub dry_run: bool,
    /// Where refused readings go; beside their file when none is given.
    pub rejected: Option<PathBuf>,
    /// Who imports; none for a command.
    pub person_id: Option<i64>,
    /// Where every problem goes, beside the first few that are told.
    pub problems: Option<PathBuf>,
}

/// What an import did.
#[derive(Debug, Default)]
pub struct Report {
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

impl Report {
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

/// Imports files.
///
/// # Errors
/// When the database or a disk would not have it; what was committed stays, and importing the
/// same files again goes on from there.
pub async fn run(
    store: &Store,
    clock: &Clock,
    options: &Options,
    progress: &mut Progress,
) -> Result<Report> {
    let files = files::find(&options.paths).map_err(Failure::Usage)?;
    let mut report = Report::default();
    if let Some(path) = &options.problems {
        report.problems.keep_in(path)?;
    }
    for (ignored, why) in &files.ignored {
        progress.note(&format!("{} is left aside: {why}", ignored.display()));
    }
    let mut came = Came::Taken;
    progress.pulse(0).await?;
    if !files.directory.is_empty() {
        came =
            directory_files::import(store, clock, &files.directory, options, &mut report).await?;
    }
    if !files.usage.is_empty() {
        let (directory, unknown) = match came {
            Came::Tried(directory) => (directory, None),
            Came::Refused(unknown) => (load(store).await?, Some(unknown)),
            Came::Taken => (load(store).await?, None),
        };
        let known = Known { directory, unknown };
        readings::import(store, clock, known, &files.usage, options, &mut report, progress).await?;
    }
    report.problems.finish()?;
    if !options.dry_run {
        let mut tx = store.read().await?;
        let installation = installation::load(&mut tx).await?;
        tx.rollback().await?;
        if let Some(installation) = installation {
            let now = clock.now(&installation);
            report.reports_touched = refresh_reports::run(store, now).await?;
        }
    }
    Ok(report)
}

async fn load(store: &Store) -> Result<Directory> {
    let mut tx = store.read().await?;
    let directory = Directory::load(&mut tx).await?;
    tx.rollback().await?;
    Ok(directory)
}
