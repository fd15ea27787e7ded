//! Checkpoints as signed notes, and the keys that sign and verify them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use sha2::{Digest, Sha256};
use tlog_tiles::{Checkpoint, Hash};

/// The type of Ed25519 keys in signed notes.
const ED25519_TYPE: u8 = 1;
/// Bytes of a key, public or private.
const BYTES: usize = 32;
/// Bytes of a key's id.
const ID_BYTES: usize = 4;
/// The prefix of a private key.
const PRIVATE: &str = "PRIVATE+KEY+";
/// What a line with a signature begins with.
const SIGNATURE: &str = "— ";
/// The largest log that is read: positions are 64-bit numbers with a sign in the database.
const LARGEST: u64 = i64::MAX as u64;

/// A public key of a log, with its name: the origin of its checkpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; BYTES],
}

/// Splits the part of a key after its name: the id and the typed bytes.
fn typed(id: &str, encoded: &str) -> Option<(u32, [u8; BYTES])> {
    let id = u32::from_str_radix(id, 16).ok().filter(|_| id.len() == 2 * ID_BYTES)?;
    let bytes = STANDARD.decode(encoded).ok()?;
    let (first, rest) = bytes.split_first()?;
    Some((id, rest.try_into().ok().filter(|_| *first == ED25519_TYPE)?))
}

fn encoded(bytes: &[u8; BYTES]) -> String {
    STANDARD.encode([&[ED25519_TYPE], &bytes[..]].concat())
}

impl VerifierKey {
    /// The key that is written `NAME+ID+KEY`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let (id, public) = typed(id, key)?;
        let key = Self { name: name.to_owned(), public };
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        (is_name && u32::from_be_bytes(key.id()) == id).then_some(key)
    }

    /// The key as C2SP signed-note writes it.
    #[must_use]
    pub fn text(&self) -> String {
        let id = u32::from_be_bytes(self.id());
        format!("{}+{id:08x}+{}", self.name, encoded(&self.public))
    }

    /// The name of the key: the origin of the log.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn id(&self) -> [u8; ID_BYTES] {
        let hash = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', ED25519_TYPE])
            .chain_update(self.public)
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }

    fn verifies(&self, text: &str, signature: &NoteSignature) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.public);
        signature.name == self.name
            && signature.id == self.id()
            && key.verify(text.as_bytes(), &signature.bytes).is_ok()
    }
}

/// The private key of a log.
pub struct LogSigner {
    key: VerifierKey,
    seed: [u8; BYTES],
    pair: Ed25519KeyPair,
}

impl LogSigner {
    /// The key of this name and these random bytes; `None` if they make no key.
    #[must_use]
    pub fn new(name: &str, seed: [u8; BYTES]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok()?;
        let public = pair.public_key().as_ref().try_into().ok()?;
        Some(Self { key: VerifierKey { name: name.to_owned(), public }, seed, pair })
    }

    /// The private key that is written `PRIVATE+KEY+NAME+ID+KEY`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix(PRIVATE)?.splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let (id, seed) = typed(id, key)?;
        Self::new(name, seed).filter(|signer| u32::from_be_bytes(signer.key.id()) == id)
    }

    /// The private key as its file has it.
    pub(super) fn private_text(&self) -> String {
        let id = u32::from_be_bytes(self.key.id());
        format!("{PRIVATE}{}+{id:08x}+{}", self.key.name, encoded(&self.seed))
    }

    /// The public key.
    #[must_use]
    pub const fn verifier(&self) -> &VerifierKey {
        &self.key
    }

    /// Signs the text of a note, which ends with a line break.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        let signature = self.pair.sign(text.as_bytes());
        let signed = STANDARD.encode([&self.key.id(), signature.as_ref()].concat());
        format!("{text}\n{SIGNATURE}{} {signed}\n", self.key.name)
    }

    /// The signed checkpoint of a log with so many leaves and this root.
    #[must_use]
    pub fn checkpoint(&self, size: u64, root: Hash) -> String {
        self.sign(&format!("{}\n{size}\n{root}\n", self.key.name))
    }
}

/// A signature of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NoteSignature {
    name: String,
    id: [u8; ID_BYTES],
    bytes: Vec<u8>,
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, signed) = line.strip_prefix(SIGNATURE)?.split_once(' ')?;
        let signed = STANDARD.decode(signed).ok()?;
        let (id, bytes) = signed.split_at_checked(ID_BYTES)?;
        Some(Self { name: name.to_owned(), id: id.try_into().ok()?, bytes: bytes.to_vec() })
    }
}

/// A checkpoint with its signatures, which are not verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// The name of the log.
    pub origin: String,
    /// The number of leaves.
    pub size: u64,
    /// The root of their tree.
    pub root: [u8; BYTES],
    text: String,
    signatures: Vec<NoteSignature>,
}

impl SignedCheckpoint {
    /// The checkpoint of a signed note. Signatures of unknown types are left out.
    #[must_use]
    pub fn parse(note: &str) -> Option<Self> {
        let end = note.rfind("\n\n")? + 1;
        let (text, signatures) = (&note[..end], note[end + 1..].strip_suffix('\n')?);
        let checkpoint = Checkpoint::from_bytes(text.as_bytes()).ok()?;
        let signatures: Vec<_> = signatures.lines().filter_map(NoteSignature::parse).collect();
        let holds = checkpoint.size() <= LARGEST && !signatures.is_empty();
        holds.then(|| Self {
            origin: checkpoint.origin().to_owned(),
            size: checkpoint.size(),
            root: checkpoint.hash().0,
            text: text.to_owned(),
            signatures,
        })
    }

    /// The first of these keys that signed it.
    #[must_use]
    pub fn signed_by<'k>(&self, keys: &'k [VerifierKey]) -> Option<&'k VerifierKey> {
        let of_origin = keys.iter().filter(|key| key.name == self.origin);
        let mut signed =
            of_origin.filter(|key| self.signatures.iter().any(|it| key.verifies(&self.text, it)));
        signed.next()
    }

    /// Names and ids of the keys that it says signed it, for people.
    #[must_use]
    pub fn signers(&self) -> String {
        let signer = |it: &NoteSignature| format!("{}+{:08x}", it.name, u32::from_be_bytes(it.id));
        self.signatures.iter().map(signer).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The vectors of C2SP signed-note, as Go's golang.org/x/mod/sumdb/note has them.
    const PRIVATE_KEY: &str =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't \
        know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZ\
        InNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn notes_are_signed_as_c2sp_and_go_do() {
        let signer = LogSigner::parse(PRIVATE_KEY).unwrap();
        assert_eq!(signer.private_text(), PRIVATE_KEY);
        assert_eq!(signer.verifier().text(), PUBLIC_KEY);
        assert_eq!(VerifierKey::parse(PUBLIC_KEY).as_ref(), Some(signer.verifier()));
        let (text, _) = NOTE.split_at(NOTE.find("\n\n").unwrap() + 1);
        assert_eq!(signer.sign(text), NOTE);
        let other = PUBLIC_KEY.replace("c74f20a3", "c74f20a4");
        assert_eq!(VerifierKey::parse(&other), None, "an id belongs to its key");
    }

    #[test]
    fn a_checkpoint_is_what_its_key_signed_and_nothing_else() {
        let signer = LogSigner::new("countersign.example/log", [7; BYTES]).unwrap();
        let keys = [signer.verifier().clone()];
        let note = signer.checkpoint(20, Hash([9; BYTES]));
        let checkpoint = SignedCheckpoint::parse(&note).unwrap();
        assert_eq!((checkpoint.size, checkpoint.root), (20, [9; BYTES]));
        assert_eq!(checkpoint.signed_by(&keys), Some(&keys[0]));
        let changed = SignedCheckpoint::parse(&note.replace("\n20\n", "\n21\n")).unwrap();
        assert_eq!(changed.signed_by(&keys), None);
        let stranger = LogSigner::new("countersign.example/log", [8; BYTES]).unwrap();
        assert_eq!(checkpoint.signed_by(&[stranger.verifier().clone()]), None);
        for wrong in ["", "\n\n", "a\n1\n\n", &note.replace("20", "020"), note.trim_end()] {
            assert_eq!(SignedCheckpoint::parse(wrong), None, "{wrong:?}");
        }
    }
}
