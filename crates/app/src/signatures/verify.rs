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

/// A statement with the envelope of its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedStatement {
    /// The statement.
    pub statement: Statement,
    /// The envelope.
    pub envelope: Envelope,
}

impl SignedStatement {
    /// Verifies the signature with a key.
    ///
    /// # Errors
    /// The fault.
    pub fn verify(&self, key: &PublicKey) -> Result<(), SignatureFault> {
        if self.envelope.key != key.fingerprint() {
            return Err(SignatureFault::UnknownKey);
        }
        let message = match &self.envelope.bulk {
            None => self.statement.text(),
            Some(place) => bulk::signed_for(&self.statement, place)?,
        };
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
            SignatureKind::Passkey => PasskeySignature::parse(signature)?.verify(key, &message),
        }
    }
}
