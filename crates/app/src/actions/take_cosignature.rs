//! Takes what a witness of the log cosigned, and keeps it beside the checkpoint.

use crate::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
use crate::transparency::cosignature::WitnessKey;
use countersign_domain::instant::Instant;
use countersign_store::transparency::checkpoints;
use countersign_store::transparency::witnesses::{self, StoredCosignature};
use countersign_store::{Result, Tx};
use uuid::Uuid;

/// How far the clock of a witness may be ahead, in microseconds.
const AHEAD: i64 = 5 * 60_000_000;

/// A cosignature that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenCosignature {
    /// The name of the witness.
    pub witness: String,
    /// The number of leaves that the checkpoint covers.
    pub size: u64,
    /// When the witness says that it made it.
    pub at: Instant,
}

/// The reason why a cosignature was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CosignatureFault {
    /// The text is not a signed checkpoint.
    Unreadable,
    /// No witness of the company cosigned it.
    Unknown,
    /// No key of this log signed it.
    NotSigned,
    /// This log has another checkpoint of that size, or none.
    OtherLog,
    /// Its time is in the future.
    Future,
}

/// Keeps the cosignature of a company's witness on a checkpoint of this log. `now` is the machine's
/// time.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn run(
    tx: &mut Tx,
    company_id: i64,
    note: &str,
    now: Instant,
) -> Result<std::result::Result<TakenCosignature, CosignatureFault>> {
    let Some(checkpoint) = SignedCheckpoint::parse(note) else {
        return Ok(Err(CosignatureFault::Unreadable));
    };
    let known = witnesses::of_company(tx, company_id).await?.into_iter();
    let known = known.filter(|it| it.removed_at.is_none());
    let (ids, keys): (Vec<Uuid>, Vec<WitnessKey>) =
        known.filter_map(|it| Some((it.id, WitnessKey::parse(&it.verifier)?))).unzip();
    let made = checkpoint.cosigned_by(&keys);
    let latest = made.iter().max_by_key(|(_, it)| it.at());
    let Some((latest, at)) = latest.map(|(key, it)| (*key, it.at())) else {
        return Ok(Err(CosignatureFault::Unknown));
    };
    if at > now.plus_micros(AHEAD) {
        return Ok(Err(CosignatureFault::Future));
    }
    let (witness, size) = (latest.name().to_owned(), checkpoint.size);
    let own_keys = checkpoints::keys(tx).await?;
    let own_keys: Vec<VerifierKey> =
        own_keys.iter().filter_map(|key| VerifierKey::parse(key)).collect();
    if checkpoint.signed_by(&own_keys).is_none() {
        return Ok(Err(CosignatureFault::NotSigned));
    }
    let stored_size = i64::try_from(size).unwrap_or(i64::MAX);
    let own = checkpoints::of_size(tx, stored_size).await?;
    let own = own.and_then(|it| SignedCheckpoint::parse(&it.note));
    if own.is_none_or(|own| own.text() != checkpoint.text()) {
        // A witness has seen another log under this name: one of the two was rewritten.
        tracing::error!(
            event = "log-witness-disagrees",
            witness,
            size,
            "a witness cosigned a checkpoint that this log does not have"
        );
        return Ok(Err(CosignatureFault::OtherLog));
    }
    for (key, made) in &made {
        let Some(place) = keys.iter().position(|it| it == *key) else { continue };
        let (witness_id, at, line) = (ids[place], made.at(), made.line());
        let stored = StoredCosignature { size: stored_size, witness_id, at, line };
        witnesses::put(tx, &stored).await?;
    }
    Ok(Ok(TakenCosignature { witness, size, at }))
}
