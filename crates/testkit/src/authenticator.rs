//! A device with passkeys, as far as a site sees it: it answers challenges with Ed25519 keys.
//!
//! Everything about its answers can be changed, so that a test can lie.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};

/// The person touched the device, and it verified them.
const VERIFIED: u8 = 0x05;
/// A new passkey follows.
const MADE: u8 = 0x40;

/// A device with one passkey.
#[derive(Debug)]
pub struct Authenticator {
    /// The id of the passkey.
    pub credential_id: Vec<u8>,
    /// What it counts; 0 if it does not count.
    pub sign_count: u32,
    /// The flags of its answers.
    pub flags: u8,
    /// The host name of the site.
    pub site: String,
    /// The origin of the page that asks.
    pub origin: String,
    key: Ed25519KeyPair,
}

/// An answer to the request for a passkey.
#[derive(Clone, Debug)]
pub struct Made {
    pub client_data: String,
    pub attestation: Vec<u8>,
}

/// An answer to the request to use one.
#[derive(Clone, Debug)]
pub struct Used {
    pub client_data: String,
    pub authenticator_data: Vec<u8>,
    pub signature: Vec<u8>,
}

impl Authenticator {
    /// A device on a page of this origin, whose site is its host name.
    ///
    /// # Panics
    /// If the machine makes no key.
    #[must_use]
    pub fn new(credential_id: &[u8], origin: &str) -> Self {
        let host = origin.split("://").nth(1).unwrap_or(origin);
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
            .ok()
            .and_then(|key| Ed25519KeyPair::from_pkcs8(key.as_ref()).ok());
        Self {
            credential_id: credential_id.to_vec(),
            sign_count: 0,
            flags: VERIFIED,
            site: host.split(':').next().unwrap_or(host).to_owned(),
            origin: origin.to_owned(),
            key: key.expect("a key"),
        }
    }

    fn client_data(&self, ceremony: &str, challenge: &[u8]) -> String {
        let (challenge, origin) = (URL_SAFE_NO_PAD.encode(challenge), &self.origin);
        format!(
            "{{\"type\":\"webauthn.{ceremony}\",\"challenge\":\"{challenge}\",\
             \"origin\":\"{origin}\",\"crossOrigin\":false}}"
        )
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let site = digest(&SHA256, self.site.as_bytes());
        [site.as_ref(), &[flags], &self.sign_count.to_be_bytes()].concat()
    }

    /// Makes the passkey.
    ///
    /// # Panics
    /// If the id of the passkey is too long for CBOR of two bytes of length.
    #[must_use]
    pub fn make(&self, challenge: &[u8]) -> Made {
        let id = u16::try_from(self.credential_id.len()).expect("a short id").to_be_bytes();
        let head = self.data(self.flags | MADE);
        // kty 1 (OKP), alg -8, crv 6 (Ed25519), x of 32 bytes.
        let key = [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32], self.key.public_key().as_ref()];
        let data = [&head[..], &[0; 16], &id, &self.credential_id, &key.concat()].concat();
        let length = u16::try_from(data.len()).expect("short data").to_be_bytes();
        let attestation =
            [&[0xa3][..], b"\x63fmt\x64none\x67attStmt\xa0\x68authData", &[0x59], &length, &data];
        Made {
            client_data: self.client_data("create", challenge),
            attestation: attestation.concat(),
        }
    }

    /// Uses the passkey.
    #[must_use]
    pub fn sign(&self, challenge: &[u8]) -> Used {
        let client_data = self.client_data("get", challenge);
        let authenticator_data = self.data(self.flags);
        let hash = digest(&SHA256, client_data.as_bytes());
        let signed = [&authenticator_data[..], hash.as_ref()].concat();
        let signature = self.key.sign(&signed).as_ref().to_vec();
        Used { client_data, authenticator_data, signature }
    }
}
