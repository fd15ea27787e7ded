//! The checkpoint and the proofs in a pack that a person kept.

use super::files::{CHECKPOINT, DISPATCHES, FROZEN, HISTORY};
use super::pack_files::PackFiles;
use super::pack_reader::PackReader;
use super::records::{DispatchLine, HistoryLine, path_of};
use crate::transparency::checkpoint::SignedCheckpoint;
use crate::transparency::kept::KeptProofs;
use crate::transparency::proof::Proof;
use countersign_domain::export::unhex;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Hash;
use countersign_domain::leaf::{Leaf, LeafName};
use std::io::{Read, Seek};

/// What a ZIP file begins with.
const ZIP: [u8; 4] = *b"PK\x03\x04";

/// The checkpoint of a pack, and the proofs of its dispatches and of the last proven entry of each
/// report, which covers all earlier ones; `None` if the file is no pack.
pub(crate) fn find<R: Read + Seek>(mut file: R) -> Option<KeptProofs> {
    let mut begin = [0; ZIP.len()];
    file.rewind().and_then(|()| file.read_exact(&mut begin)).ok()?;
    let mut pack = (begin == ZIP).then(|| PackReader::open(file).ok()).flatten()?;
    let mut text = |file: &str| pack.text(file).ok();
    let checkpoint = SignedCheckpoint::parse(&text(CHECKPOINT)?)?;
    let mut kept = KeptProofs { checkpoints: vec![checkpoint.clone()], ..KeptProofs::default() };
    let dispatches = text(DISPATCHES).unwrap_or_default();
    for line in dispatches.lines() {
        add(&mut kept, of_dispatch(line, &checkpoint));
    }
    for folder in pack.folders() {
        add(&mut kept, of_report(&mut pack, &folder, &checkpoint));
    }
    Some(kept)
}

/// Adds a proof; the inner one is missing if the record is newer than the checkpoint.
fn add(kept: &mut KeptProofs, found: Option<Option<Proof>>) {
    match found {
        Some(proof) => kept.proofs.extend(proof),
        None => kept.damaged += 1,
    }
}

fn of_dispatch(line: &str, checkpoint: &SignedCheckpoint) -> Option<Option<Proof>> {
    let line: DispatchLine = serde_json::from_str(line).ok()?;
    let Some(place) = line.index.zip(line.path) else { return Some(None) };
    let name = LeafName::dispatch(line.distributor_id, line.number);
    proof(name, unhex(&line.hash)?, place, checkpoint).map(Some)
}

fn of_report<R: Read + Seek>(
    pack: &mut PackReader<R>,
    folder: &str,
    checkpoint: &SignedCheckpoint,
) -> Option<Option<Proof>> {
    let mut text = |file: &str| pack.text(&format!("{folder}/{file}")).ok();
    let FrozenParts { cycle, parties, .. } = FrozenParts::parse(&text(FROZEN)?)?;
    let mut last = None;
    for line in text(HISTORY)?.lines() {
        let mut line: HistoryLine = serde_json::from_str(line).ok()?;
        let place = line.index.zip(line.path.take());
        last = place.map(|place| (line, place)).or(last);
    }
    let Some((line, place)) = last else { return Some(None) };
    let name = LeafName::history(cycle, parties.partner_id, parties.vendor_id, line.version);
    proof(name, unhex(&line.hash)?, place, checkpoint).map(Some)
}

fn proof(
    name: LeafName,
    content: Hash,
    (position, path): (u64, Vec<String>),
    checkpoint: &SignedCheckpoint,
) -> Option<Proof> {
    let (leaf, path) = (Leaf { name, content }, path_of(&path)?);
    Some(Proof { leaf, position, path, checkpoint: checkpoint.clone() })
}
