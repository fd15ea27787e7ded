//! The test vectors of the standard, and hostile input.

use super::attestation::authenticator_data;
use super::public_key::Algorithm;
use super::*;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const VECTORS: &str = include_str!("vectors.txt");

/// A registration and a use of the same passkey.
struct Vector {
    name: &'static str,
    register: (Vec<u8>, Vec<u8>, Vec<u8>),
    challenge: Vec<u8>,
    authenticator_data: Vec<u8>,
    client_data: Vec<u8>,
    signature: Vec<u8>,
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()).collect()
}

fn vectors() -> Vec<Vector> {
    let vector = |text: &'static str| {
        let lines: Vec<&str> = text.lines().collect();
        let [name, values @ ..] = lines.as_slice() else { panic!("{text}") };
        let mut values = values.iter().map(|value| bytes(value));
        let mut next = || values.next().unwrap();
        Vector {
            name,
            register: (next(), next(), next()),
            challenge: next(),
            authenticator_data: next(),
            client_data: next(),
            signature: next(),
        }
    };
    VECTORS.trim_end().split("\n\n").skip(1).map(vector).collect()
}

fn site() -> RelyingParty {
    RelyingParty { id: "example.org".to_owned(), origin: "https://example.org".to_owned() }
}

impl Vector {
    fn named(name: &str) -> Self {
        vectors().into_iter().find(|it| it.name == name).unwrap()
    }

    fn made(&self, relying_party: &RelyingParty) -> Result<NewCredential> {
        let (challenge, client_data, attestation) = &self.register;
        register(Expected { relying_party, challenge }, client_data, attestation)
    }

    /// The passkey, without the check that its person was verified.
    fn stored(&self) -> Result<StoredCredential> {
        let data = AuthenticatorData::parse(authenticator_data(&self.register.2)?)?;
        let (sign_count, is_backup_eligible) = (data.sign_count, data.is_backup_eligible());
        let key = data.credential.unwrap().key;
        Ok(StoredCredential { key, sign_count, is_backup_eligible })
    }

    fn used(&self, stored: &StoredCredential) -> Result<u32> {
        let site = site();
        let expected = Expected { relying_party: &site, challenge: &self.challenge };
        let given = Assertion {
            client_data: &self.client_data,
            authenticator_data: &self.authenticator_data,
            signature: &self.signature,
        };
        verify(expected, stored, &given)
    }
}

/// What the vectors are taken for. Most of them do not verify the person.
#[test]
fn the_vectors_of_the_standard_are_taken_or_refused_as_they_should_be() {
    use WebAuthnFault::{Framed, Key, NotVerified};
    let found: Vec<_> = vectors()
        .iter()
        .map(|vector| {
            let made = vector.made(&site()).map(|made| made.key.algorithm);
            (vector.name, made, vector.stored().and_then(|stored| vector.used(&stored)))
        })
        .collect();
    let es256 = Ok(Algorithm::Es256);
    let expected = [
        ("none-es256", Err(NotVerified), Err(NotVerified)),
        ("packed-self-es256", es256, Err(NotVerified)),
        ("none-es256-crossOrigin", Err(Framed), Err(Framed)),
        ("none-es256-topOrigin", Err(Framed), Err(Framed)),
        ("none-es256-long-credential-id", Err(NotVerified), Ok(0)),
        ("packed-es256", es256, Ok(0)),
        ("packed-es384", Err(Key), Err(Key)),
        ("packed-es512", Err(Key), Err(Key)),
        ("packed-rs256", Ok(Algorithm::Rs256), Err(NotVerified)),
        ("packed-eddsa", Err(NotVerified), Err(NotVerified)),
        ("packed-ed448", Err(Key), Err(Key)),
        ("tpm-es256", es256, Ok(0)),
        ("android-key-es256", es256, Err(NotVerified)),
        ("apple-es256", Err(NotVerified), Err(NotVerified)),
        ("fido-u2f-es256", Err(NotVerified), Err(NotVerified)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn each_vectors_key_made_its_signature_and_no_other_vectors() {
    let mut checked = 0;
    let all = vectors();
    for vector in &all {
        let Ok(stored) = vector.stored() else { continue };
        for other in &all {
            let hash = digest::digest(&digest::SHA256, &other.client_data);
            let signed = [&other.authenticator_data, hash.as_ref()].concat();
            let is_own = other.name == vector.name;
            assert_eq!(stored.key.verifies(&signed, &other.signature), is_own, "{}", other.name);
        }
        checked += 1;
    }
    assert_eq!(checked, 12);
}

#[test]
fn a_passkey_of_the_standard_reads_as_it_was_written() {
    let vector = Vector::named("packed-es256");
    let made = vector.made(&site()).unwrap();
    assert_eq!((made.sign_count, made.is_backup_eligible), (0, true));
    assert_eq!((made.key.bytes.len(), made.key.bytes[0], made.id.len()), (65, 4, 32));
    let long = Vector::named("none-es256-long-credential-id").register.2;
    let data = AuthenticatorData::parse(authenticator_data(&long).unwrap()).unwrap();
    let id = data.credential.unwrap().id;
    assert_eq!((id.len(), &id[..4]), (1023, &[0x3a, 0x76, 0x1a, 0x4e][..]));
    let eddsa = Vector::named("packed-eddsa").stored().unwrap();
    assert_eq!((eddsa.key.algorithm, eddsa.key.bytes.len()), (Algorithm::Ed25519, 32));
}

#[test]
fn a_response_to_something_else_is_refused_with_its_reason() {
    let vector = Vector::named("packed-es256");
    let stored = vector.stored().unwrap();
    let with = |change: &dyn Fn(&mut Vector, &mut RelyingParty, &mut StoredCredential)| {
        let (mut vector, mut site) = (Vector::named("packed-es256"), site());
        let mut stored = stored.clone();
        change(&mut vector, &mut site, &mut stored);
        let expected = Expected { relying_party: &site, challenge: &vector.challenge };
        let given = Assertion {
            client_data: &vector.client_data,
            authenticator_data: &vector.authenticator_data,
            signature: &vector.signature,
        };
        verify(expected, &stored, &given).unwrap_err()
    };
    type Fault = WebAuthnFault;
    assert_eq!(with(&|it, _, _| it.challenge[0] ^= 1), Fault::OtherChallenge);
    assert_eq!(with(&|it, _, _| it.challenge.truncate(31)), Fault::OtherChallenge);
    assert_eq!(with(&|_, site, _| site.origin.push_str(":444")), Fault::OtherOrigin);
    assert_eq!(with(&|_, site, _| site.id = "www.example.org".to_owned()), Fault::OtherSite);
    assert_eq!(with(&|it, _, _| it.client_data = it.register.1.clone()), Fault::OtherCeremony);
    assert_eq!(with(&|it, _, _| it.signature[9] ^= 1), Fault::Signature);
    assert_eq!(with(&|it, _, _| it.signature.clear()), Fault::Signature);
    assert_eq!(with(&|_, _, stored| stored.sign_count = 1), Fault::Counter);
    assert_eq!(with(&|_, _, stored| stored.is_backup_eligible = false), Fault::Backup);
    assert_eq!(with(&|_, _, stored| stored.key.bytes[40] ^= 1), Fault::Signature);
    // Each flag without which no one is known to have been there, and the one of a copy of a key
    // that has none. The counter is signed too.
    assert_eq!(with(&|it, _, _| it.authenticator_data[32] &= !1), Fault::NotVerified);
    assert_eq!(with(&|it, _, _| it.authenticator_data[32] &= !4), Fault::NotVerified);
    assert_eq!(
        with(&|it, _, stored| {
            it.authenticator_data[32] = 0x15;
            stored.is_backup_eligible = false;
        }),
        Fault::Backup
    );
    assert_eq!(with(&|it, _, _| it.authenticator_data[36] = 9), Fault::Signature);
    assert_eq!(with(&|it, _, _| it.authenticator_data.push(0)), Fault::AuthenticatorData);
    assert_eq!(with(&|it, _, _| it.authenticator_data.truncate(36)), Fault::AuthenticatorData);
    assert_eq!(with(&|it, _, _| it.authenticator_data[32] |= 0x80), Fault::AuthenticatorData);
    let made = |it: &mut Vector| {
        it.authenticator_data = authenticator_data(&it.register.2).unwrap().to_vec();
    };
    assert_eq!(with(&|it, _, _| made(it)), Fault::AuthenticatorData);
    assert_eq!(with(&|it, _, _| it.client_data = vec![b' '; MOST_BYTES + 1]), Fault::TooLarge);
}

#[test]
fn client_data_is_read_strictly() {
    let challenge = URL_SAFE_NO_PAD.encode([7; 32]);
    let site = site();
    let check = |json: &str| {
        let json = json.replace("CHALLENGE", &challenge);
        let expected = Expected { relying_party: &site, challenge: &[7; 32] };
        ClientData::parse(json.as_bytes())?.check(Ceremony::Get, expected)
    };
    let said = r#""type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.org""#;
    assert_eq!(check(&format!("{{{said}}}")), Ok(()));
    assert_eq!(check(&format!("{{{said},\"crossOrigin\":false,\"later\":[1]}}")), Ok(()));
    for (more, fault) in [
        (",\"crossOrigin\":true", WebAuthnFault::Framed),
        (",\"topOrigin\":\"https://example.org\"", WebAuthnFault::Framed),
        (",\"crossOrigin\":1", WebAuthnFault::ClientData),
        (",\"type\":\"webauthn.get\"", WebAuthnFault::ClientData),
        (",\"origin\":\"https://evil.example\"", WebAuthnFault::ClientData),
    ] {
        assert_eq!(check(&format!("{{{said}{more}}}")), Err(fault), "{more}");
    }
    for wrong in ["", "{}", "[]", "null", "\u{feff}{}"] {
        assert_eq!(check(wrong), Err(WebAuthnFault::ClientData), "{wrong}");
    }
    let padded = said.replace("CHALLENGE", "CHALLENGE=");
    assert_eq!(check(&format!("{{{padded}}}")), Err(WebAuthnFault::ClientData));
}

/// CBOR that is cut off, lies about lengths, nests deeply, or repeats itself.
#[test]
fn hostile_attestations_are_refused() {
    let vector = Vector::named("packed-es256");
    let object = &vector.register.2;
    for end in 0..object.len() {
        assert_eq!(authenticator_data(&object[..end]), Err(WebAuthnFault::Attestation), "{end}");
    }
    assert!(authenticator_data(&[object.as_slice(), &[0]].concat()).is_err());
    let none = "63666d74646e6f6e656761747453746d74a0";
    let is_read = |hex: String| authenticator_data(&bytes(&hex)).is_ok();
    assert!(is_read(format!("a3{none}68617574684461746141ff")));
    for wrong in [
        // An array, no length, too long a length, a member too few, twice, or unknown.
        "80".to_owned(),
        format!("bf{none}68617574684461746141ffff"),
        format!("bb{}{none}68617574684461746141ff", "ff".repeat(8)),
        format!("a2{none}"),
        format!("a4{none}63666d74646e6f6e6568617574684461746141ff"),
        format!("a4{none}617801{}", "68617574684461746141ff"),
        // Bytes of a length that is not there, or of none.
        format!("a3{none}6861757468446174615bffffffffffffffff"),
        format!("a3{none}6861757468446174615f41ffff"),
        // A statement that nests.
        format!("a363666d74646e6f6e656761747453746d74{}", "81".repeat(4_000)),
    ] {
        assert!(!is_read(wrong.clone()), "{wrong}");
    }
}

#[test]
fn hostile_keys_are_refused() {
    let (x, y) = ("11".repeat(32), "22".repeat(32));
    let read =
        |hex: String| PublicKey::parse(&bytes(&hex)).map(|(key, rest)| (key.algorithm, rest.len()));
    let p256 = format!("a5010203262001215820{x}225820{y}");
    assert_eq!(read(p256.clone()), Ok((Algorithm::Es256, 0)));
    assert_eq!(read(format!("{p256}a0")), Ok((Algorithm::Es256, 1)));
    assert_eq!(
        read(format!("a401010327200621 5820{x}").replace(' ', "")),
        Ok((Algorithm::Ed25519, 0))
    );
    let rsa = format!("a4010303390100 20590100{}2143010001", "81".repeat(256)).replace(' ', "");
    assert_eq!(read(rsa), Ok((Algorithm::Rs256, 0)));
    for wrong in [
        // Another algorithm, kind or curve; a member too few, twice or too much; a wrong length; a
        // compressed point; no length; a text as a label.
        format!("a5010203382220 01215820{x}225820{y}"),
        format!("a5010103262001215820{x}225820{y}"),
        format!("a5010203262006215820{x}225820{y}"),
        format!("a4010203262001215820{x}"),
        format!("a6010203262001215820{x}225820{y}0102"),
        format!("a6010203262001215820{x}225820{y}0402"),
        format!("a501020326200121581f{}225820{y}", "11".repeat(31)),
        format!("a5010203262001215820{x}22f5"),
        format!("bf010203262001215820{x}225820{y}ff"),
        format!("a561310203262001215820{x}225820{y}"),
        format!("a5010103272006215820{x}225820{y}"),
        // An RSA key of 2040 bits, with a zero, with a long exponent, without one, or with a curve.
        format!("a401030339010020 58ff{}2143010001", "81".repeat(255)),
        format!("a401030339010020 59010100{}2143010001", "81".repeat(256)),
        format!("a401030339010020 590100{}21450100000001", "81".repeat(256)),
        format!("a301030339010020 590100{}", "81".repeat(256)),
        "a401030339010020 062143010001".to_owned(),
        "a0".to_owned(),
        String::new(),
    ] {
        assert_eq!(read(wrong.replace(' ', "")), Err(WebAuthnFault::Key), "{wrong}");
    }
}
