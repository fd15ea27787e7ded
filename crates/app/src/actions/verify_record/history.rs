//! Verifies the chain: each entry's hash follows from its text and the hash before, its row agrees
//! with its text, and the last hash is the report's.

use super::findings::OfReport;
use super::report_parts::Parts;
use countersign_domain::export::hex;
use countersign_domain::history::{Entry, Hash, genesis, link};
use countersign_store::reports::StoredReport;

/// The readable entries of a history, and the hash of each.
pub(super) struct Chain {
    pub(super) entries: Vec<Entry>,
    pub(super) hashes: Vec<Hash>,
}

pub(super) fn verify(stored: &StoredReport, parts: &Parts, findings: &mut OfReport<'_>) -> Chain {
    let mut hash = genesis(stored.names.report_id);
    let mut chain = Chain { entries: Vec::new(), hashes: Vec::new() };
    for (number, it) in (1..).zip(&parts.entries) {
        if it.version != number {
            findings.add(format!("entry {number} of its history is missing"));
        }
        hash = link(&hash, &it.body);
        if hash.as_slice() != it.hash {
            findings.add(format!(
                "the hash of entry {} of its history does not follow from its text and the entry \
                 before",
                it.version
            ));
            hash = Hash::try_from(it.hash.as_slice()).unwrap_or(hash);
        }
        match Entry::from_body(&it.body) {
            Ok(entry) => {
                let place = format!("entry {} of its history: ", it.version);
                if entry.version != it.version {
                    findings.differs(&place, "version", it.version, entry.version);
                }
                if entry.verb.key() != it.verb {
                    findings.differs(&place, "verb", &it.verb, entry.verb.key());
                }
                if entry.actor.person_id() != it.person_id {
                    let name =
                        |id: Option<i64>| id.map_or("nobody".to_owned(), |id| id.to_string());
                    let (row, text) = (name(it.person_id), name(entry.actor.person_id()));
                    findings.differs(&place, "person_id", row, text);
                }
                chain.entries.push(entry);
                chain.hashes.push(hash);
            }
            Err(error) => {
                findings.add(format!("entry {number} of its history cannot be read: {error}"));
            }
        }
    }
    if parts.entries.is_empty() {
        findings.add("it has no history");
    } else if stored.head != hash {
        findings.differs("", "head", hex(&stored.head), hex(&hash));
    }
    chain
}
