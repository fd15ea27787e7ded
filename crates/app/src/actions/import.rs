//! Imports files: the directory all or nothing, readings row by row.

pub mod code_index;
mod context;
pub mod directory;
mod directory_files;
pub mod files;
pub mod filled_cells;
mod membership;
pub mod moves;
mod options;
mod problems;
pub mod put_row;
mod readings;
mod refused_rows;
mod report;
mod staged_links;
mod unknown_codes;

use crate::actions::refresh_reports;
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use countersign_store::Store;
use countersign_store::installation;
use directory::Directory;
use directory_files::DirectoryOutcome;
use readings::KnownDirectory;
use std::sync::Arc;

pub use directory_files::columns_of;
pub use files::{FileKind, classify};
pub use membership::{NewMembership, put_membership};
pub use options::ImportOptions;
pub use problems::{Problems, ReportedCause};
pub use readings::{
    ItemRefusal, ItemResult, ReadingEffect, ReadingsRequest, ReceivedReadings, may_send_readings,
    put_reading,
};
pub use refused_rows::RefusedRow;
pub use report::{FileReport, ImportReport};

/// Imports files.
///
/// # Errors
/// Fails if the database or a disk fails; committed rows stay, and importing the same files again
/// continues from there.
pub async fn run(
    store: &Store,
    clock: &Clock,
    options: &ImportOptions,
    progress: &mut WorkProgress,
) -> Result<ImportReport> {
    let files = files::find(&options.paths).map_err(Failure::Usage)?;
    let mut report = ImportReport::default();
    if let Some(path) = &options.problems {
        report.problems.keep_in(path)?;
    }
    for (ignored, why) in &files.ignored {
        progress.note(&format!("{} is skipped: {why}", ignored.display()));
    }
    let mut came = DirectoryOutcome::Taken;
    progress.pulse(0).await?;
    if !files.directory.is_empty() {
        came =
            directory_files::import(store, clock, &files.directory, options, &mut report).await?;
    }
    if !files.usage.is_empty() {
        let (directory, unknown) = match came {
            DirectoryOutcome::Tried(directory) => (directory, None),
            DirectoryOutcome::Refused(unknown) => (load(store).await?, Some(unknown)),
            DirectoryOutcome::Taken => (load(store).await?, None),
        };
        let known = KnownDirectory { directory: Arc::new(directory), unknown };
        readings::import(store, clock, known, &files.usage, options, &mut report, progress).await?;
    }
    report.problems.finish()?;
    if !options.dry_run {
        let installation = store.reading(async |tx| installation::load(tx).await).await?;
        if let Some(installation) = installation {
            let now = clock.now(&installation);
            report.reports_touched = refresh_reports::run(store, now).await?;
        }
    }
    Ok(report)
}

async fn load(store: &Store) -> Result<Directory> {
    Ok(store.reading(async |tx| Directory::load(tx).await).await?)
}
