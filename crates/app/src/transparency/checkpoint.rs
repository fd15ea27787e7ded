//! Checkpoints as signed notes, and the keys that sign and verify them.

use super::cosignature::{Cosignature, WitnessKey};
use super::note::{BYTES, KeyType, NoteSignature, PublicKey, encoded, typed};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use tlog_tiles::{Checkpoint, Hash};

/// The prefix of a private key.
const PRIVATE: &str = "PRIVATE+KEY+";
/// The largest log that is read: positions are 64-bit numbers with a sign in the database.
const LARGEST: u64 = i64::MAX as u64;
/// The most signatures of a checkpoint that is read.
const MOST_SIGNATURES: usize = 512;

/// A public key of a log, with its name: the origin of its checkpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey(PublicKey);

impl VerifierKey {
    /// The key that is written `NAME+ID+KEY`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        PublicKey::parse(text, KeyType::Ed25519).map(Self)
    }

    /// The key as C2SP signed-note writes it.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// The name of the key: the origin of the log.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    fn verifies(&self, text: &str, signature: &NoteSignature) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.0.bytes);
        self.0.is_named_by(signature) && key.verify(text.as_bytes(), &signature.bytes).is_ok()
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
        let key = PublicKey { name: name.to_owned(), bytes: public, kind: KeyType::Ed25519 };
        Some(Self { key: VerifierKey(key), seed, pair })
    }

    /// The private key that is written `PRIVATE+KEY+NAME+ID+KEY`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix(PRIVATE)?.splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let (id, seed) = typed(id, key, KeyType::Ed25519)?;
        Self::new(name, seed).filter(|signer| u32::from_be_bytes(signer.key.0.id()) == id)
    }

    /// The private key as its file has it.
    pub(super) fn private_text(&self) -> String {
        let id = u32::from_be_bytes(self.key.0.id());
        let seed = encoded(&self.seed, KeyType::Ed25519);
        format!("{PRIVATE}{}+{id:08x}+{seed}", self.key.name())
    }

    /// The public key.
    #[must_use]
    pub const fn verifier(&self) -> &VerifierKey {
        &self.key
    }

    /// Signs the text of a note, which ends with a line break.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        let bytes = self.pair.sign(text.as_bytes()).as_ref().to_vec();
        let signature =
            NoteSignature { name: self.key.name().to_owned(), id: self.key.0.id(), bytes };
        format!("{text}\n{}\n", signature.line())
    }

    /// The signed checkpoint of a log with so many leaves and this root.
    #[must_use]
    pub fn checkpoint(&self, size: u64, root: Hash) -> String {
        self.sign(&checkpoint_text(self.key.name(), size, root))
    }

    /// The pair of keys, for cosignatures, which this type of key does not make.
    pub(super) const fn pair(&self) -> &Ed25519KeyPair {
        &self.pair
    }
}

/// The text of a checkpoint, which signatures cover.
#[must_use]
pub fn checkpoint_text(origin: &str, size: u64, root: Hash) -> String {
    format!("{origin}\n{size}\n{root}\n")
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
        // A note has no other control characters (C2SP signed-note), which a terminal would obey.
        if note.contains(|it: char| it.is_control() && it != '\n') {
            return None;
        }
        let end = note.rfind("\n\n")? + 1;
        let (text, signatures) = (&note[..end], note[end + 1..].strip_suffix('\n')?);
        let checkpoint = Checkpoint::from_bytes(text.as_bytes()).ok()?;
        let signatures: Vec<_> = signatures.lines().filter_map(NoteSignature::parse).collect();
        let is_signed = (1..=MOST_SIGNATURES).contains(&signatures.len());
        let holds = checkpoint.size() <= LARGEST && is_signed;
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
        let of_origin = keys.iter().filter(|key| key.name() == self.origin);
        let mut signed =
            of_origin.filter(|key| self.signatures.iter().any(|it| key.verifies(&self.text, it)));
        signed.next()
    }

    /// The text that its signatures cover.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cosignatures of these witnesses, verified.
    #[must_use]
    pub fn cosigned_by<'k>(&self, keys: &'k [WitnessKey]) -> Vec<(&'k WitnessKey, Cosignature)> {
        let made = self.signatures.iter().filter_map(Cosignature::of);
        made.filter_map(|made| {
            let key = keys.iter().find(|key| key.verifies(&self.text, &made))?;
            Some((key, made))
        })
        .collect()
    }

    /// The note with the signatures of this key and one cosignature alone.
    #[must_use]
    pub fn cosigned(&self, key: &VerifierKey, made: &Cosignature) -> String {
        let of_log = self.signatures.iter().filter(|it| key.verifies(&self.text, it));
        let of_log: String = of_log.take(1).map(|it| it.line() + "\n").collect();
        format!("{}\n{of_log}{}\n", self.text, made.line())
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
        let escaping = note.replace("countersign.example", "\u{1b}[2J");
        for wrong in
            ["", "\n\n", "a\n1\n\n", &note.replace("20", "020"), note.trim_end(), &escaping]
        {
            assert_eq!(SignedCheckpoint::parse(wrong), None, "{wrong:?}");
        }
    }
}
