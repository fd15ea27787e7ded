//! Checkpoints of the log with the cosignatures of its witnesses.

use super::checkpoint::SignedCheckpoint;
use super::cosignature::{Cosignature, WitnessKey};
use super::tree::Prover;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::transparency::checkpoints::{self, StoredCheckpoint};
use countersign_store::transparency::witnesses::{self, StoredCosignature, Witness};
use countersign_store::{Result, Tx};
use tlog_tiles::Hash;

/// The most cosignatures that the latest checkpoint is served with.
const SERVED: i64 = 128;
/// A witness that signed nothing for longer than this is late, in microseconds: two days.
const LATE: i64 = 2 * DAY_MICROS;

/// Whether a witness that signed last at this instant is late.
#[must_use]
pub fn is_late(signed_at: Instant, now: Instant) -> bool {
    now > signed_at.plus_micros(LATE)
}

/// A witness in use.
#[derive(Clone, Debug)]
pub struct WitnessInUse {
    /// The public key; `None` if it cannot be read.
    pub key: Option<WitnessKey>,
    /// When it was registered.
    pub added_at: Instant,
    /// The largest checkpoint that it cosigned; `None` if it cosigned none.
    pub made: Option<LastCosignature>,
}

/// The checkpoint that a witness cosigned last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastCosignature {
    /// The number of leaves.
    pub size: i64,
    /// When the witness says that it made it.
    pub at: Instant,
}

impl WitnessInUse {
    /// Whether it is late: it has neither signed nor been registered in the last two days.
    #[must_use]
    pub fn is_late(&self, now: Instant) -> bool {
        is_late(self.made.map_or(self.added_at, |made| made.at), now)
    }
}

/// The witnesses in use, as they were registered.
///
/// # Errors
/// Fails when the database does.
pub async fn in_use(tx: &mut Tx) -> Result<Vec<WitnessInUse>> {
    let all = witnesses::latest(tx).await?.into_iter();
    let in_use = all.filter(|(witness, _)| witness.removed_at.is_none());
    let read = in_use.map(|(witness, made)| WitnessInUse {
        key: WitnessKey::parse(&witness.verifier),
        added_at: witness.added_at,
        made: made.map(|it| LastCosignature { size: it.size, at: it.at }),
    });
    Ok(read.collect())
}

/// The latest checkpoint with what witnesses cosigned of it, as C2SP tlog-checkpoint writes it:
/// readers who know only the log's key verify it as before. `None` if nothing is signed yet.
///
/// # Errors
/// Fails when the database does.
pub async fn last(tx: &mut Tx) -> Result<Option<String>> {
    let Some(StoredCheckpoint { size, note }) = checkpoints::last(tx).await? else {
        return Ok(None);
    };
    let lines = witnesses::lines_of(tx, size, SERVED).await?;
    Ok(Some(lines.into_iter().fold(note, |note, line| note + &line + "\n")))
}

/// A witness with the largest checkpoint that it cosigned.
#[derive(Clone, Debug, PartialEq)]
pub struct WitnessedCheckpoint {
    /// The public key.
    pub key: WitnessKey,
    /// The checkpoint with the signature of the log and of the witness.
    pub note: String,
    /// The proof that the last checkpoint continues it; empty if it is that.
    pub path: Vec<Hash>,
}

/// The largest checkpoint that each witness in use cosigned, with the proof that it leads to the
/// checkpoint of `size` leaves. What does not verify is left out: `verify` says so.
///
/// # Errors
/// Fails when the database does, or tiles are missing.
pub async fn all(tx: &mut Tx, size: u64) -> Result<Vec<WitnessedCheckpoint>> {
    let mut found: Vec<WitnessedCheckpoint> = Vec::new();
    let mut prover = Prover::new(size);
    for (witness, made) in witnesses::latest(tx).await? {
        let made = made.filter(|_| witness.removed_at.is_none());
        let Some((key, checkpoint, note)) = cosigned(tx, &witness, made).await? else { continue };
        let is_part = (1..=size).contains(&checkpoint.size);
        if !is_part || found.iter().any(|it| it.key == key) {
            continue;
        }
        let path = prover.prove_growth(tx, checkpoint.size).await?;
        found.push(WitnessedCheckpoint { key, note, path });
    }
    Ok(found)
}

/// A stored cosignature, verified, with its checkpoint.
async fn cosigned(
    tx: &mut Tx,
    witness: &Witness,
    made: Option<StoredCosignature>,
) -> Result<Option<(WitnessKey, SignedCheckpoint, String)>> {
    let (Some(made), Some(key)) = (made, WitnessKey::parse(&witness.verifier)) else {
        return Ok(None);
    };
    let stored = checkpoints::of_size(tx, made.size).await?;
    let Some(note) = stored.map(|it| format!("{}{}\n", it.note, made.line)) else {
        return Ok(None);
    };
    let checkpoint = SignedCheckpoint::parse(&note);
    let cosignature = Cosignature::parse(&made.line);
    let verified = checkpoint.zip(cosignature).filter(|(it, by)| key.verifies(it.text(), by));
    Ok(verified.map(|(checkpoint, _)| (key, checkpoint, note)))
}
