//! Walks all reports by their keys.

use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;

statements! {
    KEYS_AFTER = "SELECT cycle, partner_id, vendor_id FROM reports \
        WHERE (cycle, partner_id, vendor_id) > ($1, $2, $3) \
        ORDER BY cycle, partner_id, vendor_id LIMIT $4";
}

/// Up to `limit` keys of all reports after `after`, in their order.
///
/// # Errors
/// Fails when the database does.
pub async fn keys_after(tx: &mut Tx, after: Option<Key>, limit: i64) -> Result<Vec<Key>> {
    let first = Key { cycle: Cycle::from_number(0), partner_id: 0, vendor_id: 0 };
    let [cycle, partner, vendor] = after.unwrap_or(first).values();
    tx.all(KEYS_AFTER, &[cycle, partner, vendor, limit.into()], Key::from_row).await
}
