//! What devices answer when a passkey is made or used.

use countersign_app::identity::webauthn::attestation::authenticator_data;
use countersign_app::identity::webauthn::authenticator_data::{AuthenticatorData, MOST_ID_BYTES};
use countersign_app::identity::webauthn::client_data::ClientData;
use countersign_app::identity::webauthn::public_key::{Algorithm, PublicKey};
use countersign_app::identity::webauthn::{
    Assertion, Expected, MOST_BYTES, RelyingParty, StoredCredential, WebAuthnFault, register,
    verify,
};
use countersign_app::signatures::passkey::PasskeySignature;

/// Whatever is read is read to its last byte, and only of the bytes that are there. Nothing that
/// was made up is accepted: neither as a new passkey of a site, nor as a signature.
pub fn passkey(input: &[u8]) {
    let longer = [input, &[0]].concat();
    if let Ok(data) = authenticator_data(input) {
        assert!(data.len() < input.len());
        assert_eq!(authenticator_data(&longer), Err(WebAuthnFault::Attestation));
        check(data);
    }
    check(input);
    let challenge = ClientData::parse(input).and_then(|data| data.challenge());
    assert!(challenge.unwrap_or_default().len() <= input.len());
    let relying_party = &RelyingParty { id: String::new(), origin: String::new() };
    let expected = Expected { relying_party, challenge: b"a challenge" };
    assert!(register(expected, input, input).is_err());
}

fn check(data: &[u8]) {
    let Ok(read) = AuthenticatorData::parse(data) else { return };
    assert_eq!(read.site_hash, &data[..32]);
    assert!(AuthenticatorData::parse(&[data, &[0]].concat()).is_err());
    let Some(made) = read.credential else { return };
    assert!(!made.id.is_empty() && made.id.len() <= MOST_ID_BYTES);
    let length = made.key.bytes.len();
    match made.key.algorithm {
        Algorithm::Ed25519 => assert_eq!(length, 32),
        Algorithm::Es256 => assert_eq!(length, 65),
        Algorithm::Rs256 => assert!(length > 256 && length < 600, "{length}"),
    }
    let stored = StoredCredential { key: made.key, sign_count: 0, is_backup_eligible: false };
    assert!(!stored.key.verifies(data, data));
    let given = Assertion { client_data: data, authenticator_data: data, signature: data };
    let relying_party = &RelyingParty { id: String::new(), origin: String::new() };
    assert!(verify(Expected { relying_party, challenge: &[] }, &stored, &given).is_err());
}

/// SHA-256 of `reports.example`.
const SITE_HASH: [u8; 32] = [
    0x5b, 0x70, 0x4b, 0x1c, 0xc4, 0x9a, 0x42, 0xc8, 0xc4, 0x65, 0x87, 0xd2, 0x93, 0x30, 0x02, 0xaf,
    0x34, 0xee, 0x8f, 0x4e, 0x58, 0x29, 0x68, 0x08, 0x9a, 0x7d, 0x66, 0xcb, 0x96, 0x88, 0x65, 0x27,
];
/// The answer to the challenge of no bytes.
const CLIENT_DATA: &[u8] =
    br#"{"type":"webauthn.get","challenge":"","origin":"https://reports.example"}"#;
const PRESENT_AND_VERIFIED: u8 = 0x05;

/// Data of the right site, after the hash of its name: nothing that was made up is accepted, and
/// data that does not say that the person was there and verified is refused for that.
pub fn passkey_flags(input: &[u8]) {
    let id = "reports.example".to_owned();
    let relying_party = &RelyingParty { id, origin: "https://reports.example".to_owned() };
    let key = PublicKey { algorithm: Algorithm::Ed25519, bytes: vec![7; 32] };
    let stored = StoredCredential { key, sign_count: 0, is_backup_eligible: false };
    let data = [&SITE_HASH[..], input].concat();
    let given =
        Assertion { client_data: CLIENT_DATA, authenticator_data: &data, signature: &[7; 64] };
    let outcome = verify(Expected { relying_party, challenge: &[] }, &stored, &given);
    assert!(outcome.is_err());
    let is_read = AuthenticatorData::parse(&data).is_ok_and(|it| it.credential.is_none());
    if is_read
        && data.len() <= MOST_BYTES
        && input[0] & PRESENT_AND_VERIFIED != PRESENT_AND_VERIFIED
    {
        assert_eq!(outcome, Err(WebAuthnFault::NotVerified));
    }
    let (Ok(text), Some(key)) = (std::str::from_utf8(input), stored.key.signing_key()) else {
        return;
    };
    if let Ok(signature) = PasskeySignature::parse(text) {
        assert!(signature.verify(&key, "a statement").is_err());
    }
}
