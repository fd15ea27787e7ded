//! Adds, changes and removes the mappings by which events become readings.

use super::audit;
use countersign_domain::event_mapping::{EventMapping, MOST_MAPPINGS, is_event_type};
use countersign_store::audit::AuditEntry;
use countersign_store::{Result, Tx, event_mappings, installation};

/// The effect of putting a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutMapping {
    /// It is the first one of its type.
    Added,
    /// It took the place of another one, or was there already.
    Changed,
}

/// The reason why a mapping was not put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingFault {
    /// No event can have the type.
    Type,
    /// There are [`MOST_MAPPINGS`] already.
    TooMany,
}

/// The mapping of a type, which nobody else changes until the transaction ends: for a caller that
/// compares it with the one that was seen before it changes it.
///
/// # Errors
/// Fails when the database does.
pub async fn hold(tx: &mut Tx, event_type: &str) -> Result<Option<EventMapping>> {
    installation::take_work_lock(tx).await?;
    event_mappings::find(tx, event_type).await
}

/// Adds the mapping of a type or takes the place of the one it has, with an entry of the audit
/// record.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn put(
    tx: &mut Tx,
    mapping: &EventMapping,
    entry: &AuditEntry,
) -> Result<std::result::Result<PutMapping, MappingFault>> {
    if !is_event_type(&mapping.event_type) {
        return Ok(Err(MappingFault::Type));
    }
    // Two first mappings at once are counted one after the other.
    let before = hold(tx, &mapping.event_type).await?;
    if before.is_none() && event_mappings::all(tx).await?.len() >= MOST_MAPPINGS {
        return Ok(Err(MappingFault::TooMany));
    }
    if before.as_ref() != Some(mapping) {
        event_mappings::put(tx, mapping).await?;
        record(tx, before.as_ref(), Some(mapping), entry).await?;
    }
    Ok(Ok(if before.is_none() { PutMapping::Added } else { PutMapping::Changed }))
}

/// Removes the mapping of a type, with an entry of the audit record; false if there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, event_type: &str, entry: &AuditEntry) -> Result<bool> {
    let Some(before) = hold(tx, event_type).await? else { return Ok(false) };
    event_mappings::remove(tx, event_type).await?;
    record(tx, Some(&before), None, entry).await?;
    Ok(true)
}

async fn record(
    tx: &mut Tx,
    before: Option<&EventMapping>,
    after: Option<&EventMapping>,
    entry: &AuditEntry,
) -> Result<()> {
    let about = after.or(before).map(|it| it.event_type.clone());
    let [before, after] = [before, after].map(|it| it.map(EventMapping::to_string));
    audit::record(tx, AuditEntry { about, before, after, ..entry.clone() }).await
}
