//! The dispatches of a pack, and the documents that they contain.

use super::checked_log::{CheckedLog, Proven, lines};
use super::findings::PackFindings;
use crate::evidence::files::DISPATCHES;
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::{DispatchLine, SentLine};
use countersign_domain::dispatch::{dispatch_name, hash_of};
use countersign_domain::export::{content_hash, hex, unhex};
use countersign_domain::history::{Entry, Hash};
use countersign_domain::leaf::LeafName;
use countersign_domain::status::Verb;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The dispatches of a pack.
#[derive(Default)]
pub(super) struct Dispatches {
    /// The hashes of documents of each, by distributor and number.
    documents: BTreeMap<(String, i64), Vec<Hash>>,
    /// The hash of each, by the name of its record in the log.
    hashes: BTreeMap<(String, i64), Hash>,
}

impl Dispatches {
    /// Reads and checks all dispatches.
    pub(super) fn read(
        pack: &mut impl PackFiles,
        log: &CheckedLog,
        findings: &mut PackFindings,
    ) -> Self {
        let mut dispatches = Self::default();
        for (number, text) in (1..).zip(lines(pack, DISPATCHES, findings)) {
            match serde_json::from_str::<DispatchLine>(&text) {
                Ok(line) => dispatches.add(number, line, log, findings),
                Err(error) => {
                    findings.add_at(DISPATCHES, number, format!("it cannot be read: {error}"));
                }
            }
        }
        findings.counts.dispatches = dispatches.documents.len() as u64;
        dispatches
    }

    fn add(
        &mut self,
        at: usize,
        line: DispatchLine,
        log: &CheckedLog,
        findings: &mut PackFindings,
    ) {
        let name = dispatch_name(&line.distributor, line.number);
        let mut wrong = |what: &str| findings.add_at(DISPATCHES, at, format!("{name}: {what}"));
        let documents: Option<Vec<Hash>> = line.documents.iter().map(|it| unhex(it)).collect();
        let Some(documents) = documents else { return wrong("its documents have no hashes") };
        let hash = hash_of(&line.heading, &documents);
        if line.hash != hex(&hash) {
            wrong("its heading or its documents were changed");
        }
        let heading: Value = serde_json::from_str(&line.heading).unwrap_or_default();
        if heading["distributor"] != line.distributor || heading["number"] != line.number {
            wrong("its heading is that of another dispatch");
        }
        let leaf = LeafName::dispatch(line.distributor_id, line.number);
        let record = (leaf.record.clone(), leaf.number);
        match log.has(leaf, hash, line.index, line.path.as_deref()) {
            Proven::Yes => {}
            Proven::No => wrong("it is not in the log"),
            Proven::NotYet => {
                findings.counts.unproven += 1;
                findings.leave_open(format!("{name} has no proof"));
            }
        }
        self.hashes.insert(record, hash);
        if self.documents.insert((line.distributor, line.number), documents).is_some() {
            findings.add_at(DISPATCHES, at, format!("{name} is there twice"));
        }
    }

    /// Compares a dispatch with what a kept file proves of it.
    pub(super) fn compare(
        &self,
        file: &str,
        name: &LeafName,
        kept: Hash,
        findings: &mut PackFindings,
    ) {
        match self.hashes.get(&(name.record.clone(), name.number)) {
            Some(hash) if *hash == kept => {
                findings.hold(format!("{file}: dispatch {} has not changed", name.number));
            }
            Some(_) => {
                let what = format!("dispatch {} is not what {file} proves", name.number);
                findings.add(DISPATCHES, what);
            }
            None => {
                findings.hold(format!("{file}: it is about a dispatch that is not in the pack"));
            }
        }
    }

    /// Checks the sent documents of a report.
    pub(super) fn check(
        &self,
        pack: &mut impl PackFiles,
        file: &str,
        (entries, hashes): (&[Entry], &[Hash]),
        findings: &mut PackFindings,
    ) {
        let sends = |entry: &&Entry| matches!(entry.verb, Verb::Dispatch | Verb::DispatchAmendment);
        let sending: HashMap<i64, Option<&Hash>> =
            entries.iter().filter(sends).map(|it| (it.version, hash_at(hashes, it))).collect();
        for (number, text) in (1..).zip(lines(pack, file, findings)) {
            let Ok(line) = serde_json::from_str::<SentLine>(&text) else {
                findings.add_at(file, number, "it cannot be read");
                continue;
            };
            let name = dispatch_name(&line.distributor, line.number);
            let of_dispatch = self.documents.get(&(line.distributor.clone(), line.number));
            let place = line.place.checked_sub(1).and_then(|at| usize::try_from(at).ok());
            let in_dispatch = of_dispatch.zip(place).and_then(|(all, place)| all.get(place));
            if in_dispatch != Some(&content_hash(&line.document)) {
                findings.add_at(file, number, format!("{name} does not contain this document"));
            }
            if !is_of_history(&line, &sending) {
                let what = format!("no entry of the history sends this document with {name}");
                findings.add_at(file, number, what);
            }
        }
    }
}

/// The hash of an entry, by its version.
fn hash_at<'a>(hashes: &'a [Hash], entry: &Entry) -> Option<&'a Hash> {
    usize::try_from(entry.version.checked_sub(1)?).ok().and_then(|at| hashes.get(at))
}

/// Whether one of the entries that send documents sends this one, and the document ends with it.
fn is_of_history(line: &SentLine, sending: &HashMap<i64, Option<&Hash>>) -> bool {
    let document: Value = serde_json::from_str(&line.document).unwrap_or_default();
    let hash = sending.get(&line.version).copied().flatten();
    document["version"] == line.version
        && hash.is_some_and(|hash| document["history_head"] == hex(hash))
}
