//! Upgrades a database to this program's schema, after a backup of what was there.
//!
//! From before the backup until the upgrade is committed, no one else can write to the database, so
//! the backup has everything that the upgrade begins with. If it fails, nothing is upgraded.

use crate::actions::audit;
use crate::backups::check;
use crate::backups::copying::Copying;
use crate::backups::names;
use crate::backups::partial::Partial;
use crate::backups::swap;
use crate::durable::folder_of;
use crate::failure::{Failure, Result};
use crate::private_files;
use crate::progress::WorkProgress;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::{AppliedStep, Store, Upgrade, backups};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the backup goes.
#[derive(Clone, Copy, Debug)]
pub enum BackupChoice<'a> {
    /// Beside the file of the database.
    Beside,
    /// Into this folder.
    Into(&'a Path),
    /// There is none.
    None,
}

/// The backup of the old schema.
#[derive(Debug)]
pub struct SchemaBackup {
    /// The file.
    pub file: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// The rows in it, each compared with the database's.
    pub rows: u64,
}

/// What was done.
#[derive(Debug)]
pub struct UpgradeResult {
    /// The steps; none where the schema was this program's already.
    pub steps: Vec<AppliedStep>,
    /// The backup; `None` if there was nothing to upgrade, or it was not wanted.
    pub backup: Option<SchemaBackup>,
}

/// Upgrades the database.
///
/// # Errors
/// Fails if the backup has no place or fails, or a step fails; nothing is upgraded then.
pub async fn run(
    store: &Store,
    choice: BackupChoice<'_>,
    now: Instant,
    progress: &mut WorkProgress,
) -> Result<UpgradeResult> {
    let upgrade = store.begin_upgrade().await?;
    if upgrade.missing() == 0 {
        return Ok(UpgradeResult { steps: Vec::new(), backup: None });
    }
    let backup = match folder(store, choice)? {
        Some(folder) => Some(back_up(store, &folder, now, progress).await.map_err(not_upgraded)?),
        None => None,
    };
    progress.begin("upgrading", "", None);
    let upgraded = apply(upgrade, backup.as_ref(), now).await;
    progress.end();
    match (upgraded, &backup) {
        (Ok(steps), _) => Ok(UpgradeResult { steps, backup }),
        (Err(failure), None) => Err(not_upgraded(failure)),
        (Err(failure), Some(SchemaBackup { file, .. })) => Err(Failure::System(format!(
            "{failure}. Nothing was upgraded. The backup {} stays",
            file.display()
        ))),
    }
}

/// The folder of the backup; `None` if it is not wanted. A folder that is missing is not made:
/// where a disk is not mounted, the backup would fill another one.
fn folder(store: &Store, choice: BackupChoice<'_>) -> Result<Option<PathBuf>> {
    match (choice, store.url().file()) {
        (BackupChoice::None, _) => Ok(None),
        (BackupChoice::Into(folder), _) if folder.is_dir() => Ok(Some(folder.to_owned())),
        (BackupChoice::Into(folder), _) => Err(Failure::Usage(format!(
            "--backup-to {}: there is no such folder; make it first. Nothing was upgraded",
            folder.display()
        ))),
        (BackupChoice::Beside, Some(file)) => Ok(Some(folder_of(&swap::real(file)).to_owned())),
        (BackupChoice::Beside, None) => Err(Failure::Usage(format!(
            "{} is on a server: name the folder for the backup before the upgrade with \
             --backup-to DIR, or go without with --no-backup. Nothing was upgraded",
            store.url()
        ))),
    }
}

/// Makes the backup while no one writes. `verify` knows this program's schema only, so the backup
/// is proved by SQLite, which checks its pages, and by a comparison of every row.
async fn back_up(
    store: &Store,
    folder: &Path,
    now: Instant,
    progress: &mut WorkProgress,
) -> Result<SchemaBackup> {
    names::remove_partial(folder).map_err(|error| Failure::io(folder, &error))?;
    let file = names::before_upgrade(folder, now);
    let partial = Partial::begin(&file)?;
    let mut shown = Copying::begin(progress);
    let copied =
        backups::write_older(store, partial.path(), now, |copied| shown.at(copied)).await?;
    progress.begin("comparing", "", None);
    backups::compare(store, &copied).await?;
    check::check_file(partial.path(), progress).await?;
    progress.end();
    let failed = |error: std::io::Error| Failure::io(&file, &error);
    if let Some(database) = store.url().file() {
        private_files::give_to_owner_of(database, partial.path()).map_err(failed)?;
    }
    let bytes = fs::metadata(partial.path()).map_err(failed)?.len();
    partial.publish(&file)?;
    Ok(SchemaBackup { bytes, rows: copied.iter().map(|table| table.rows).sum(), file })
}

/// Applies the steps, and records the backup in the audit record of the new schema.
async fn apply(
    mut upgrade: Upgrade,
    backup: Option<&SchemaBackup>,
    now: Instant,
) -> Result<Vec<AppliedStep>> {
    let steps = upgrade.apply(now).await?;
    if let Some(name) = backup.and_then(|backup| backup.file.file_name()) {
        let about = Some(name.to_string_lossy().into_owned());
        let entry = AuditEntry { about, ..audit::of_machine(Event::BackedUp, now) };
        audit::record(upgrade.tx(), entry).await?;
    }
    upgrade.commit().await?;
    Ok(steps)
}

fn not_upgraded(failure: Failure) -> Failure {
    match failure {
        Failure::Usage(why) => Failure::Usage(format!("{why}. Nothing was upgraded")),
        other => Failure::System(format!("{other}. Nothing was upgraded")),
    }
}
