//! The events of a dispatch: it was sent, or its vendor has finished it.

use super::{Occurrence, getters, write};
use crate::notifications::facts::DispatchFacts;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use countersign_domain::webhook::EventType;
use countersign_store::dispatches::Dispatch;
use countersign_store::{Result, Tx, companies, webhooks};
use serde_json::json;
use uuid::Uuid;

/// Writes an event of a dispatch, with the facts that its messages have.
///
/// # Errors
/// Fails when the database does.
pub async fn happened(
    tx: &mut Tx,
    event_type: EventType,
    dispatch: &Dispatch,
    facts: &DispatchFacts,
    at: Instant,
) -> Result<()> {
    let listeners = webhooks::listeners(tx).await?;
    let about = vec![dispatch.distributor_id, dispatch.vendor_id];
    if getters(&listeners, event_type, &about).next().is_none() {
        return Ok(());
    }
    let all = companies::not_partners(tx).await?;
    let vendor = all.iter().find(|it| it.id == dispatch.vendor_id).map(|it| it.code.as_str());
    let data = json!({
        "dispatch_id": facts.id,
        "path": format!("/dispatches/{}", facts.id),
        "number": facts.number,
        "distributor": facts.code,
        "distributor_name": facts.distributor,
        "vendor": vendor,
        "vendor_name": facts.vendor,
        "report_count": facts.reports,
        "completed": facts.completed,
        "returned": facts.returned,
        "first_cycle": facts.first_cycle,
        "last_cycle": facts.last_cycle,
        "purchase_order": facts.purchase_order,
    });
    let leaf = LeafName::dispatch(dispatch.distributor_id, dispatch.number);
    let name = format!("webhook/{}", event_type.token());
    let occurrence = Occurrence {
        id: Uuid::new_v5(&dispatch.id, name.as_bytes()),
        event_type,
        companies: about,
        data,
        leaf: Some(leaf).filter(|_| event_type == EventType::DispatchSent),
        at,
        due_at: at,
    };
    write(tx, &listeners, &[occurrence]).await
}
