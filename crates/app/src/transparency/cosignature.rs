//! Cosignatures of witnesses: C2SP tlog-cosignature with Ed25519, by `ring`.
//!
//! A cosignature states that the checkpoint was the largest consistent one that the witness had
//! seen of this log at that time.

use super::checkpoint::LogSigner;
use super::note::{KeyType, NoteSignature, PublicKey};
use countersign_domain::instant::Instant;
use ring::signature::{ED25519, KeyPair, UnparsedPublicKey};

/// The longest name of a witness.
const LONGEST_NAME: usize = 200;
/// Bytes of a time before a signature, and of the signature.
const TIME: usize = 8;
const SIGNED: usize = 64;
/// Microseconds of a second.
const SECOND: i64 = 1_000_000;
/// The last second of the year 9999: dates have four digits, also in `verify.html`.
const LATEST: u64 = 253_402_300_799;

/// The public key of a witness, with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessKey(PublicKey);

impl WitnessKey {
    /// The key that is written `NAME+ID+KEY`. Its name is part of notes that everybody reads, so it
    /// has only visible ASCII characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let key = PublicKey::parse(text, KeyType::Cosignature).map(Self)?;
        is_name(key.name()).then_some(key)
    }

    /// The key as C2SP signed-note writes it.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// The id of the key: eight hexadecimal digits of a hash over name and key.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.0.id()))
    }

    /// The name of the witness.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether this key made a cosignature of the text of a checkpoint.
    #[must_use]
    pub fn verifies(&self, text: &str, made: &Cosignature) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.0.bytes);
        let Some(signed) = made.signature.bytes.get(TIME..) else { return false };
        self.0.is_named_by(&made.signature)
            && key.verify(message(text, made.seconds).as_bytes(), signed).is_ok()
    }
}

/// Whether a witness can have this name.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_graphic() && byte != b'+';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_part)
}

/// What a cosignature signs.
fn message(text: &str, seconds: u64) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

/// A cosignature, which is not verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    seconds: u64,
    /// Its bytes are the time and the signature.
    signature: NoteSignature,
}

impl Cosignature {
    /// The cosignature in a line of a note, without its line feed.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        Self::of(&NoteSignature::parse(line)?)
    }

    /// The cosignature in a signature of a note; `None` if it is of another type.
    pub(super) fn of(signature: &NoteSignature) -> Option<Self> {
        let time = signature
            .bytes
            .first_chunk()
            .filter(|_| signature.bytes.len() == TIME + SIGNED && is_name(&signature.name))?;
        let seconds = u64::from_be_bytes(*time);
        (seconds <= LATEST).then(|| Self { seconds, signature: signature.clone() })
    }

    /// The line in a note, without its line feed.
    #[must_use]
    pub fn line(&self) -> String {
        self.signature.line()
    }

    /// When the witness says that it made it.
    #[must_use]
    pub fn at(&self) -> Instant {
        Instant::from_micros(self.seconds.cast_signed().saturating_mul(SECOND))
    }
}

/// The private key of a witness.
pub struct Cosigner {
    signer: LogSigner,
    key: WitnessKey,
}

impl Cosigner {
    /// The key of this name and these random bytes; `None` if they make no key.
    #[must_use]
    pub fn new(name: &str, seed: [u8; 32]) -> Option<Self> {
        Self::of(LogSigner::new(name, seed)?)
    }

    /// The private key in the form that witnesses written elsewhere use too: that of an ordinary
    /// Ed25519 key of signed notes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::of(LogSigner::parse(text)?)
    }

    fn of(signer: LogSigner) -> Option<Self> {
        let name = signer.verifier().name().to_owned();
        let bytes = signer.pair().public_key().as_ref().try_into().ok()?;
        let key = WitnessKey(PublicKey { name, bytes, kind: KeyType::Cosignature });
        is_name(key.name()).then_some(Self { signer, key })
    }

    /// The private key as its file has it.
    pub(crate) fn private_text(&self) -> String {
        self.signer.private_text()
    }

    /// The public key.
    #[must_use]
    pub const fn key(&self) -> &WitnessKey {
        &self.key
    }

    /// Cosigns the text of a checkpoint. An instant before 1970 counts as 1970.
    #[must_use]
    pub fn cosign(&self, text: &str, now: Instant) -> Cosignature {
        let seconds = (now.micros() / SECOND).max(0).cast_unsigned();
        let signed = self.signer.pair().sign(message(text, seconds).as_bytes());
        let bytes = [&seconds.to_be_bytes(), signed.as_ref()].concat();
        let key = &self.key.0;
        let signature = NoteSignature { name: key.name.clone(), id: key.id(), bytes };
        Cosignature { seconds, signature }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
    use tlog_tiles::Hash;

    /// The checkpoint in C2SP tlog-cosignature, whose keys are not published.
    const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhc\
        yv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrD\
        JsX3b\
        2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

    fn witness() -> Cosigner {
        Cosigner::new("witness.example/w1", [5; 32]).unwrap()
    }

    #[test]
    fn the_example_of_c2sp_is_read_byte_for_byte() {
        let checkpoint = SignedCheckpoint::parse(EXAMPLE).unwrap();
        assert_eq!(
            (checkpoint.size, checkpoint.origin.as_str()),
            (20_852_163, "example.com/behind-the-sofa")
        );
        let line = EXAMPLE.lines().last().unwrap();
        let made = Cosignature::parse(line).unwrap();
        // The example signs "time 1679315147".
        assert_eq!(made.at().to_string(), "2023-03-20T12:25:47Z");
        assert_eq!(made.line(), line);
        assert_eq!(checkpoint.cosigned_by(&[witness().key().clone()]), []);
        let log = EXAMPLE.lines().nth(4).unwrap();
        assert_eq!(Cosignature::parse(log), None, "the log's signature has no time");
    }

    /// The same checkpoint, seed and time, signed by OpenSSL with the bytes of C2SP put together in
    /// Python.
    #[test]
    fn a_cosignature_has_the_bytes_that_openssl_makes() {
        let text = format!("countersign/00ff\n3\n{}\n", Hash([9; 32]));
        let now = Instant::parse("2026-11-30T12:00:00Z").unwrap();
        assert_eq!(
            witness().key().text(),
            "witness.example/w1+567cde09+BG56HN0psLeP0Tr0xVmP7/TvKpcWbjym8uT7/M2AUFvx"
        );
        assert_eq!(
            witness().cosign(&text, now).line(),
            "— witness.example/w1 VnzeCQAAAABrDWVAVJ8c/wrQm7+g/qn+I9xBuKQ4XNWW11X4VzKo1X4QfkdiT\
            4xPgKuZu\
             xAMi2LdXwFLReSLivd49yeoe/LTyAkFDQ=="
        );
    }

    #[test]
    fn a_cosignature_is_of_one_key_one_text_and_one_time() {
        let log = LogSigner::new("countersign/00ff", [7; 32]).unwrap();
        let note = log.checkpoint(3, Hash([9; 32]));
        let (text, _) = note.split_at(note.find("\n\n").unwrap() + 1);
        let now = Instant::parse("2026-11-30T12:00:00.9Z").unwrap();
        let made = witness().cosign(text, now);
        let line = made.line();
        assert_eq!(Cosignature::parse(&line), Some(made.clone()));
        assert_eq!(made.at().to_string(), "2026-11-30T12:00:00Z");
        assert!(witness().key().verifies(text, &made));
        assert!(!witness().key().verifies(&text.replace("\n3\n", "\n4\n"), &made));
        let mut other = made.clone();
        other.seconds += 1;
        assert!(!witness().key().verifies(text, &other), "the time is signed");
        let same_name = Cosigner::new("witness.example/w1", [6; 32]).unwrap();
        assert!(!same_name.key().verifies(text, &made));
        let same_key = Cosigner::new("witness.example/w2", [5; 32]).unwrap();
        assert!(!same_key.key().verifies(text, &made));
        let cosigned = SignedCheckpoint::parse(&format!("{note}{line}\n")).unwrap();
        let keys = [same_name.key().clone(), witness().key().clone()];
        assert_eq!(cosigned.cosigned_by(&keys), [(&keys[1], made)]);
        let log_keys = [log.verifier().clone()];
        assert!(cosigned.signed_by(&log_keys).is_some(), "readers with the log's key alone verify");
    }

    #[test]
    fn keys_of_witnesses_and_of_logs_are_not_mistaken_for_each_other() {
        let text = witness().key().text();
        assert_eq!(WitnessKey::parse(&text).as_ref(), Some(witness().key()));
        assert_eq!(VerifierKey::parse(&text), None);
        let log = LogSigner::new("witness.example/w1", [5; 32]).unwrap();
        assert_eq!(WitnessKey::parse(&log.verifier().text()), None);
        let private = witness().private_text();
        assert_eq!(Cosigner::parse(&private).unwrap().key(), witness().key());
        for name in ["", "a b", "a+b", "a\u{1b}b", "ä", &"a".repeat(201)] {
            assert!(Cosigner::new(name, [5; 32]).is_none(), "{name:?}");
        }
    }

    #[test]
    fn a_time_that_is_no_instant_is_refused() {
        for (seconds, is_read) in [(0, true), (253_402_300_799, true), (253_402_300_800, false)] {
            let bytes = [&u64::to_be_bytes(seconds)[..], &[1; SIGNED]].concat();
            let signature = NoteSignature { name: "w".to_owned(), id: [0; 4], bytes };
            assert_eq!(Cosignature::of(&signature).is_some(), is_read, "{seconds}");
        }
        let short = NoteSignature { name: "w".to_owned(), id: [0; 4], bytes: vec![1; 71] };
        assert_eq!(Cosignature::of(&short), None);
    }
}
