//! Challenges: random, answered once and within five minutes, in the session for which they were
//! given.

use crate::identity::MINUTE;
use crate::identity::token::Token;
use crate::identity::webauthn::client_data::ClientData;
use crate::random::Random;
use countersign_domain::instant::Instant;
use countersign_store::passkeys::{self, GivenChallenge};
use countersign_store::{Result, Tx};
use uuid::Uuid;

/// The time to answer a challenge, in microseconds.
pub const WITHIN: i64 = 5 * MINUTE;

/// Gives a challenge for a session, or for signing in.
///
/// # Errors
/// Fails when the database does.
pub async fn give(
    tx: &mut Tx,
    session_id: Option<Uuid>,
    now: Instant,
    random: &dyn Random,
) -> Result<Token> {
    let challenge = Token::new(random);
    passkeys::remove_old_challenges(tx, now).await?;
    let given = GivenChallenge { session_id, expires_at: now.plus_micros(WITHIN) };
    passkeys::give_challenge(tx, &challenge.hash(), given).await?;
    Ok(challenge)
}

/// Takes the challenge that client data answers; `None` if it was not given for this session, was
/// answered before, or has expired.
///
/// # Errors
/// Fails when the database does.
pub async fn take(
    tx: &mut Tx,
    client_data: &[u8],
    session_id: Option<Uuid>,
    now: Instant,
) -> Result<Option<Token>> {
    let answered = ClientData::parse(client_data).and_then(|data| data.challenge());
    let challenge = answered.ok().and_then(|bytes| Token::of_bytes(&bytes));
    let Some(challenge) = challenge else { return Ok(None) };
    let given = passkeys::take_challenge(tx, &challenge.hash()).await?;
    let is_open = given.is_some_and(|it| now < it.expires_at && it.session_id == session_id);
    Ok(is_open.then_some(challenge))
}
