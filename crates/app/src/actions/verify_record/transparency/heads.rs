//! Checkpoints, stored or kept by people, compared with the tree when it has their size.

use super::KeptFile;
use super::names;
use crate::actions::verify_record::findings::{Findings, shown};
use crate::actions::verify_record::record_context::RecordContext;
use crate::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
use crate::transparency::proof::Proof;
use crate::transparency::tree::GrowingTree;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::{Entry, link};
use countersign_domain::leaf::LeafKind;
use countersign_store::reports::Key;
use countersign_store::transparency::checkpoints::{self, StoredCheckpoint};
use countersign_store::transparency::contents;
use countersign_store::{Result, Tx, history};
use std::collections::{BTreeMap, VecDeque};

/// Stored checkpoints in memory at once.
const CHUNK: i64 = 1_000;

/// A checkpoint that a file holds.
struct KeptHead<'a> {
    file: &'a str,
    checkpoint: &'a SignedCheckpoint,
}

pub(super) struct Heads<'a> {
    keys: &'a [VerifierKey],
    kept: BTreeMap<u64, Vec<KeptHead<'a>>>,
    stored: VecDeque<StoredCheckpoint>,
    /// The size of the last stored checkpoint that was read.
    read: i64,
    /// The largest checkpoint that the tree leads to.
    last_good: u64,
    /// Whether a stored checkpoint was found that it does not lead to; all later ones follow.
    is_broken: bool,
}

impl<'a> Heads<'a> {
    pub(super) fn new(
        keys: &'a [VerifierKey],
        files: &'a [KeptFile],
        findings: &mut Findings,
    ) -> Self {
        let mut kept: BTreeMap<u64, Vec<KeptHead<'a>>> = BTreeMap::new();
        for file in files {
            let name = file.name.as_str();
            if file.kept.checkpoints.is_empty() {
                findings.add_of_kept(format!("{name}: it holds no checkpoint of a log"));
            }
            if file.kept.damaged > 0 {
                let damaged = file.kept.damaged;
                findings.add_of_kept(format!("{name}: {damaged} of its proofs cannot be read"));
            }
            for checkpoint in &file.kept.checkpoints {
                if checkpoint.signed_by(keys).is_none() {
                    findings.add_of_kept(format!(
                        "{name}: its checkpoint says that {} signed it, and none of the log keys \
                         of this database did",
                        shown(&checkpoint.signers())
                    ));
                }
                let of_size = kept.entry(checkpoint.size).or_default();
                of_size.push(KeptHead { file: name, checkpoint });
            }
        }
        Self { keys, kept, stored: VecDeque::new(), read: 0, last_good: 0, is_broken: false }
    }

    /// Compares the checkpoints of this size with the tree.
    pub(super) async fn at(
        &mut self,
        tx: &mut Tx,
        tree: &GrowingTree,
        findings: &mut Findings,
    ) -> Result<()> {
        let size = tree.size();
        if let Some(stored) = self.stored_until(tx, size).await? {
            self.verify_stored(&stored, tree, findings)?;
        }
        for head in self.kept.remove(&size).unwrap_or_default() {
            let KeptHead { file, checkpoint } = head;
            if tree.root()?.0 == checkpoint.root {
                let by = checkpoint.signed_by(self.keys).map_or("an unknown key", |key| key.name());
                findings.held.push(format!(
                    "{file}: the log still leads to its checkpoint of {size} records, signed \
                     by {by}"
                ));
                self.last_good = self.last_good.max(size);
            } else {
                findings.add_of_kept(format!(
                    "{file}: the log was rewritten: its first {size} records are not those that \
                     its checkpoint covers{}",
                    self.since()
                ));
            }
        }
        Ok(())
    }

    /// The stored checkpoint of exactly this size.
    async fn stored_until(&mut self, tx: &mut Tx, size: u64) -> Result<Option<StoredCheckpoint>> {
        if self.stored.is_empty() && self.read >= 0 {
            let more = checkpoints::since(tx, self.read, CHUNK).await?;
            self.read = more.last().map_or(-1, |last| last.size);
            self.stored.extend(more);
        }
        let is_due = self.stored.front().is_some_and(|it| it.size.cast_unsigned() == size);
        Ok(if is_due { self.stored.pop_front() } else { None })
    }

    fn verify_stored(
        &mut self,
        stored: &StoredCheckpoint,
        tree: &GrowingTree,
        findings: &mut Findings,
    ) -> Result<()> {
        let size = tree.size();
        let checkpoint = SignedCheckpoint::parse(&stored.note).filter(|it| it.size == size);
        let signed = checkpoint.filter(|it| it.signed_by(self.keys).is_some());
        let Some(checkpoint) = signed else {
            findings.add(format!(
                "the stored checkpoint of {size} records is not signed by a log key of this \
                 database"
            ));
            return Ok(());
        };
        if tree.root()?.0 == checkpoint.root {
            self.last_good = self.last_good.max(size);
        } else if !self.is_broken {
            self.is_broken = true;
            findings.add(format!(
                "the log was rewritten: its first {size} records are not those of the stored \
                 checkpoint{}",
                self.since()
            ));
        }
        Ok(())
    }

    /// Where a difference begins, as far as checkpoints tell.
    fn since(&self) -> String {
        match self.last_good {
            0 => String::new(),
            good => format!("; its first {good} still are what an earlier checkpoint covers"),
        }
    }

    /// Finds checkpoints of more leaves than the log has.
    pub(super) async fn end(
        &mut self,
        tx: &mut Tx,
        size: u64,
        findings: &mut Findings,
    ) -> Result<()> {
        let last = checkpoints::last(tx).await?.map_or(0, |last| last.size.cast_unsigned());
        findings.uncovered = size.saturating_sub(last);
        if last > size {
            findings.add(format!(
                "the log has {size} records, and a stored checkpoint covers {last}: the last ones \
                 were deleted"
            ));
        }
        for (larger, heads) in std::mem::take(&mut self.kept) {
            for KeptHead { file, checkpoint } in heads {
                findings.add_of_kept(match larger {
                    0 => format!("{file}: its checkpoint covers no record, so it proves nothing"),
                    _ => format!(
                        "{file}: its checkpoint covers {} records, and the log has {size}: the \
                         last ones were deleted, or an older copy of the database is in use",
                        checkpoint.size
                    ),
                });
            }
        }
        Ok(())
    }

    /// Compares the records of proofs with the record as it is.
    pub(super) async fn proofs(
        &self,
        tx: &mut Tx,
        known: &RecordContext,
        files: &[KeptFile],
        findings: &mut Findings,
    ) -> Result<()> {
        for file in files {
            for proof in &file.kept.proofs {
                let found = contents::of(tx, std::slice::from_ref(&proof.leaf.name)).await?;
                let entry = of_entry(tx, proof).await?;
                verify_proof(known, &file.name, proof, found[0], &entry, findings);
            }
        }
        Ok(())
    }
}

/// Who did what, and when, if the record is an entry of a history whose text has this hash. A
/// message proves no text of its own.
async fn of_entry(tx: &mut Tx, proof: &Proof) -> Result<String> {
    let name = &proof.leaf.name;
    let is_history = name.kind == LeafKind::History && name.is_canonical();
    let Some([cycle, partner_id, vendor_id]) = name.numbers().filter(|_| is_history) else {
        return Ok(String::new());
    };
    let key = Key { cycle: Cycle::from_number(cycle), partner_id, vendor_id };
    let entries = history::of_report(tx, key).await?;
    let found = entries.windows(2).find_map(|pair| {
        let ((_, before), (body, _)) = (&pair[0], &pair[1]);
        (link(before, body) == proof.leaf.content).then(|| Entry::from_body(body).ok()).flatten()
    });
    Ok(found.map_or_else(String::new, |entry| {
        let by =
            entry.actor.person_id().map_or("the program".to_owned(), |id| format!("person {id}"));
        format!(": {} by {by} at {}", entry.verb.key(), entry.recorded_at)
    }))
}

fn verify_proof(
    known: &RecordContext,
    file: &str,
    proof: &Proof,
    found: Option<[u8; 32]>,
    entry: &str,
    findings: &mut Findings,
) {
    // What a proof that does not hold names is not worth a word.
    if !proof.holds() {
        findings.add_of_kept(format!("{file}: a proof does not lead to its checkpoint"));
        return;
    }
    let words = names::words(known, &proof.leaf.name);
    match found {
        None => findings.add_of_kept(format!("{file}: {words}: it does not exist any more")),
        Some(found) if found == proof.leaf.content => findings.held.push(format!(
            "{file}: {words} is what it was, record {} of the log{entry}",
            proof.position + 1
        )),
        Some(_) => findings.add_of_kept(format!("{file}: {words}: it is not what it was")),
    }
}
