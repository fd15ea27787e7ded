//! Adds an entry to the audit record for a verb that otherwise only reads.

use super::session::Session;
use countersign_app::actions::audit;
use countersign_app::failure::Result;
use countersign_store::audit::AuditEntry;
use countersign_store::{Store, StoreError};

/// Adds the entry of `what`. On a read-only database `what` is done all the same, and the operator
/// hears that there is no entry.
pub(super) async fn record(session: &Session, entry: AuditEntry, what: &str) -> Result<()> {
    match add(session, entry).await {
        Err(StoreError::Unfit(_)) => {
            eprintln!("this database is read-only: its audit record has no entry of this {what}");
            Ok(())
        }
        added => Ok(added?),
    }
}

async fn add(session: &Session, entry: AuditEntry) -> std::result::Result<(), StoreError> {
    let store = Store::open_on_one_thread(session.store.url()).await?;
    store.write(async |tx| audit::record(tx, entry.clone()).await).await
}
