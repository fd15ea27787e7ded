//! Verifies the transparency log: every leaf against its record, every record against the log, the
//! tree from its leaves on, and every checkpoint, stored, cosigned or kept by people, against the
//! tree; and every time stamp against its checkpoint.
//!
//! The tree is computed again from the hashes of leaves that the log has. Each of them has to be
//! the hash of the leaf's name and content, and the content that of the record, unless personal
//! data was erased: no leaf can take the name of another. So a changed record is named; and if the
//! log was changed as well, the first checkpoint that it no longer leads to says where.

mod heads;
mod kept;
mod names;
mod stamps;
mod witnesses;

use super::findings::Findings;
use super::record_context::RecordContext;
use crate::actions::sequence_log;
use crate::progress::WorkProgress;
use crate::transparency::tree::GrowingTree;
use countersign_domain::history::Hash as Content;
use countersign_domain::leaf::{Leaf, LeafKind, LeafName};
use countersign_store::transparency::leaves::{self, StoredTile};
use countersign_store::transparency::{contents, pending, unlogged};
use countersign_store::{Result, Tx};
use heads::Heads;
use tlog_tiles::{HASH_SIZE, Hash, record_hash};
use witnesses::Witnesses;

pub use kept::KeptFile;

/// Leaves in memory at once: whole tiles.
const CHUNK: i64 = 8 * 256;
/// Records that are named if the log knows nothing of them.
const NAMED: i64 = 100;

pub(super) async fn verify(
    tx: &mut Tx,
    known: &RecordContext,
    kept: &[KeptFile],
    findings: &mut Findings,
    progress: &mut WorkProgress,
) -> Result<()> {
    let size = leaves::size(tx).await?;
    progress.begin("verifying the log", "", Some(u64::try_from(size).unwrap_or_default()));
    let keys = sequence_log::keys(tx).await?;
    let mut heads = Heads::new(&keys, kept, findings);
    let mut witnesses = Witnesses::load(tx, &keys).await?;
    let mut tree = GrowingTree::default();
    if leaves::before_first(tx).await? > 0 {
        findings.add("the log has leaves before its first one".to_owned());
    }
    let mut next = 0;
    loop {
        let chunk = leaves::from(tx, next, CHUNK).await?;
        if chunk.iter().zip(next..).any(|((position, _), expected)| *position != expected) {
            findings.add(format!("leaf {next} of the log, or one after it, is missing"));
            break;
        }
        witnesses.expect(tx, next, next + chunk.len() as i64).await?;
        let names: Vec<LeafName> = chunk.iter().map(|(_, leaf)| leaf.name.clone()).collect();
        let found = contents::of(tx, &names).await?;
        let logged = logged_hashes(tx, next, names.len()).await?;
        for (((_, leaf), content), logged) in chunk.iter().zip(found).zip(logged) {
            if content.is_none() {
                verify_erased(tx, known, &leaf.name, findings).await?;
            }
            tree.add(verify_leaf(known, leaf, content, logged, findings))?;
            heads.at(tx, &tree, findings).await?;
            witnesses.at(&tree, findings)?;
        }
        findings.leaves += chunk.len() as u64;
        progress.at(findings.leaves);
        verify_tiles(tx, &tree.take_full_tiles(), findings).await?;
        next += chunk.len() as i64;
        if chunk.is_empty() {
            break;
        }
    }
    heads.end(tx, tree.size(), findings).await?;
    witnesses.end(tx, tree.size(), findings).await?;
    stamps::verify(tx, findings).await?;
    verify_tiles(tx, &tree.into_tiles(), findings).await?;
    heads.proofs(tx, known, kept, findings).await?;
    verify_unlogged(tx, known, findings).await
}

/// The hashes of leaves as the log has them; none where a tile is too short.
async fn logged_hashes(tx: &mut Tx, first: i64, count: usize) -> Result<Vec<Option<Hash>>> {
    let mut hashes = Vec::with_capacity(count);
    let mut tile = first / 256;
    while hashes.len() < count {
        let stored = leaves::tile(tx, 0, tile).await?;
        let hash = |bytes: &[u8]| Some(Hash(bytes.try_into().ok()?));
        let found = (0..256).map(|at| hash(stored.get(at * HASH_SIZE..(at + 1) * HASH_SIZE)?));
        hashes.extend(found);
        tile += 1;
    }
    hashes.truncate(count);
    Ok(hashes)
}

/// Compares a leaf with its record and with the log, and returns the hash that counts in the tree.
fn verify_leaf(
    known: &RecordContext,
    leaf: &Leaf,
    content: Option<Content>,
    logged: Option<Hash>,
    findings: &mut Findings,
) -> Hash {
    let hash = record_hash(leaf.text().as_bytes());
    let words = || names::words(known, &leaf.name);
    if content.is_some_and(|content| content != leaf.content) {
        findings.add(format!("{}: it was changed after it was written into the log", words()));
    }
    match logged {
        Some(logged) if logged == hash => {}
        Some(_) => findings.add(format!("{}: the log has the hash of another record", words())),
        None => findings.add(format!("{}: the log lacks the hash of it", words())),
    }
    logged.unwrap_or(hash)
}

/// A leaf without a record: only personal data may be erased, and its audit entry stays.
async fn verify_erased(
    tx: &mut Tx,
    known: &RecordContext,
    name: &LeafName,
    findings: &mut Findings,
) -> Result<()> {
    let words = || names::words(known, name);
    if name.kind != LeafKind::AuditDetails || !name.is_canonical() {
        findings.add(format!("{}: it is in the log, but does not exist any more", words()));
        return Ok(());
    }
    let entry = LeafName { kind: LeafKind::Audit, ..name.clone() };
    if leaves::position(tx, &entry).await?.is_none() {
        findings.add(format!("{}: the log has no such audit entry", words()));
    }
    Ok(())
}

/// Compares tiles with the stored ones.
async fn verify_tiles(tx: &mut Tx, tiles: &[StoredTile], findings: &mut Findings) -> Result<()> {
    for tile in tiles {
        if leaves::tile(tx, tile.level, tile.number).await? != tile.hashes {
            let StoredTile { level, number, .. } = tile;
            findings.add(format!("tile {number} of level {level} of the log was changed"));
        }
    }
    Ok(())
}

/// Finds records that the log does not have and will not get.
async fn verify_unlogged(
    tx: &mut Tx,
    known: &RecordContext,
    findings: &mut Findings,
) -> Result<()> {
    findings.unlogged = u64::try_from(pending::count(tx).await?).unwrap_or_default();
    let waiting = pending::some(tx, CHUNK).await?;
    let found = contents::of(tx, &waiting).await?;
    let gone = waiting.iter().zip(found).filter(|(_, content)| content.is_none());
    let gone = gone.map(|(name, _)| name);
    for name in gone.filter(|name| name.kind != LeafKind::AuditDetails) {
        let words = names::words(known, name);
        findings.add(format!("{words}: it waits for the log, but does not exist any more"));
    }
    for kind in LeafKind::ALL {
        for name in unlogged::of_kind(tx, kind, NAMED).await? {
            let words = names::words(known, &name);
            findings.add(format!("{words}: it is not in the log, and does not wait for it"));
        }
    }
    Ok(())
}
