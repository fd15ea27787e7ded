//! Passkeys: made in a session with the password, and used to sign in without it.
//!
//! A passkey proves two things at once: the person has the device, and the device verified them. It
//! therefore stands for the password and the second factor. [`super::webauthn`] verifies what
//! devices answer.

pub mod challenge;
pub mod register;
pub mod sign_in;
pub mod signing_key;

use super::webauthn::StoredCredential;
use super::webauthn::public_key::{Algorithm, PublicKey};
use crate::random::Random;
use countersign_store::passkeys::{self, Passkey};
use countersign_store::{Result, Tx};

/// The most passkeys of a person.
pub const MOST: usize = 20;

const HANDLE_BYTES: usize = 32;

/// The bytes by which devices tell the people of this site apart: random, made when a person first
/// asks for a passkey, and deleted with the account.
///
/// # Errors
/// Fails when the database does.
pub async fn user_handle(tx: &mut Tx, person_id: i64, random: &dyn Random) -> Result<Vec<u8>> {
    let new = random.bytes::<HANDLE_BYTES>();
    passkeys::add_handle(tx, person_id, &new).await?;
    // Another request may have stored one first.
    Ok(passkeys::handle(tx, person_id).await?.unwrap_or_else(|| new.to_vec()))
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
