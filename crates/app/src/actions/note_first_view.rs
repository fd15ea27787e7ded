//! Notes when a person of the partner first viewed a report. A later view changes nothing.

use countersign_store::first_views::{self, FirstView};
use countersign_store::reports::Key;
use countersign_store::{Result, Tx};

/// Notes a view.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, key: Key, view: FirstView) -> Result<()> {
    first_views::note(tx, &[key], view).await
}
