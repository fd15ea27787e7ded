//! The signatures of a report's decisions: each belongs to an entry that covers it, says what the
//! entry did and what the report was before, and is that of a key which the signer had in use then.
//! An entry that a rule required to be signed has its signature.

use super::checked_log::lines_if_there;
use super::findings::PackFindings;
use super::history::CheckedHistory;
use super::signing::CheckedSigning;
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::SignatureLine;
use crate::signatures::public_key::PublicKey;
use crate::signatures::recorded::RecordedSignature;
use crate::signatures::signed_entries::{SignedEntries, StatedDocuments};
use crate::signatures::signing_record::{KeyPeriod, Signatory};
use crate::signatures::verify::VerifiedRoots;
use countersign_domain::actor::Actor;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Entry;

/// A report whose signatures are checked.
pub(super) struct SignedReport<'a> {
    pub(super) frozen: &'a FrozenParts,
    pub(super) history: &'a CheckedHistory,
    pub(super) documents: &'a StatedDocuments,
    /// What the log shows of keys and rules; `None` of a PDF, which does not have it.
    pub(super) signing: Option<&'a CheckedSigning>,
}

impl SignedReport<'_> {
    /// Checks the signatures in a file, which a report without signed decisions lacks.
    pub(super) fn check(&self, pack: &mut impl PackFiles, file: &str, findings: &mut PackFindings) {
        let mut signed = SignedEntries::of(&self.history.entries);
        for (number, text) in (1..).zip(lines_if_there(pack, file, findings)) {
            let line = match serde_json::from_str::<SignatureLine>(&text) {
                Ok(line) => line,
                Err(error) => {
                    findings.add_at(file, number, format!("it cannot be read: {error}"));
                    continue;
                }
            };
            let Some(entry) = signed.take(line.version) else {
                findings.add_at(file, number, format!("entry {} is not signed", line.version));
                continue;
            };
            match self.check_one(entry, &line, &mut findings.roots) {
                Ok(key) => {
                    findings.counts.signatures += 1;
                    findings.hold(signed_by(file, entry, &line, &key));
                }
                Err(fault) => {
                    let what = format!("the signature of entry {} is wrong: {fault}", line.version);
                    findings.add_at(file, number, what);
                }
            }
        }
        for version in signed.missing() {
            findings.add(file, format!("the signature of entry {version} is missing"));
        }
    }

    /// Names the entries of a history that a rule required to be signed, and that are not.
    pub(super) fn check_rules(&self, file: &str, findings: &mut PackFindings) {
        let Some(signing) = self.signing.filter(|it| it.has_one_clock) else { return };
        let record = &signing.record;
        for entry in self.history.entries.iter().filter(|entry| record.lacks_signature(entry)) {
            let Entry { version, verb, .. } = entry;
            let verb = verb.key();
            findings.add(
                file,
                format!(
                    "the rule of the company required a signature for {verb}, and entry {version} \
                     has none"
                ),
            );
        }
    }

    /// Checks a signature, and returns its key.
    fn check_one(
        &self,
        entry: &Entry,
        line: &SignatureLine,
        verified: &mut VerifiedRoots,
    ) -> Result<PublicKey, &'static str> {
        let key = PublicKey::from_line(&line.key);
        let recorded = RecordedSignature {
            entry,
            names: &self.frozen.names,
            cycle: self.frozen.cycle,
            document: self.documents.before(line.version),
            statement: &line.statement,
            envelope: &line.envelope,
        };
        recorded.check(key.as_ref(), verified)?;
        let key = key.ok_or("its public key is missing")?;
        let signatory = Signatory::of(&entry.actor).ok_or("the system does not sign")?;
        let Some(signing) = self.signing else { return Ok(key) };
        let periods = signing.record.periods(&key.fingerprint(), &signatory);
        let Some(period) = periods.iter().find(|it| is_said(it, line)) else {
            return Err("the audit record does not say that its key was in use by the signer");
        };
        match !signing.has_one_clock || period.holds(entry.recorded_at) {
            true => Ok(key),
            false => Err("its key was not in use by the signer then"),
        }
    }
}

/// Whether a line names the period in which its key was in use.
fn is_said(period: &KeyPeriod, line: &SignatureLine) -> bool {
    let removed_at = period.removed_at.map(|at| at.to_string());
    period.added_at.to_string() == line.added_at && removed_at == line.removed_at
}

/// Who signed what.
fn signed_by(file: &str, entry: &Entry, line: &SignatureLine, key: &PublicKey) -> String {
    let Entry { version, at, verb, actor, .. } = entry;
    let person = match actor {
        Actor::Person(person) => format!("person {}", person.id),
        Actor::System(_) => "the system".to_owned(),
    };
    let (verb, from) = (verb.key(), &line.added_at);
    let until = line.removed_at.as_deref().unwrap_or("now");
    let key = key.fingerprint();
    format!(
        "{file}: entry {version}: {verb} at {at} was signed by {person} with {key}, in use from \
         {from} until {until}"
    )
}
