//! What devices answer when a passkey is made or used.

use countersign_app::identity::webauthn::attestation::authenticator_data;
use countersign_app::identity::webauthn::authenticator_data::{AuthenticatorData, MOST_ID_BYTES};
use countersign_app::identity::webauthn::client_data::ClientData;
use countersign_app::identity::webauthn::{
    Assertion, Expected, RelyingParty, StoredCredential, WebAuthnFault, register, verify,
};

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
    assert!([32, 65].contains(&made.key.bytes.len()), "{:?}", made.key);
    let stored = StoredCredential { key: made.key, sign_count: 0, is_backup_eligible: false };
    assert!(!stored.key.verifies(data, data));
    let given = Assertion { client_data: data, authenticator_data: data, signature: data };
    let relying_party = &RelyingParty { id: String::new(), origin: String::new() };
    assert!(verify(Expected { relying_party, challenge: &[] }, &stored, &given).is_err());
}
