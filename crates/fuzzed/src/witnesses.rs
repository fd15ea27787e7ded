//! Checkpoints, keys and cosignatures of witnesses, and of logs that are witnessed.

use super::text;
use countersign_app::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
use countersign_app::transparency::cosignature::{Cosignature, Cosigner, WitnessKey};
use countersign_domain::instant::Instant;

/// A key has one text, a cosignature one line, and what a machine makes up is of no key.
pub fn cosigned_checkpoint(input: &[u8]) {
    let Some(text) = text(input) else { return };
    if let Some(key) = WitnessKey::parse(text) {
        assert_eq!(WitnessKey::parse(&key.text()), Some(key));
        assert_eq!(VerifierKey::parse(text), None, "the types differ");
    }
    for line in text.lines() {
        if let Some(made) = Cosignature::parse(line) {
            assert_eq!(made.line(), line);
        }
    }
    let Some(checkpoint) = SignedCheckpoint::parse(text) else { return };
    let witness = Cosigner::new("w.example", [7; 32]).expect("these are a name and a seed");
    let keys = [witness.key().clone()];
    assert!(checkpoint.cosigned_by(&keys).is_empty(), "{text:?}");
    let made = witness.cosign(checkpoint.text(), Instant::from_micros(0));
    let more = SignedCheckpoint::parse(&format!("{text}{}\n", made.line()));
    // A note can be full of signatures already.
    if let Some(more) = more {
        assert_eq!((more.text(), more.cosigned_by(&keys).len()), (checkpoint.text(), 1));
    }
}
