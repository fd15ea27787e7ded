//! Erases a person: name, e-mail address and secrets go from every table. Entries of histories, the
//! audit record and other rows that name people by number stay, and show a neutral label.
//!
//! Texts that people wrote stay as they are: comments and reasons are part of what was agreed, and
//! hashes cover them.

mod replaced_text;

use super::audit;
use super::join_company::{is_last_administrator, leave};
use countersign_domain::audit::Event;
use countersign_domain::erasure::erased_text;
use countersign_domain::instant::Instant;
use countersign_store::audit::{self as stored, AuditEntry};
use countersign_store::erasures::{self, ErasedText};
use countersign_store::people::{self, PersonRecord};
use countersign_store::signing_keys::{self, KeyOwner};
use countersign_store::{Result, Tx, accounts, installation};
use replaced_text::Erased;

/// Why no one was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EraseRefusal {
    /// The company with this code would have no Administrator.
    LastAdministrator(String),
    /// The delivery channel with this name sends to the address.
    DeliveryChannel(String),
}

/// Erases a person from the machine that holds the database.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    person: &PersonRecord,
    now: Instant,
) -> Result<std::result::Result<(), EraseRefusal>> {
    installation::take_work_lock(tx).await?;
    let companies = people::companies_of(tx, person.id).await?;
    for company in &companies {
        if is_last_administrator(tx, person.id, company.company_id).await? {
            return Ok(Err(EraseRefusal::LastAdministrator(company.code.clone())));
        }
    }
    let replacement = erased_text(person.id);
    let given = companies.iter().filter_map(|company| company.person_name.clone());
    let names = given.chain([person.name.clone()]).collect();
    let erased = Erased::new(&person.email, names, &replacement);
    for (name, address) in erasures::email_channels(tx).await? {
        if erased.replaced(ErasedText::Facts, &address).is_some() {
            return Ok(Err(EraseRefusal::DeliveryChannel(name)));
        }
    }
    for company in &companies {
        leave(tx, person.id, company.company_id, now).await?;
    }
    accounts::close(tx, person.id).await?;
    stored::erase(tx, person.id).await?;
    remove_keys(tx, person.id, now).await?;
    erasures::erase(tx, (person.id, &person.email_folded), &replacement).await?;
    erasures::replace_texts(tx, |kind, text| erased.replaced(kind, text)).await?;
    // Each company's Administrators see that the person is gone from it.
    let of_companies = companies.iter().map(|company| Some(company.company_id));
    let mut of_companies: Vec<Option<i64>> = of_companies.collect();
    if of_companies.is_empty() {
        of_companies.push(None);
    }
    for company_id in of_companies {
        let entry = audit::of_machine(Event::PersonErased, now);
        let about_person_id = Some(person.id);
        audit::record(tx, AuditEntry { company_id, about_person_id, ..entry }).await?;
    }
    Ok(Ok(()))
}

/// Removes the keys with which the person signs. The audit record says when each ended.
async fn remove_keys(tx: &mut Tx, person_id: i64, now: Instant) -> Result<()> {
    for key in signing_keys::in_use(tx, KeyOwner::Person(person_id)).await? {
        let entry = audit::of_machine(Event::SigningKeyRemoved, now);
        let (about_person_id, about) = (Some(person_id), Some(key.fingerprint));
        audit::record(tx, AuditEntry { about_person_id, about, ..entry }).await?;
    }
    signing_keys::erase(tx, person_id, now).await
}
