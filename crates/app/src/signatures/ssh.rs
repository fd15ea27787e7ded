//! SSH signatures: what `ssh-keygen -Y sign -n countersign@v1` writes (OpenSSH, PROTOCOL.sshsig).

use super::public_key::PublicKey;
use countersign_domain::signature::SignatureFault;
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey, VerificationAlgorithm};
use russh::keys::ssh_key::public::{EcdsaPublicKey, KeyData};
use russh::keys::ssh_key::{Algorithm, EcdsaCurve, LineEnding, SshSig};
use sha2::{Digest, Sha256};

/// The namespace of signatures of statements.
pub const NAMESPACE: &str = "countersign@v1";
/// The longest armoured text that is read, in bytes.
const LONGEST: usize = 8_192;
/// The bytes of an Ed25519 signature, and of each half of one with P-256.
const ED25519_BYTES: usize = 64;
const HALF: usize = 32;
/// A security key was touched.
const TOUCHED: u8 = 1;

/// An SSH signature that was read and not verified.
#[derive(Clone, Debug)]
pub struct SshSignature(SshSig);

impl SshSignature {
    /// Reads an armoured text.
    ///
    /// # Errors
    /// [`SignatureFault::Unreadable`], or [`SignatureFault::OtherNamespace`].
    pub fn parse(armoured: &str) -> Result<Self, SignatureFault> {
        if armoured.len() > LONGEST {
            return Err(SignatureFault::Unreadable);
        }
        let read = SshSig::from_pem(armoured.trim_end()).or_else(|_| SshSig::from_pem(armoured));
        let signature = read.map_err(|_| SignatureFault::Unreadable)?;
        if signature.namespace() != NAMESPACE {
            return Err(SignatureFault::OtherNamespace);
        }
        match signature.reserved() {
            [] => Ok(Self(signature)),
            _ => Err(SignatureFault::Unreadable),
        }
    }

    /// The canonical armoured text of this signature. Text around or between its lines is not
    /// signed, so it is not stored either.
    ///
    /// # Errors
    /// [`SignatureFault::Unreadable`] if it cannot be written.
    pub fn armoured(&self) -> Result<String, SignatureFault> {
        self.0.to_pem(LineEnding::LF).map_err(|_| SignatureFault::Unreadable)
    }

    /// The key that it names.
    ///
    /// # Errors
    /// [`SignatureFault::Unreadable`] for a key of another kind.
    pub fn key(&self) -> Result<PublicKey, SignatureFault> {
        let key = russh::keys::ssh_key::PublicKey::from(self.0.public_key().clone());
        let bytes = key.to_bytes().map_err(|_| SignatureFault::Unreadable)?;
        PublicKey::from_bytes(&bytes).ok_or(SignatureFault::Unreadable)
    }

    /// Verifies it over a message with a key.
    ///
    /// # Errors
    /// [`SignatureFault::Wrong`], or [`SignatureFault::Unreadable`] if it was made with another
    /// algorithm than that of the key.
    pub fn verify(&self, key: &PublicKey, message: &[u8]) -> Result<(), SignatureFault> {
        if self.0.public_key() != key.data() {
            return Err(SignatureFault::Wrong);
        }
        let signed = SshSig::signed_data(NAMESPACE, self.0.hash_alg(), message)
            .map_err(|_| SignatureFault::Unreadable)?;
        let signature = self.0.signature_bytes();
        match (key.data(), self.0.algorithm()) {
            (KeyData::Ed25519(key), Algorithm::Ed25519) => {
                verified(&ED25519, &key.0, &signed, signature)
            }
            (
                KeyData::Ecdsa(key @ EcdsaPublicKey::NistP256(_)),
                Algorithm::Ecdsa { curve: EcdsaCurve::NistP256 },
            ) => {
                let halves = halves(signature).ok_or(SignatureFault::Unreadable)?;
                verified(&ECDSA_P256_SHA256_FIXED, key.as_sec1_bytes(), &signed, &halves)
            }
            (KeyData::SkEd25519(key), Algorithm::SkEd25519) => {
                let parts = signature.split_at_checked(ED25519_BYTES);
                let (signature, trailer) = parts.ok_or(SignatureFault::Unreadable)?;
                if trailer.first().is_none_or(|flags| flags & TOUCHED == 0) {
                    return Err(SignatureFault::Wrong);
                }
                let application = Sha256::digest(key.application());
                let signed = [&application[..], trailer, &Sha256::digest(&signed)[..]].concat();
                verified(&ED25519, &key.public_key().0, &signed, signature)
            }
            _ => Err(SignatureFault::Unreadable),
        }
    }
}

fn verified(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureFault> {
    let key = UnparsedPublicKey::new(algorithm, key);
    key.verify(message, signature).map_err(|_| SignatureFault::Wrong)
}

/// The two numbers of an ECDSA signature as 32 bytes each. SSH writes each with its length.
fn halves(mut signature: &[u8]) -> Option<[u8; 2 * HALF]> {
    let mut halves = [0; 2 * HALF];
    for half in halves.chunks_exact_mut(HALF) {
        let (length, rest) = signature.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (number, rest) = rest.split_at_checked(length)?;
        let number = number.strip_prefix(&[0]).unwrap_or(number);
        let start = HALF.checked_sub(number.len())?;
        half[start..].copy_from_slice(number);
        signature = rest;
    }
    signature.is_empty().then_some(halves)
}

#[cfg(test)]
mod tests {
    use super::halves;

    #[test]
    fn the_numbers_of_a_signature_get_32_bytes_each() {
        let number = |bytes: &[u8]| {
            let length = u32::try_from(bytes.len()).unwrap().to_be_bytes();
            [&length[..], bytes].concat()
        };
        let long = [&[0][..], &[0xff; 32]].concat();
        let found = halves(&[number(&long), number(&[7])].concat()).unwrap();
        assert_eq!(found[..32], [0xff; 32]);
        assert_eq!((found[62], found[63]), (0, 7));
        assert_eq!(halves(&number(&[7])), None);
        assert_eq!(halves(&[number(&[1; 33]), number(&[7])].concat()), None);
        assert_eq!(halves(&[number(&[7]), number(&[7]), vec![0]].concat()), None);
        assert_eq!(halves(&[0xff, 0xff, 0xff, 0xff]), None);
    }
}
