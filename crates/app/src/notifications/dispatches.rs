//! Notifications about a dispatch, and its events: it is on its way, or its vendor has finished it.

use super::announce::{Announcement, DECISION_LASTS};
use super::facts::{DispatchFacts, written};
use super::notify;
use crate::events;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use countersign_domain::webhook::EventType;
use countersign_store::dispatches::{self, Dispatch, DispatchOutcomes};
use countersign_store::reports::Key;
use countersign_store::{Result, Tx, companies};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Notifies the vendor that a dispatch arrived, and the distributor that it is on its way.
///
/// # Errors
/// Fails when the database does.
pub async fn announce_sent(tx: &mut Tx, dispatch: &Dispatch) -> Result<()> {
    let facts = facts(tx, dispatch, DispatchOutcomes::default()).await?;
    let at = dispatch.created_at;
    let to_vendor = of(MessageKind::DispatchReceived, dispatch.vendor_id, dispatch, at, &facts);
    let to_distributor =
        of(MessageKind::DispatchSent, dispatch.distributor_id, dispatch, at, &facts);
    notify(tx, [&to_vendor, &to_distributor]).await?;
    events::dispatches::happened(tx, EventType::DispatchSent, dispatch, &facts, at).await
}

/// Notifies distributors of dispatches in which no report or amendment waits any more after the
/// vendor's decisions. `decided` names each report and its distributor.
///
/// # Errors
/// Fails when the database does.
pub async fn announce_completed(tx: &mut Tx, decided: &[(Key, i64)], at: Instant) -> Result<()> {
    // Two people who decide on the last reports at once must not each see the other's still
    // waiting.
    let distributors: BTreeSet<i64> = decided.iter().map(|(_, distributor)| *distributor).collect();
    for distributor in distributors {
        dispatches::hold(tx, distributor).await?;
    }
    let keys: Vec<Key> = decided.iter().map(|(key, _)| *key).collect();
    let ids: BTreeSet<Uuid> = dispatches::last_of(tx, &keys).await?.into_iter().collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut announcements = Vec::new();
    for (id, outcomes) in ids.iter().zip(dispatches::outcomes(tx, &ids).await?) {
        // If everything was returned, each report has had its own message, and an amendment that
        // was returned changes nothing.
        if outcomes.waiting > 0 || outcomes.completed == 0 {
            continue;
        }
        let Some(dispatch) = dispatches::find(tx, *id).await? else { continue };
        let facts = facts(tx, &dispatch, outcomes).await?;
        let (kind, to) = (MessageKind::DispatchCompleted, dispatch.distributor_id);
        announcements.push(of(kind, to, &dispatch, at, &facts));
        let event_type = EventType::DispatchCompleted;
        events::dispatches::happened(tx, event_type, &dispatch, &facts, at).await?;
    }
    notify(tx, &announcements).await
}

fn of(
    kind: MessageKind,
    company_id: i64,
    dispatch: &Dispatch,
    at: Instant,
    facts: &DispatchFacts,
) -> Announcement {
    let name = format!("message/{}", kind.token());
    Announcement {
        kind,
        company_id,
        report: None,
        event: Uuid::new_v5(&dispatch.id, name.as_bytes()),
        data: written(facts),
        created_at: at,
        due_at: at,
        expires_at: at.plus_micros(DECISION_LASTS),
        takes_back: None,
    }
}

async fn facts(
    tx: &mut Tx,
    dispatch: &Dispatch,
    outcomes: DispatchOutcomes,
) -> Result<DispatchFacts> {
    let companies = companies::not_partners(tx).await?;
    let name = |id: i64| {
        let company = companies.iter().find(|company| company.id == id);
        company.map_or_else(String::new, |company| company.name.clone())
    };
    Ok(DispatchFacts {
        id: dispatch.id.to_string(),
        number: dispatch.number,
        code: dispatch.distributor.clone(),
        distributor: name(dispatch.distributor_id),
        vendor: name(dispatch.vendor_id),
        reports: dispatch.report_count,
        completed: outcomes.completed,
        returned: outcomes.returned,
        first_cycle: dispatch.first_cycle.to_string(),
        last_cycle: dispatch.last_cycle.to_string(),
        purchase_order: dispatch.purchase_order.clone(),
        note: dispatch.note.clone(),
    })
}
