//! Witnesses a transparency log elsewhere: reads its checkpoint, proves that it continues the one
//! that was seen last, keeps it, and cosigns it.
//!
//! What is kept is on the disk before the cosignature leaves, so that a witness that was
//! interrupted never cosigns a log that goes back.

use crate::failure::{Failure, Result};
use crate::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
use crate::transparency::cosignature::Cosigner;
use crate::transparency::tree;
use crate::witness::log_client::LogClient;
use crate::witness::seen::{Seen, SeenFile};
use countersign_domain::instant::Instant;
use std::path::PathBuf;
use std::slice;
use tlog_tiles::{Hash, Tile, check_tree};

/// The largest log that is witnessed: beyond what any has, and below what sizes in 64 bits allow.
const LARGEST: u64 = 1 << 48;

/// A witness and the log that it watches.
pub struct WitnessRound<'a> {
    /// The log.
    pub log: &'a LogClient,
    /// What was seen of it.
    pub seen: &'a SeenFile,
    /// The key that cosigns.
    pub cosigner: &'a Cosigner,
    /// The keys that the log may sign with. Without one, the first that it signs with stays.
    pub log_keys: &'a [VerifierKey],
}

/// The result of a round.
#[derive(Debug)]
pub enum Witnessed {
    /// The log continues, and was cosigned.
    Cosigned(CosignedLog),
    /// The log does not continue, and was not cosigned.
    Refused(RefusedLog),
}

/// A log that continues.
#[derive(Debug)]
pub struct CosignedLog {
    /// The name of the log.
    pub origin: String,
    /// The number of its records.
    pub size: u64,
    /// The number of records that were seen before.
    pub before: Option<u64>,
    /// When it was cosigned.
    pub at: Instant,
    /// The cosigned checkpoint.
    pub note: String,
    /// The key of the log, if no one gave it: it is what the log says for the first time.
    pub pinned: Option<VerifierKey>,
}

/// A log that does not continue.
#[derive(Debug)]
pub struct RefusedLog {
    /// What is wrong, as a sentence.
    pub why: String,
    /// The file with both checkpoints.
    pub evidence: PathBuf,
}

/// Does one round. `now` is the machine's time.
///
/// # Errors
/// Fails if the log cannot be read, or if files of the witness cannot be read or written; a log
/// that does not continue is an answer.
pub async fn run(round: &WitnessRound<'_>, now: Instant) -> Result<Witnessed> {
    let seen = round.seen.read()?;
    let note = round.log.checkpoint().await?;
    let checkpoint = SignedCheckpoint::parse(&note).filter(|it| it.size <= LARGEST);
    let checkpoint = checkpoint.ok_or_else(|| {
        Failure::System("what the log shows as its checkpoint cannot be read".to_owned())
    })?;
    let known = match (&seen, round.log_keys) {
        (Some(seen), []) => slice::from_ref(&seen.key),
        (_, given) => given,
    };
    let is_first = known.is_empty();
    let shown = if is_first { round.log.keys().await? } else { Vec::new() };
    let Some(key) = checkpoint.signed_by(if is_first { &shown } else { known }) else {
        return unknown_key(round, seen.as_ref(), known, &checkpoint, &note);
    };
    let before = seen.as_ref().and_then(Seen::checkpoint);
    if let Some(before) = &before
        && let Some(why) = contradiction(round, before, &checkpoint).await?
    {
        return refused(round, seen.as_ref(), &note, why);
    }
    let made = round.cosigner.cosign(checkpoint.text(), now);
    let note = checkpoint.cosigned(key, &made);
    round.seen.write(&Seen { key: key.clone(), note: note.clone() })?;
    Ok(Witnessed::Cosigned(CosignedLog {
        origin: checkpoint.origin.clone(),
        size: checkpoint.size,
        before: before.map(|it| it.size),
        at: made.at(),
        note,
        pinned: is_first.then(|| key.clone()),
    }))
}

/// The answer to a checkpoint that no known key signed.
fn unknown_key(
    round: &WitnessRound<'_>,
    seen: Option<&Seen>,
    known: &[VerifierKey],
    checkpoint: &SignedCheckpoint,
    note: &str,
) -> Result<Witnessed> {
    if known.is_empty() {
        return Err(Failure::Usage(
            "the log shows no key that signed its checkpoint: give the public key that its \
             operator publishes with --log-key"
                .to_owned(),
        ));
    }
    let known: Vec<String> = known.iter().map(VerifierKey::text).collect();
    let why = format!(
        "the checkpoint of {} records says that {} signed it, and not the log's key {}. If the \
         operator has a new key, compare it with what they publish, and give it with --log-key",
        checkpoint.size,
        shown(&checkpoint.signers()),
        known.join(", ")
    );
    refused(round, seen, note, why)
}

/// Why a checkpoint does not continue the one before; `None` if it does.
async fn contradiction(
    round: &WitnessRound<'_>,
    before: &SignedCheckpoint,
    now: &SignedCheckpoint,
) -> Result<Option<String>> {
    if before.origin != now.origin {
        return Ok(Some(format!(
            "the log is called {}, and this witness has seen {}: give each log a file of its own \
             with --state",
            shown(&now.origin),
            shown(&before.origin)
        )));
    }
    let (origin, old, new) = (shown(&now.origin), before.size, now.size);
    if new < old {
        return Ok(Some(format!(
            "the log {origin} has {new} records, and this witness cosigned {old}: the last ones \
             were deleted, or an older copy of the database is in use"
        )));
    }
    let continues = match old {
        0 => true,
        _ => {
            let read = async |tile: Tile| round.log.tile(tile).await;
            let damaged = |error: &tlog_tiles::Error| {
                Failure::System(format!("the hashes of the log cannot be used: {error}"))
            };
            let proof = tree::growth(new, old, read, damaged).await?;
            check_tree(&proof, new, Hash(now.root), old, Hash(before.root)).is_ok()
        }
    };
    Ok((!continues).then(|| {
        format!(
            "the log {origin} was rewritten: its first {old} records are not those that this \
             witness cosigned"
        )
    }))
}

/// Keeps both checkpoints, which anyone can compare.
fn refused(
    round: &WitnessRound<'_>,
    seen: Option<&Seen>,
    note: &str,
    why: String,
) -> Result<Witnessed> {
    let before = seen
        .map_or_else(String::new, |seen| format!("What this witness cosigned:\n\n{}\n", seen.note));
    let text = format!("{why}.\n\n{before}What the log showed afterwards:\n\n{note}");
    let evidence = round.seen.keep_evidence(&text)?;
    Ok(Witnessed::Refused(RefusedLog { why, evidence }))
}

/// A text of the log for a terminal.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
