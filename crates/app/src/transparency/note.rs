//! What keys of logs and of witnesses share in C2SP signed notes: how public keys and signatures
//! are written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Bytes of an Ed25519 key, public or private.
pub(super) const BYTES: usize = 32;
/// Bytes of a key's id.
const ID_BYTES: usize = 4;
/// What a line with a signature begins with.
pub(super) const SIGNATURE: &str = "— ";

/// The id of a key.
pub(super) type KeyId = [u8; ID_BYTES];

/// The types of keys, which are part of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyType {
    /// Ed25519 over the text of a note.
    Ed25519 = 1,
    /// Timestamped Ed25519 cosignatures of checkpoints.
    Cosignature = 4,
}

/// A named public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublicKey {
    pub(super) name: String,
    pub(super) bytes: [u8; BYTES],
    pub(super) kind: KeyType,
}

impl PublicKey {
    /// The key of this type that is written `NAME+ID+KEY`.
    pub(super) fn parse(text: &str, kind: KeyType) -> Option<Self> {
        let mut parts = text.splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let (id, bytes) = typed(id, key, kind)?;
        let key = Self { name: name.to_owned(), bytes, kind };
        let is_name =
            !name.is_empty() && !name.contains(|it: char| it.is_whitespace() || it.is_control());
        (is_name && u32::from_be_bytes(key.id()) == id).then_some(key)
    }

    /// The key as C2SP signed-note writes it.
    pub(super) fn text(&self) -> String {
        let id = u32::from_be_bytes(self.id());
        format!("{}+{id:08x}+{}", self.name, encoded(&self.bytes, self.kind))
    }

    pub(super) fn id(&self) -> KeyId {
        let hash = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', self.kind as u8])
            .chain_update(self.bytes)
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }

    /// Whether a signature says that this key made it.
    pub(super) fn is_named_by(&self, signature: &NoteSignature) -> bool {
        signature.name == self.name && signature.id == self.id()
    }
}

/// Splits the part of a key after its name: the id and the typed bytes.
pub(super) fn typed(id: &str, encoded: &str, kind: KeyType) -> Option<(u32, [u8; BYTES])> {
    let id = u32::from_str_radix(id, 16).ok().filter(|_| id.len() == 2 * ID_BYTES)?;
    let bytes = STANDARD.decode(encoded).ok()?;
    let (first, rest) = bytes.split_first()?;
    Some((id, rest.try_into().ok().filter(|_| *first == kind as u8)?))
}

/// The typed bytes of a key.
pub(super) fn encoded(bytes: &[u8; BYTES], kind: KeyType) -> String {
    STANDARD.encode([&[kind as u8], &bytes[..]].concat())
}

/// A signature of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteSignature {
    pub(super) name: String,
    pub(super) id: KeyId,
    pub(super) bytes: Vec<u8>,
}

impl NoteSignature {
    /// The signature in a line, without its line feed.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (name, signed) = line.strip_prefix(SIGNATURE)?.split_once(' ')?;
        let signed = STANDARD.decode(signed).ok()?;
        let (id, bytes) = signed.split_at_checked(ID_BYTES)?;
        Some(Self { name: name.to_owned(), id: id.try_into().ok()?, bytes: bytes.to_vec() })
    }

    /// The line, without its line feed.
    pub(super) fn line(&self) -> String {
        let signed = STANDARD.encode([&self.id[..], &self.bytes].concat());
        format!("{SIGNATURE}{} {signed}", self.name)
    }
}
