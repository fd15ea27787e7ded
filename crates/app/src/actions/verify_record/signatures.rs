//! Verifies signatures: each belongs to an entry that covers it, says what the entry did and what
//! the report was before, and is that of a key which the signer had in use then. An entry that a
//! company's rule required to be signed has its signature.

use super::findings::OfReport;
use super::history::Chain;
use super::record_context::RecordContext;
use super::report_parts::Parts;
use crate::signatures::public_key::PublicKey;
use crate::signatures::recorded::RecordedSignature;
use crate::signatures::signed_entries::{SignedEntries, StatedDocuments};
use crate::signatures::signing_record::Signatory;
use countersign_domain::history::Entry;
use countersign_store::reports::StoredReport;
use countersign_store::signing_keys::SigningKey;

pub(super) fn verify(
    stored: &StoredReport,
    parts: &Parts,
    chain: &Chain,
    documents: &StatedDocuments,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let mut signed = SignedEntries::of(&chain.entries);
    for signature in &parts.signatures {
        let version = signature.version;
        let Some(entry) = signed.take(version) else {
            findings.add(format!("a signature of entry {version}, which is not signed"));
            continue;
        };
        let key = known.signing_keys.get(&signature.key_id);
        let public = key.and_then(|key| PublicKey::from_bytes(&key.public_key));
        let recorded = RecordedSignature {
            entry,
            names: &stored.names,
            cycle: stored.report.cycle,
            document: documents.before(version),
            statement: &signature.statement,
            envelope: &signature.envelope,
        };
        if let Err(fault) = recorded.check(public.as_ref(), findings.roots()) {
            findings
                .add(format!("entry {version} of its history: the signature is wrong: {fault}"));
        }
        if let Some((key, public)) = key.zip(public) {
            verify_key(key, &public.fingerprint(), entry, known, findings);
        }
        findings.signature();
    }
    for version in signed.missing() {
        findings.add(format!("entry {version} of its history: its signature is missing"));
    }
    let unsigned = chain.entries.iter().filter(|entry| known.lacks_signature(entry));
    for Entry { version, verb, .. } in unsigned {
        findings.add(format!(
            "entry {version} of its history: the rule of the company required a signature for {}, \
             and it has none",
            verb.key()
        ));
    }
}

/// Verifies that a key was the signer's at the entry, by the audit record, which the log covers.
fn verify_key(
    key: &SigningKey,
    fingerprint: &str,
    entry: &Entry,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let version = entry.version;
    let Some(signatory) = Signatory::of(&entry.actor) else { return };
    if known.signing.periods(fingerprint, &signatory).is_empty() {
        findings.add(format!(
            "entry {version} of its history: the audit record does not say that the key of its \
             signature was registered by the signer"
        ));
        return;
    }
    let of_kind = key.kind.is_of_account() == matches!(signatory, Signatory::Account { .. });
    let is_owner = known.signatory(key.owner).as_ref() == Some(&signatory);
    if !of_kind || !is_owner || !known.was_in_use(fingerprint, &signatory, entry.recorded_at) {
        findings.add(format!(
            "entry {version} of its history: the key of its signature was not in use by the signer"
        ));
    }
}
