//! Verifies signatures: each belongs to an entry that covers it, says what the entry did and what
//! the report was before, and is that of the registered key.

use super::findings::OfReport;
use super::history::Chain;
use super::record_context::RecordContext;
use super::report_parts::Parts;
use crate::signatures::public_key::PublicKey;
use crate::signatures::recorded::RecordedSignature;
use countersign_domain::actor::Actor;
use countersign_domain::export::{Names, content_hash, document};
use countersign_domain::history::{Entry, Hash};
use countersign_domain::report::Report;
use countersign_domain::signature::SignatureKind;
use countersign_store::reports::StoredReport;
use countersign_store::signatures::StoredSignature;
use countersign_store::signing_keys::{KeyOwner, SigningKey};
use std::collections::{BTreeMap, BTreeSet};

/// The hashes of a report's documents before its signed decisions, by version.
pub(super) struct StatedDocuments {
    wanted: BTreeSet<i64>,
    hashes: BTreeMap<i64, Hash>,
}

impl StatedDocuments {
    pub(super) fn of(signatures: &[StoredSignature]) -> Self {
        let wanted = signatures.iter().map(|it| it.version - 1).collect();
        Self { wanted, hashes: BTreeMap::new() }
    }

    /// Notes the document of a report after an entry.
    pub(super) fn note(&mut self, names: &Names, report: &Report, entry: &Entry, head: &Hash) {
        if self.wanted.contains(&entry.version) {
            let hash = content_hash(&document(names, report, head));
            self.hashes.insert(entry.version, hash);
        }
    }
}

pub(super) fn verify(
    stored: &StoredReport,
    parts: &Parts,
    chain: &Chain,
    documents: &StatedDocuments,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let entries: BTreeMap<i64, &Entry> = chain.entries.iter().map(|it| (it.version, it)).collect();
    let signed = parts.signatures.iter().map(|it| (it.version, it));
    let signed: BTreeMap<i64, &StoredSignature> = signed.collect();
    for entry in chain.entries.iter().filter(|it| it.signed.is_some()) {
        if !signed.contains_key(&entry.version) {
            findings
                .add(format!("entry {} of its history: its signature is missing", entry.version));
        }
    }
    for (version, signature) in signed {
        let Some(entry) = entries.get(&version) else {
            findings.add(format!("a signature of entry {version}, which its history lacks"));
            continue;
        };
        let key = known.signing_keys.get(&signature.key_id);
        let public = key.and_then(|key| PublicKey::from_bytes(&key.public_key));
        let recorded = RecordedSignature {
            entry,
            names: &stored.names,
            cycle: stored.report.cycle,
            document: documents.hashes.get(&(version - 1)).copied(),
            statement: &signature.statement,
            envelope: &signature.envelope,
        };
        if let Err(fault) = recorded.check(public.as_ref()) {
            findings
                .add(format!("entry {version} of its history: the signature is wrong: {fault}"));
        }
        if public.is_some_and(|key| !known.is_registered(&key.fingerprint())) {
            findings.add(format!(
                "entry {version} of its history: the audit record does not say that the key of its \
                 signature was registered"
            ));
        }
        if key.is_some_and(|key| !is_of(key, entry, known)) {
            findings.add(format!(
                "entry {version} of its history: the key of its signature was not in use by the \
                 person"
            ));
        }
        findings.signature();
    }
}

/// Whether a key was the signer's at the entry. A rehearsal has another clock than its keys.
fn is_of(key: &SigningKey, entry: &Entry, known: &RecordContext) -> bool {
    let Actor::Person(person) = &entry.actor else { return false };
    let is_owner = match (key.owner, &person.account) {
        (KeyOwner::Person(owner), None) => key.kind != SignatureKind::Key && owner == person.id,
        (KeyOwner::Account(owner), Some(name)) => {
            let is_account = known.is_account(owner, person.company_id, name);
            key.kind == SignatureKind::Key && is_account
        }
        _ => false,
    };
    let at = entry.recorded_at;
    let was_in_use = key.added_at <= at && key.removed_at.is_none_or(|removed| at <= removed);
    is_owner && (known.is_rehearsal || was_in_use)
}
