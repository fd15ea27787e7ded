//! The entries of the audit record in a pack: which keys were registered, and which rules held.

use super::checked_log::{CheckedLog, Proven, lines_if_there};
use super::findings::PackFindings;
use crate::evidence::files::SIGNING;
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::AuditLine;
use crate::signatures::signing_record::{SIGNING_EVENTS, SigningRecord};
use countersign_domain::leaf::{LeafKind, LeafName};
use countersign_store::audit::AuditEntry;
use countersign_store::transparency::contents;

/// What the log of a pack shows of keys and rules.
pub(super) struct CheckedSigning {
    pub(super) record: SigningRecord,
    /// Whether instants of the record and of histories come from one clock.
    pub(super) has_one_clock: bool,
}

impl CheckedSigning {
    /// Reads and checks the entries, which a pack without signatures and rules lacks.
    pub(super) fn read(
        pack: &mut impl PackFiles,
        log: &CheckedLog,
        is_rehearsal: bool,
        findings: &mut PackFindings,
    ) -> Self {
        let mut entries = Vec::new();
        for (number, text) in (1..).zip(lines_if_there(pack, SIGNING, findings)) {
            let line = serde_json::from_str::<AuditLine>(&text).ok();
            let read = line.and_then(|line| line.entry().map(|entry| (line, entry)));
            match read.filter(|(_, entry)| SIGNING_EVENTS.contains(&entry.event)) {
                Some((line, entry)) => {
                    prove(number, &line, &entry, log, findings);
                    entries.push(entry);
                }
                None => findings.add_at(SIGNING, number, "it is not an entry about keys or rules"),
            }
        }
        if entries.windows(2).any(|pair| (pair[0].at, pair[0].id) >= (pair[1].at, pair[1].id)) {
            findings.add(SIGNING, "its entries are not in their order");
        }
        if is_rehearsal && !entries.is_empty() {
            findings.leave_open(
                "the pack is from a rehearsal, whose clock is not that of its audit record: when \
                 keys were in use, and when rules held, is not compared with the decisions",
            );
        }
        let record = SigningRecord::of(&entries);
        record.faults.iter().for_each(|fault| findings.add(SIGNING, fault));
        Self { record, has_one_clock: !is_rehearsal }
    }
}

/// Checks that the log has an entry.
fn prove(
    number: usize,
    line: &AuditLine,
    entry: &AuditEntry,
    log: &CheckedLog,
    findings: &mut PackFindings,
) {
    let name = LeafName::audit(LeafKind::Audit, entry.id);
    match log.has(name, contents::of_audit(entry), line.index, line.path.as_deref()) {
        Proven::Yes => {}
        Proven::No => findings.add_at(SIGNING, number, "it is not in the log"),
        Proven::NotYet => findings.leave_open(format!("{SIGNING}, line {number}: it has no proof")),
    }
}
