//! Signs people in by passkey. Each attempt takes a challenge, and each challenge counts as a wrong
//! try until someone signs in with it: of a browser from which a person signed in before, or else
//! of the network address. Attempts of one passkey are not counted: no one guesses a signature, and
//! strangers could lock its person out.

use super::{challenge, credential};
use crate::actions::audit;
use crate::identity::browser::{self, SeenBrowser};
use crate::identity::session::{self, Method, SecondFactor, SessionOpening};
use crate::identity::throttle::{self, Subject, Wait};
use crate::identity::token::Token;
use crate::identity::webauthn::{self, Assertion, Expected, RelyingParty, WebAuthnFault};
use crate::random::Random;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::passkeys::{self, Passkey};
use countersign_store::{Result, Tx};
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
}

/// Gives a challenge to a browser, which may have to wait.
///
/// # Errors
/// Fails when the database does.
pub async fn begin(
    tx: &mut Tx,
    address: IpAddr,
    carries: Option<&str>,
    now: Instant,
    random: &dyn Random,
) -> Result<std::result::Result<Token, Wait>> {
    let subject = subject(tx, address, carries).await?;
    match throttle::admit(tx, &[subject], now).await? {
        Ok(()) => Ok(Ok(challenge::give(tx, None, now, random).await?)),
        Err(wait) => Ok(Err(wait)),
    }
}

/// Whose tries count. Strangers at the same address do not slow down a known browser.
async fn subject(tx: &mut Tx, address: IpAddr, carries: Option<&str>) -> Result<Subject> {
    let browser = browser::known_to_anyone(tx, carries).await?;
    Ok(browser.map_or_else(|| Subject::address(address), |hash| Subject::browser(&hash)))
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
    let found = passkeys::of_credential(tx, attempt.credential_id).await?;
    let person_id = found.as_ref().map(|it| it.person_id);
    let entry = AuditEntry { person_id, about: Some("passkey".to_owned()), ..entry };
    let person_id = match proved(tx, attempt, found, &given, now).await? {
        Ok(person_id) => person_id,
        Err(fault) => {
            tracing::info!(event = "passkey-refused", ?fault, person = entry.person_id, "refused");
            audit::record(tx, AuditEntry { event: Event::SignInRefused, ..entry }).await?;
            return Ok(PasskeyOutcome::Refused);
        }
    };
    let subject = subject(tx, attempt.address, attempt.seen.carries).await?;
    throttle::excuse(tx, &[subject], now).await?;
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

/// Why no one is signed in. The page does not say it, and the log does.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "only the log reads the fault of an answer")]
enum SignInFault {
    /// There is no such passkey.
    Unknown,
    /// The device keeps it for another person.
    OtherPerson,
    /// The answer does not hold.
    Answer(WebAuthnFault),
    /// Another answer with the same count came first.
    Counted,
}

/// The person whose passkey answered the challenge, after its use was recorded.
async fn proved(
    tx: &mut Tx,
    attempt: &Attempt<'_>,
    found: Option<Passkey>,
    given: &Token,
    now: Instant,
) -> Result<std::result::Result<i64, SignInFault>> {
    let stored = found.as_ref().and_then(credential);
    let Some((found, stored)) = found.zip(stored) else { return Ok(Err(SignInFault::Unknown)) };
    let expected = Expected { relying_party: attempt.relying_party, challenge: given.bytes() };
    let handle = passkeys::handle(tx, found.person_id).await?;
    // Passkeys of an earlier release have the number of their person.
    let is_theirs = handle.as_deref() == Some(attempt.user_handle)
        || attempt.user_handle == found.person_id.to_be_bytes();
    if !is_theirs {
        return Ok(Err(SignInFault::OtherPerson));
    }
    let sign_count = match webauthn::verify(expected, &stored, &attempt.assertion) {
        Ok(sign_count) => sign_count,
        Err(fault) => return Ok(Err(SignInFault::Answer(fault))),
    };
    let is_first = passkeys::note_use(tx, found.id, sign_count.into(), now).await?;
    Ok(if is_first { Ok(found.person_id) } else { Err(SignInFault::Counted) })
}
