//! The events of a report that was made or moved.

use super::report_data::{self, EarlierFigures};
use super::{Occurrence, getters, write};
use countersign_domain::access::Parties;
use countersign_domain::actor::Actor;
use countersign_domain::decision_state::is_undone_by_its_maker;
use countersign_domain::history::{Entry, in_effect};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use countersign_domain::status::{Status, Verb};
use countersign_domain::webhook::EventType;
use countersign_domain::workflow::UNDO_MICROS;
use countersign_store::history::{self, HashedEntries};
use countersign_store::reports::{Key, StoredReport};
use countersign_store::webhooks::{self, Listener};
use countersign_store::{Result, Tx};
use std::collections::HashMap;
use uuid::Uuid;

/// How long the decision of a person waits: a minute longer than it can be undone, because an undo
/// of the last moment is still under way when the five minutes end.
const DECISION_WAITS: i64 = UNDO_MICROS + 60_000_000;

/// A step of a report's history that is an event.
pub(super) struct Step<'a> {
    pub(super) stored: &'a StoredReport,
    pub(super) event_type: EventType,
    pub(super) version: i64,
    /// The status after it.
    pub(super) status: Status,
    /// The actor; `None` for the making of a report.
    pub(super) actor: Option<&'a Actor>,
    at: Instant,
    due_at: Instant,
}

/// Writes the events of moves: each report after its move, with the new entries of its history. The
/// decision of a person waits while that person can undo it.
///
/// # Errors
/// Fails when the database does.
pub async fn moved<'a>(
    tx: &mut Tx,
    moves: impl Iterator<Item = (&'a StoredReport, &'a HashedEntries)>,
) -> Result<()> {
    let listeners = webhooks::listeners(tx).await?;
    if listeners.is_empty() {
        return Ok(());
    }
    let mut steps = Vec::new();
    for (stored, links) in moves {
        let entries = || links.links.iter().map(|(entry, ..)| entry);
        for entry in entries().filter(|entry| entry.verb == Verb::Undo) {
            withdraw(tx, stored, entry.version - 1).await?;
        }
        steps.extend(in_effect(entries()).into_iter().filter_map(|entry| step(stored, entry)));
    }
    queue(tx, &listeners, steps).await
}

/// Writes the events of reports that were made.
///
/// # Errors
/// Fails when the database does.
pub async fn made<'a>(
    tx: &mut Tx,
    made: impl Iterator<Item = &'a StoredReport>,
    recorded_at: Instant,
) -> Result<()> {
    let listeners = webhooks::listeners(tx).await?;
    if listeners.is_empty() {
        return Ok(());
    }
    let step = |stored: &'a StoredReport| Step {
        stored,
        event_type: EventType::ReportReady,
        version: stored.report.version,
        status: stored.report.status,
        actor: None,
        at: recorded_at,
        due_at: recorded_at,
    };
    queue(tx, &listeners, made.map(step).collect()).await
}

fn step<'a>(stored: &'a StoredReport, entry: &'a Entry) -> Option<Step<'a>> {
    let waits = if is_undone_by_its_maker(entry) { DECISION_WAITS } else { 0 };
    Some(Step {
        stored,
        event_type: EventType::of_verb(entry.verb)?,
        version: entry.version,
        status: entry.to,
        actor: Some(&entry.actor),
        at: entry.recorded_at,
        due_at: entry.recorded_at.plus_micros(waits),
    })
}

/// Writes the messages of the steps that some webhook gets.
async fn queue(tx: &mut Tx, listeners: &[Listener], mut steps: Vec<Step<'_>>) -> Result<()> {
    steps.retain(|step| {
        let companies = companies(&step.stored.report.parties);
        getters(listeners, step.event_type, &companies).next().is_some()
    });
    if steps.is_empty() {
        return Ok(());
    }
    // A report that was never contested was submitted at most once, so it has no earlier figures.
    let contested = steps.iter().filter(|step| step.stored.report.contested);
    let mut keys: Vec<Key> = contested.map(|step| step.stored.key()).collect();
    keys.dedup();
    let histories = match keys.is_empty() {
        true => HashMap::new(),
        false => history::of_reports(tx, &keys).await?,
    };
    let occurrence = |step: &Step<'_>| {
        let (key, stored) = (step.stored.key(), step.stored);
        let history = histories.get(&key).map_or(&[][..], Vec::as_slice);
        let earlier = EarlierFigures::before(step, history);
        let Key { cycle, partner_id, vendor_id } = key;
        Occurrence {
            id: id(stored, step.event_type, step.version),
            event_type: step.event_type,
            companies: companies(&stored.report.parties).to_vec(),
            data: report_data::of(step, &earlier),
            leaf: Some(LeafName::history(cycle, partner_id, vendor_id, step.version)),
            at: step.at,
            due_at: step.due_at,
        }
    };
    let occurrences: Vec<Occurrence> = steps.iter().map(occurrence).collect();
    write(tx, listeners, &occurrences).await
}

/// Deletes the messages of a decision that was undone.
async fn withdraw(tx: &mut Tx, stored: &StoredReport, version: i64) -> Result<()> {
    let decisions = [Verb::Approve, Verb::Reject, Verb::Reopen, Verb::Extend];
    for event_type in decisions.into_iter().filter_map(EventType::of_verb) {
        webhooks::withdraw(tx, id(stored, event_type, version)).await?;
    }
    Ok(())
}

const fn companies(parties: &Parties) -> [i64; 3] {
    [parties.partner_id, parties.distributor_id, parties.vendor_id]
}

/// The id of an event of a report.
fn id(stored: &StoredReport, event_type: EventType, version: i64) -> Uuid {
    let name = format!("webhook/{}/{version}", event_type.token());
    Uuid::new_v5(&stored.names.report_id, name.as_bytes())
}
