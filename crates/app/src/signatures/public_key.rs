//! Public keys of people and service accounts, as OpenSSH writes them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use russh::keys::ssh_key::public::{EcdsaPublicKey, Ed25519PublicKey, KeyData, RsaPublicKey};
use russh::keys::ssh_key::{HashAlg, Mpint, PublicKey as SshPublicKey};

/// The longest text that is read, in bytes.
const LONGEST: usize = 4_096;
/// The bytes before the key in the DER of an Ed25519 public key (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const PEM_BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const PEM_END: &str = "-----END PUBLIC KEY-----";

/// A public key of a kind that can sign statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(SshPublicKey);

/// Why a text is not the public key of a signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// It is a private key, which no one should send anywhere.
    Private,
    /// It is not a public key.
    Unreadable,
    /// It is a key of another kind.
    Kind,
}

impl PublicKey {
    /// Reads a person's key: a line such as `ssh-ed25519 AAAA… name`.
    ///
    /// # Errors
    /// The fault.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let text = text.trim();
        if text.contains("PRIVATE KEY") {
            return Err(KeyFault::Private);
        }
        Self::of(read_line(text)?)
    }

    /// Reads the line of a key that signed: also one of a passkey.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        Self::from_bytes(&read_line(line).ok()?.to_bytes().ok()?)
    }

    /// Reads a service account's Ed25519 key: a line of OpenSSH, PEM, or the 32 bytes in base64.
    ///
    /// # Errors
    /// The fault.
    pub fn parse_ed25519(text: &str) -> Result<Self, KeyFault> {
        let text = text.trim();
        if text.contains("PRIVATE KEY") {
            return Err(KeyFault::Private);
        }
        if text.len() > LONGEST {
            return Err(KeyFault::Unreadable);
        }
        if text.starts_with("ssh-") || text.starts_with("ecdsa-") || text.starts_with("sk-") {
            let key = Self::parse(text)?;
            return if key.ed25519().is_some() { Ok(key) } else { Err(KeyFault::Kind) };
        }
        let bytes = match text.strip_prefix(PEM_BEGIN).and_then(|it| it.strip_suffix(PEM_END)) {
            Some(body) => {
                let body: String = body.split_whitespace().collect();
                let der = STANDARD.decode(body).map_err(|_| KeyFault::Unreadable)?;
                der.strip_prefix(&SPKI).ok_or(KeyFault::Kind)?.to_vec()
            }
            None => STANDARD.decode(text).map_err(|_| KeyFault::Unreadable)?,
        };
        bytes.try_into().map(Self::of_ed25519).map_err(|_| KeyFault::Unreadable)
    }

    /// Reads the stored bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let key = SshPublicKey::from_bytes(bytes).ok()?;
        match key.key_data() {
            // No one but a passkey signs with RSA here.
            KeyData::Rsa(_) => Some(Self(key)),
            _ => Self::of(key).ok(),
        }
    }

    /// The key of a passkey with Ed25519.
    #[must_use]
    pub fn of_ed25519(bytes: [u8; 32]) -> Self {
        Self(SshPublicKey::from(KeyData::Ed25519(Ed25519PublicKey(bytes))))
    }

    /// The key of a passkey with ECDSA, whose point is not compressed.
    #[must_use]
    pub fn of_p256(point: &[u8]) -> Option<Self> {
        let key = EcdsaPublicKey::from_sec1_bytes(point).ok()?;
        Self::of(SshPublicKey::from(KeyData::Ecdsa(key))).ok()
    }

    /// The key of a passkey with RSA, by its modulus and exponent.
    #[must_use]
    pub fn of_rsa(modulus: &[u8], exponent: &[u8]) -> Option<Self> {
        let number = Mpint::from_positive_bytes;
        let key = RsaPublicKey::new(number(exponent), number(modulus)).ok()?;
        Some(Self(SshPublicKey::from(KeyData::Rsa(key))))
    }

    /// Verifies what a passkey with this key signed. A passkey with ECDSA writes its signature in
    /// DER, and not as SSH does.
    #[must_use]
    pub fn verifies_passkey(&self, signed: &[u8], signature: &[u8]) -> bool {
        let verified = match self.data() {
            KeyData::Ed25519(key) => {
                UnparsedPublicKey::new(&ED25519, &key.0).verify(signed, signature)
            }
            KeyData::Ecdsa(key @ EcdsaPublicKey::NistP256(_)) => {
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key.as_sec1_bytes());
                key.verify(signed, signature)
            }
            KeyData::Rsa(key) => {
                let numbers = key.n().as_positive_bytes().zip(key.e().as_positive_bytes());
                let Some((n, e)) = numbers else { return false };
                let key = RsaPublicKeyComponents { n, e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
            }
            _ => return false,
        };
        verified.is_ok()
    }

    fn of(key: SshPublicKey) -> Result<Self, KeyFault> {
        match key.key_data() {
            KeyData::Ed25519(_) | KeyData::Ecdsa(EcdsaPublicKey::NistP256(_)) => Ok(Self(key)),
            // A security key that is used for something else than SSH has another application.
            KeyData::SkEd25519(of) if of.application().starts_with("ssh:") => Ok(Self(key)),
            _ => Err(KeyFault::Kind),
        }
    }

    pub(super) fn data(&self) -> &KeyData {
        self.0.key_data()
    }

    /// The bare bytes of an Ed25519 key; `None` for a key of another kind.
    #[must_use]
    pub fn ed25519(&self) -> Option<&[u8; 32]> {
        match self.data() {
            KeyData::Ed25519(key) => Some(&key.0),
            _ => None,
        }
    }

    /// The bytes that are stored: the key as SSH writes it.
    ///
    /// # Panics
    /// Never panics: a key that was read can be written.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.to_bytes().expect("a key that was read can be written")
    }

    /// The algorithm, such as `ssh-ed25519`.
    #[must_use]
    pub fn algorithm(&self) -> String {
        self.0.algorithm().as_str().to_owned()
    }

    /// The fingerprint, as `ssh-keygen -l` shows it.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The line of OpenSSH without a comment.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {}", self.algorithm(), STANDARD.encode(self.bytes()))
    }

    /// The comment of the line that was read, which is often the name of a computer.
    #[must_use]
    pub fn comment(&self) -> String {
        self.0.comment().as_str_lossy().trim().to_owned()
    }
}

fn read_line(text: &str) -> Result<SshPublicKey, KeyFault> {
    if text.len() > LONGEST || text.lines().count() != 1 {
        return Err(KeyFault::Unreadable);
    }
    SshPublicKey::from_openssh(text).map_err(|_| KeyFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "ssh-ed25519 \
        AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";
    const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQC7VJTUt9Us8cKjMzEfYyjiWA4R4/M2bS1GB4t7\
        NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvuNMoSfm76oqFvAp8Gy0iz5sxjZmSnXyCdPEovGhLa0VzMaQ8s";

    #[test]
    fn one_key_is_read_in_every_form() {
        let key = PublicKey::parse(&format!("{LINE} someone@laptop\n")).unwrap();
        assert_eq!(key.line(), LINE);
        assert_eq!(key.comment(), "someone@laptop");
        assert_eq!(key.algorithm(), "ssh-ed25519");
        assert_eq!(key.fingerprint(), "SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ");
        let stored = PublicKey::from_bytes(&key.bytes()).unwrap();
        assert_eq!((stored.fingerprint(), stored.line()), (key.fingerprint(), key.line()));
        let bare = STANDARD.encode(key.ed25519().unwrap());
        let der = [&SPKI[..], key.ed25519().unwrap()].concat();
        let pem = format!("{PEM_BEGIN}\n{}\n{PEM_END}\n", STANDARD.encode(der));
        for text in [LINE, &bare, &pem] {
            let same = PublicKey::parse_ed25519(text).unwrap();
            assert_eq!(same.line(), LINE, "{text}");
        }
    }

    #[test]
    fn what_is_no_key_of_a_signer_is_refused() {
        let private =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----";
        for parse in [PublicKey::parse, PublicKey::parse_ed25519] {
            assert_eq!(parse(private), Err(KeyFault::Private));
            assert_eq!(parse(""), Err(KeyFault::Unreadable));
            assert_eq!(parse("ssh-ed25519 AAAA"), Err(KeyFault::Unreadable));
            assert!(parse(RSA).is_err());
            assert_eq!(parse(&"A".repeat(5_000)), Err(KeyFault::Unreadable));
        }
        assert_eq!(PublicKey::parse(&format!("{LINE}\n{LINE}")), Err(KeyFault::Unreadable));
    }
}
