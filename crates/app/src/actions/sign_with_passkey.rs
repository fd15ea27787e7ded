//! Takes the touch of a person's passkey as the signature of a text: a statement, or the root of
//! many. It has to be an answer to that text, from a page of this site, by a passkey of the person.

use crate::identity::passkeys::credential;
use crate::identity::webauthn::{self, Assertion, Expected, RelyingParty, WebAuthnFault};
use crate::signatures::passkey::{PasskeySignature, challenge_of, written};
use crate::signatures::touched_text::TouchedText;
use countersign_domain::instant::Instant;
use countersign_domain::signature::SignatureFault;
use countersign_store::{Result, Tx, passkeys};

/// A touch, as the browser of its person sent it.
#[derive(Clone, Copy, Debug)]
pub struct PasskeyTouch<'a> {
    /// The site.
    pub relying_party: &'a RelyingParty,
    /// The id of the passkey.
    pub credential_id: &'a [u8],
    /// The answer.
    pub answer: Assertion<'a>,
}

/// Verifies a touch over a text, and records the use of the passkey.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn run(
    tx: &mut Tx,
    person_id: i64,
    touch: &PasskeyTouch<'_>,
    text: &str,
    now: Instant,
) -> Result<std::result::Result<TouchedText, SignatureFault>> {
    let found = passkeys::of_credential(tx, touch.credential_id).await?;
    let found = found.filter(|it| it.person_id == person_id);
    let stored = found.as_ref().and_then(credential);
    let (Some(found), Some(stored)) = (found, stored) else {
        return Ok(Err(SignatureFault::UnknownKey));
    };
    let Some(key) = stored.key.signing_key() else { return Ok(Err(SignatureFault::UnknownKey)) };
    let signature = written(&touch.answer);
    if let Err(fault) = PasskeySignature::parse(&signature) {
        return Ok(Err(fault));
    }
    let challenge = challenge_of(text);
    let expected = Expected { relying_party: touch.relying_party, challenge: &challenge };
    let sign_count = match webauthn::verify(expected, &stored, &touch.answer) {
        Ok(sign_count) => sign_count,
        Err(fault) => {
            tracing::info!(event = "passkey-refused", ?fault, person = person_id, "refused");
            return Ok(Err(fault_of(fault)));
        }
    };
    Ok(match passkeys::note_use(tx, found.id, sign_count.into(), now).await? {
        true => Ok(TouchedText { key: key.fingerprint(), signature }),
        false => Err(SignatureFault::Wrong),
    })
}

const fn fault_of(fault: WebAuthnFault) -> SignatureFault {
    match fault {
        WebAuthnFault::TooLarge
        | WebAuthnFault::ClientData
        | WebAuthnFault::AuthenticatorData
        | WebAuthnFault::Attestation
        | WebAuthnFault::Key => SignatureFault::Unreadable,
        WebAuthnFault::OtherOrigin | WebAuthnFault::Framed | WebAuthnFault::OtherSite => {
            SignatureFault::OtherSite
        }
        WebAuthnFault::NotVerified => SignatureFault::NotVerified,
        WebAuthnFault::OtherCeremony
        | WebAuthnFault::OtherChallenge
        | WebAuthnFault::Backup
        | WebAuthnFault::Signature
        | WebAuthnFault::Counter => SignatureFault::Wrong,
    }
}
