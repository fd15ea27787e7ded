//! The checkpoint of a pack, the keys that sign it, and proofs that lead to it.

use super::findings::PackFindings;
use super::manifest::CheckedManifest;
use super::trust::PackTrust;
use crate::evidence::files::{CHECKPOINT, KEYS, MANIFEST};
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::{CheckpointPart, KeyLine, path_of};
use crate::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
use countersign_domain::history::Hash as Content;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{Leaf, LeafName};
use countersign_store::transparency::contents;
use tlog_tiles::{Hash, check_record, check_tree, record_hash};

/// The most lines of a file that are read.
const MOST_LINES: usize = 1_000_000;

/// The most keys of a log, which gets a new one once in years: each signature is compared with all
/// of them.
const MOST_KEYS: usize = 1_000;

/// Whether a proof leads to the checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proven {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The record is newer than the checkpoint, or there is no checkpoint.
    NotYet,
}

/// The log of a pack.
pub(super) struct CheckedLog {
    pub(super) checkpoint: Option<SignedCheckpoint>,
    /// The keys in the pack.
    pub(super) keys: Vec<VerifierKey>,
}

impl CheckedLog {
    /// Reads and checks the checkpoint and the keys.
    pub(super) fn read(
        pack: &mut impl PackFiles,
        manifest: &CheckedManifest,
        trust: &PackTrust,
        findings: &mut PackFindings,
    ) -> Self {
        let note = pack.text(CHECKPOINT).ok();
        let checkpoint = note.and_then(|note| SignedCheckpoint::parse(&note));
        if checkpoint.is_none() {
            findings.add(CHECKPOINT, "it is not a checkpoint");
        }
        let mut log = Self { checkpoint, keys: Vec::new() };
        let keys = lines(pack, KEYS, findings);
        if keys.len() > MOST_KEYS {
            findings.add(KEYS, format!("it has more than {MOST_KEYS} keys"));
        }
        for (line, text) in (1..).zip(keys.iter().take(MOST_KEYS)) {
            log.key(line, text, findings);
        }
        log.compare(manifest, findings);
        log.signature(trust, findings);
        log
    }

    fn key(&mut self, line: usize, text: &str, findings: &mut PackFindings) {
        let read = serde_json::from_str::<KeyLine>(text).ok();
        let read = read.and_then(|it| VerifierKey::parse(&it.key).map(|key| (it, key)));
        let Some((it, key)) = read else {
            return findings.add_at(KEYS, line, "it is not a key of a log");
        };
        let content = contents::of_key(&it.key, Instant::from_micros(it.began_at));
        let leaf = Leaf { name: LeafName::key(&it.key), content };
        if self.proves(&leaf, it.index, it.path.as_deref()) == Proven::No {
            findings.add_at(
                KEYS,
                line,
                "the log does not have this key, or not since this instant",
            );
        }
        self.keys.push(key);
    }

    fn compare(&self, manifest: &CheckedManifest, findings: &mut PackFindings) {
        let Some(checkpoint) = &self.checkpoint else { return };
        let found =
            CheckpointPart { size: checkpoint.size, root: Hash(checkpoint.root).to_string() };
        if manifest.manifest.checkpoint != found
            || manifest.manifest.installation != checkpoint.origin
        {
            findings.add(MANIFEST, format!("it names another checkpoint than {CHECKPOINT}"));
        }
    }

    /// Who signed the checkpoint, and whether the reader knows the key.
    fn signature(&self, trust: &PackTrust, findings: &mut PackFindings) {
        let Some(checkpoint) = &self.checkpoint else { return };
        let size = checkpoint.size;
        let signer = checkpoint.signed_by(&self.keys);
        match signer {
            Some(key) => findings.hold(format!(
                "it leads to the log {}, of {size} records, signed by {}",
                checkpoint.origin,
                key.text()
            )),
            None => findings.add(CHECKPOINT, format!("none of the keys in {KEYS} signed it")),
        }
        if trust.keys.is_empty() {
            return;
        }
        match checkpoint.signed_by(&trust.keys) {
            Some(key) => {
                findings.is_tied = true;
                findings.hold(format!("you gave the key that signed it: {}", key.text()));
            }
            None => findings.add(CHECKPOINT, "none of the keys that you gave signed it"),
        }
    }

    /// Whether this key signed the checkpoint of the pack.
    pub(super) fn is_signed_by(&self, key: &VerifierKey) -> bool {
        let signed = |it: &SignedCheckpoint| it.signed_by(std::slice::from_ref(key)).is_some();
        self.checkpoint.as_ref().is_some_and(signed)
    }

    /// Whether the log continues an earlier checkpoint, as this proof says.
    pub(super) fn continues(&self, earlier: &SignedCheckpoint, path: &[String]) -> bool {
        let (Some(own), Some(path)) = (&self.checkpoint, path_of(path)) else { return false };
        let (new, old) = (Hash(own.root), Hash(earlier.root));
        check_tree(&path, own.size, new, earlier.size, old).is_ok()
    }

    /// Whether the proof of a leaf leads to the checkpoint.
    pub(super) fn proves(
        &self,
        leaf: &Leaf,
        index: Option<u64>,
        path: Option<&[String]>,
    ) -> Proven {
        let Some(checkpoint) = &self.checkpoint else { return Proven::NotYet };
        let (index, path) = match (index, path) {
            (None, None) => return Proven::NotYet,
            (Some(index), Some(path)) => (index, path),
            _ => return Proven::No,
        };
        let Some(path) = path_of(path) else { return Proven::No };
        let hash = record_hash(leaf.text().as_bytes());
        match check_record(&path, checkpoint.size, Hash(checkpoint.root), index, hash) {
            Ok(()) => Proven::Yes,
            Err(_) => Proven::No,
        }
    }

    /// The same for the record of this name and content.
    pub(super) fn has(
        &self,
        name: LeafName,
        content: Content,
        index: Option<u64>,
        path: Option<&[String]>,
    ) -> Proven {
        self.proves(&Leaf { name, content }, index, path)
    }
}

/// The lines of a file that a pack may lack.
pub(super) fn lines_if_there(
    pack: &mut impl PackFiles,
    file: &str,
    findings: &mut PackFindings,
) -> Vec<String> {
    if pack.has(file) { lines(pack, file, findings) } else { Vec::new() }
}

/// The lines of a file, without their line feeds.
pub(super) fn lines(
    pack: &mut impl PackFiles,
    file: &str,
    findings: &mut PackFindings,
) -> Vec<String> {
    match pack.text(file) {
        Ok(text) => {
            if !text.is_empty() && !text.ends_with('\n') {
                findings.add(file, "its last line is cut off");
            }
            let mut lines: Vec<String> =
                text.split_terminator('\n').take(MOST_LINES + 1).map(str::to_owned).collect();
            if lines.len() > MOST_LINES {
                findings.add(file, format!("it has more than {MOST_LINES} lines"));
                lines.pop();
            }
            lines
        }
        Err(why) => {
            findings.add(file, why);
            Vec::new()
        }
    }
}
