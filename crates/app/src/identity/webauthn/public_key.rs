//! Public keys of passkeys: Ed25519, ECDSA on P-256 with SHA-256, and RSA with SHA-256, which
//! Windows Hello makes.

use super::fault::{Result, WebAuthnFault};
use crate::signatures::public_key::PublicKey as SigningKey;
use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::decode::Error;

/// The labels of a key's members in COSE (RFC 9053).
const KIND: i64 = 1;
const ALGORITHM: i64 = 3;
/// The curve, or the modulus of an RSA key.
const CURVE_OR_MODULUS: i64 = -1;
/// The first coordinate, or the exponent of an RSA key.
const X_OR_EXPONENT: i64 = -2;
const Y: i64 = -3;

/// The bytes of the moduli that are accepted: 2048 to 4096 bits.
const MODULI: std::ops::RangeInclusive<usize> = 256..=512;
/// The most bytes of an exponent; it is 65537 in practice.
const LONGEST_EXPONENT: usize = 4;

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256; the signature is in DER.
    Es256,
    /// Ed25519.
    Ed25519,
    /// RSA with PKCS #1 v1.5 and SHA-256.
    Rs256,
}

impl Algorithm {
    /// All of them, the first preferred.
    pub const ALL: [Self; 3] = [Self::Ed25519, Self::Es256, Self::Rs256];

    /// Its number in COSE, which is stored too.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Es256 => -7,
            Self::Ed25519 => -8,
            Self::Rs256 => -257,
        }
    }

    /// The algorithm of this number.
    #[must_use]
    pub fn of(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// How it signs.
    pub algorithm: Algorithm,
    /// An uncompressed point of 65 bytes, the 32 bytes of Ed25519, or an RSA key as SSH writes it.
    pub bytes: Vec<u8>,
}

/// The members of a key that are read.
#[derive(Default)]
struct Members<'a> {
    kind: Option<i64>,
    algorithm: Option<i64>,
    curve: Option<i64>,
    modulus: Option<&'a [u8]>,
    x_or_exponent: Option<&'a [u8]>,
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

    /// Kinds 1 (OKP), 2 (EC2) and 3 (RSA) with the curves 6 (Ed25519) and 1 (P-256), by RFC 9053
    /// and RFC 8230.
    fn of(members: &Members<'_>) -> Option<Self> {
        let algorithm = Algorithm::of(members.algorithm?)?;
        let coordinate = |it: Option<&'_ [u8]>| Some(it.filter(|it| it.len() == 32)?.to_vec());
        let x = members.x_or_exponent;
        let bytes = match (algorithm, members.kind?, members.curve) {
            (Algorithm::Es256, 2, Some(1)) if members.modulus.is_none() => {
                [vec![4], coordinate(x)?, coordinate(members.y)?].concat()
            }
            (Algorithm::Ed25519, 1, Some(6))
                if members.modulus.is_none() && members.y.is_none() =>
            {
                coordinate(x)?
            }
            (Algorithm::Rs256, 3, None) if members.y.is_none() => {
                let is_fit = |it: &&[u8]| MODULI.contains(&it.len()) && it[0] != 0;
                let modulus = members.modulus.filter(is_fit)?;
                let exponent = x.filter(|it| it.len() <= LONGEST_EXPONENT)?;
                SigningKey::of_rsa(modulus, exponent)?.bytes()
            }
            _ => return None,
        };
        Some(Self { algorithm, bytes })
    }

    /// The same key, as signatures of decisions name it; `None` if it cannot be read.
    #[must_use]
    pub fn signing_key(&self) -> Option<SigningKey> {
        match self.algorithm {
            Algorithm::Es256 => SigningKey::of_p256(&self.bytes),
            Algorithm::Ed25519 => self.bytes.as_slice().try_into().ok().map(SigningKey::of_ed25519),
            Algorithm::Rs256 => SigningKey::from_bytes(&self.bytes),
        }
    }

    /// Whether this key made the signature.
    #[must_use]
    pub fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        self.signing_key().is_some_and(|key| key.verifies_passkey(signed, signature))
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
            CURVE_OR_MODULUS if reader.datatype()? == Type::Bytes => {
                read.modulus.replace(reader.bytes()?).is_some()
            }
            CURVE_OR_MODULUS => read.curve.replace(reader.i64()?).is_some(),
            X_OR_EXPONENT => read.x_or_exponent.replace(reader.bytes()?).is_some(),
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
