//! Adds one reading of a subscription from a form of the operator's Administrator.
//!
//! The rules are those of the files of readings ([`put_reading`]).

use crate::actions::audit;
use crate::actions::edit_directory::DirectoryRefusal;
use crate::actions::import::put_reading;
use crate::clock::Clock;
use crate::failure::Result;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_store::audit::AuditEntry;
use countersign_store::{Store, Tx};

/// Adds the reading and an entry of the audit record, and makes or refreshes the reports that it
/// affects. Whether the reading was new or different.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    store: &Store,
    clock: &Clock,
    person: &Person,
    cells: &[(&'static str, String)],
    entry: &AuditEntry,
) -> Result<std::result::Result<bool, DirectoryRefusal>> {
    if right(person.company_kind, person.role, Area::Directory) != Right::Full {
        return Ok(Err(DirectoryRefusal::NotPermitted));
    }
    let put = match put_reading(store, clock, cells).await? {
        Ok(put) => put,
        Err(refused) => return Ok(Err(DirectoryRefusal::Cell(refused))),
    };
    if put {
        store.write(async |tx: &mut Tx| audit::record(tx, entry.clone()).await).await?;
    }
    Ok(Ok(put))
}
