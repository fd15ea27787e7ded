//! The authenticator data: what the device says about itself, the person and a new key.

use super::fault::{Result, WebAuthnFault};
use super::public_key::PublicKey;
use minicbor::Decoder;

const PERSON_PRESENT: u8 = 0x01;
const PERSON_VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const HAS_CREDENTIAL: u8 = 0x40;
const HAS_EXTENSIONS: u8 = 0x80;

/// The most bytes of a credential's id, by the standard.
pub const MOST_ID_BYTES: usize = 1023;

/// The data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticatorData<'a> {
    /// SHA-256 of the site's host name.
    pub site_hash: &'a [u8],
    flags: u8,
    /// How often the passkey was used; 0 if it does not count.
    pub sign_count: u32,
    /// The new passkey, if one was made.
    pub credential: Option<MadeCredential<'a>>,
}

/// A passkey that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeCredential<'a> {
    /// The id that the device gave it.
    pub id: &'a [u8],
    /// Its public key.
    pub key: PublicKey,
}

impl<'a> AuthenticatorData<'a> {
    /// Reads the data to its last byte.
    ///
    /// # Errors
    /// [`WebAuthnFault::AuthenticatorData`] or [`WebAuthnFault::Key`].
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        let (site_hash, rest) = split(bytes, 32)?;
        let (flags, rest) = split(rest, 1)?;
        let (count, rest) = split(rest, 4)?;
        let flags = flags[0];
        let sign_count = count.iter().fold(0, |count, byte| count << 8 | u32::from(*byte));
        let (credential, rest) = match flags & HAS_CREDENTIAL != 0 {
            true => made_credential(rest).map(|(made, rest)| (Some(made), rest))?,
            false => (None, rest),
        };
        let rest = if flags & HAS_EXTENSIONS != 0 { after_extensions(rest)? } else { rest };
        match rest.is_empty() {
            true => Ok(Self { site_hash, flags, sign_count, credential }),
            false => Err(WebAuthnFault::AuthenticatorData),
        }
    }

    /// Whether a person touched the device.
    #[must_use]
    pub const fn is_person_present(&self) -> bool {
        self.flags & PERSON_PRESENT != 0
    }

    /// Whether the device verified the person, by a code, a finger or a face.
    #[must_use]
    pub const fn is_person_verified(&self) -> bool {
        self.flags & PERSON_VERIFIED != 0
    }

    /// Whether the person's devices may share the key.
    #[must_use]
    pub const fn is_backup_eligible(&self) -> bool {
        self.flags & BACKUP_ELIGIBLE != 0
    }

    /// Whether they share it now.
    #[must_use]
    pub const fn is_backed_up(&self) -> bool {
        self.flags & BACKED_UP != 0
    }
}

fn split(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8])> {
    bytes.split_at_checked(at).ok_or(WebAuthnFault::AuthenticatorData)
}

/// The new passkey and the bytes after it.
fn made_credential(bytes: &[u8]) -> Result<(MadeCredential<'_>, &[u8])> {
    let (_model, rest) = split(bytes, 16)?;
    let (length, rest) = split(rest, 2)?;
    let length = usize::from(length[0]) << 8 | usize::from(length[1]);
    if length == 0 || length > MOST_ID_BYTES {
        return Err(WebAuthnFault::AuthenticatorData);
    }
    let (id, rest) = split(rest, length)?;
    let (key, rest) = PublicKey::parse(rest)?;
    Ok((MadeCredential { id, key }, rest))
}

/// The bytes after the results of extensions, which are one map. No extension is asked for, and
/// what a device adds means nothing here.
fn after_extensions(bytes: &[u8]) -> Result<&[u8]> {
    let mut reader = Decoder::new(bytes);
    let is_map = matches!(reader.datatype(), Ok(minicbor::data::Type::Map));
    if !is_map || reader.skip().is_err() {
        return Err(WebAuthnFault::AuthenticatorData);
    }
    split(bytes, reader.position()).map(|(_, rest)| rest)
}
