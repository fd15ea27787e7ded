//! Verifies dispatches as a whole: numbers without gaps, ids, the hash over heading and documents,
//! and that all documents are in their places.

use super::findings::Findings;
use super::record_context::RecordContext;
use crate::progress::WorkProgress;
use countersign_domain::code::dispatch_uuid;
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch::Heading;
use countersign_domain::export::hex;
use countersign_domain::history::Hash;
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::{Result, Tx, deliveries};

/// Dispatches read at once.
const CHUNK: i64 = 200;

pub(super) async fn verify(
    tx: &mut Tx,
    known: &RecordContext,
    findings: &mut Findings,
    progress: &mut WorkProgress,
) -> Result<()> {
    progress.begin("verifying dispatches", "", None);
    let mut last: Option<(i64, i64)> = None;
    loop {
        let found = dispatches::after(tx, last.unwrap_or((i64::MIN, 0)), CHUNK).await?;
        if found.is_empty() {
            break;
        }
        for dispatch in &found {
            let of = dispatch.distributor_id;
            let expected = last.filter(|last| last.0 == of).map_or(0, |last| last.1) + 1;
            if dispatch.number != expected {
                findings.add(format!("dispatch {expected} of {} is missing", known.code(of)));
            }
            last = Some((of, dispatch.number));
            verify_dispatch(tx, dispatch, known, findings).await?;
        }
        progress.at(findings.dispatches);
    }
    for id in deliveries::stray(tx).await? {
        findings.add(format!(
            "a delivery of dispatch {id} has no dispatch, a channel of another distributor, or a \
             time before the dispatch (dispatch_id, way_id, created_at)"
        ));
    }
    Ok(())
}

async fn verify_dispatch(
    tx: &mut Tx,
    dispatch: &Dispatch,
    known: &RecordContext,
    findings: &mut Findings,
) -> Result<()> {
    findings.dispatches += 1;
    let heading = Heading {
        distributor: known.code(dispatch.distributor_id).to_owned(),
        number: dispatch.number,
        vendor: known.code(dispatch.vendor_id).to_owned(),
        created_at: dispatch.created_at,
        purchase_order: dispatch.purchase_order.clone(),
        note: dispatch.note.clone(),
    };
    let mut hashes: Vec<Hash> = Vec::new();
    let mut cycles: Option<(Cycle, Cycle)> = None;
    let mut in_place = true;
    dispatches::each_part(tx, dispatch.id, |position, hash, cycle| {
        hashes.push(hash);
        in_place &= i64::try_from(hashes.len()) == Ok(position);
        let (first, last) = cycles.unwrap_or((cycle, cycle));
        cycles = Some((first.min(cycle), last.max(cycle)));
    })
    .await?;
    let mut wrong = |what: String| {
        findings.add(format!("dispatch {} of {}: {what}", heading.number, heading.distributor));
    };
    let id = dispatch_uuid(&heading.distributor, dispatch.number);
    if dispatch.id != id {
        wrong(format!("id is {}, expected {id}", dispatch.id));
    }
    if !in_place {
        wrong("its documents are not in their places (position)".to_owned());
    }
    if i64::try_from(hashes.len()) != Ok(dispatch.report_count) {
        let (count, found) = (dispatch.report_count, hashes.len());
        wrong(format!("report_count is {count}, and it has {found} documents"));
    }
    if let Some((first, last)) = cycles
        && (first, last) != (dispatch.first_cycle, dispatch.last_cycle)
    {
        let (from, to) = (dispatch.first_cycle, dispatch.last_cycle);
        wrong(format!(
            "first_cycle and last_cycle are {from} and {to}, expected {first} and {last}"
        ));
    }
    let hash = heading.hash(&hashes);
    if hash != dispatch.hash {
        wrong(format!(
            "its heading and documents have hash {}, expected {}: one of vendor_id, created_at, \
             purchase_order, note, its documents or hash has changed",
            hex(&hash),
            hex(&dispatch.hash)
        ));
    }
    Ok(())
}
