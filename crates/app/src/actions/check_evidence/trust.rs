//! What the reader of a pack has from elsewhere.

use crate::actions::verify_record::KeptFile;
use crate::transparency::checkpoint::VerifierKey;

/// What the reader has from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct PackTrust {
    /// Public keys of the log.
    pub keys: Vec<VerifierKey>,
    /// E-mails, checkpoints and packs that were kept.
    pub kept: Vec<KeptFile>,
}
