//! The files that people kept, as `verify` reads them.

use crate::transparency::kept::{self, KeptProofs};

/// A file with checkpoints or proofs.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptFile {
    /// The name of the file.
    pub name: String,
    /// What it holds.
    pub kept: KeptProofs,
}

impl KeptFile {
    /// Finds the checkpoints and proofs in the bytes of a file.
    #[must_use]
    pub fn read(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), kept: kept::find(bytes) }
    }
}
