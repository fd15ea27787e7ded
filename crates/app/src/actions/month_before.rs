//! The reports of the previous month, with which decisions and pages compare a report.

use countersign_domain::access::sees;
use countersign_domain::actor::Person;
use countersign_domain::report::Report;
use countersign_store::reports::{self, Key};
use countersign_store::{Result, Tx};
use std::collections::HashMap;

/// The reports that a person may know of, by the key of the report to compare. Vendors do not see
/// reports that were never dispatched, nor distributors those under another distributor.
pub(crate) async fn known_to(
    tx: &mut Tx,
    person: &Person,
    keys: &[Key],
) -> Result<HashMap<Key, Report>> {
    let month = |key: &Key, months| Key { cycle: key.cycle.plus(months), ..*key };
    let before: Vec<Key> = keys.iter().map(|key| month(key, -1)).collect();
    let found = reports::find(tx, &before).await?.into_iter().flatten();
    let known = found.filter(|it| sees(person, &it.report.parties, it.report.status));
    Ok(known.map(|it| (month(&it.key(), 1), it.report)).collect())
}
