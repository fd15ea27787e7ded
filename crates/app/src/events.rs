//! Messages to webhooks. The action that changes something writes its events, in the same
//! transaction.
//!
//! An event names companies and never people, so that nothing of it has to be erased. [`reports`]
//! derives events from a report's moves, [`dispatches`] from a dispatch, and [`sources`] from
//! silence. Does not own: which companies get which events (`domain::webhook`), sending (the crate
//! `delivery`), messages to people ([`crate::notifications`]).

pub mod dispatches;
mod report_data;
pub mod reports;
pub mod sources;

use countersign_domain::actor::CompanyKind;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use countersign_domain::webhook::EventType;
use countersign_store::webhooks::{self, Listener, NewEvent};
use countersign_store::{Result, Tx, installation};
use serde_json::Value;
use uuid::Uuid;

/// An event, and the companies that it is about.
struct Occurrence {
    /// The id, which every attempt and every webhook gets.
    id: Uuid,
    event_type: EventType,
    companies: Vec<i64>,
    data: Value,
    leaf: Option<LeafName>,
    at: Instant,
    /// The earliest instant to send it.
    due_at: Instant,
}

/// The webhooks that get an event of these companies.
fn getters<'l>(
    listeners: &'l [Listener],
    event_type: EventType,
    companies: &[i64],
) -> impl Iterator<Item = &'l Listener> {
    listeners.iter().filter(move |it| {
        let is_meant = it.kind == CompanyKind::Operator || companies.contains(&it.company_id);
        is_meant && it.is_on && it.events.contains(&event_type) && event_type.is_for(it.kind)
    })
}

/// Writes the messages of events, each for the webhooks that get it.
async fn write(tx: &mut Tx, listeners: &[Listener], occurrences: &[Occurrence]) -> Result<()> {
    let waits = occurrences.iter().any(|it| it.due_at > it.at);
    // A rehearsal's clock does not run, so nothing waits for minutes to pass there.
    let is_rehearsal = waits && installation::load(tx).await?.is_some_and(|it| it.rehearsal);
    let texts: Vec<String> = occurrences.iter().map(|it| it.data.to_string()).collect();
    let mut rows = Vec::new();
    for (it, data) in occurrences.iter().zip(&texts) {
        let due_at = if is_rehearsal { it.at } else { it.due_at };
        let row = |listener: &Listener| NewEvent {
            webhook_id: listener.webhook_id,
            event: it.id,
            event_type: it.event_type,
            data,
            leaf: it.leaf.as_ref(),
            created_at: it.at,
            due_at,
        };
        rows.extend(getters(listeners, it.event_type, &it.companies).map(row));
    }
    webhooks::put(tx, &rows).await
}
