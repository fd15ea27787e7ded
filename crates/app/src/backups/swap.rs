//! Replaces a database with a complete file. The old database is kept, with its log.
//!
//! The order is safe if the machine crashes at any moment: first the old database gets a second
//! name, then the new file takes the first name, and only then is the old log removed. A crash
//! before the last step leaves a log that does not belong to the new file. Every command refuses
//! that, and restoring again repairs it.

use super::names::stamp;
use super::partial::Partial;
use crate::durable::sync_folder_of;
use crate::failure::{Failure, Result};
use crate::private_files;
use countersign_domain::instant::Instant;
use countersign_store::backups;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that a database's name leads to: a link stays a link.
pub(crate) fn real(database: &Path) -> PathBuf {
    fs::canonicalize(database).unwrap_or_else(|_| database.to_owned())
}

/// Puts a file in the place of a database. Returns where the one before is now; `None` if there
/// was none.
///
/// # Errors
/// Fails if the file system does. Until the file has taken its place, nothing is changed.
pub(crate) fn put(partial: Partial, database: &Path, now: Instant) -> Result<Option<PathBuf>> {
    let failed = |error: io::Error| Failure::io(database, &error);
    private_files::give_to_owner_of(database, partial.path()).map_err(failed)?;
    let kept = keep(database, now).map_err(|error| {
        Failure::System(format!(
            "{} cannot be kept under another name ({error}), so it was not replaced",
            database.display()
        ))
    })?;
    partial.publish(database)?;
    for left in backups::beside(database) {
        if left.exists() {
            fs::remove_file(&left).map_err(|error| Failure::io(&left, &error))?;
        }
    }
    sync_folder_of(database).map_err(failed)?;
    Ok(kept)
}

/// Gives the database, its log and its journal a second name. The index of the log, which SQLite
/// makes again, is not needed.
fn keep(database: &Path, now: Instant) -> io::Result<Option<PathBuf>> {
    let ending = format!(".before-restore-{}", stamp(now));
    let with = |path: &Path, ending: &str| {
        let mut name = OsString::from(path);
        name.push(ending);
        PathBuf::from(name)
    };
    let kept = with(database, &ending);
    for part in ["", "-wal", "-journal"] {
        let (from, to) = (with(database, part), with(&kept, part));
        // An empty log or journal holds nothing.
        if part.is_empty() && from.exists() || fs::metadata(&from).is_ok_and(|it| it.len() > 0) {
            fs::hard_link(from, to)?;
        }
    }
    sync_folder_of(database)?;
    Ok(kept.exists().then_some(kept))
}
