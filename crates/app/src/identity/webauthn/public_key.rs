//! Public keys of passkeys: ECDSA on P-256 with SHA-256, and Ed25519.

use super::fault::{Result, WebAuthnFault};
use minicbor::Decoder;
use minicbor::decode::Error;
use ring::signature::{ECDSA_P256_SHA256_ASN1, ED25519, UnparsedPublicKey, VerificationAlgorithm};

/// The labels of a key's members in COSE (RFC 9053).
const KIND: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE: i64 = -1;
const X: i64 = -2;
const Y: i64 = -3;

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256; the signature is in DER.
    Es256,
    /// Ed25519.
    Ed25519,
}

impl Algorithm {
    /// All of them, the first preferred.
    pub const ALL: [Self; 2] = [Self::Ed25519, Self::Es256];

    /// Its number in COSE, which is stored too.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Es256 => -7,
            Self::Ed25519 => -8,
        }
    }

    /// The algorithm of this number.
    #[must_use]
    pub fn of(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }

    fn verification(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Self::Es256 => &ECDSA_P256_SHA256_ASN1,
            Self::Ed25519 => &ED25519,
        }
    }
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// How it signs.
    pub algorithm: Algorithm,
    /// An uncompressed point of 65 bytes, or the 32 bytes of Ed25519.
    pub bytes: Vec<u8>,
}

/// The members of a key that are read.
#[derive(Default)]
struct Members<'a> {
    kind: Option<i64>,
    algorithm: Option<i64>,
    curve: Option<i64>,
    x: Option<&'a [u8]>,
    y: Option<&'a [u8]>,
}

impl PublicKey {
    /// Reads a key as devices write it, and returns the bytes after it.
    ///
    /// # Errors
    /// [`WebAuthnFault::Key`].
    pub fn parse(bytes: &[u8]) -> Result<(Self, &[u8])> {
        let mut reader = Decoder::new(bytes);
        let members = members(&mut reader).ok().flatten().ok_or(WebAuthnFault::Key)?;
        let (_, rest) = bytes.split_at_checked(reader.position()).ok_or(WebAuthnFault::Key)?;
        Ok((Self::of(&members).ok_or(WebAuthnFault::Key)?, rest))
    }

    /// Kinds 1 (OKP) and 2 (EC2) with the curves 6 (Ed25519) and 1 (P-256), by RFC 9053.
    fn of(members: &Members<'_>) -> Option<Self> {
        let x = members.x.filter(|x| x.len() == 32)?;
        let algorithm = Algorithm::of(members.algorithm?)?;
        let bytes = match (algorithm, members.kind?, members.curve?) {
            (Algorithm::Es256, 2, 1) => {
                let y = members.y.filter(|y| y.len() == 32)?;
                [&[4], x, y].concat()
            }
            (Algorithm::Ed25519, 1, 6) if members.y.is_none() => x.to_vec(),
            _ => return None,
        };
        Some(Self { algorithm, bytes })
    }

    /// Whether this key made the signature.
    #[must_use]
    pub fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(self.algorithm.verification(), &self.bytes);
        key.verify(signed, signature).is_ok()
    }
}

/// The members of a map, if none is there twice.
fn members<'a>(reader: &mut Decoder<'a>) -> std::result::Result<Option<Members<'a>>, Error> {
    let mut read = Members::default();
    let Some(count) = reader.map()? else { return Ok(None) };
    for _ in 0..count {
        let is_repeated = match reader.i64()? {
            KIND => read.kind.replace(reader.i64()?).is_some(),
            ALGORITHM => read.algorithm.replace(reader.i64()?).is_some(),
            CURVE => read.curve.replace(reader.i64()?).is_some(),
            X => read.x.replace(reader.bytes()?).is_some(),
            Y => read.y.replace(reader.bytes()?).is_some(),
            // A device adds nothing else: WebAuthn allows only the members of the kind of key.
            _ => return Ok(None),
        };
        if is_repeated {
            return Ok(None);
        }
    }
    Ok(Some(read))
}
