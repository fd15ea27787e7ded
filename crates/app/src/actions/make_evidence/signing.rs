//! The entries of the audit record on which the signatures of a pack rest: who registered and
//! removed the keys that signed, and how the rules of the companies changed.

use super::log_places::LogPlaces;
use crate::evidence::records::{AuditLine, push_line};
use crate::failure::Result;
use crate::signatures::signing_record::{SIGNING_EVENTS, key_of};
use countersign_domain::access::Parties;
use countersign_domain::audit::Event;
use countersign_domain::leaf::{LeafKind, LeafName};
use countersign_store::Tx;
use countersign_store::audit::{self, AuditEntry};
use countersign_store::transparency::leaves;
use std::collections::BTreeSet;

/// The companies and keys of a pack.
#[derive(Default)]
pub(super) struct SigningLines {
    companies: BTreeSet<i64>,
    fingerprints: BTreeSet<String>,
}

impl SigningLines {
    /// Adds the companies of a report.
    pub(super) fn add_parties(&mut self, parties: &Parties) {
        let Parties { distributor_id, partner_id, vendor_id } = *parties;
        self.companies.extend([distributor_id, partner_id, vendor_id]);
    }

    /// Adds a key that signed.
    pub(super) fn add_key(&mut self, fingerprint: &str) {
        self.fingerprints.insert(fingerprint.to_owned());
    }

    fn has(&self, entry: &AuditEntry) -> bool {
        match entry.event {
            Event::SigningRuleChanged => {
                entry.company_id.is_some_and(|id| self.companies.contains(&id))
            }
            _ => key_of(entry).is_some_and(|(_, key)| self.fingerprints.contains(key)),
        }
    }

    /// A line for each entry, the earliest first.
    pub(super) async fn lines(&self, tx: &mut Tx, log: &mut LogPlaces) -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        let entries = audit::of_events(tx, SIGNING_EVENTS).await?;
        for entry in entries.iter().filter(|entry| self.has(entry)) {
            let name = LeafName::audit(LeafKind::Audit, entry.id);
            let position = leaves::position(tx, &name).await?;
            let place = log.of(tx, position).await?;
            push_line(&mut lines, &AuditLine::of(entry, place))?;
        }
        Ok(lines)
    }
}
