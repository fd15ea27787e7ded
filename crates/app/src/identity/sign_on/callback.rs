//! Completes a sign-in that came back: the person is signed in, linked, or refused.

use super::authorize::current_provider;
use super::{SignOnError, SignOnPurpose, SignOnResult};
use crate::actions::join_company;
use crate::identity::link::{self, Leads, LinkPurpose, Maker};
use crate::identity::session;
use countersign_domain::instant::Instant;
use countersign_store::external_identities::SubjectKey;
use countersign_store::one_time_links::OneTimeLink;
use countersign_store::sign_on_flows::Flow;
use countersign_store::{Result, Tx, external_identities, one_time_links, people, sessions};
use uuid::Uuid;

/// Decides whose subject it is. The result is the person, who may still need a session.
///
/// `signed_in` is the person to whom the browser belongs now.
///
/// # Errors
/// Fails when the database does, or with [`countersign_store::StoreError::Conflict`] when another
/// request linked the subject at the same time.
pub async fn complete(
    tx: &mut Tx,
    flow: &Flow,
    subject: &str,
    signed_in: Option<i64>,
    now: Instant,
) -> Result<SignOnResult<i64>> {
    // The provider may have been changed while it was asked.
    if current_provider(tx, flow).await?.is_none() {
        return Ok(Err(SignOnError::NoProvider));
    }
    let key = SubjectKey { company_id: flow.company_id, issuer: &flow.issuer, subject };
    match SignOnPurpose::of(flow) {
        SignOnPurpose::SignIn => {
            Ok(external_identities::find(tx, key).await?.ok_or(SignOnError::Unknown))
        }
        SignOnPurpose::Invitation { person_id, link_id } => {
            // An invitation that links no one stays valid.
            let holder = external_identities::owner(tx, key).await?;
            if holder.is_some_and(|holder| holder != person_id) {
                return Ok(Err(SignOnError::Taken));
            }
            if !use_up(tx, link_id, person_id, flow.company_id, now).await? {
                return Ok(Err(SignOnError::InvitationClosed));
            }
            sessions::end_of_company(tx, person_id, flow.company_id).await?;
            link_subject(tx, person_id, key, now).await
        }
        SignOnPurpose::Link { person_id } if signed_in == Some(person_id) => {
            let membership = people::membership(tx, person_id, flow.company_id).await?;
            match membership.is_some_and(|membership| membership.is_open()) {
                true => link_subject(tx, person_id, key, now).await,
                false => Ok(Err(SignOnError::SomebodyElse)),
            }
        }
        SignOnPurpose::Link { .. } => Ok(Err(SignOnError::SomebodyElse)),
    }
}

/// The company in which an invitation links: the inviting one, or, for the machine's invitation,
/// the person's only one.
///
/// # Errors
/// Fails when the database does.
pub async fn company_of(tx: &mut Tx, link: &OneTimeLink) -> Result<Option<i64>> {
    if link.kind != LinkPurpose::Invitation {
        return Ok(None);
    }
    if link.maker != Maker::Machine {
        return Ok(link.company_id);
    }
    let companies = people::companies_of(tx, link.person_id).await?;
    Ok(match companies.as_slice() {
        [only] => Some(only.company_id),
        _ => None,
    })
}

/// Uses an invitation to join this company, if it is still valid and for this company.
async fn use_up(
    tx: &mut Tx,
    id: Uuid,
    person_id: i64,
    company_id: i64,
    now: Instant,
) -> Result<bool> {
    let link = one_time_links::of_id(tx, id).await?;
    let Some(link) = link.filter(|it| now < it.expires_at && it.person_id == person_id) else {
        return Ok(false);
    };
    // Its person may have set up an account meanwhile.
    let takes_provider = link.mailed || link::leads(tx, &link).await? == Leads::ToPassword;
    let open = takes_provider
        && link::may_make(tx, &link::Order::of(&link)).await?
        && company_of(tx, &link).await? == Some(company_id);
    if !open || !one_time_links::use_up(tx, id, now).await? {
        return Ok(false);
    }
    let companies = people::companies_of(tx, person_id).await?;
    if let Some(company) = companies.iter().find(|it| it.company_id == company_id) {
        join_company::accept(tx, person_id, company, now).await?;
    }
    Ok(true)
}

/// Links a subject to a person in place of an earlier link within the company.
async fn link_subject(
    tx: &mut Tx,
    person_id: i64,
    key: SubjectKey<'_>,
    now: Instant,
) -> Result<SignOnResult<i64>> {
    match external_identities::find(tx, key).await? {
        Some(owner) if owner == person_id => return Ok(Ok(person_id)),
        Some(_) => return Ok(Err(SignOnError::Taken)),
        None => {}
    }
    unlink(tx, person_id, key.company_id).await?;
    external_identities::link(tx, person_id, key, now).await?;
    Ok(Ok(person_id))
}

/// Removes a person's link within a company and ends the sessions that it opened; false if there
/// was none.
///
/// # Errors
/// Fails when the database does.
pub async fn unlink(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<bool> {
    let forgotten = external_identities::unlink(tx, person_id, company_id).await?;
    session::end_sign_on(tx, company_id, Some(person_id)).await?;
    Ok(forgotten > 0)
}
