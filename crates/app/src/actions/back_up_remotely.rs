//! Makes a backup on another machine: in a place of its own here first, and there once it is
//! verified.

use crate::actions::back_up_database::{self, BackupResult};
use crate::backups::names;
use crate::backups::remote::RemoteFolder;
use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use countersign_domain::instant::Instant;
use countersign_store::Store;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The options of a backup.
#[derive(Clone, Copy, Debug)]
pub struct RemoteBackupOptions<'a> {
    /// The folder.
    pub to: &'a dyn RemoteFolder,
    /// The number of backups of this installation to keep, the new one included; `None` keeps all.
    pub keep: Option<NonZeroUsize>,
    /// Whether a record in which `verify` finds something is backed up as well.
    pub accept_findings: bool,
    /// The time of the backup.
    pub now: Instant,
}

/// Makes the backup. Its files are named by their addresses.
///
/// # Errors
/// As [`back_up_database::run`], and where the other machine fails. Nothing is left here then.
pub async fn run(
    store: &Store,
    wanted: &RemoteBackupOptions<'_>,
    progress: &mut WorkProgress,
) -> Result<BackupResult> {
    let RemoteBackupOptions { to, keep, accept_findings, now } = *wanted;
    let failed = |error: std::io::Error| Failure::io(&std::env::temp_dir(), &error);
    let folder =
        tempfile::Builder::new().prefix("countersign-backup-").tempdir().map_err(failed)?;
    let here = back_up_database::BackupOptions {
        to: folder.path(),
        keep: None,
        replace: false,
        accept_findings,
        now,
    };
    let done = back_up_database::run(store, &here, progress).await?;
    if !done.is_backup {
        let count = done.checked.findings.count;
        return Err(Failure::System(format!(
            "verify found something wrong in the record ({count} in all), so nothing was sent to \
             another machine. Run countersign verify"
        )));
    }
    let made_at = done.checked.made_at;
    let name = names::remote(made_at, now);
    let are_old = |found| names::old(found, &name, made_at, keep);
    let put = to.put(&done.file, &name, &are_old).await?;
    let removed = put.removed.iter().map(|name| PathBuf::from(to.file(name))).collect();
    Ok(BackupResult { file: to.file(&name).into(), removed, not_removed: put.not_removed, ..done })
}
