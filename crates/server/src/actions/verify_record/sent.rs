//! Recomputes what was sent: every document's hash, the dispatch's over all of them, and the
//! document's place in its report's history.

use super::Findings;
use countersign_domain::dispatch::Heading;
use countersign_domain::export::{content_hash, hex};
use countersign_domain::history::{Entry, Field, Hash};
use countersign_domain::status::Status;
use countersign_store::dispatches::{self, Dispatch, Document};
use countersign_store::{Result, Tx, companies, history};
use serde::Deserialize;
use std::collections::HashMap;

/// Dispatches and documents read at once.
const CHUNK: i64 = 200;

/// The status of a report that was sent.
const SUBMITTED: &str = Status::Submitted.token();

/// What ties a document to its report.
#[derive(Deserialize)]
struct Ties {
    report_id: String,
    version: i64,
    /// None in an amendment's.
    status: Option<String>,
    /// None in a report's own.
    amendment: Option<i64>,
    history_head: String,
    lines: Vec<TiedLine>,
}

/// A line; before and after are an amendment's alone.
#[derive(Deserialize)]
struct TiedLine {
    product: String,
    before: Option<String>,
    after: Option<String>,
}

pub(super) async fn verify(tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    let all = companies::not_partners(tx).await?;
    let codes: HashMap<i64, String> = all.into_iter().map(|it| (it.id, it.code)).collect();
    let mut after = (0, 0);
    loop {
        let found = dispatches::after(tx, after, CHUNK).await?;
        let Some(last) = found.last() else { break };
        after = (last.distributor_id, last.number);
        for dispatch in &found {
            verify_dispatch(tx, dispatch, &codes, findings).await?;
        }
    }
    for key in dispatches::without_dispatch(tx).await? {
        findings.broken.push(format!("a document of {key:?} has no dispatch"));
    }
    Ok(())
}

async fn verify_dispatch(
    tx: &mut Tx,
    dispatch: &Dispatch,
    codes: &HashMap<i64, String>,
    findings: &mut Findings,
) -> Result<()> {
    findings.dispatches += 1;
    let code = |id: i64| codes.get(&id).cloned().unwrap_or_default();
    let heading = Heading {
        distributor: code(dispatch.distributor_id),
        number: dispatch.number,
        vendor: code(dispatch.vendor_id),
        created_at: dispatch.created_at,
        purchase_order: dispatch.purchase_order.clone(),
        note: dispatch.note.clone(),
    };
    let name = format!("dispatch {} of {}", heading.number, heading.distributor);
    let mut hashes: Vec<Hash> = Vec::new();
    let mut after = 0;
    loop {
        let documents = dispatches::documents(tx, dispatch.id, after, CHUNK).await?;
        let Some(last) = documents.last() else { break };
        after = last.position;
        for document in &documents {
            hashes.push(document.hash);
            if let Some(wrong) = wrong_about(tx, document).await? {
                let position = document.position;
                findings.broken.push(format!("{name}: document {position} {wrong}"));
            }
        }
    }
    if i64::try_from(hashes.len()) != Ok(dispatch.report_count) {
        let (had, has) = (dispatch.report_count, hashes.len());
        findings.broken.push(format!("{name}: it had {had} documents and has {has}"));
    }
    if heading.hash(&hashes) != dispatch.hash {
        findings.broken.push(format!("{name}: it is not what its hash is of"));
    }
    Ok(())
}

/// What does not hold about a document, if anything.
async fn wrong_about(tx: &mut Tx, document: &Document) -> Result<Option<&'static str>> {
    if content_hash(&document.text) != document.hash {
        return Ok(Some("is not what its hash is of"));
    }
    let Ok(ties) = serde_json::from_str::<Ties>(&document.text) else {
        return Ok(Some("cannot be read"));
    };
    let is_of_report = ties.report_id == document.report_id.to_string()
        && ties.version == document.version
        && match ties.amendment {
            Some(number) => number == document.amendment && ties.status.is_none(),
            None => document.amendment == 1 && ties.status.as_deref() == Some(SUBMITTED),
        };
    let links = history::of_report(tx, document.key).await?;
    let place = usize::try_from(document.version - 1).ok();
    let link = place.and_then(|place| links.get(place));
    let head = link.map(|(_, hash)| hex(hash));
    if !is_of_report || head.as_ref() != Some(&ties.history_head) {
        return Ok(Some("is not of its report's history"));
    }
    let entry = link.and_then(|(body, _)| Entry::from_body(body).ok());
    let differs =
        ties.amendment.is_some() && entry.is_none_or(|entry| !agrees(&ties.lines, &entry));
    Ok(differs.then_some("tells other figures than its report's history"))
}

/// Whether the lines of an amendment are those of the entry that tells of its dispatch.
fn agrees(lines: &[TiedLine], entry: &Entry) -> bool {
    let figures = entry.changes.iter().filter(|change| change.field == Field::Chargeable);
    let of_entry = figures.map(|it| (it.product.as_ref(), it.before.as_ref(), it.after.as_ref()));
    let told = lines.iter().map(|it| (Some(&it.product), it.before.as_ref(), it.after.as_ref()));
    of_entry.eq(told)
}
