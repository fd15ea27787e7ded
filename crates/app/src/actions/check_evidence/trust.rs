//! What the reader of a pack has from elsewhere.

use crate::actions::verify_record::KeptFile;
use crate::transparency::checkpoint::VerifierKey;
use crate::transparency::cosignature::WitnessKey;

/// What the reader has from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct PackTrust {
    /// Public keys of the log.
    pub keys: Vec<VerifierKey>,
    /// Public keys of witnesses of the log.
    pub witnesses: Vec<WitnessKey>,
    /// E-mails, checkpoints and packs that were kept.
    pub kept: Vec<KeptFile>,
}
