//! An auditor checks a pack with signed decisions in a browser: the page comes to the same verdict
//! as `countersign verify`, and says who signed.

use crate::evidence::Auditor;
use crate::packs::signed_pack::{ATTACKS, Attack, signed_pack};
use crate::verifying::fixture::VerifyFixture;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_app::signatures::public_key::PublicKey;
use countersign_app::signatures::ssh::SshSignature;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::json;
use sha2::{Digest, Sha256, Sha512};

#[test]
fn the_page_verifies_signatures_and_comes_to_the_verdict_of_the_program() {
    let auditor = Auditor::new();
    let fixture = VerifyFixture::on_sqlite();
    let whole = signed_pack(&fixture, false);
    let said = auditor.check(&whole.bytes());
    for sentence in [
        "Everything that was checked holds.",
        "4 decisions are signed by the people and service accounts that made them",
        "No decision lacks a signature that a rule of its company required.",
    ] {
        assert!(said.contains(sentence), "no {sentence:?} in:\n{said}");
    }
    let window = auditor.window();
    window.fill("#find", "p1-acme november");
    window.wait_until("one report", |window| window.count("tbody tr") == 1);
    window.click(".row-button");
    let history = window.text(".history");
    assert!(history.contains("Signed with the key SHA256:"), "{history}");
    for Attack { what, change, sentences, .. } in ATTACKS {
        let mut pack = whole.clone();
        change(&mut pack);
        pack.refit();
        assert!(!pack.check().broken.is_empty(), "{what}");
        let said = auditor.check(&pack.bytes());
        assert_eq!(auditor.window().count(".verdict.bad"), 1, "{what}: {said}");
        for sentence in sentences {
            assert!(said.contains(sentence), "{what}: no {sentence:?} in:\n{said}");
        }
    }
    let rehearsal = signed_pack(&VerifyFixture::on_sqlite(), true);
    let said = auditor.check(&rehearsal.bytes());
    assert_eq!(auditor.window().count(".verdict.open"), 1, "{said}");
    assert!(said.contains("The pack is from a rehearsal"), "{said}");
}

/// The parts of the page's script that verify signatures.
const SCRIPT: &str = concat!(
    include_str!("../../../app/src/evidence/page/script/bytes.js"),
    include_str!("../../../app/src/evidence/page/script/sha256.js"),
    include_str!("../../../app/src/evidence/page/script/tree.js"),
    include_str!("../../../app/src/evidence/page/script/note.js"),
    include_str!("../../../app/src/evidence/page/script/ssh.js"),
    include_str!("../../../app/src/evidence/page/script/passkey.js"),
);

const MESSAGE: &str = "the statement";
const HOST: &str = "localhost";

/// A key of 2048 bits whose private half was thrown away.
const RSA_KEY: &str = "\
    ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCMx+/1Sm2mWh+zBCf4kvg218Guc9KOMYBUiTKrnUe8sKqBjzkn\
    5N3RFkpIZl2WEcJdhyTwCs1amRjEb2NObWMBCIJ+dKcJajkkvUKtPxilnKPmTurgKKjIqwue40Nukvnit6yc6B4E\
    BsDwUnzIDwA8+E4lOuXU3lNAN/JUWZVzl3oNJD5th1WFxnyPXuiUwPdMjq2J5QV7zW79wW6/tum5cGd/mZcNAuOg\
    3uV4Nid9nM69ss9a34qTCfI0s6uM4QU77vtW3gr4UCROdYi79AgcmgpWBPjPpwiRcFZj2KYRDwSNxMe8x83//Alw\
    iHfXTgU2o46ykixL/7+ZqrL9Geph";
/// Its assertion.
const RSA_ENVELOPE: &str = "\
    SZYN5YgOjGh0NBcPZHZgW4/krrmihjLHmVzzuoMdl2MFAAAAAQ==.eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2h\
    hbGxlbmdlIjoiVHN3dEd3Z1VsM3h4eEV1VXd0ZGtVOC05OEtBd2FMVmVDeFZpeTljYVJoSSIsIm9yaWdpbiI6Imh\
    0dHBzOi8vbG9jYWxob3N0Ojg0NDMifQ==.dZB2NdrhgVxoxuXwacTN609DGBkt8NcP5FDbHNgcgeS/uHx0VbKzau\
    w2tnNrmkG11+ijZviZ2UsIv7tIOxvz9vdEMMptKWB0L9FqT0g+6abH4SRsjb+1sr2t5mg8s1WW4O6tM/4G2aAJZV\
    Ewqs/CpUJyzkzd4YW4siHLN2MYNTAw4mZ3024a8JEYRAKF8PhuIbwadnBO9cneOA3CLzbkkddhLaNUktkoTtjK7I\
    VPfLfUXRQKIit7g3OkI/PeE8HGIx7KltvRu/N3m+BloGkM6tnlNXzO7XmBioJoqlhNtPkUEslzWQmin5CQ8JfE3s\
    dnr18NGw4H85OHtXYpCG5tQA==";

/// What a passkey signs, with what the browser says.
struct Assertion {
    data: Vec<u8>,
    client: String,
}

impl Assertion {
    fn genuine() -> Self {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(MESSAGE));
        let origin = format!("https://{HOST}:8443");
        let client = json!({"type": "webauthn.get", "challenge": challenge, "origin": origin});
        let data = [&Sha256::digest(HOST)[..], &[5, 0, 0, 0, 1]].concat();
        Self { data, client: client.to_string() }
    }

    fn signed(&self) -> Vec<u8> {
        [&self.data[..], &Sha256::digest(&self.client)[..]].concat()
    }

    fn envelope(&self, signature: &[u8]) -> String {
        let parts = [&self.data[..], self.client.as_bytes(), signature];
        parts.map(|part| STANDARD.encode(part)).join(".")
    }
}

/// The parts of SSH data, each after its length.
fn blob(parts: &[&[u8]]) -> Vec<u8> {
    let part = |part: &&[u8]| [&u32::try_from(part.len()).unwrap().to_be_bytes(), *part].concat();
    parts.iter().flat_map(part).collect()
}

/// A key as a line of SSH.
fn line(parts: &[&[u8]]) -> String {
    format!("{} {}", String::from_utf8_lossy(parts[0]), STANDARD.encode(blob(parts)))
}

const SK: &[u8] = b"sk-ssh-ed25519@openssh.com";
const NAMESPACE: &[u8] = b"countersign@v1";

/// What a security key says and signs (OpenSSH, PROTOCOL.u2f).
struct SecurityKey {
    application: &'static str,
    flags: u8,
    counter: u32,
}

impl SecurityKey {
    const fn touched() -> Self {
        Self { application: "ssh:", flags: 1, counter: 7 }
    }

    fn trailer(&self) -> Vec<u8> {
        [&[self.flags], &self.counter.to_be_bytes()[..]].concat()
    }

    /// An SSH signature over the message, in which the key says `said`.
    fn sign(&self, pair: &Ed25519KeyPair, said: &Self) -> String {
        let public = blob(&[SK, pair.public_key().as_ref(), b"ssh:"]);
        let inner = [NAMESPACE, b"", b"sha512", &Sha512::digest(MESSAGE)[..]];
        let message = [b"SSHSIG", &blob(&inner)[..]].concat();
        let application = Sha256::digest(self.application);
        let signed = [&application[..], &self.trailer(), &Sha256::digest(&message)[..]].concat();
        let signature = pair.sign(&signed);
        let signature = [&blob(&[SK, signature.as_ref()])[..], &said.trailer()].concat();
        let outer = blob(&[&public, NAMESPACE, b"", b"sha512", &signature]);
        let text = STANDARD.encode([b"SSHSIG", &1_u32.to_be_bytes()[..], &outer].concat());
        let lines: Vec<&str> =
            text.as_bytes().chunks(70).map(|it| std::str::from_utf8(it).unwrap()).collect();
        let body = lines.join("\n");
        format!("-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----\n")
    }
}

#[test]
fn the_page_and_the_program_verify_security_keys_alike() {
    let auditor = Auditor::new();
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let public = pair.public_key().as_ref();
    let (key, web) = (line(&[SK, public, b"ssh:"]), line(&[SK, public, b"https://x.example"]));
    let verifies = |key: &str, signature: &str| {
        let (key, signature) = (json!(key), json!(signature));
        let call = format!(
            "{SCRIPT}; Promise.resolve(parseSshKey({key})).then((key) =>
                key && sshVerifies(key, {signature}, utf8('{MESSAGE}')))
                .then(arguments[0], (fault) => arguments[0](String(fault)));"
        );
        auditor.window().run_to_end(&call)
    };
    let program = |key: &str, signature: &str| {
        let key = PublicKey::from_line(key)?;
        let signature = SshSignature::parse(signature).ok()?;
        Some(signature.verify(&key, MESSAGE.as_bytes()).is_ok())
    };
    let touched = SecurityKey::touched();
    let genuine = touched.sign(&pair, &touched);
    assert_eq!(verifies(&key, &genuine), true);
    assert_eq!(program(&key, &genuine), Some(true));
    let untouched = SecurityKey { flags: 0, ..SecurityKey::touched() };
    let other = SecurityKey { application: "ssh:other", ..SecurityKey::touched() };
    let later = SecurityKey { counter: 8, ..SecurityKey::touched() };
    let stranger = Ed25519KeyPair::from_seed_unchecked(&[8; 32]).unwrap();
    let of_stranger = touched.sign(&stranger, &touched);
    for (what, signature) in [
        ("no touch", untouched.sign(&pair, &untouched)),
        ("no touch, and said to be touched", untouched.sign(&pair, &touched)),
        ("another application", other.sign(&pair, &other)),
        ("another counter", touched.sign(&pair, &later)),
        ("another key", of_stranger),
    ] {
        assert_eq!(verifies(&key, &signature), false, "{what}");
        assert_eq!(program(&key, &signature), Some(false), "{what}");
    }
    assert_eq!(verifies(&web, &genuine), serde_json::Value::Null, "a key that is not for SSH");
    assert_eq!(program(&web, &genuine), None);
}

/// A change of an assertion, in words and in code.
type Change = (&'static str, fn(&mut Assertion));

/// Changes of an assertion that was signed nevertheless.
const WRONG: [Change; 6] = [
    ("another type", |it| it.client = it.client.replace("webauthn.get", "webauthn.create")),
    ("another challenge", |it| it.client = it.client.replace("challenge\":\"", "challenge\":\"A")),
    ("another host", |it| it.client = it.client.replace("//localhost", "//elsewhere")),
    ("another hash of the host", |it| it.data[0] ^= 1),
    ("no user", |it| it.data[32] = 4),
    ("a user who was not verified", |it| it.data[32] = 1),
];

#[test]
fn the_page_verifies_passkeys_of_every_kind() {
    let auditor = Auditor::new();
    let random = SystemRandom::new();
    let ed25519 = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
    let p256 =
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
    let of_ed25519 = line(&[b"ssh-ed25519", ed25519.public_key().as_ref()]);
    let name: &[u8] = b"ecdsa-sha2-nistp256";
    let of_p256 = line(&[name, b"nistp256", p256.public_key().as_ref()]);
    let by_ed25519 = |it: &Assertion| it.envelope(ed25519.sign(&it.signed()).as_ref());
    let by_p256 = |it: &Assertion| it.envelope(p256.sign(&random, &it.signed()).unwrap().as_ref());
    let verifies = |key: &str, envelope: &str| {
        let (key, envelope) = (json!(key), json!(envelope));
        let call = format!(
            "{SCRIPT}; passkeyVerifies(parseSshKey({key}), {envelope}, utf8('{MESSAGE}'))
                .then(arguments[0], (fault) => arguments[0](String(fault)));"
        );
        auditor.window().run_to_end(&call)
    };
    let genuine = Assertion::genuine();
    assert_eq!(verifies(&of_ed25519, &by_ed25519(&genuine)), true);
    assert_eq!(verifies(&of_p256, &by_p256(&genuine)), true);
    // A number of an ECDSA signature may be shorter, or have a zero before it.
    for _ in 0..40 {
        assert_eq!(verifies(&of_p256, &by_p256(&genuine)), true);
    }
    assert_eq!(verifies(RSA_KEY, RSA_ENVELOPE), true);
    for (what, change) in WRONG {
        let mut wrong = Assertion::genuine();
        change(&mut wrong);
        assert_eq!(verifies(&of_ed25519, &by_ed25519(&wrong)), false, "{what}");
        assert_eq!(verifies(&of_p256, &by_p256(&wrong)), false, "{what}");
    }
}
