//! The event of a webhook: a type, a time and data, as in Standard Webhooks. A dispatch's documents
//! are in it byte for byte.

use super::{SentDispatch, full};
use countersign_app::failure::Result;
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_store::{Store, Tx, dispatches};
use serde_json::json;
use std::io::Write;
use uuid::Uuid;

const CHUNK: i64 = 500;

/// Writes the event of a dispatch: the same bytes each time. `proof` is missing only where the log
/// of the installation has no key.
pub(super) async fn write(
    store: &Store,
    sent: &SentDispatch,
    proof: Option<&str>,
    out: &mut impl Write,
) -> Result<()> {
    let dispatch = &sent.dispatch;
    let mut data = json!({
        "id": dispatch.id.to_string(),
        "number": dispatch.number,
        "distributor": sent.distributor.code,
        "distributor_name": sent.distributor.name,
        "vendor": sent.vendor.code,
        "vendor_name": sent.vendor.name,
        "created_at": dispatch.created_at,
        "purchase_order": dispatch.purchase_order,
        "note": dispatch.note,
        "first_cycle": dispatch.first_cycle,
        "last_cycle": dispatch.last_cycle,
        "report_count": dispatch.report_count,
        "hash": hex(&dispatch.hash),
    });
    if let Some(proof) = proof {
        data["proof"] = proof.into();
    }
    // The data without its closing brace, so that the documents can follow unchanged.
    let (data, at) = (data.to_string(), dispatch.created_at);
    let data = data.strip_suffix('}').unwrap_or(&data);
    let buffer =
        format!(r#"{{"type":"dispatch.sent","timestamp":"{at}","data":{data},"documents":["#);
    out.write_all(buffer.as_bytes()).map_err(|error| full(&error))?;
    store.reading(async |tx| write_documents(tx, dispatch.id, out).await).await?;
    out.write_all(b"]}}").map_err(|error| full(&error))
}

/// Writes the documents, with commas between them.
async fn write_documents(tx: &mut Tx, dispatch: Uuid, out: &mut impl Write) -> Result<()> {
    let (mut buffer, mut after) = (String::new(), 0);
    loop {
        let documents = dispatches::documents(tx, dispatch, after, CHUNK).await?;
        for document in &documents {
            if document.position > 1 {
                buffer.push(',');
            }
            buffer.push_str(&document.text);
        }
        out.write_all(buffer.as_bytes()).map_err(|error| full(&error))?;
        buffer.clear();
        let Some(last) = documents.last() else { return Ok(()) };
        after = last.position;
    }
}

/// An event that says it is a test.
pub(super) fn test(channel: &DeliveryChannel, at: Instant) -> String {
    let (at, data) =
        (at.to_string(), json!({ "way": channel.id.to_string(), "name": channel.said.name }));
    json!({ "type": "way.test", "timestamp": at, "data": data }).to_string()
}
