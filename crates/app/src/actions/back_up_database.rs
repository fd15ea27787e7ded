//! Makes a backup: a copy of one state of the database in one file. The file gets the name of a
//! backup only after it is verified.
//!
//! Other programs can use the database meanwhile. If the backup fails, nothing of it is left, and
//! older backups are removed only once the new one is good.

use crate::actions::audit;
use crate::backups::check::{self, Checked};
use crate::backups::copying::Copying;
use crate::backups::names;
use crate::backups::partial::Partial;
use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::Store;
use countersign_store::audit::AuditEntry;
use countersign_store::backups;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The options of a backup.
#[derive(Clone, Copy, Debug)]
pub struct BackupOptions<'a> {
    /// A file, or a folder in which the backup gets a name with its time.
    pub to: &'a Path,
    /// The number of backups of this installation to keep, the new one included; `None` keeps all.
    pub keep: Option<NonZeroUsize>,
    /// Whether an existing file is replaced.
    pub replace: bool,
    /// Whether a record in which `verify` finds something is backed up as well.
    pub accept_findings: bool,
    /// The time of the backup.
    pub now: Instant,
}

/// The result.
#[derive(Debug)]
pub struct BackupResult {
    /// The file, or its address on another machine.
    pub file: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it holds.
    pub checked: Checked,
    /// Whether it is a backup. Otherwise it is a faithful copy of a record in which `verify` finds
    /// something, under a name that says so.
    pub is_backup: bool,
    /// The backups that were removed as too old.
    pub removed: Vec<PathBuf>,
    /// Why others could not be removed. The backup is good all the same.
    pub not_removed: Option<Failure>,
}

/// Makes the backup.
///
/// # Errors
/// Fails if the copy fails, is damaged or has no place; nothing of it is left then.
pub async fn run(
    store: &Store,
    wanted: &BackupOptions<'_>,
    progress: &mut WorkProgress,
) -> Result<BackupResult> {
    let target = target(wanted)?;
    let partial = Partial::begin(&target)?;
    let mut shown = Copying::begin(progress);
    backups::write(store, partial.path(), wanted.now, |copied| shown.at(copied)).await?;
    check::check_file(partial.path(), progress).await?;
    let checked = check::check_record(partial.path(), progress).await?;
    progress.end();
    let length = fs::metadata(partial.path()).map_err(|error| Failure::io(&target, &error))?.len();
    let is_backup = checked.findings.count == 0 || wanted.accept_findings;
    let file = if is_backup { target } else { unverified(wanted, &target) };
    partial.publish(&file)?;
    let (mut removed, mut not_removed) = (Vec::new(), None);
    if let Some(keep) = wanted.keep.filter(|_| is_backup) {
        match names::remove_old(&file, checked.made_at, keep).await {
            Ok(old) => removed = old,
            Err(error) => not_removed = Some(Failure::io(wanted.to, &error)),
        }
    }
    Ok(BackupResult { file, bytes: length, checked, is_backup, removed, not_removed })
}

/// The entry of the audit record about a backup.
#[must_use]
pub fn recorded(done: &BackupResult, now: Instant) -> AuditEntry {
    let name = done.file.file_name().map(|name| name.to_string_lossy().into_owned());
    AuditEntry { about: name, ..audit::of_machine(Event::BackedUp, now) }
}

/// Where the backup goes. A folder that is missing is not made: where a disk is not mounted, the
/// backup would fill another one.
fn target(wanted: &BackupOptions<'_>) -> Result<PathBuf> {
    let BackupOptions { to, keep, replace, now, .. } = *wanted;
    let shown = to.display();
    if to.is_dir() {
        names::remove_partial(to).map_err(|error| Failure::io(to, &error))?;
        return Ok(names::file(to, now));
    }
    if keep.is_some() && to.exists() {
        return Err(Failure::Usage(format!(
            "{shown} is no folder: only in a folder are older backups known and removed"
        )));
    }
    let wants_folder = keep.is_some() || to.as_os_str().as_encoded_bytes().ends_with(b"/");
    if wants_folder || !crate::durable::folder_of(to).is_dir() {
        return Err(Failure::Usage(format!("there is no folder for {shown}; make it first")));
    }
    if to.exists() && !replace {
        return Err(Failure::Usage(format!(
            "there is a file {shown} already; name another one, or add --replace"
        )));
    }
    Ok(to.to_owned())
}

/// The name of a copy that is no backup.
fn unverified(wanted: &BackupOptions<'_>, target: &Path) -> PathBuf {
    if wanted.to.is_dir() {
        return names::unverified(wanted.to);
    }
    let mut name = target.as_os_str().to_owned();
    name.push(".unverified");
    name.into()
}
