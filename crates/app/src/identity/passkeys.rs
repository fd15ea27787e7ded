//! Passkeys: made in a session with the password, and used to sign in without it.
//!
//! A passkey proves two things at once: the person has the device, and the device verified them. It
//! therefore stands for the password and the second factor. [`super::webauthn`] verifies what
//! devices answer.

pub mod challenge;
pub mod register;
pub mod sign_in;

use super::webauthn::StoredCredential;
use super::webauthn::public_key::{Algorithm, PublicKey};
use countersign_store::passkeys::Passkey;

/// The most passkeys of a person.
pub const MOST: usize = 20;

/// The bytes by which devices tell the people of a site apart. A device shows them to no other
/// site, and they hold no name.
#[must_use]
pub const fn user_handle(person_id: i64) -> [u8; 8] {
    person_id.to_be_bytes()
}

/// What decides about the signatures of a stored passkey; `None` if its row makes no sense.
#[must_use]
pub fn credential(stored: &Passkey) -> Option<StoredCredential> {
    let (algorithm, bytes) = (Algorithm::of(stored.algorithm)?, stored.public_key.clone());
    Some(StoredCredential {
        key: PublicKey { algorithm, bytes },
        sign_count: u32::try_from(stored.sign_count).ok()?,
        is_backup_eligible: stored.is_backup_eligible,
    })
}

#[cfg(test)]
mod tests;
