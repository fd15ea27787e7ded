//! Erases the addresses and e-mail addresses in a person's audit entries.

use super::audit;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::{self as stored, AuditEntry};
use countersign_store::{Result, Tx};

/// Erases them from the machine that holds the database, and counts the entries.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, person_id: i64, now: Instant) -> Result<u64> {
    let erased = stored::erase(tx, person_id).await?;
    let entry = audit::of_machine(Event::Erased, now);
    audit::record(tx, AuditEntry { about_person_id: Some(person_id), ..entry }).await?;
    Ok(erased)
}
