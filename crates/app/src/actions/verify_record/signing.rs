//! Verifies what signatures rest on: the registered keys and the rules of companies are those that
//! the audit record, which the log covers, says.

use super::findings::Findings;
use super::record_context::RecordContext;
use crate::signatures::signing_record::KeyPeriod;
use countersign_store::signing_keys::SigningKey;
use countersign_store::{Result, Tx, signing_rules};

pub(super) async fn verify(
    tx: &mut Tx,
    known: &RecordContext,
    findings: &mut Findings,
) -> Result<()> {
    findings.has_two_clocks = known.is_rehearsal && !known.signing.is_empty();
    known.signing.faults.iter().for_each(|fault| findings.add(fault.clone()));
    for key in known.signing_keys.values() {
        verify_key(key, known, findings);
    }
    let mut said = known.signing.current_rules();
    for it in signing_rules::all(tx).await? {
        let expected = said.remove(&(it.company_id, it.verb.key())).unwrap_or_default();
        if expected != it.rule {
            findings.add(format!(
                "company {}: the rule for signatures of {} is {}, and the audit record says {}",
                known.code(it.company_id),
                it.verb.key(),
                it.rule.token(),
                expected.token()
            ));
        }
    }
    for ((company_id, verb), rule) in said {
        findings.add(format!(
            "company {}: the rule for signatures of {verb} is off, and the audit record says {}",
            known.code(company_id),
            rule.token()
        ));
    }
    Ok(())
}

/// Verifies from when until when a key was in use.
fn verify_key(key: &SigningKey, known: &RecordContext, findings: &mut Findings) {
    let stored = KeyPeriod { added_at: key.added_at, removed_at: key.removed_at };
    let signatory = known.signatory(key.owner);
    let said = signatory.map(|it| known.signing.periods(&key.fingerprint, &it));
    let said = said.unwrap_or_default();
    if !said.contains(&stored) {
        let (fingerprint, from) = (&key.fingerprint, key.added_at);
        let until = key.removed_at.map_or_else(|| "now".to_owned(), |at| at.to_string());
        findings.add(format!(
            "signing key {fingerprint}: it was in use from {from} until {until}, and the audit \
             record does not say so"
        ));
    }
}
