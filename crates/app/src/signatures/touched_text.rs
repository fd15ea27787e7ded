//! A text that a passkey signed: a statement, or the root of many.

use super::verify::SignedStatement;
use countersign_domain::signature::{BulkPlace, Envelope, SignatureKind};
use countersign_domain::statement::Statement;

/// The signature of a text by a passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedText {
    /// The fingerprint of the passkey's signing key.
    pub key: String,
    /// The signature as it is stored.
    pub signature: String,
}

impl TouchedText {
    /// The signature of a statement that is the text, or has a place under its root.
    #[must_use]
    pub fn on(&self, statement: Statement, bulk: Option<BulkPlace>) -> SignedStatement {
        let (key, signature) = (self.key.clone(), self.signature.clone());
        let envelope = Envelope { bulk, key, kind: SignatureKind::Passkey, signature };
        SignedStatement { statement, envelope }
    }
}
