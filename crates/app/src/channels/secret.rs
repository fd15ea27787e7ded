//! The secret of a channel, with which it signs or signs in: made here, stored, and shown only
//! once.

use crate::random::Random;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::delivery_channels::Secret;
use ring::hmac;
use russh::keys::ssh_key::Fingerprint;
use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::keys::{Algorithm, HashAlg, PrivateKey, PublicKey};

/// The prefix of a webhook's secret, from Standard Webhooks.
const WEBHOOK: &str = "whsec_";
/// Bytes of a secret.
const BYTES: usize = 32;
/// How long the old secret signs beside the new one, in microseconds.
const OVERLAP: i64 = DAY_MICROS;

/// A new secret for a channel of this kind; `None` if it needs none.
#[must_use]
pub fn new(kind: ChannelKind, random: &dyn Random) -> Option<String> {
    let text = || STANDARD.encode(random.bytes::<BYTES>());
    match kind {
        ChannelKind::Email | ChannelKind::Folder => None,
        ChannelKind::Sftp => Some(text()),
        ChannelKind::Webhook => Some(format!("{WEBHOOK}{}", text())),
    }
}

/// A new secret in place of this one. The old secret of a webhook signs for one more day; the old
/// key of SFTP is replaced at once.
#[must_use]
pub fn renewed(
    kind: ChannelKind,
    secret: &Secret,
    now: Instant,
    random: &dyn Random,
) -> Option<Secret> {
    let text = new(kind, random)?;
    let old = (secret.text.clone(), now.plus_micros(OVERLAP));
    Some(Secret { text, old: (kind == ChannelKind::Webhook).then_some(old) })
}

/// The private key of an SFTP channel.
///
/// # Errors
/// Fails if this program did not make the secret.
pub fn private_key(secret: &str) -> Result<PrivateKey, String> {
    let seed = STANDARD.decode(secret).ok().and_then(|seed| <[u8; BYTES]>::try_from(seed).ok());
    let seed = seed.ok_or("the key of this channel cannot be read; make a new one")?;
    Ok(PrivateKey::from(Ed25519Keypair::from_seed(&seed)))
}

/// The line for `authorized_keys`.
///
/// # Errors
/// As [`private_key`].
pub fn public_key(secret: &str) -> Result<String, String> {
    let mut key = private_key(secret)?.public_key().clone();
    key.set_comment("countersign");
    key.to_openssh().map_err(|error| error.to_string())
}

/// The signatures of a request: one for each secret that still signs.
///
/// # Errors
/// Fails if this program did not make a secret.
pub fn signatures(
    secret: &Secret,
    now: Instant,
    id: &str,
    seconds: i64,
    body: &[u8],
) -> Result<String, String> {
    let old = secret.old.iter().filter(|(_, until)| *until > now).map(|(text, _)| text);
    let head = format!("{id}.{seconds}.");
    let sign = |secret: &String| {
        let key = secret.strip_prefix(WEBHOOK).and_then(|text| STANDARD.decode(text).ok());
        let key = key.ok_or("the secret of this channel cannot be read; make a new one")?;
        let mut signing = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &key));
        signing.update(head.as_bytes());
        signing.update(body);
        Ok::<_, String>(format!("v1,{}", STANDARD.encode(signing.sign())))
    };
    let all: Result<Vec<_>, _> = std::iter::once(&secret.text).chain(old).map(sign).collect();
    Ok(all?.join(" "))
}

/// The key that an SFTP server must show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostKey {
    /// The public key.
    Key(Box<PublicKey>),
    /// The SHA-256 fingerprint of the key.
    Fingerprint(Fingerprint),
}

impl HostKey {
    /// Reads `ssh-ed25519 AAAA…` or `SHA256:…`.
    ///
    /// # Errors
    /// The key of the message that says what is expected.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let fingerprint = text.parse::<Fingerprint>().ok().filter(|it| it.is_sha256());
        let key = || PublicKey::from_openssh(text).ok().map(|key| Self::Key(Box::new(key)));
        let read = fingerprint.map(Self::Fingerprint).or_else(key);
        read.ok_or("way-wrong-host-key")
    }

    /// The SHA-256 fingerprint of the key.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Key(key) => key.fingerprint(HashAlg::Sha256),
            Self::Fingerprint(fingerprint) => *fingerprint,
        }
    }

    /// The algorithm of the key, if it is known.
    pub fn algorithm(&self) -> Option<Algorithm> {
        match self {
            Self::Key(key) => Some(key.algorithm()),
            Self::Fingerprint(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn only_what_signs_or_lets_in_has_a_secret() {
        let random = SeededRandom::new(1);
        assert_eq!(
            (new(ChannelKind::Email, &random), new(ChannelKind::Folder, &random)),
            (None, None)
        );
        let webhook = new(ChannelKind::Webhook, &random).unwrap();
        assert!(webhook.starts_with("whsec_") && webhook.len() == 50, "{webhook}");
        let sftp = new(ChannelKind::Sftp, &random).unwrap();
        let public = public_key(&sftp).unwrap();
        assert!(public.starts_with("ssh-ed25519 AAAA") && public.ends_with(" countersign"));
        assert_eq!(public, public_key(&sftp).unwrap());
        assert_ne!(public, public_key(&new(ChannelKind::Sftp, &random).unwrap()).unwrap());
        assert!(public_key("x").is_err());
    }

    #[test]
    fn a_signature_is_that_of_the_standards_own_example() {
        let text = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned();
        let (secret, now) = (Secret { text, old: None }, Instant::from_micros(0));
        let (id, body) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", br#"{"test": 2432232314}"#);
        let signed = signatures(&secret, now, id, 1_614_265_330, body).unwrap();
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn the_secret_before_signs_for_a_day_more() {
        let (random, now) = (SeededRandom::new(2), Instant::from_micros(0));
        let first = Secret { text: new(ChannelKind::Webhook, &random).unwrap(), old: None };
        let next = renewed(ChannelKind::Webhook, &first, now, &random).unwrap();
        let sign = |secret, at| signatures(secret, Instant::from_micros(at), "a", 1, b"x").unwrap();
        let (old, both) = (sign(&first, 0), sign(&next, 0));
        assert_eq!(both.split(' ').count(), 2);
        assert!(both.ends_with(&old) && !both.starts_with(&old));
        assert_eq!(sign(&next, OVERLAP).split(' ').count(), 1);
        let key = Secret { text: new(ChannelKind::Sftp, &random).unwrap(), old: None };
        assert_eq!(renewed(ChannelKind::Sftp, &key, now, &random).unwrap().old, None);
    }

    #[test]
    fn a_host_key_is_a_key_or_its_fingerprint() {
        let line = public_key(&new(ChannelKind::Sftp, &SeededRandom::new(3)).unwrap()).unwrap();
        let key = HostKey::parse(&format!(" {line}\n")).unwrap();
        let fingerprint = key.fingerprint().to_string();
        assert!(fingerprint.starts_with("SHA256:"), "{fingerprint}");
        assert_eq!(HostKey::parse(&fingerprint).unwrap().fingerprint(), key.fingerprint());
        for text in ["", "x", "SHA256:", "ssh-ed25519 AAAA", "MD5:00:11", "SHA512:abc"] {
            assert_eq!(HostKey::parse(text), Err("way-wrong-host-key"), "{text}");
        }
    }
}
