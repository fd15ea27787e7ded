//! Signs people in by passkey. Each attempt takes a challenge, and each challenge counts as a wrong
//! try of its network address until someone signs in with it.

use super::{challenge, credential, user_handle};
use crate::actions::audit;
use crate::identity::browser::{self, SeenBrowser};
use crate::identity::session::{self, Method, SecondFactor, SessionOpening};
use crate::identity::throttle::{self, Subject, ThrottleKind, Wait};
use crate::identity::token::Token;
use crate::identity::webauthn::{self, Assertion, Expected, RelyingParty};
use crate::random::Random;
use countersign_domain::audit::Event;
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::passkeys::{self, Passkey};
use countersign_store::{Result, Tx};
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// What a device answered.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The site.
    pub relying_party: &'a RelyingParty,
    /// The id of the passkey.
    pub credential_id: &'a [u8],
    /// The user handle that the device keeps with it.
    pub user_handle: &'a [u8],
    /// The answer.
    pub assertion: Assertion<'a>,
    /// The network address, seen through trusted proxies.
    pub address: IpAddr,
    /// The user agent of the browser.
    pub user_agent: &'a str,
    /// The browser.
    pub seen: SeenBrowser<'a>,
}

/// The result of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeyOutcome {
    /// A session.
    Opened {
        /// The number of the person.
        person_id: i64,
        /// The token for the session cookie.
        token: Token,
        /// The token for the cookie of a known browser, if it has none.
        browser: Option<Token>,
    },
    /// The challenge has expired, or was answered before.
    Expired,
    /// There is no such passkey, or the answer does not hold; the result does not say which.
    Refused,
    /// There were too many wrong answers.
    Wait(Wait),
}

/// Gives a challenge to a stranger, who may have to wait.
///
/// # Errors
/// Fails when the database does.
pub async fn begin(
    tx: &mut Tx,
    address: IpAddr,
    now: Instant,
    random: &dyn Random,
) -> Result<std::result::Result<Token, Wait>> {
    match throttle::admit(tx, &[Subject::address(address)], now).await? {
        Ok(()) => Ok(Ok(challenge::give(tx, None, now, random).await?)),
        Err(wait) => Ok(Err(wait)),
    }
}

/// Signs a person in, or records in `entry` that it was refused.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    attempt: &Attempt<'_>,
    entry: AuditEntry,
    random: &dyn Random,
) -> Result<PasskeyOutcome> {
    let now = entry.at;
    let given = challenge::take(tx, attempt.assertion.client_data, None, now).await?;
    let Some(given) = given else { return Ok(PasskeyOutcome::Expired) };
    let name = hex(&Sha256::digest(attempt.credential_id).into());
    let subjects = [Subject::new(ThrottleKind::Passkey, &name)];
    if let Err(wait) = throttle::admit(tx, &subjects, now).await? {
        audit::record(tx, AuditEntry { event: Event::Throttled, ..entry }).await?;
        return Ok(PasskeyOutcome::Wait(wait));
    }
    let found = passkeys::of_credential(tx, attempt.credential_id).await?;
    let person_id = found.as_ref().map(|it| it.person_id);
    let entry = AuditEntry { person_id, about: Some("passkey".to_owned()), ..entry };
    let Some(person_id) = proved(tx, attempt, found, &given, now).await? else {
        audit::record(tx, AuditEntry { event: Event::SignInRefused, ..entry }).await?;
        return Ok(PasskeyOutcome::Refused);
    };
    throttle::excuse(tx, &subjects, now).await?;
    throttle::excuse(tx, &[Subject::address(attempt.address)], now).await?;
    let opening = SessionOpening {
        person_id,
        company_id: None,
        method: Method::Passkey,
        second_factor: SecondFactor::None,
        user_agent: attempt.user_agent,
        address: attempt.seen.address,
    };
    let token = session::open(tx, &opening, now, random).await?;
    let browser = browser::note(tx, person_id, &attempt.seen, now, random).await?;
    audit::record(tx, AuditEntry { event: Event::SignedIn, ..entry }).await?;
    Ok(PasskeyOutcome::Opened { person_id, token, browser })
}

/// The person whose passkey answered the challenge, after its use was recorded.
async fn proved(
    tx: &mut Tx,
    attempt: &Attempt<'_>,
    found: Option<Passkey>,
    given: &Token,
    now: Instant,
) -> Result<Option<i64>> {
    let Some(found) = found else { return Ok(None) };
    let expected = Expected { relying_party: attempt.relying_party, challenge: given.bytes() };
    let stored = credential(&found).filter(|_| attempt.user_handle == user_handle(found.person_id));
    let Some(stored) = stored else { return Ok(None) };
    let sign_count = match webauthn::verify(expected, &stored, &attempt.assertion) {
        Ok(sign_count) => sign_count,
        Err(fault) => {
            tracing::info!(event = "passkey-refused", ?fault, person = found.person_id, "refused");
            return Ok(None);
        }
    };
    let is_first = passkeys::note_use(tx, found.id, sign_count.into(), now).await?;
    Ok(is_first.then_some(found.person_id))
}
