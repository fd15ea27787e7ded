//! Verifies the signature of a statement with one public key.

use super::bulk;
use super::passkey::PasskeySignature;
use super::public_key::PublicKey;
use super::ssh::SshSignature;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::signature::{Envelope, SignatureFault, SignatureKind};
use countersign_domain::statement::Statement;
use ring::signature::{ED25519, UnparsedPublicKey};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// A statement with the envelope of its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedStatement {
    /// The statement.
    pub statement: Statement,
    /// The envelope.
    pub envelope: Envelope,
}

/// The signatures over many statements that were verified: each is verified with the first of its
/// statements, and every statement shows that it leads to the root.
#[derive(Clone, Debug, Default)]
pub struct VerifiedRoots(HashSet<[u8; 32]>);

impl SignedStatement {
    /// Verifies the signature with a key.
    ///
    /// # Errors
    /// The fault.
    pub fn verify(
        &self,
        key: &PublicKey,
        verified: &mut VerifiedRoots,
    ) -> Result<(), SignatureFault> {
        if self.envelope.key != key.fingerprint() {
            return Err(SignatureFault::UnknownKey);
        }
        let Some(place) = &self.envelope.bulk else {
            return self.verify_text(key, &self.statement.text());
        };
        let text = bulk::signed_for(&self.statement, place)?;
        let digest = digest(&self.envelope, &text);
        if !verified.0.contains(&digest) {
            self.verify_text(key, &text)?;
            verified.0.insert(digest);
        }
        Ok(())
    }

    /// Verifies the signature over the text that was signed.
    fn verify_text(&self, key: &PublicKey, message: &str) -> Result<(), SignatureFault> {
        let signature = &self.envelope.signature;
        match self.envelope.kind {
            SignatureKind::Ssh => {
                let read = SshSignature::parse(signature)?;
                if read.armoured()? != *signature {
                    return Err(SignatureFault::Unreadable);
                }
                read.verify(key, message.as_bytes())
            }
            SignatureKind::Key => {
                let bytes = STANDARD.decode(signature).map_err(|_| SignatureFault::Unreadable)?;
                let bare = key.ed25519().ok_or(SignatureFault::Unreadable)?;
                let key = UnparsedPublicKey::new(&ED25519, bare);
                key.verify(message.as_bytes(), &bytes).map_err(|_| SignatureFault::Wrong)
            }
            SignatureKind::Passkey => PasskeySignature::parse(signature)?.verify(key, message),
        }
    }
}

/// What a verified signature is known by: its kind, its key, the text, and itself.
fn digest(envelope: &Envelope, text: &str) -> [u8; 32] {
    let parts = [envelope.kind.token(), &envelope.key, text, &envelope.signature];
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}
