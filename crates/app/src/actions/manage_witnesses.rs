//! Registers and removes the witnesses of the log: the public keys with which a company cosigns
//! checkpoints. A removed key stays in the database, so that what it cosigned can be verified.

use super::audit;
use crate::random::Random;
use crate::transparency::cosignature::WitnessKey;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::transparency::witnesses::{self, Witness};
use countersign_store::{Result, Tx};
use uuid::Uuid;

/// The most witnesses in use of one company.
pub const MOST_WITNESSES: usize = 5;

/// The reason why no witness was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WitnessFault {
    /// The key is not the public key of a witness.
    Unreadable,
    /// The company has this witness already.
    Registered,
    /// The company has enough witnesses.
    TooMany,
}

/// Registers a witness of a person's company, with an entry in the audit record.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn add(
    tx: &mut Tx,
    person: &Person,
    key: &str,
    entry: AuditEntry,
    random: &dyn Random,
) -> Result<std::result::Result<Witness, WitnessFault>> {
    let Some(key) = WitnessKey::parse(key.trim()) else {
        return Ok(Err(WitnessFault::Unreadable));
    };
    let there = witnesses::of_company(tx, person.company_id).await?;
    let in_use: Vec<_> = there.iter().filter(|it| it.removed_at.is_none()).collect();
    let verifier = key.text();
    if in_use.iter().any(|it| it.verifier == verifier) {
        return Ok(Err(WitnessFault::Registered));
    }
    if in_use.len() >= MOST_WITNESSES {
        return Ok(Err(WitnessFault::TooMany));
    }
    let witness = Witness {
        id: random.id(),
        company_id: person.company_id,
        verifier,
        added_by: person.id,
        added_at: entry.at,
        removed_at: None,
    };
    witnesses::add(tx, &witness).await?;
    record(tx, Event::WitnessAdded, &witness, entry).await?;
    Ok(Ok(witness))
}

/// Removes a witness of a person's company from use, with an entry in the audit record; false if
/// the company has no such witness in use.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, person: &Person, id: Uuid, entry: AuditEntry) -> Result<bool> {
    let there = witnesses::of_company(tx, person.company_id).await?;
    let Some(witness) = there.into_iter().find(|it| it.id == id) else { return Ok(false) };
    if !witnesses::remove(tx, id, person.company_id, entry.at).await? {
        return Ok(false);
    }
    record(tx, Event::WitnessRemoved, &witness, entry).await?;
    Ok(true)
}

async fn record(tx: &mut Tx, event: Event, witness: &Witness, entry: AuditEntry) -> Result<()> {
    let about = Some(witness.verifier.clone());
    let company_id = Some(witness.company_id);
    audit::record(tx, AuditEntry { event, company_id, about, ..entry }).await
}
