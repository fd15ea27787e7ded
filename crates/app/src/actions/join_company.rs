//! Accepts and declines invitations, and ends memberships.
//!
//! A membership gives no access until the person has accepted it and, if the operator created it in
//! a company that runs itself, the company has agreed.

use super::audit;
use crate::identity::passkeys::signing_key;
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::people::{self, OwnCompany};
use countersign_store::{
    Result, Tx, accounts, api_tokens, external_identities, one_time_links, sessions,
};

/// Whether a company decides for itself who joins it: one of its Administrators has access.
///
/// # Errors
/// Fails when the database does.
pub async fn runs_itself(tx: &mut Tx, company_id: i64) -> Result<bool> {
    let administrators = people::administrators(tx, company_id).await?;
    Ok(administrators.iter().any(|(_, membership)| membership.is_open()))
}

/// Accepts a membership for a person. A person who joins their first company gets the name that the
/// company gave them.
///
/// # Errors
/// Fails when the database does.
pub async fn accept(
    tx: &mut Tx,
    person_id: i64,
    company: &OwnCompany,
    now: Instant,
) -> Result<bool> {
    let companies = people::companies_of(tx, person_id).await?;
    let is_first = companies.iter().all(|it| it.membership.accepted_at.is_none());
    if !people::accept(tx, person_id, company.company_id, now).await? {
        return Ok(false);
    }
    let given = company.person_name.as_ref().filter(|_| is_first);
    if let (Some(name), Some(mut person)) = (given, people::find(tx, person_id).await?) {
        person.name.clone_from(name);
        people::update(tx, &person).await?;
    }
    Ok(true)
}

/// Accepts an invitation without its link, which needs a proved account. False if there is no
/// invitation, or the account is not proved.
///
/// # Errors
/// Fails when the database does.
pub async fn accept_offer(
    tx: &mut Tx,
    person_id: i64,
    company_id: i64,
    now: Instant,
) -> Result<bool> {
    if !people::is_proved(tx, person_id).await? {
        return Ok(false);
    }
    let companies = people::companies_of(tx, person_id).await?;
    match companies.iter().find(|it| it.company_id == company_id) {
        Some(company) => accept(tx, person_id, company, now).await,
        None => Ok(false),
    }
}

/// Turns an invitation down; false if there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn decline(tx: &mut Tx, person_id: i64, company_id: i64, now: Instant) -> Result<bool> {
    let membership = people::membership(tx, person_id, company_id).await?;
    if membership.is_none_or(|membership| membership.accepted_at.is_some()) {
        return Ok(false);
    }
    leave(tx, person_id, company_id, now).await?;
    Ok(true)
}

/// Ends a membership and its sessions. A person without a company keeps no credentials: the address
/// may belong to another person by the time the next company invites it.
///
/// # Errors
/// Fails when the database does.
pub async fn leave(tx: &mut Tx, person_id: i64, company_id: i64, now: Instant) -> Result<()> {
    people::leave(tx, person_id, company_id).await?;
    external_identities::unlink(tx, person_id, company_id).await?;
    one_time_links::revoke(tx, person_id, Some(company_id)).await?;
    // The company that the person leaves may have a link about the account.
    one_time_links::revoke(tx, person_id, None).await?;
    sessions::end_of_company(tx, person_id, company_id).await?;
    api_tokens::remove_of_member(tx, person_id, company_id).await?;
    let companies = people::companies_of(tx, person_id).await?;
    if companies.iter().all(|it| it.membership.accepted_at.is_none()) {
        let about_person_id = Some(person_id);
        let entry = AuditEntry { about_person_id, ..audit::entry(Event::SigningKeyRemoved, now) };
        signing_key::end_all(tx, person_id, &entry).await?;
        accounts::close(tx, person_id).await?;
    }
    Ok(())
}

/// Whether this is the company's last Administrator. An Administrator who has only been invited
/// does not count as a replacement for one who has access.
///
/// # Errors
/// Fails when the database does.
pub async fn is_last_administrator(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<bool> {
    let Some(own) = people::membership(tx, person_id, company_id).await? else { return Ok(false) };
    if own.role != Role::Administrator || own.awaits_company_since.is_some() {
        return Ok(false);
    }
    let administrators = people::administrators(tx, company_id).await?;
    let mut others = administrators.iter().filter(|(id, _)| *id != person_id);
    Ok(match own.is_open() {
        true => !others.any(|(_, membership)| membership.is_open()),
        false => others.next().is_none(),
    })
}
