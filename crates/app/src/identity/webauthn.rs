//! Verifies what a browser returns when a passkey is made or used: Web Authentication, level 3.
//!
//! The person must have been verified by their device, and the page must be one of this program's
//! own origin. Attestations are read and not trusted: they say which device made a key, and any
//! device may. Nothing here is stored; [`super::passkeys`] keeps keys and challenges.

pub mod attestation;
pub mod authenticator_data;
pub mod client_data;
mod expected;
mod fault;
pub mod public_key;

use authenticator_data::AuthenticatorData;
use client_data::{Ceremony, ClientData};
use public_key::PublicKey;
use ring::digest;

pub use expected::{Expected, RelyingParty};
pub use fault::{Result, WebAuthnFault};

/// The most bytes that are read of any part of a response. An attestation with a chain of
/// certificates has a few thousand; no one asks for one here.
pub const MOST_BYTES: usize = 16 << 10;

/// The parts of a response of a passkey that was used.
#[derive(Clone, Copy, Debug)]
pub struct Assertion<'a> {
    /// The client data as JSON, as it was signed.
    pub client_data: &'a [u8],
    /// The authenticator data.
    pub authenticator_data: &'a [u8],
    /// The signature over both.
    pub signature: &'a [u8],
}

/// A passkey that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// The id that its device gave it.
    pub id: Vec<u8>,
    /// Its public key.
    pub key: PublicKey,
    /// The initial value of its counter; 0 if it does not count.
    pub sign_count: u32,
    /// Whether the person's devices may share it.
    pub is_backup_eligible: bool,
}

/// What is stored of a passkey and decides about its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCredential {
    /// Its public key.
    pub key: PublicKey,
    /// The value of its counter at its last use.
    pub sign_count: u32,
    /// Whether the person's devices may share it, which never changes.
    pub is_backup_eligible: bool,
}

/// Verifies the response of a device that made a passkey.
///
/// # Errors
/// The first fault.
pub fn register(
    expected: Expected<'_>,
    client_data: &[u8],
    attestation: &[u8],
) -> Result<NewCredential> {
    bounded(&[client_data, attestation])?;
    ClientData::parse(client_data)?.check(Ceremony::Create, expected)?;
    let data = AuthenticatorData::parse(attestation::authenticator_data(attestation)?)?;
    check(&data, expected.relying_party)?;
    let (sign_count, is_backup_eligible) = (data.sign_count, data.is_backup_eligible());
    let made = data.credential.ok_or(WebAuthnFault::AuthenticatorData)?;
    Ok(NewCredential { id: made.id.to_vec(), key: made.key, sign_count, is_backup_eligible })
}

/// Verifies the response of a device that used a passkey, and returns the new value of its counter.
///
/// # Errors
/// The first fault.
pub fn verify(
    expected: Expected<'_>,
    stored: &StoredCredential,
    given: &Assertion<'_>,
) -> Result<u32> {
    bounded(&[given.client_data, given.authenticator_data, given.signature])?;
    ClientData::parse(given.client_data)?.check(Ceremony::Get, expected)?;
    let data = AuthenticatorData::parse(given.authenticator_data)?;
    if data.credential.is_some() {
        return Err(WebAuthnFault::AuthenticatorData);
    }
    check(&data, expected.relying_party)?;
    if data.is_backup_eligible() != stored.is_backup_eligible {
        return Err(WebAuthnFault::Backup);
    }
    let hash = digest::digest(&digest::SHA256, given.client_data);
    let signed = [given.authenticator_data, hash.as_ref()].concat();
    if !stored.key.verifies(&signed, given.signature) {
        return Err(WebAuthnFault::Signature);
    }
    // A device that does not count gives 0 for ever.
    let counts = data.sign_count != 0 || stored.sign_count != 0;
    if counts && data.sign_count <= stored.sign_count {
        return Err(WebAuthnFault::Counter);
    }
    Ok(data.sign_count)
}

fn bounded(parts: &[&[u8]]) -> Result<()> {
    match parts.iter().all(|part| part.len() <= MOST_BYTES) {
        true => Ok(()),
        false => Err(WebAuthnFault::TooLarge),
    }
}

/// What holds of the data of every response.
fn check(data: &AuthenticatorData<'_>, relying_party: &RelyingParty) -> Result<()> {
    let site = digest::digest(&digest::SHA256, relying_party.id.as_bytes());
    if data.site_hash != site.as_ref() {
        return Err(WebAuthnFault::OtherSite);
    }
    if !data.is_person_present() || !data.is_person_verified() {
        return Err(WebAuthnFault::NotVerified);
    }
    if data.is_backed_up() && !data.is_backup_eligible() {
        return Err(WebAuthnFault::Backup);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
