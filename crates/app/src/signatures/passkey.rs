//! Signatures of passkeys: what a device answered to a challenge that is the hash of the signed
//! text. Stored as three parts of base64 with a dot between them: the authenticator data, the
//! client data, and the signature over both.
//!
//! The person's page has verified the same answer against its site and the counter of the passkey
//! ([`crate::actions::sign_with_passkey`]). Here it is verified with the key alone, at any time.

use super::public_key::PublicKey;
use crate::identity::webauthn::Assertion;
use crate::identity::webauthn::authenticator_data::AuthenticatorData;
use crate::identity::webauthn::client_data::{Ceremony, ClientData};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::signature::SignatureFault;
use ring::digest::{SHA256, digest};

/// The longest text that is read, in bytes: an RSA signature and a long address have about 2,000,
/// and the envelope has room for them.
const LONGEST: usize = 8_192;

/// The parts of a stored signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeySignature {
    authenticator_data: Vec<u8>,
    client_data: Vec<u8>,
    signature: Vec<u8>,
}

/// The challenge that stands for a text: its SHA-256.
#[must_use]
pub fn challenge_of(text: &str) -> [u8; 32] {
    let mut challenge = [0; 32];
    challenge.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
    challenge
}

/// The text that is stored of an answer.
#[must_use]
pub fn written(answer: &Assertion<'_>) -> String {
    let parts = [answer.authenticator_data, answer.client_data, answer.signature];
    parts.map(|part| STANDARD.encode(part)).join(".")
}

impl PasskeySignature {
    /// Reads a stored text.
    ///
    /// # Errors
    /// [`SignatureFault::Unreadable`].
    pub fn parse(text: &str) -> Result<Self, SignatureFault> {
        let parts: Vec<&str> = text.splitn(4, '.').collect();
        let [authenticator_data, client_data, signature] = parts[..] else {
            return Err(SignatureFault::Unreadable);
        };
        if text.len() > LONGEST {
            return Err(SignatureFault::Unreadable);
        }
        let decoded = |part| STANDARD.decode(part).map_err(|_| SignatureFault::Unreadable);
        Ok(Self {
            authenticator_data: decoded(authenticator_data)?,
            client_data: decoded(client_data)?,
            signature: decoded(signature)?,
        })
    }

    /// Verifies it over a text with the key of the passkey.
    ///
    /// # Errors
    /// The fault.
    pub fn verify(&self, key: &PublicKey, text: &str) -> Result<(), SignatureFault> {
        let unreadable = |_| SignatureFault::Unreadable;
        let client = ClientData::parse(&self.client_data).map_err(unreadable)?;
        if !client.is_of(Ceremony::Get) {
            return Err(SignatureFault::Wrong);
        }
        if client.challenge().map_err(unreadable)? != challenge_of(text) {
            return Err(SignatureFault::Wrong);
        }
        let data = AuthenticatorData::parse(&self.authenticator_data).map_err(unreadable)?;
        let host = client.host().ok_or(SignatureFault::OtherSite)?;
        if data.site_hash != digest(&SHA256, host.as_bytes()).as_ref() {
            return Err(SignatureFault::OtherSite);
        }
        if !data.is_person_present() || !data.is_person_verified() {
            return Err(SignatureFault::NotVerified);
        }
        let hash = digest(&SHA256, &self.client_data);
        let signed = [&self.authenticator_data[..], hash.as_ref()].concat();
        match key.verifies_passkey(&signed, &self.signature) {
            true => Ok(()),
            false => Err(SignatureFault::Wrong),
        }
    }
}
