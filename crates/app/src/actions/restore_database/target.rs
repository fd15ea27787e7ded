//! Checks the database that a backup is to replace: its installation, and that no process has it
//! open.

use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use countersign_domain::instant::Instant;
use countersign_store::backups::Exclusive;
use countersign_store::{DatabaseUrl, SchemaState, Store, StoreError, installation};
use std::path::Path;

/// Takes the file of a database for this process alone; `None` if there is no file.
///
/// # Errors
/// Fails if another process has it open, or it is another program's, or another installation's and
/// that is not wanted. A database that cannot be read is taken: restoring is what helps it.
pub(super) async fn take(
    database: &Path,
    made_at: Instant,
    replace_other: bool,
    progress: &WorkProgress,
) -> Result<Option<Exclusive>> {
    if !database.exists() {
        return Ok(None);
    }
    let there = made(database, progress).await?;
    if let Some(there) = there.filter(|there| *there != made_at && !replace_other) {
        return Err(Failure::Usage(format!(
            "{} is another installation, made at {}, and the backup is of the one made at {}. \
             Name the database of that installation, or add --replace-other-installation",
            database.display(),
            String::from(there),
            String::from(made_at)
        )));
    }
    match Exclusive::take(database) {
        Err(StoreError::Busy(why)) => Err(Failure::System(format!(
            "{why}. Stop serve and everything else that uses it, and run this again"
        ))),
        taken => Ok(Some(taken?)),
    }
}

/// When the installation of a database was made; `None` if there is none, or it cannot be read.
async fn made(database: &Path, progress: &WorkProgress) -> Result<Option<Instant>> {
    match read(database).await {
        Err(StoreError::Schema(why)) => Err(Failure::Usage(why)),
        Err(error) => {
            progress.note(&format!("The database that is there cannot be read: {error}"));
            Ok(None)
        }
        found => Ok(found?),
    }
}

async fn read(database: &Path) -> std::result::Result<Option<Instant>, StoreError> {
    let store = Store::open_to_read(&DatabaseUrl::Sqlite(database.to_owned())).await?;
    match store.schema_state().await {
        Ok(SchemaState::Empty) => Ok(None),
        // Even where a newer program made it, it says whose it is.
        Ok(_) | Err(StoreError::Schema(_)) => store.reading(installation::made_at).await,
        Err(error) => Err(error),
    }
}
