//! Positions of records in the log, the proofs that lead from them to the checkpoint, and the time
//! stamps that cover them.

use crate::evidence::records::{LogPlace, path_texts};
use crate::transparency::tree::Prover;
use countersign_store::transparency::stamps;
use countersign_store::{Result, Tx};
use std::collections::BTreeSet;

/// Proves records by one checkpoint.
pub(super) struct LogPlaces {
    prover: Prover,
    /// The sizes of the checkpoints up to this one that were stamped.
    stamped: Vec<i64>,
    /// Those that are the first to cover a record of the pack, and the last one.
    covering: BTreeSet<i64>,
}

impl LogPlaces {
    /// The log of a checkpoint of `size` records.
    pub(super) async fn load(tx: &mut Tx, size: u64) -> Result<Self> {
        let stamped = stamps::sizes(tx, size.cast_signed()).await?;
        let covering = stamped.last().copied().into_iter().collect();
        Ok(Self { prover: Prover::new(size), stamped, covering })
    }

    /// The number of records that the checkpoint covers.
    pub(super) const fn size(&self) -> u64 {
        self.prover.size()
    }

    /// The sizes of the checkpoints whose time stamps cover the records, in order.
    pub(super) fn covering(&self) -> BTreeSet<i64> {
        self.covering.clone()
    }

    /// The place of the record at a position; empty if the checkpoint does not cover it.
    pub(super) async fn of(&mut self, tx: &mut Tx, position: Option<i64>) -> Result<LogPlace> {
        let covered = position.filter(|position| (0..self.size().cast_signed()).contains(position));
        let Some(position) = covered else { return Ok(LogPlace::default()) };
        let first = self.stamped.partition_point(|size| *size <= position);
        self.covering.extend(self.stamped.get(first));
        let index = position.cast_unsigned();
        let path = self.prover.prove(tx, index).await?;
        Ok(LogPlace { index: Some(index), path: Some(path_texts(&path)) })
    }

    /// The proof that the checkpoint continues an earlier one of `size` records.
    pub(super) async fn growth(&mut self, tx: &mut Tx, size: u64) -> Result<Vec<String>> {
        Ok(path_texts(&self.prover.prove_growth(tx, size).await?))
    }
}
