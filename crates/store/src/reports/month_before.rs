//! The reports of the month before that a reader of a list may know.

use super::list::{ListRow, Scope};
use super::page::rows_of;
use super::row_sources::{Readership, whose};
use super::walk::Narrow;
use crate::error::Result;
use crate::report_key::Key;
use crate::tx::Tx;
use countersign_domain::status::Status;
use std::collections::HashSet;

/// Reports read at once.
pub(super) const CHUNK: usize = 1_000;

/// The reports of the same partners and vendors in the month before, as far as the reader knows
/// them: a vendor, those that were dispatched to it; a distributor, those that it decided on, for a
/// partner may have had another one.
pub(super) async fn known(tx: &mut Tx, scope: &Scope, reports: &[Key]) -> Result<Vec<Key>> {
    let before = reports.iter().map(|key| Key { cycle: key.cycle.plus(-1), ..*key });
    let before: Vec<Key> = before.collect();
    let narrow = match whose(tx, scope).await? {
        Readership::Nobody => return Ok(Vec::new()),
        Readership::Everybody | Readership::Partner { .. } => return Ok(before),
        Readership::One(narrow) => narrow,
    };
    let is_known = |row: &ListRow| match narrow {
        Narrow::Distributor(id) => row.distributor_id == id,
        Narrow::Vendor(_) => matches!(row.status, Status::Submitted | Status::Completed),
    };
    let mut known = Vec::new();
    for chunk in before.chunks(CHUNK) {
        let rows = rows_of(tx, chunk).await?.into_iter();
        known.extend(rows.filter(is_known).map(|row| row.key));
    }
    Ok(known)
}

/// Takes the change out of rows whose month before was not dispatched to the vendor that reads.
/// Other readers know the months that the stored changes compare.
pub(super) async fn hide_unknown(tx: &mut Tx, scope: &Scope, rows: &mut [ListRow]) -> Result<()> {
    let Scope::Vendor(_) = scope else { return Ok(()) };
    let keys: Vec<Key> = rows.iter().filter(|row| row.compared).map(|row| row.key).collect();
    let known: HashSet<Key> = known(tx, scope, &keys).await?.into_iter().collect();
    for row in rows {
        if !known.contains(&Key { cycle: row.key.cycle.plus(-1), ..row.key }) {
            row.compared = false;
            row.change = None;
        }
    }
    Ok(())
}
