//! Identifies a report by its id, with the data that decides who may know of it.

use crate::error::{Result, StoreError};
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::access::Parties;
use countersign_domain::status::Status;
use uuid::Uuid;

statements! {
    OF_ID = "SELECT cycle, partner_id, vendor_id, distributor_id, status FROM reports \
        WHERE id = $1";
}

/// The data that decides who may know of a report, without the report itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identified {
    /// Which report it is.
    pub key: Key,
    /// Its companies.
    pub parties: Parties,
    /// The status.
    pub status: Status,
}

/// The report with this id, without loading it: loading takes time, which would reveal its
/// existence to people who may not know of it.
///
/// # Errors
/// Fails when the database does.
pub async fn identify(tx: &mut Tx, id: Uuid) -> Result<Option<Identified>> {
    tx.first(OF_ID, &[id.into()], |row| {
        let key = Key::from_row(row)?;
        let Key { partner_id, vendor_id, .. } = key;
        let parties = Parties { partner_id, distributor_id: row.get(3)?, vendor_id };
        let status = Status::parse(row.get(4)?).map_err(StoreError::Corrupt)?;
        Ok(Identified { key, parties, status })
    })
    .await
}
