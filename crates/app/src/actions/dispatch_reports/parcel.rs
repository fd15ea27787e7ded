//! A dispatch while it is assembled: numbered when it is opened, filled with documents, hashed when
//! it is closed, all in one transaction.

use super::DispatchOrder;
use crate::notifications::dispatches::announce_sent;
use countersign_domain::code::dispatch_uuid;
use countersign_domain::correction::{unfinished, waits_since};
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch::Heading;
use countersign_domain::export::{amendment_document, content_hash, document};
use countersign_domain::history::Hash;
use countersign_store::dispatches::{self, Dispatch, DispatchedDocument};
use countersign_store::reports::StoredReport;
use countersign_store::{Result, Tx, deliveries, delivery_channels};
use uuid::Uuid;

/// The number that stands for the report itself; its amendments are numbered from 2.
pub const REPORT_ITSELF: i64 = 1;

/// A dispatch that is not closed yet.
pub struct Parcel {
    id: Uuid,
    heading: Heading,
    distributor_id: i64,
    vendor_id: i64,
    person_id: i64,
    cycles: (Cycle, Cycle),
    hashes: Vec<Hash>,
}

impl Parcel {
    /// Takes the distributor's next number for a dispatch of reports like this one.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn open(tx: &mut Tx, order: &DispatchOrder<'_>, like: &StoredReport) -> Result<Self> {
        let (names, parties, cycle) = (&like.names, like.report.parties, like.report.cycle);
        let number = dispatches::next_number(tx, parties.distributor_id).await?;
        Ok(Self {
            id: dispatch_uuid(&names.distributor, number),
            heading: Heading {
                distributor: names.distributor.clone(),
                number,
                vendor: names.vendor.clone(),
                created_at: order.now,
                purchase_order: order.purchase_order.clone(),
                note: order.note.clone(),
            },
            distributor_id: parties.distributor_id,
            vendor_id: parties.vendor_id,
            person_id: order.person.id,
            cycles: (cycle, cycle),
            hashes: Vec::new(),
        })
    }

    /// Adds reports that have made their move.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn add(&mut self, tx: &mut Tx, reports: &[StoredReport]) -> Result<()> {
        let mut documents = Vec::with_capacity(reports.len());
        for stored in reports {
            let (amendment, text) = written(stored);
            let hash = content_hash(&text);
            let cycle = stored.report.cycle;
            self.cycles = (self.cycles.0.min(cycle), self.cycles.1.max(cycle));
            self.hashes.push(hash);
            documents.push(DispatchedDocument {
                key: stored.key(),
                dispatch_id: self.id,
                position: count(&self.hashes),
                report_id: stored.names.report_id,
                amendment,
                version: stored.report.version,
                text,
                hash,
            });
        }
        dispatches::insert_documents(tx, &documents).await
    }

    /// Closes the dispatch, which never changes afterwards, notifies its readers, and writes a
    /// delivery for each delivery channel.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn close(self, tx: &mut Tx) -> Result<Dispatch> {
        let hash = self.heading.hash(&self.hashes);
        let dispatch = Dispatch {
            distributor_id: self.distributor_id,
            distributor: self.heading.distributor,
            number: self.heading.number,
            id: self.id,
            vendor_id: self.vendor_id,
            created_at: self.heading.created_at,
            person_id: self.person_id,
            purchase_order: self.heading.purchase_order,
            note: self.heading.note,
            report_count: count(&self.hashes),
            first_cycle: self.cycles.0,
            last_cycle: self.cycles.1,
            hash,
        };
        dispatches::insert(tx, &dispatch).await?;
        announce_sent(tx, &dispatch).await?;
        let channels = delivery_channels::of_distributor(tx, dispatch.distributor_id).await?;
        let channels = channels.iter().filter(|channel| channel.takes(dispatch.vendor_id));
        let channels: Vec<_> = channels.map(|channel| channel.id).collect();
        deliveries::put(tx, dispatch.id, &channels, dispatch.created_at).await?;
        Ok(dispatch)
    }
}

/// The amendment that has just made its move (or the report itself) and its document.
fn written(stored: &StoredReport) -> (i64, String) {
    let StoredReport { names, report, head, .. } = stored;
    let sent = unfinished(report).filter(|_| waits_since(report, report.version));
    match sent.and_then(|sent| Some((sent, sent.amendment?))) {
        Some((sent, number)) => (number, amendment_document(names, report, sent, head)),
        None => (REPORT_ITSELF, document(names, report, head)),
    }
}

fn count(hashes: &[Hash]) -> i64 {
    i64::try_from(hashes.len()).unwrap_or(i64::MAX)
}
