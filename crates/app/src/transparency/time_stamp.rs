//! Time stamps of checkpoints (RFC 3161): the request to a time stamping authority, and its answer.
//! The authority stamps the SHA-256 of the stored note: the checkpoint with the signature of the
//! log, and without cosignatures.
//!
//! This module does not verify the signature of the authority: readers decide which authorities
//! they trust, and `openssl ts` verifies the signature. [`super::authority`] sends the requests.

use crate::random::Random;
use countersign_domain::instant::Instant;
use der::asn1::{
    AnyRef, BitStringRef, ContextSpecific, OctetStringRef, SequenceRef, Utf8StringRef,
};
use der::oid::ObjectIdentifier;
use der::{Decode, Encode, Reader, Sequence, Tag, TagNumber, Tagged};
use sha2::{Digest, Sha256};
use std::fmt;

/// How many characters of an authority's message are shown.
const SHOWN: usize = 200;
/// `granted` and `grantedWithMods`.
const GRANTED: [u8; 2] = [0, 1];

const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const STAMP_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// `AlgorithmIdentifier`.
#[derive(Clone, Copy, Debug, Sequence)]
struct Algorithm<'a> {
    id: ObjectIdentifier,
    parameters: Option<AnyRef<'a>>,
}

/// `MessageImprint`.
#[derive(Clone, Copy, Debug, Sequence)]
struct Imprint<'a> {
    algorithm: Algorithm<'a>,
    hash: OctetStringRef<'a>,
}

/// `TimeStampReq`.
#[derive(Clone, Copy, Debug, Sequence)]
struct Query<'a> {
    version: u8,
    imprint: Imprint<'a>,
    nonce: u64,
    with_certificate: bool,
}

/// Why an answer is not the requested time stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StampFault {
    /// It cannot be read.
    Unreadable,
    /// The authority refused, in these words.
    Refused(String),
    /// It is for another checkpoint.
    OtherImprint,
    /// It answers another request.
    OtherNonce,
}

impl fmt::Display for StampFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("the answer is not a time stamp"),
            Self::Refused(words) => write!(f, "the authority refused: {words}"),
            Self::OtherImprint => f.write_str("the time stamp is for another checkpoint"),
            Self::OtherNonce => f.write_str("the time stamp answers another request"),
        }
    }
}

/// A request for the time stamp of a checkpoint.
#[derive(Debug)]
pub struct StampRequest {
    imprint: [u8; 32],
    nonce: u64,
}

impl StampRequest {
    /// A request for a note.
    #[must_use]
    pub fn of(note: &str, random: &dyn Random) -> Self {
        Self { imprint: Sha256::digest(note).into(), nonce: u64::from_be_bytes(random.bytes()) }
    }

    /// The request in DER.
    ///
    /// # Panics
    /// Never: it has a fixed form.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let hash = OctetStringRef::new(&self.imprint).expect("a hash is short");
        let algorithm = Algorithm { id: SHA_256, parameters: Some(AnyRef::NULL) };
        let imprint = Imprint { algorithm, hash };
        let query = Query { version: 1, imprint, nonce: self.nonce, with_certificate: true };
        query.to_der().expect("a request is short")
    }

    /// The time stamp in the answer to this request.
    ///
    /// # Errors
    /// A fault, if the answer is anything else.
    pub fn check(&self, answer: &[u8]) -> Result<TimeStamp, StampFault> {
        let stamp = TimeStamp::read(answer)?.about(self.imprint)?;
        match stamp.nonce == Some(self.nonce) {
            true => Ok(stamp),
            false => Err(StampFault::OtherNonce),
        }
    }
}

/// What a time stamp says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeStamp {
    /// The instant at which the authority saw the hash.
    pub at: Instant,
    imprint: [u8; 32],
    nonce: Option<u64>,
}

impl TimeStamp {
    /// Reads the time stamp in an answer, without comparing its hash with anything.
    ///
    /// # Errors
    /// [`StampFault::Unreadable`] or [`StampFault::Refused`].
    pub fn read(answer: &[u8]) -> Result<Self, StampFault> {
        let unreadable = |_| StampFault::Unreadable;
        let Answer { status, words, token } = Answer::read(answer).map_err(unreadable)?;
        if !GRANTED.contains(&status) {
            let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
            let shown = words.join(" ").chars().filter(|it| !it.is_control()).take(SHOWN).collect();
            return Err(StampFault::Refused(shown));
        }
        let token = token.ok_or(StampFault::Unreadable)?;
        signed_content(token).and_then(stamp_info).map_err(unreadable)
    }

    /// Reads the time stamp in an answer, which is for this note.
    ///
    /// # Errors
    /// A fault, if the answer is anything else.
    pub fn of(note: &str, answer: &[u8]) -> Result<Self, StampFault> {
        Self::read(answer)?.about(Sha256::digest(note).into())
    }

    /// This time stamp, if it is for this hash.
    fn about(self, imprint: [u8; 32]) -> Result<Self, StampFault> {
        match self.imprint == imprint {
            true => Ok(self),
            false => Err(StampFault::OtherImprint),
        }
    }
}

/// `TimeStampResp`.
struct Answer<'a> {
    status: u8,
    words: Vec<Utf8StringRef<'a>>,
    token: Option<AnyRef<'a>>,
}

impl<'a> Answer<'a> {
    fn read(bytes: &'a [u8]) -> der::Result<Self> {
        let parts = |it: &mut der::SliceReader<'a>| Ok((it.decode::<AnyRef<'a>>()?, it.decode()?));
        let (status, token) = AnyRef::from_der(bytes)?.sequence(parts)?;
        status.sequence(|it| {
            let status = it.decode()?;
            let words: Option<Vec<Utf8StringRef<'a>>> = it.decode()?;
            it.decode::<Option<BitStringRef<'a>>>()?;
            Ok(Self { status, words: words.unwrap_or_default(), token })
        })
    }
}

/// The bytes that a token signs: its `ContentInfo` holds `SignedData`, which holds
/// `EncapsulatedContentInfo`. The certificates and signatures beside them are skipped.
fn signed_content(token: AnyRef<'_>) -> der::Result<&[u8]> {
    let content = value_of(token, SIGNED_DATA)?.sequence(|it| {
        it.decode::<u8>()?;
        it.decode::<AnyRef<'_>>()?;
        let content = it.decode::<AnyRef<'_>>()?;
        skip_rest(it)?;
        Ok(content)
    })?;
    Ok(value_of(content, STAMP_INFO)?.decode_as::<OctetStringRef<'_>>()?.as_bytes())
}

/// The value beside the name of its type.
fn value_of(pair: AnyRef<'_>, kind: ObjectIdentifier) -> der::Result<AnyRef<'_>> {
    pair.sequence(|it| {
        let is_meant = it.decode::<ObjectIdentifier>()? == kind;
        let value = ContextSpecific::<AnyRef<'_>>::decode_explicit(it, TagNumber::N0)?;
        let value = value.filter(|_| is_meant).ok_or_else(|| Tag::Sequence.value_error())?;
        Ok(value.value)
    })
}

/// `TSTInfo`.
fn stamp_info(bytes: &[u8]) -> der::Result<TimeStamp> {
    AnyRef::from_der(bytes)?.sequence(|it| {
        it.decode::<u8>()?;
        it.decode::<ObjectIdentifier>()?;
        let Imprint { algorithm, hash } = it.decode()?;
        let hash = Some(hash.as_bytes()).filter(|_| algorithm.id == SHA_256);
        let hash = hash.and_then(|hash| hash.try_into().ok());
        let imprint = hash.ok_or_else(|| Tag::OctetString.value_error())?;
        // The number can have 20 bytes.
        it.decode::<AnyRef<'_>>()?;
        let at = instant(it.decode()?)?;
        it.decode::<Option<SequenceRef<'_>>>()?;
        it.decode::<Option<bool>>()?;
        let nonce = it.decode()?;
        skip_rest(it)?;
        Ok(TimeStamp { at, imprint, nonce })
    })
}

fn skip_rest<'a>(reader: &mut impl Reader<'a>) -> der::Result<()> {
    while !reader.is_finished() {
        reader.decode::<AnyRef<'a>>()?;
    }
    Ok(())
}

/// A `GeneralizedTime`. RFC 3161 allows a fraction of a second, which `der` does not.
fn instant(time: AnyRef<'_>) -> der::Result<Instant> {
    time.tag().assert_eq(Tag::GeneralizedTime)?;
    let wrong = || Tag::GeneralizedTime.value_error();
    let text = std::str::from_utf8(time.value()).ok().filter(|text| text.ends_with('Z'));
    let text = text.ok_or_else(wrong)?;
    let part = |from, to| text.get(from..to).ok_or_else(wrong);
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (hour, minute, rest) = (part(8, 10)?, part(10, 12)?, part(12, text.len())?);
    let written = format!("{year}-{month}-{day}T{hour}:{minute}:{rest}");
    Instant::parse(&written).map_err(|_| wrong())
}

#[cfg(test)]
mod tests;
