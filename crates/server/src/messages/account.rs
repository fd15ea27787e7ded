//! What is to be told to one person about their own account.
//!
//! A link that lets in is written only where messages are sent: elsewhere it would lie in the
//! database for nothing.

use super::facts::{AccountFacts, written};
use crate::identity::chance::Chance;
use crate::identity::link::{INVITATION, RESET};
use crate::identity::token::Token;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::message::Kind;
use countersign_store::outbox::{self, New};
use countersign_store::{Result, Tx, one_time_links};

/// How long word of a sign-in is worth sending.
const SIGN_IN_LASTS: i64 = 7 * DAY_MICROS;

/// Sends somebody the link that was made for them; one that waits to be sent is not sent any
/// more, as it no longer opens.
///
/// # Errors
/// The engine's.
pub async fn send_link(
    tx: &mut Tx,
    (person_id, company_id): (i64, Option<i64>),
    (kind, token): (one_time_links::Kind, &Token),
    now: Instant,
    chance: &dyn Chance,
) -> Result<()> {
    let (kind, lasts) = match kind {
        one_time_links::Kind::Invitation => (Kind::Invitation, INVITATION),
        one_time_links::Kind::Reset => (Kind::PasswordReset, RESET),
    };
    for of in [Kind::Invitation, Kind::PasswordReset] {
        outbox::revoke(tx, person_id, of).await?;
    }
    let until = now.plus_micros(lasts);
    let facts = AccountFacts { at: now, until: Some(until), device: None, address: None };
    let secret = Some(token.text());
    let new = New { secret, ..new(kind, person_id, &facts, now, until, chance) };
    outbox::put(tx, &[New { company_id, ..new }]).await
}

/// Tells somebody that they signed in from a browser that was not known.
///
/// # Errors
/// The engine's.
pub async fn new_sign_in(
    tx: &mut Tx,
    person_id: i64,
    (device, address): (&str, &str),
    now: Instant,
    chance: &dyn Chance,
) -> Result<()> {
    let facts = AccountFacts {
        at: now,
        until: None,
        device: Some(device.to_owned()),
        address: Some(address.to_owned()),
    };
    let until = now.plus_micros(SIGN_IN_LASTS);
    let new = new(Kind::NewSignIn, person_id, &facts, now, until, chance);
    outbox::put(tx, &[new]).await
}

fn new(
    kind: Kind,
    person_id: i64,
    facts: &AccountFacts,
    now: Instant,
    expires_at: Instant,
    chance: &dyn Chance,
) -> New {
    New {
        event: chance.id(),
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
