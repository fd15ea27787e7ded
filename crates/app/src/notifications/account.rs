//! Notifications to one person about their own account.
//!
//! A one-time link is stored only if messages are sent: otherwise it would be in the database for
//! nothing.

use super::facts::{AccountFacts, written};
use crate::identity::link_lifetime;
use crate::identity::token::Token;
use crate::random::Random;
use countersign_domain::audit::Event;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::message::MessageKind;
use countersign_store::audit::AuditEntry;
use countersign_store::outbox::{self, NewNotification};
use countersign_store::{Result, Tx, one_time_links, people};

/// How long a message about a sign-in or a change is worth sending, in microseconds.
const LASTS: i64 = 7 * DAY_MICROS;

/// Sends a person their link. An earlier one that still waits is not sent, because it no longer
/// works.
///
/// # Errors
/// Fails when the database does.
pub async fn send_link(
    tx: &mut Tx,
    person_id: i64,
    company_id: Option<i64>,
    kind: one_time_links::LinkPurpose,
    token: &Token,
    now: Instant,
    random: &dyn Random,
) -> Result<()> {
    let lasts = link_lifetime::of(kind);
    let kind = match kind {
        one_time_links::LinkPurpose::Invitation => MessageKind::Invitation,
        one_time_links::LinkPurpose::Reset => MessageKind::PasswordReset,
    };
    for of in [MessageKind::Invitation, MessageKind::PasswordReset] {
        outbox::revoke(tx, person_id, of, company_id).await?;
    }
    let until = now.plus_micros(lasts);
    let facts = AccountFacts { until: Some(until), ..AccountFacts::at(now) };
    let secret = Some(token.text());
    let new = NewNotification { secret, ..new(kind, person_id, &facts, now, until, random) };
    outbox::put(tx, &[NewNotification { company_id, ..new }]).await
}

/// Notifies a person of a sign-in from an unknown browser.
///
/// # Errors
/// Fails when the database does.
pub async fn new_sign_in(
    tx: &mut Tx,
    person_id: i64,
    device: &str,
    address: &str,
    now: Instant,
    random: &dyn Random,
) -> Result<()> {
    let facts = AccountFacts {
        device: Some(device.to_owned()),
        address: Some(address.to_owned()),
        ..AccountFacts::at(now)
    };
    let until = now.plus_micros(LASTS);
    let new = new(MessageKind::NewSignIn, person_id, &facts, now, until, random);
    outbox::put(tx, &[new]).await
}

/// Tells people of what the audit record notes about their account; a company's Administrators of
/// what the operator or the machine did about its people, and of a webhook that ended; and the
/// operator's of a failed backup and a silent source.
///
/// # Errors
/// Fails when the database does.
pub async fn changed(tx: &mut Tx, entry: &AuditEntry, random: &dyn Random) -> Result<()> {
    let whom = entry.about_person_id.or(entry.person_id);
    if let Some(person_id) = whom.filter(|_| concerns_account(entry.event)) {
        put_changed(tx, MessageKind::AccountChanged, person_id, entry, random).await?;
    }
    let kind = match entry.event {
        Event::BackupFailed => MessageKind::BackupFailed,
        Event::SourceSilent => MessageKind::SourceSilent,
        Event::WebhookEnded => MessageKind::WebhookEnded,
        event if concerns_company(event) => MessageKind::CompanyChanged,
        _ => return Ok(()),
    };
    let Some(company_id) = entry.company_id else { return Ok(()) };
    let by_member = match entry.person_id {
        Some(id) => people::membership(tx, id, company_id).await?.is_some_and(|it| it.is_open()),
        None => false,
    };
    if by_member {
        return Ok(());
    }
    for (person_id, membership) in people::administrators(tx, company_id).await? {
        if membership.is_open() && Some(person_id) != entry.person_id {
            put_changed(tx, kind, person_id, entry, random).await?;
        }
    }
    Ok(())
}

const fn concerns_account(event: Event) -> bool {
    matches!(
        event,
        Event::PasswordChanged
            | Event::FactorTurnedOn
            | Event::FactorRemoved
            | Event::PasskeyAdded
            | Event::PasskeyRemoved
            | Event::RecoveryCodesMade
            | Event::IdentityLinked
            | Event::IdentityUnlinked
            | Event::RoleChanged
            | Event::InvitationAccepted
            | Event::PersonRemoved
            | Event::TokenMade
            | Event::SigningKeyAdded
            | Event::SigningKeyRemoved
    )
}

const fn concerns_company(event: Event) -> bool {
    matches!(
        event,
        Event::PersonInvited
            | Event::PersonRemoved
            | Event::RoleChanged
            | Event::LinkMade
            | Event::FactorRemoved
            | Event::PasskeyRemoved
            | Event::IdentityUnlinked
            | Event::SignInSettingsChanged
            | Event::ServiceAccountMade
            | Event::TokenMade
            | Event::SigningKeyAdded
            | Event::SigningKeyRemoved
            | Event::SigningRuleChanged
            | Event::WitnessAdded
            | Event::WitnessRemoved
    )
}

/// A person's name and address, as the people of a company know them.
async fn called(tx: &mut Tx, id: i64, company_id: Option<i64>) -> Result<Option<String>> {
    let Some(person) = people::find(tx, id).await? else { return Ok(None) };
    let companies = people::companies_of(tx, id).await?;
    let here = companies.into_iter().find(|it| Some(it.company_id) == company_id);
    let asked = here.filter(|it| it.membership.accepted_at.is_none());
    let name = asked.and_then(|it| it.person_name).unwrap_or(person.name);
    Ok(Some(format!("{name} <{}>", person.email)))
}

async fn put_changed(
    tx: &mut Tx,
    kind: MessageKind,
    person_id: i64,
    entry: &AuditEntry,
    random: &dyn Random,
) -> Result<()> {
    let about = match entry.about_person_id.filter(|id| *id != person_id) {
        Some(id) => called(tx, id, entry.company_id).await?,
        None => None,
    };
    let facts = AccountFacts {
        address: entry.address.clone(),
        event: Some(entry.event.name().to_owned()),
        person: about,
        change: entry.change(),
        ..AccountFacts::at(entry.at)
    };
    let until = entry.at.plus_micros(LASTS);
    let new = new(kind, person_id, &facts, entry.at, until, random);
    outbox::put(tx, &[NewNotification { company_id: entry.company_id, ..new }]).await
}

fn new(
    kind: MessageKind,
    person_id: i64,
    facts: &AccountFacts,
    now: Instant,
    expires_at: Instant,
    random: &dyn Random,
) -> NewNotification {
    NewNotification {
        event: random.id(),
        person_id,
        kind,
        company_id: None,
        report: None,
        data: written(facts),
        secret: None,
        created_at: now,
        due_at: now,
        expires_at,
    }
}
