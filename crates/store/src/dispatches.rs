//! Dispatches that distributors sent to vendors. They can only be added and read; triggers refuse
//! the rest.
//!
//! The later fate of a dispatched report is in its history: the entry after the one that sent it
//! completes or returns it, because no other move leads on from there.

mod contents;
mod ready;

use crate::error::Result;
use crate::history::hash;
use crate::report_key::Key;
use crate::schema;
use crate::sql::statements;
use crate::transparency::pending;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch::dispatch_name;
use countersign_domain::history::Hash;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use uuid::Uuid;

pub use contents::{
    Became, DispatchOutcomes, DispatchedDocument, DocumentOrigin, ListedDispatchReport,
    WaitingReport, documents, each_document_within, each_part, has_amendments, insert_documents,
    last_of, listed, outcomes, waiting,
};
pub use ready::{Approved, VendorStatusCount, amended, approved, status_counts, vendors_amended};

pub(crate) use contents::STATEMENTS as CONTENT_STATEMENTS;
pub(crate) use ready::STATEMENTS as READY_STATEMENTS;

macro_rules! columns {
    () => {
        "SELECT d.distributor_id, d.number, d.id, d.vendor_id, d.created_at, d.person_id, \
         d.purchase_order, d.note, d.report_count, d.first_cycle, d.last_cycle, d.hash, \
         (SELECT k.code FROM companies k WHERE k.id = d.distributor_id) AS distributor_code \
         FROM dispatches d "
    };
}
statements! {
    /// A transaction that numbers a dispatch locks the distributor's row until it ends.
    HOLD = "UPDATE distributors SET region_id = region_id WHERE id = $1";
    LAST_NUMBER = "SELECT MAX(number) FROM dispatches WHERE distributor_id = $1";
    FIND = concat!(columns!(), "WHERE d.id = $1");
    OF_NUMBER = concat!(columns!(), "WHERE d.distributor_id = $1 AND d.number = $2");
    AFTER = concat!(columns!(), "WHERE (d.distributor_id, d.number) > ($1, $2) \
        ORDER BY d.distributor_id, d.number LIMIT $3");
    OF_REPORT = concat!(columns!(), "JOIN dispatched_reports c ON c.dispatch_id = d.id \
        WHERE c.cycle = $1 AND c.partner_id = $2 AND c.vendor_id = $3 ORDER BY d.number");
    ALL = concat!(columns!(), "WHERE (d.created_at, d.number, d.distributor_id) < ($1, $2, $3) \
        ORDER BY d.created_at DESC, d.number DESC, d.distributor_id DESC LIMIT $4");
    OF_DISTRIBUTOR = concat!(columns!(), "WHERE d.distributor_id = $5 \
        AND (d.created_at, d.number, d.distributor_id) < ($1, $2, $3) \
        ORDER BY d.created_at DESC, d.number DESC, d.distributor_id DESC LIMIT $4");
    OF_VENDOR = concat!(columns!(), "WHERE d.vendor_id = $5 \
        AND (d.created_at, d.number, d.distributor_id) < ($1, $2, $3) \
        ORDER BY d.created_at DESC, d.number DESC, d.distributor_id DESC LIMIT $4");
}

/// A dispatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// The number of the distributor that sent it.
    pub distributor_id: i64,
    /// The code of that distributor.
    pub distributor: String,
    /// The distributor's number of the dispatch, from 1.
    pub number: i64,
    /// The id, a UUID.
    pub id: Uuid,
    /// The number of the vendor that received it.
    pub vendor_id: i64,
    /// The instant.
    pub created_at: Instant,
    /// The person who did it.
    pub person_id: i64,
    /// The distributor's purchase-order number.
    pub purchase_order: Option<String>,
    /// The distributor's note.
    pub note: Option<String>,
    /// How many reports it holds.
    pub report_count: i64,
    /// The earliest cycle of its reports.
    pub first_cycle: Cycle,
    /// The latest cycle of its reports.
    pub last_cycle: Cycle,
    /// The hash over its heading and its documents.
    pub hash: Hash,
}

impl Dispatch {
    /// What people call it.
    #[must_use]
    pub fn name(&self) -> String {
        dispatch_name(&self.distributor, self.number)
    }

    /// Its position in a list, the newest first.
    #[must_use]
    pub const fn place(&self) -> DispatchCursor {
        DispatchCursor {
            at: self.created_at,
            number: self.number,
            distributor_id: self.distributor_id,
        }
    }
}

/// The dispatches of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DispatchScope {
    /// All: the operator's list.
    All,
    /// Dispatches of a distributor.
    Distributor(i64),
    /// Dispatches to a vendor.
    Vendor(i64),
}

/// A position in a list, the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DispatchCursor {
    /// The instant of the dispatch.
    pub at: Instant,
    /// Its number.
    pub number: i64,
    /// Its distributor.
    pub distributor_id: i64,
}

impl DispatchCursor {
    /// Before every dispatch: the end of the year 9999, which both engines can represent.
    const FIRST: Self = Self {
        at: Instant::from_micros(253_402_300_799_000_000),
        number: i64::MAX,
        distributor_id: i64::MAX,
    };
}

fn dispatch(row: Row<'_>) -> Result<Dispatch> {
    Ok(Dispatch {
        distributor_id: row.get(0)?,
        number: row.get(1)?,
        id: row.get(2)?,
        vendor_id: row.get(3)?,
        created_at: row.get(4)?,
        person_id: row.get(5)?,
        purchase_order: row.get(6)?,
        note: row.get(7)?,
        report_count: row.get(8)?,
        first_cycle: row.get(9)?,
        last_cycle: row.get(10)?,
        hash: hash(row.get(11)?)?,
        distributor: row.get::<Option<String>>(12)?.unwrap_or_default(),
    })
}

/// Serialises work that concerns a distributor's dispatches as a whole until the transaction ends.
///
/// # Errors
/// Fails when the database does.
pub async fn hold(tx: &mut Tx, distributor_id: i64) -> Result<()> {
    tx.execute(HOLD, &[distributor_id.into()]).await?;
    Ok(())
}

/// The number of a distributor's next dispatch, which is reserved until the transaction ends.
///
/// # Errors
/// Fails when the database does.
pub async fn next_number(tx: &mut Tx, distributor_id: i64) -> Result<i64> {
    hold(tx, distributor_id).await?;
    let values = [distributor_id.into()];
    let last = tx.first(LAST_NUMBER, &values, |row| row.get::<Option<i64>>(0)).await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// Adds a dispatch; [`insert_documents`] adds its documents.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when its number is taken.
pub async fn insert(tx: &mut Tx, dispatch: &Dispatch) -> Result<()> {
    let row = [
        dispatch.distributor_id.into(),
        dispatch.number.into(),
        dispatch.id.into(),
        dispatch.vendor_id.into(),
        dispatch.created_at.into(),
        dispatch.person_id.into(),
        dispatch.purchase_order.as_deref().into(),
        dispatch.note.as_deref().into(),
        dispatch.report_count.into(),
        dispatch.first_cycle.into(),
        dispatch.last_cycle.into(),
        dispatch.hash.as_slice().into(),
    ];
    tx.insert(&schema::DISPATCHES, &[row]).await?;
    pending::add(tx, &[LeafName::dispatch(dispatch.distributor_id, dispatch.number)]).await
}

/// A dispatch.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Dispatch>> {
    tx.first(FIND, &[id.into()], dispatch).await
}

/// The dispatch with this number of a distributor.
///
/// # Errors
/// Fails when the database does.
pub async fn of_number(tx: &mut Tx, distributor_id: i64, number: i64) -> Result<Option<Dispatch>> {
    tx.first(OF_NUMBER, &[distributor_id.into(), number.into()], dispatch).await
}

/// The dispatches that a report was part of, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(tx: &mut Tx, key: Key) -> Result<Vec<Dispatch>> {
    tx.all(OF_REPORT, &key.values(), dispatch).await
}

/// Up to `limit` dispatches before the one at the end of the page before; the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn page(
    tx: &mut Tx,
    whose: DispatchScope,
    before: Option<DispatchCursor>,
    limit: i64,
) -> Result<Vec<Dispatch>> {
    let DispatchCursor { at, number, distributor_id } = before.unwrap_or(DispatchCursor::FIRST);
    let mut values: Vec<Value<'_>> =
        vec![at.into(), number.into(), distributor_id.into(), limit.into()];
    let sql = match whose {
        DispatchScope::All => ALL,
        DispatchScope::Distributor(id) => {
            values.push(id.into());
            OF_DISTRIBUTOR
        }
        DispatchScope::Vendor(id) => {
            values.push(id.into());
            OF_VENDOR
        }
    };
    tx.all(sql, &values, dispatch).await
}

/// Up to `limit` of all dispatches after a distributor and number, in their order.
///
/// # Errors
/// Fails when the database does.
pub async fn after(tx: &mut Tx, after: (i64, i64), limit: i64) -> Result<Vec<Dispatch>> {
    tx.all(AFTER, &[after.0.into(), after.1.into(), limit.into()], dispatch).await
}
