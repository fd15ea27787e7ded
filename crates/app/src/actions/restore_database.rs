//! Restores a backup in place of the database, or tries whether that would succeed.
//!
//! The action first copies the backup, upgrades the copy to this program's schema and verifies it.
//! Only then does it touch the database: it replaces an SQLite file and keeps the old one under
//! another name. A PostgreSQL database has to be empty.

mod target;

use crate::actions::audit;
use crate::backups::check::{self, Checked, NeededKeys};
use crate::backups::copying::Copying;
use crate::backups::partial::Partial;
use crate::backups::swap;
use crate::failure::{Failure, Result};
use crate::keys::source::KeySource;
use crate::progress::WorkProgress;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::backups::{self, Identity};
use countersign_store::{DatabaseUrl, SchemaState, Store, StoreError, Tx, sessions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The options of a restore.
#[derive(Clone, Copy, Debug)]
pub struct RestoreOptions<'a> {
    /// The backup.
    pub file: &'a Path,
    /// The database that it replaces.
    pub to: &'a DatabaseUrl,
    /// The source of the keys that open its secrets.
    pub keys: &'a KeySource,
    /// Whether it may replace a database of another installation.
    pub replace_other: bool,
    /// Whether a record in which `verify` finds something is restored as well.
    pub accept_findings: bool,
    /// The time of the restore.
    pub now: Instant,
}

/// The result.
#[derive(Debug)]
pub struct RestoreResult {
    /// What the backup holds.
    pub checked: Checked,
    /// The keys that its secrets need.
    pub keys: NeededKeys,
    /// The path of the old database; `None` if there was none.
    pub kept: Option<PathBuf>,
    /// How long copying took.
    pub copied_in: Duration,
    /// How long verifying took.
    pub verified_in: Duration,
}

/// A verified copy of a backup.
struct Staged {
    checked: Checked,
    keys: NeededKeys,
    copied_in: Duration,
    verified_in: Duration,
}

impl Staged {
    fn done(self, kept: Option<PathBuf>) -> RestoreResult {
        let Self { checked, keys, copied_in, verified_in } = self;
        RestoreResult { checked, keys, kept, copied_in, verified_in }
    }
}

/// Restores a backup.
///
/// # Errors
/// Fails if the backup is damaged, or another or a newer program made it, or if the database is in
/// use, belongs to another installation, or is not empty. It is left unchanged then.
pub async fn run(
    wanted: &RestoreOptions<'_>,
    progress: &mut WorkProgress,
) -> Result<RestoreResult> {
    let made_at = identify(wanted.file).await?.1;
    let done = match wanted.to {
        DatabaseUrl::Sqlite(path) => into_file(wanted, &swap::real(path), made_at, progress).await,
        DatabaseUrl::Postgres(_) => into_server(wanted, progress).await,
    }?;
    let name = wanted.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let entry = AuditEntry { about: name, ..audit::of_machine(Event::Restored, wanted.now) };
    let store = Store::open(wanted.to).await?;
    let record = async |tx: &mut Tx| {
        // Sessions that were ended since the backup would be open again.
        sessions::end_everybodys(tx).await?;
        audit::record(tx, entry.clone()).await
    };
    store.write(record).await?;
    Ok(done)
}

/// Restores a backup to a place that is thrown away, and touches no database.
///
/// # Errors
/// As [`run`], but for the database.
pub async fn try_out(
    wanted: &RestoreOptions<'_>,
    progress: &mut WorkProgress,
) -> Result<RestoreResult> {
    let folder = throwaway()?;
    let file = folder.path().join("countersign.db");
    let partial = Partial::begin(&file)?;
    Ok(stage(wanted, partial.path(), progress).await?.done(None))
}

async fn into_file(
    wanted: &RestoreOptions<'_>,
    database: &Path,
    made_at: Instant,
    progress: &mut WorkProgress,
) -> Result<RestoreResult> {
    // Held until the backup has taken its place.
    let exclusive = target::take(database, made_at, wanted.replace_other, progress).await?;
    let partial = Partial::begin(database)?;
    let staged = stage(wanted, partial.path(), progress).await?;
    let kept = swap::put(partial, database, wanted.now)?;
    drop(exclusive);
    Ok(staged.done(kept))
}

async fn into_server(
    wanted: &RestoreOptions<'_>,
    progress: &mut WorkProgress,
) -> Result<RestoreResult> {
    let to = Store::open(wanted.to).await?;
    if backups::identify(&to).await?.made_at.is_some() {
        return Err(not_empty(wanted.to, "it holds an installation"));
    }
    let folder = throwaway()?;
    let partial = Partial::begin(&folder.path().join("countersign.db"))?;
    let staged = stage(wanted, partial.path(), progress).await?;
    to.make_schema(wanted.now).await?;
    let from = check::open(partial.path()).await?;
    progress.begin("writing to the server", "", None);
    let written = backups::copy_and_compare(&from, &to, |rows| progress.at(rows)).await;
    progress.end();
    match written {
        Err(StoreError::Conflict(why)) => Err(not_empty(wanted.to, &why)),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(staged.done(None)),
    }
}

fn not_empty(url: &DatabaseUrl, why: &str) -> Failure {
    Failure::Usage(format!(
        "the database {url} is not empty: {why}. Make an empty one with createdb, name it with \
         --database, and let serve use that one afterwards"
    ))
}

fn throwaway() -> Result<tempfile::TempDir> {
    tempfile::tempdir().map_err(|error| Failure::io(&std::env::temp_dir(), &error))
}

/// What a backup is, and when its installation was made.
async fn identify(file: &Path) -> Result<(Identity, Instant)> {
    if !file.is_file() {
        return Err(Failure::Usage(format!("there is no file {}", file.display())));
    }
    let store = check::open(file).await?;
    let found = backups::identify(&store).await.map_err(|error| check::explained(file, error))?;
    let made_at = found.made_at.ok_or_else(|| check::no_installation(file))?;
    Ok((found, made_at))
}

/// Copies a backup into a file that is there and empty, and verifies both.
async fn stage(
    wanted: &RestoreOptions<'_>,
    to: &Path,
    progress: &mut WorkProgress,
) -> Result<Staged> {
    let RestoreOptions { file, now, .. } = *wanted;
    let (identity, _) = identify(file).await?;
    let began = std::time::Instant::now();
    check::check_file(file, progress).await?;
    let checked_in = began.elapsed();
    let began = std::time::Instant::now();
    let source = check::open(file).await?;
    let mut shown = Copying::begin(progress);
    let copied = backups::write(&source, to, now, |copied| shown.at(copied)).await;
    copied.map_err(|error| check::explained(file, error))?;
    drop(source);
    if identity.schema != SchemaState::Current {
        backups::migrate(to, now).await?;
    }
    let copied_in = began.elapsed();
    let began = std::time::Instant::now();
    let checked = check::check_record(to, progress).await?;
    if checked.findings.count > 0 && !wanted.accept_findings {
        return Err(has_findings(file, &checked));
    }
    let keys = NeededKeys::look_for(&check::open(to).await?, wanted.keys).await?;
    progress.end();
    Ok(Staged { checked, keys, copied_in, verified_in: checked_in + began.elapsed() })
}

fn has_findings(file: &Path, checked: &Checked) -> Failure {
    let first = checked.findings.broken.first().map(String::as_str).unwrap_or_default();
    Failure::System(format!(
        "verify found something wrong ({} in all) in {}. The first: {first}. Use another backup. \
         If there is none, add --accept-findings",
        checked.findings.count,
        file.display()
    ))
}
