//! Statements, public keys and SSH signatures that people send.

use super::text;
use countersign_app::signatures::public_key::PublicKey;
use countersign_app::signatures::signed_file::{SignedStatements, SignedTexts};
use countersign_app::signatures::ssh::SshSignature;
use countersign_domain::signature::Envelope;
use countersign_domain::statement::Statement;

/// A statement and an envelope each have one text. Files with them are read, or refused.
pub fn statement(input: &[u8]) {
    let Some(text) = text(input) else { return };
    if let Some(statement) = Statement::parse(text) {
        assert_eq!(statement.text(), text);
    }
    if let Some(envelope) = Envelope::parse(text) {
        assert_eq!(envelope.text(), text);
    }
    let (signed, statements) = (text, Some(text));
    let _ = SignedStatements::read(SignedTexts { signed, statements, signature: text });
}

/// The stored bytes of a public key are those of the same key.
pub fn signing_key(input: &[u8]) {
    if let Some(key) = PublicKey::from_bytes(input) {
        assert_eq!(PublicKey::from_bytes(&key.bytes()).as_ref(), Some(&key));
    }
    let Some(text) = text(input) else { return };
    for key in [PublicKey::parse(text), PublicKey::parse_ed25519(text)].into_iter().flatten() {
        let stored = PublicKey::from_bytes(&key.bytes()).expect("a key that was read is stored");
        assert_eq!((stored.fingerprint(), stored.line()), (key.fingerprint(), key.line()));
    }
}

/// An SSH signature is read or refused, and what a machine makes up verifies nothing.
pub fn ssh_signature(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let Ok(signature) = SshSignature::parse(text) else { return };
    if let Ok(armoured) = signature.armoured() {
        let again = SshSignature::parse(&armoured).and_then(|read| read.armoured());
        assert_eq!(again, Ok(armoured), "a signature has one text");
    }
    if let Ok(key) = signature.key() {
        assert!(signature.verify(&key, b"a message that no one signed").is_err(), "{text:?}");
    }
}
