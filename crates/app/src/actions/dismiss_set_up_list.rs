//! Dismisses the list of what is still to be set up.

use countersign_domain::instant::Instant;
use countersign_store::{Result, Tx, set_up};

/// Dismisses it, for everyone and for good.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, at: Instant) -> Result<()> {
    set_up::dismiss(tx, at).await
}
