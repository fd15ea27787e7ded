//! Notes when a person of the partner first viewed a report. A later view changes nothing.

use countersign_store::report_openings::{self, Opening};
use countersign_store::reports::Key;
use countersign_store::{Result, Tx};

/// Notes a view.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, key: Key, view: Opening) -> Result<()> {
    report_openings::note(tx, &[key], view).await
}
