//! Positions of records in the log, and the proofs that lead from them to the checkpoint.

use crate::evidence::records::LogPlace;
use crate::transparency::tree::Prover;
use countersign_store::{Result, Tx};

/// Proves records by one checkpoint.
pub(super) struct LogPlaces {
    prover: Prover,
}

impl LogPlaces {
    /// The log of a checkpoint of `size` records.
    pub(super) fn new(size: u64) -> Self {
        Self { prover: Prover::new(size) }
    }

    /// The number of records that the checkpoint covers.
    pub(super) const fn size(&self) -> u64 {
        self.prover.size()
    }

    /// The place of the record at a position; empty if the checkpoint does not cover it.
    pub(super) async fn of(&mut self, tx: &mut Tx, position: Option<i64>) -> Result<LogPlace> {
        let position = position.and_then(|position| u64::try_from(position).ok());
        let Some(index) = position.filter(|position| *position < self.prover.size()) else {
            return Ok(LogPlace::default());
        };
        let path = self.prover.prove(tx, index).await?;
        let path = path.iter().map(ToString::to_string).collect();
        Ok(LogPlace { index: Some(index), path: Some(path) })
    }
}
