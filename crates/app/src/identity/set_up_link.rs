//! The set-up link of an installation without an operator: `serve` prints it, and it makes the
//! first one.
//!
//! There is one link at a time. A new one ends the one before, and none opens once the operator has
//! people, however they were added.

use super::DAY;
use super::token::Token;
use crate::actions::audit;
use crate::random::Random;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::{Result, Tx, installation, set_up};

/// How long a set-up link is valid, in microseconds.
pub const SET_UP: i64 = DAY;
/// The word for the link in the audit record.
pub const KIND: &str = "set-up";

/// The path of a set-up link, from the root of the site.
#[must_use]
pub fn path(token: &Token) -> String {
    format!("/set-up/{}", token.text())
}

/// Makes a link; `None` if the operator has people.
///
/// # Errors
/// Fails when the database does.
pub async fn make(tx: &mut Tx, now: Instant, random: &dyn Random) -> Result<Option<Token>> {
    if set_up::has_operator(tx).await? {
        return Ok(None);
    }
    // Another process may be making the first operator, so look again under the lock.
    installation::take_work_lock(tx).await?;
    if set_up::has_operator(tx).await? {
        return Ok(None);
    }
    let token = Token::new(random);
    set_up::put_link(tx, &token.hash(), now.plus_micros(SET_UP)).await?;
    let about = Some(KIND.to_owned());
    audit::record(tx, AuditEntry { about, ..audit::of_machine(Event::LinkMade, now) }).await?;
    Ok(Some(token))
}

/// Whether this is the token of the last link, which has neither expired nor been used.
///
/// # Errors
/// Fails when the database does.
pub async fn opens(tx: &mut Tx, token: &str, now: Instant) -> Result<bool> {
    let Some(token) = Token::parse(token) else { return Ok(false) };
    let expires_at = set_up::link_expires(tx, &token.hash()).await?;
    Ok(expires_at.is_some_and(|at| now < at) && !set_up::has_operator(tx).await?)
}
