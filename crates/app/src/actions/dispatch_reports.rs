//! Sends approved reports of one distributor, and agreed amendments of completed ones, to one
//! vendor: all of them in one transaction, or none.
//!
//! Each report makes its move through the same [`ReportBatch`] as any decision. The vendor gets the
//! canonical document of the report as it is **after** the move: it says `submitted`, and its
//! `history_head` is the hash of the entry that records the dispatch, so that the document can be
//! compared with the history as long as either is kept.

mod parcel;

use super::report_batch::ReportBatch;
use crate::signatures::signed_file::SignedStatements;
use countersign_domain::actor::Person;
use countersign_domain::correction;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::Verb;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::dispatches::{self, Approved, Dispatch};
use countersign_store::reports::Key;
use countersign_store::{Result, StoreError, Tx};
use std::collections::BTreeSet;

pub use parcel::{Parcel, REPORT_ITSELF};

/// Reports in memory at once.
const CHUNK: usize = 500;

/// The sender of a dispatch, with its order number and note.
#[derive(Clone, Debug)]
pub struct DispatchOrder<'a> {
    /// The person who sends.
    pub person: &'a Person,
    /// The distributor's purchase-order number.
    pub purchase_order: Option<String>,
    /// A note for the vendor.
    pub note: Option<String>,
    /// The instant of the dispatch.
    pub now: Instant,
    /// What the person signed; `None` if they sign nothing.
    pub signed: Option<&'a SignedStatements>,
}

/// A report to send, or its agreed amendment if it is completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportToSend {
    /// The report's key.
    pub key: Key,
    /// The version that the person saw; a report with another version is refused.
    pub version: Option<i64>,
}

/// A report that cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedReport {
    /// The report's key.
    pub key: Key,
    /// The partner's name, if the person may know of the report.
    pub partner: Option<String>,
    /// The reason.
    pub refusal: Refusal,
}

/// The result of a request to send reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DispatchOutcome {
    /// All of them were sent.
    Sent(Dispatch),
    /// Nothing was sent, for these reasons.
    Refused(Vec<RefusedReport>),
    /// There was nothing to send.
    Nothing,
}

/// Everything for the next dispatch to a vendor: the approved reports of a cycle, and the agreed
/// amendments of any cycle.
///
/// # Errors
/// Fails when the database does.
pub async fn ready(
    tx: &mut Tx,
    distributor_id: i64,
    cycle: Cycle,
    vendor_id: i64,
) -> Result<Vec<Approved>> {
    let mut ready = dispatches::approved(tx, distributor_id, cycle, vendor_id).await?;
    ready.extend(dispatches::amended(tx, distributor_id, vendor_id).await?);
    Ok(ready)
}

/// Sends reports of one vendor, in this order.
///
/// # Errors
/// [`StoreError::Busy`] when another person changed one of them meanwhile; nothing is sent then.
pub async fn run(
    tx: &mut Tx,
    order: &DispatchOrder<'_>,
    wanted: &[ReportToSend],
) -> Result<DispatchOutcome> {
    let wanted = once_each(wanted);
    let refused = check(tx, order, &wanted).await?;
    if !refused.is_empty() {
        return Ok(DispatchOutcome::Refused(refused));
    }
    let Some(first) = wanted.first() else { return Ok(DispatchOutcome::Nothing) };
    let one_vendor = wanted.iter().all(|it| it.key.vendor_id == first.key.vendor_id);
    assert!(one_vendor, "a dispatch goes to one vendor");
    let mut parcel = None;
    for chunk in wanted.chunks(CHUNK) {
        let mut batch = ReportBatch::open(tx, order.person, &keys(chunk), order.now).await?;
        for it in chunk {
            if refusal(&mut batch, tx, order, it).await?.is_some() {
                return Err(StoreError::Busy("another person changed a report".to_owned()));
            }
        }
        let mut sent = batch.commit_and_return(tx).await?;
        let stored: Vec<_> = chunk.iter().filter_map(|it| sent.remove(&it.key)).collect();
        let parcel = match &mut parcel {
            Some(parcel) => parcel,
            None => parcel.insert(Parcel::open(tx, order, &stored[0]).await?),
        };
        parcel.add(tx, &stored).await?;
    }
    match parcel {
        Some(parcel) => Ok(DispatchOutcome::Sent(parcel.close(tx).await?)),
        None => Ok(DispatchOutcome::Nothing),
    }
}

/// The reports that could not be sent, with the reasons; changes nothing.
///
/// # Errors
/// Fails when the database does.
pub async fn check(
    tx: &mut Tx,
    order: &DispatchOrder<'_>,
    wanted: &[ReportToSend],
) -> Result<Vec<RefusedReport>> {
    let mut refused = Vec::new();
    for chunk in once_each(wanted).chunks(CHUNK) {
        let mut batch = ReportBatch::open(tx, order.person, &keys(chunk), order.now).await?;
        for it in chunk {
            let Some(refusal) = refusal(&mut batch, tx, order, it).await? else { continue };
            let known = batch.stored(it.key).filter(|_| refusal != Refusal::NoSuchReport);
            let partner = known.map(|stored| stored.names.partner_name.clone());
            refused.push(RefusedReport { key: it.key, partner, refusal });
        }
    }
    Ok(refused)
}

/// Asks the domain whether one report may be dispatched. A report that was sent before is not sent
/// twice.
async fn refusal(
    batch: &mut ReportBatch<'_>,
    tx: &mut Tx,
    order: &DispatchOrder<'_>,
    wanted: &ReportToSend,
) -> Result<Option<Refusal>> {
    let ReportToSend { key, version } = *wanted;
    let id = batch.stored(key).map(|stored| stored.names.report_id);
    let report = batch.stored(key).map(|stored| &stored.report);
    let status = report.map(|report| report.status);
    let command = match report.and_then(correction::agreed) {
        Some(_) => Command::DispatchAmendment,
        None => Command::Dispatch,
    };
    let signed = order.signed.zip(id).and_then(|(all, id)| all.of(id, command.verb()));
    Ok(match batch.execute_signed(tx, key, &command, version, signed.as_ref()).await? {
        Ok(CommandOutcome::Done(_)) => None,
        Ok(CommandOutcome::AlreadyDone) => {
            status.map(|status| Refusal::WrongStatus { verb: Verb::Dispatch, status })
        }
        Err(refusal) => Some(refusal),
    })
}

fn keys(wanted: &[ReportToSend]) -> Vec<Key> {
    wanted.iter().map(|it| it.key).collect()
}

fn once_each(wanted: &[ReportToSend]) -> Vec<ReportToSend> {
    let mut seen = BTreeSet::new();
    wanted.iter().filter(|it| seen.insert(it.key)).copied().collect()
}
