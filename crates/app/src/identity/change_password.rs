//! Gives a signed-in person another password.

use super::browser;
use super::session::{self, Visitor};
use super::token::Token;
use crate::actions::audit;
use crate::random::Random;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::{Result, Tx, passkeys, passwords};

/// What a new password replaces, and where the person set it.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The session of the person, which stays.
    pub visitor: &'a Visitor,
    /// The hash of the new password, in PHC format.
    pub phc: &'a str,
    /// The token of the person's browser, which stays known; `None` if it has none.
    pub browser: Option<&'a str>,
}

/// The sessions after a change.
#[derive(Debug)]
pub struct Changed {
    /// How many other sessions were ended.
    pub ended: u64,
    /// How many passkeys still sign the person in.
    pub passkeys: usize,
    /// The new token of the person's session.
    pub token: Token,
}

/// Sets the password, adds `entry` to the audit record, forgets the person's other browsers and
/// ends their other sessions.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    change: &Change<'_>,
    entry: AuditEntry,
    now: Instant,
    random: &dyn Random,
) -> Result<Changed> {
    let Visitor { person_id, session_id, .. } = *change.visitor;
    passwords::put(tx, person_id, change.phc, now).await?;
    audit::record(tx, entry).await?;
    browser::forget_others(tx, person_id, change.browser).await?;
    let ended = session::end_all(tx, person_id, Some(session_id)).await?;
    let passkeys = passkeys::of_person(tx, person_id).await?.len();
    Ok(Changed { ended, passkeys, token: session::renew(tx, session_id, random).await? })
}
