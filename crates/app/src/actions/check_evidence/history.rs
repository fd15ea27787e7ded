//! The history of a report: its chain, and the proof of each entry.

use super::checked_log::{CheckedLog, Proven, lines};
use super::findings::PackFindings;
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::HistoryLine;
use countersign_domain::export::{hex, unhex};
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::{Entry, Hash, genesis, link};
use countersign_domain::leaf::LeafName;
use std::collections::HashSet;

/// The readable entries of a report.
#[derive(Default)]
pub(super) struct CheckedHistory {
    pub(super) entries: Vec<Entry>,
    /// The hash of each line that is a record, even if its entry cannot be read.
    pub(super) hashes: Vec<Hash>,
    /// How many lines there are.
    pub(super) lines: usize,
    /// The versions of entries without a proof.
    pub(super) unproven: Vec<i64>,
}

impl CheckedHistory {
    /// Whether the log proves this entry, by itself or by a later one that its hash leads to.
    pub(super) fn proves(&self, version: i64) -> bool {
        let lines = i64::try_from(self.lines).unwrap_or(i64::MAX);
        let unproven: HashSet<i64> = self.unproven.iter().copied().collect();
        (version..=lines).any(|it| !unproven.contains(&it))
    }
}

/// Positions of the log that records of the pack have.
pub(super) type Positions = HashSet<u64>;

/// A history in progress.
struct Chain<'a> {
    file: &'a str,
    frozen: &'a FrozenParts,
    log: &'a CheckedLog,
    head: Hash,
    last: Option<u64>,
    found: CheckedHistory,
}

/// Checks the history in a file.
pub(super) fn check(
    pack: &mut impl PackFiles,
    file: &str,
    frozen: &FrozenParts,
    log: &CheckedLog,
    positions: &mut Positions,
    findings: &mut PackFindings,
) -> CheckedHistory {
    let head = genesis(frozen.names.report_id);
    let found = CheckedHistory::default();
    let mut chain = Chain { file, frozen, log, head, last: None, found };
    for (number, text) in (1..).zip(lines(pack, file, findings)) {
        chain.found.lines = number;
        match serde_json::from_str::<HistoryLine>(&text) {
            Ok(line) => chain.add(number, &line, positions, findings),
            Err(error) => findings.add_at(file, number, format!("it cannot be read: {error}")),
        }
    }
    if chain.found.lines == 0 {
        findings.add(file, "it has no entry");
    }
    chain.found
}

impl Chain<'_> {
    fn add(
        &mut self,
        number: usize,
        line: &HistoryLine,
        positions: &mut Positions,
        findings: &mut PackFindings,
    ) {
        let file = self.file;
        let version = line.version;
        if i64::try_from(number) != Ok(version) {
            let what = format!("it is entry {version}, and entry {number} belongs here");
            findings.add_at(file, number, what);
        }
        let follows = link(&self.head, &line.body);
        let said = unhex(&line.hash);
        if said != Some(follows) {
            findings.add_at(
                file,
                number,
                format!(
                    "entry {version} was changed, or the one before it: its hash is {}, and not {}",
                    hex(&follows),
                    line.hash
                ),
            );
        }
        self.head = said.unwrap_or(follows);
        self.found.hashes.push(self.head);
        self.place(number, line, positions, findings);
        match Entry::from_body(&line.body) {
            Ok(entry) => {
                if entry.version != version {
                    let what = format!("its text is that of entry {}", entry.version);
                    findings.add_at(file, number, what);
                }
                self.found.entries.push(entry);
            }
            Err(error) => {
                findings.add_at(file, number, format!("its text cannot be read: {error}"));
            }
        }
    }

    /// Its proof, and its place after the entries before.
    fn place(
        &mut self,
        number: usize,
        line: &HistoryLine,
        positions: &mut Positions,
        findings: &mut PackFindings,
    ) {
        let (parties, cycle) = (self.frozen.parties, self.frozen.cycle);
        let name = LeafName::history(cycle, parties.partner_id, parties.vendor_id, line.version);
        match self.log.has(name, self.head, line.index, line.path.as_deref()) {
            Proven::Yes => {}
            Proven::NotYet => self.found.unproven.push(line.version),
            Proven::No => {
                let what = format!("entry {} is not in the log", line.version);
                findings.add_at(self.file, number, what);
            }
        }
        let Some(index) = line.index else { return };
        if self.found.unproven.last().is_some_and(|before| *before < line.version) {
            // The log has entries in the order of their versions.
            let what = format!("an entry before entry {} lacks its proof", line.version);
            findings.add_at(self.file, number, what);
        }
        if self.last.is_some_and(|last| last >= index) || !positions.insert(index) {
            let what =
                format!("another record has its position {index} in the log, or a later one");
            findings.add_at(self.file, number, what);
        }
        self.last = Some(index);
    }
}
