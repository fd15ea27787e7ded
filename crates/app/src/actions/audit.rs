//! Adds entries to the audit record, and writes a log event of the same name.

use crate::notifications::account;
use crate::random::{Random, SystemRandom};
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::{self, AuditEntry};
use countersign_store::{Result, Tx};
use uuid::Uuid;

/// The address of an entry whose cause is a command on the machine that holds the database.
const MACHINE: &str = "machine";
/// The namespace of the ids of counted entries; an arbitrary constant.
const COUNTED: Uuid = Uuid::from_u128(0x6d1c_5f0e_2f0b_4a7e_9c66_0a5e_b7d1_43f2);
const MINUTE: i64 = 60_000_000;

/// An entry with an event and an instant and nothing else.
#[must_use]
pub fn entry(event: Event, at: Instant) -> AuditEntry {
    AuditEntry {
        id: (&SystemRandom as &dyn Random).id(),
        at,
        event,
        person_id: None,
        company_id: None,
        about_person_id: None,
        about: None,
        before: None,
        after: None,
        address: None,
        email: None,
    }
}

/// An entry of a command on the machine that holds the database.
#[must_use]
pub fn of_machine(event: Event, at: Instant) -> AuditEntry {
    AuditEntry { address: Some(MACHINE.to_owned()), ..entry(event, at) }
}

/// An entry of a person's command on the machine that holds the database.
#[must_use]
pub fn of_machine_as(event: Event, at: Instant, person: &Person) -> AuditEntry {
    let (person_id, company_id) = (Some(person.id), Some(person.company_id));
    AuditEntry { person_id, company_id, ..of_machine(event, at) }
}

/// Adds an entry to the record. Entries that strangers can cause are counted by address and minute.
///
/// # Errors
/// Fails when the database does.
pub async fn record(tx: &mut Tx, entry: AuditEntry) -> Result<()> {
    let entry = put(tx, entry).await?;
    account::changed(tx, &entry, &SystemRandom).await
}

/// Adds an entry about a part of a change whose own entry sends the message.
///
/// # Errors
/// Fails when the database does.
pub async fn record_part(tx: &mut Tx, entry: AuditEntry) -> Result<()> {
    put(tx, entry).await.map(|_| ())
}

async fn put(tx: &mut Tx, entry: AuditEntry) -> Result<AuditEntry> {
    let counted = entry.event.is_counted().then(|| counted_id(&entry));
    let entry = AuditEntry { id: counted.unwrap_or(entry.id), ..entry };
    audit::put(tx, &entry).await?;
    tracing::info!(
        target: "audit",
        event = entry.event.name(),
        person = entry.person_id,
        company = entry.company_id,
        about_person = entry.about_person_id,
        about = entry.about,
        before = entry.before,
        after = entry.after,
        from = entry.address,
        "{}",
        entry.event.name()
    );
    Ok(entry)
}

fn counted_id(entry: &AuditEntry) -> Uuid {
    let (event, minute) = (entry.event.name(), entry.at.micros().div_euclid(MINUTE));
    let (address, person) = (entry.address.as_deref().unwrap_or_default(), entry.person_id);
    let name = format!("{event} {minute} {address} {}", person.unwrap_or_default());
    Uuid::new_v5(&COUNTED, name.as_bytes())
}
