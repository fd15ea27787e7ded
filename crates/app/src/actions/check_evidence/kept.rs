//! What the reader kept, compared with the pack.

use super::checked_log::CheckedLog;
use super::dispatches::Dispatches;
use super::findings::PackFindings;
use super::history::CheckedHistory;
use crate::actions::read_report::concerns_vendor;
use crate::actions::verify_record::KeptFile;
use crate::evidence::records::Manifest;
use crate::transparency::proof::Proof;
use countersign_domain::actor::CompanyKind;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Hash;
use countersign_domain::leaf::{LeafKind, LeafName};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A record that a kept proof names.
struct KeptRecord<'a> {
    file: &'a str,
    version: usize,
    content: Hash,
    /// Its place in the log.
    position: u64,
}

/// The entries of histories that kept proofs name, by the record in their leaves.
pub(super) struct KeptRecords<'a> {
    /// How many records the checkpoint of the pack covers.
    size: u64,
    /// Whether the pack says that it is a vendor's.
    is_of_vendor: bool,
    by_record: BTreeMap<String, Vec<KeptRecord<'a>>>,
    /// Those of reports that the pack has.
    seen: RefCell<BTreeSet<String>>,
}

impl<'a> KeptRecords<'a> {
    /// Compares what was kept with the log of the pack.
    pub(super) fn new(
        files: &'a [KeptFile],
        manifest: &Manifest,
        (log, dispatches): (&CheckedLog, &Dispatches),
        findings: &mut PackFindings,
    ) -> Self {
        let mut by_record: BTreeMap<String, Vec<KeptRecord<'a>>> = BTreeMap::new();
        for file in files {
            if file.kept.checkpoints.is_empty() {
                findings.add(&file.name, "it holds no checkpoint of a log");
            }
            if file.kept.damaged > 0 {
                let damaged = file.kept.damaged;
                findings.add(&file.name, format!("{damaged} of its proofs cannot be read"));
            }
            checkpoints(file, log, findings);
            for proof in &file.kept.proofs {
                if !holds(proof, log) {
                    findings.add(&file.name, "a proof does not lead to a checkpoint of this log");
                    continue;
                }
                let LeafName { kind, record, number } = &proof.leaf.name;
                let (file, content) = (&file.name, proof.leaf.content);
                if *kind == LeafKind::History {
                    let version = usize::try_from(*number).unwrap_or(usize::MAX);
                    let kept = KeptRecord { file, version, content, position: proof.position };
                    by_record.entry(record.clone()).or_default().push(kept);
                } else if *kind == LeafKind::Dispatch {
                    dispatches.compare(file, &proof.leaf.name, content, findings);
                }
            }
        }
        let size = log.checkpoint.as_ref().map_or(0, |own| own.size);
        let is_of_vendor = manifest.reader.kind == CompanyKind::Vendor.token();
        Self { size, is_of_vendor, by_record, seen: RefCell::default() }
    }

    /// Compares the entries of a report.
    pub(super) fn check(
        &self,
        folder: &str,
        frozen: &FrozenParts,
        history: &CheckedHistory,
        findings: &mut PackFindings,
    ) {
        let parties = frozen.parties;
        let name = LeafName::history(frozen.cycle, parties.partner_id, parties.vendor_id, 0);
        let Some(kept) = self.by_record.get(&name.record) else { return };
        self.seen.borrow_mut().insert(name.record);
        for kept in kept {
            let KeptRecord { file, version, content, .. } = kept;
            match version.checked_sub(1).and_then(|at| history.hashes.get(at)) {
                Some(hash) if hash == content => {
                    findings.hold(format!("{file}: entry {version} of {folder} has not changed"));
                }
                Some(_) => {
                    findings.add(folder, format!("entry {version} is not what {file} proves"));
                }
                None => self.lacks(folder, kept, history, findings),
            }
        }
    }

    /// The history of a report ends before an entry that was kept. The manifest, which says whose
    /// pack it is, proves nothing: where a vendor's history may end, the history itself says.
    fn lacks(
        &self,
        folder: &str,
        kept: &KeptRecord<'_>,
        history: &CheckedHistory,
        findings: &mut PackFindings,
    ) {
        let KeptRecord { file, version, position, .. } = kept;
        let may_end = self.is_of_vendor && history.entries.last().is_some_and(concerns_vendor);
        if *position >= self.size {
            findings.leave_open(format!(
                "{folder}: {file} proves entry {version}, which is newer than the checkpoint of \
                 the pack"
            ));
        } else if may_end && *version > history.lines {
            findings.leave_open(format!(
                "{folder}: {file} proves entry {version}, and the history ends before it: a \
                 vendor's pack may end there, and nothing proves that this one does"
            ));
        } else {
            findings.add(folder, format!("it lacks entry {version}, which {file} proves"));
        }
    }

    /// Says which of the kept proofs are about other reports.
    pub(super) fn rest(&self, findings: &mut PackFindings) {
        for (record, kept) in &self.by_record {
            if !self.seen.borrow().contains(record) {
                for it in kept {
                    let file = it.file;
                    findings.hold(format!("{file}: it is about a report that is not in the pack"));
                }
            }
        }
    }
}

/// Whether a proof leads to its checkpoint, and that to a key of this log.
fn holds(proof: &Proof, log: &CheckedLog) -> bool {
    proof.holds() && proof.checkpoint.signed_by(&log.keys).is_some()
}

fn checkpoints(file: &KeptFile, log: &CheckedLog, findings: &mut PackFindings) {
    for kept in &file.kept.checkpoints {
        let Some(key) = kept.signed_by(&log.keys) else {
            let signers: String = kept.signers().chars().take(200).collect();
            let what = format!("it was signed by {signers:?}, which is no key of this pack");
            findings.add(&file.name, what);
            continue;
        };
        let Some(own) = &log.checkpoint else { continue };
        if own.size == kept.size && own.root != kept.root {
            let what = format!("its log of {} records is another than that of the pack", own.size);
            findings.add(&file.name, what);
            continue;
        }
        // A forged pack can list the genuine key beside the one that signed it.
        if log.is_signed_by(key) {
            findings.is_tied = true;
            let (file, key) = (&file.name, key.text());
            findings.hold(format!("{file}: it was signed by the key that signed the pack: {key}"));
        } else {
            findings.leave_open(format!(
                "{}: it was signed by {}, which did not sign the pack: only --key with the key \
                 that the operator publishes shows whose pack it is",
                file.name,
                key.text()
            ));
        }
    }
}
