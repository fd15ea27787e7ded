//! Records that a session or a token was used, if that can be done soon. No request depends on it:
//! it can be answered while the disk is full or another process writes.

use countersign_store::{Result, Store, Tx};
use std::time::Duration;
use tokio::time::timeout;

/// How long a request waits for the record.
const PATIENCE: Duration = Duration::from_secs(1);

/// Writes the record.
///
/// # Errors
/// The reason why it could not be written in time.
pub async fn soon(
    store: &Store,
    note: impl AsyncFnMut(&mut Tx) -> Result<()>,
) -> std::result::Result<(), String> {
    match timeout(PATIENCE, store.write(note)).await {
        Ok(written) => written.map_err(|error| error.to_string()),
        Err(_) => Err("another process is writing to the database".to_owned()),
    }
}
