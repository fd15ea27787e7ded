//! The signatures of a report's decisions: each belongs to an entry that covers it, says what the
//! entry did and what the report was before, and is that of the key beside it.

use super::checked_log::lines;
use super::findings::PackFindings;
use super::history::CheckedHistory;
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::SignatureLine;
use crate::signatures::public_key::PublicKey;
use crate::signatures::recorded::RecordedSignature;
use countersign_domain::actor::Actor;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::{Entry, Hash};
use std::collections::{BTreeMap, BTreeSet};

/// The documents of a report by the version after which they were signed.
pub(super) type StatedDocuments = BTreeMap<i64, Hash>;

/// The versions whose documents statements are about.
pub(super) fn stated_versions(history: &CheckedHistory) -> BTreeSet<i64> {
    let signed = history.entries.iter().filter(|entry| entry.signed.is_some());
    signed.map(|entry| entry.version - 1).collect()
}

/// Checks the signatures in a file, which a report without signed decisions lacks.
pub(super) fn check(
    pack: &mut impl PackFiles,
    file: &str,
    frozen: &FrozenParts,
    history: &CheckedHistory,
    documents: &StatedDocuments,
    findings: &mut PackFindings,
) {
    let entries = history.entries.iter().map(|entry| (entry.version, entry));
    let entries: BTreeMap<i64, &Entry> = entries.collect();
    let signed = entries.values().filter(|entry| entry.signed.is_some());
    let mut missing: BTreeSet<i64> = signed.map(|entry| entry.version).collect();
    let texts = if pack.has(file) { lines(pack, file, findings) } else { Vec::new() };
    for (number, text) in (1..).zip(texts) {
        let line = match serde_json::from_str::<SignatureLine>(&text) {
            Ok(line) => line,
            Err(error) => {
                findings.add_at(file, number, format!("it cannot be read: {error}"));
                continue;
            }
        };
        let Some(entry) = entries.get(&line.version).filter(|_| missing.remove(&line.version))
        else {
            findings.add_at(file, number, format!("entry {} is not signed", line.version));
            continue;
        };
        let key = PublicKey::parse(&line.key).ok();
        let recorded = RecordedSignature {
            entry,
            names: &frozen.names,
            cycle: frozen.cycle,
            document: documents.get(&(line.version - 1)).copied(),
            statement: &line.statement,
            envelope: &line.envelope,
        };
        match recorded.check(key.as_ref()) {
            Ok(()) => {
                findings.counts.signatures += 1;
                findings.hold(signed_by(file, entry, &line, key.as_ref()));
            }
            Err(fault) => {
                let what = format!("the signature of entry {} is wrong: {fault}", line.version);
                findings.add_at(file, number, what);
            }
        }
    }
    for version in missing {
        findings.add(file, format!("the signature of entry {version} is missing"));
    }
}

/// Who signed what. When the key was in use is only what the pack says.
fn signed_by(file: &str, entry: &Entry, line: &SignatureLine, key: Option<&PublicKey>) -> String {
    let Entry { version, at, verb, actor, .. } = entry;
    let person = match actor {
        Actor::Person(person) => format!("person {}", person.id),
        Actor::System(_) => "the system".to_owned(),
    };
    let key = key.map(PublicKey::fingerprint).unwrap_or_default();
    let (verb, from) = (verb.key(), &line.added_at);
    let until = line.removed_at.as_deref().unwrap_or("now");
    format!(
        "{file}: entry {version}: {verb} at {at} was signed by {person} with {key}, in use from \
         {from} until {until}"
    )
}
