//! The files that people kept, as `verify` reads them.

use crate::evidence::kept_pack;
use crate::transparency::kept::{self, KeptProofs};
use std::io::{Read, Seek};

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

    /// The same in an evidence pack, which is not read into memory; `None` if it is none.
    #[must_use]
    pub fn of_pack<R: Read + Seek>(name: &str, file: R) -> Option<Self> {
        let kept = kept_pack::find(file)?;
        Some(Self { name: name.to_owned(), kept })
    }
}
