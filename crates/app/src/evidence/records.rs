//! The lines of the files in a pack. docs/evidence.md says what each field means.

use crate::failure::{Failure, Result};
use crate::transparency::tree::HIGHEST;
use countersign_domain::audit::Event;
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
use countersign_store::audit::AuditEntry;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tlog_tiles::Hash;
use uuid::Uuid;

/// The first word of a manifest.
pub(crate) const FORMAT: &str = "countersign evidence 1";

/// The position of a record in the log, and the hashes beside its way to the root; none if it is
/// newer than the checkpoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct LogPlace {
    pub(crate) index: Option<u64>,
    pub(crate) path: Option<Vec<String>>,
}

/// A line of a file.
pub(crate) fn push_line(out: &mut Vec<u8>, line: &impl Serialize) -> Result<()> {
    let failed = |error: serde_json::Error| Failure::System(format!("the pack: {error}"));
    serde_json::to_writer(&mut *out, line).map_err(failed)?;
    out.push(b'\n');
    Ok(())
}

/// The hashes of a path; none if it is longer than any tree is high.
pub(crate) fn path_of(texts: &[String]) -> Option<Vec<Hash>> {
    if texts.len() > HIGHEST {
        return None;
    }
    texts.iter().map(|text| Hash::parse_hash(text).ok()).collect()
}

/// A path as lines write it.
pub(crate) fn path_texts(path: &[Hash]) -> Vec<String> {
    path.iter().map(ToString::to_string).collect()
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyLine {
    pub(crate) key: String,
    pub(crate) began_at: i64,
    pub(crate) index: Option<u64>,
    pub(crate) path: Option<Vec<String>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistoryLine {
    pub(crate) version: i64,
    pub(crate) hash: String,
    pub(crate) body: String,
    pub(crate) index: Option<u64>,
    pub(crate) path: Option<Vec<String>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SentLine {
    pub(crate) distributor: String,
    pub(crate) number: i64,
    pub(crate) place: i64,
    pub(crate) version: i64,
    pub(crate) document: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignatureLine {
    pub(crate) version: i64,
    pub(crate) statement: String,
    pub(crate) envelope: String,
    pub(crate) key: String,
    pub(crate) added_at: String,
    pub(crate) removed_at: Option<String>,
}

/// An entry of the audit record, without personal data, which is a leaf of its own.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditLine {
    pub(crate) id: String,
    pub(crate) at: i64,
    pub(crate) event: String,
    pub(crate) person_id: Option<i64>,
    pub(crate) company_id: Option<i64>,
    pub(crate) about_person_id: Option<i64>,
    pub(crate) about: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) index: Option<u64>,
    pub(crate) path: Option<Vec<String>>,
}

impl AuditLine {
    /// The line of an entry, with its place in the log.
    pub(crate) fn of(entry: &AuditEntry, place: LogPlace) -> Self {
        Self {
            id: LeafName::audit(LeafKind::Audit, entry.id).record,
            at: entry.at.micros(),
            event: entry.event.name().to_owned(),
            person_id: entry.person_id,
            company_id: entry.company_id,
            about_person_id: entry.about_person_id,
            about: entry.about.clone(),
            before: entry.before.clone(),
            after: entry.after.clone(),
            index: place.index,
            path: place.path,
        }
    }

    /// The entry; `None` if its id or its event is invalid.
    pub(crate) fn entry(&self) -> Option<AuditEntry> {
        let id = Uuid::parse_str(&self.id).ok()?;
        let is_canonical = LeafName::audit(LeafKind::Audit, id).record == self.id;
        let event = Event::from_name(&self.event).filter(|_| is_canonical)?;
        Some(AuditEntry {
            id,
            at: Instant::from_micros(self.at),
            event,
            person_id: self.person_id,
            company_id: self.company_id,
            about_person_id: self.about_person_id,
            about: self.about.clone(),
            before: self.before.clone(),
            after: self.after.clone(),
            address: None,
            email: None,
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WitnessLine {
    pub(crate) key: String,
    pub(crate) note: String,
    pub(crate) path: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StampLine {
    pub(crate) size: u64,
    pub(crate) path: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DispatchLine {
    pub(crate) distributor: String,
    pub(crate) distributor_id: i64,
    pub(crate) number: i64,
    pub(crate) hash: String,
    pub(crate) heading: String,
    pub(crate) documents: Vec<String>,
    pub(crate) index: Option<u64>,
    pub(crate) path: Option<Vec<String>>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MessageLine {
    pub(crate) sent_at: String,
    pub(crate) message_id: Option<String>,
    pub(crate) kind: String,
    pub(crate) person: i64,
    pub(crate) company: Option<String>,
    pub(crate) report: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) format: String,
    pub(crate) program: String,
    pub(crate) installation: String,
    pub(crate) rehearsal: bool,
    pub(crate) made_at: String,
    pub(crate) checkpoint: CheckpointPart,
    pub(crate) reader: ReaderPart,
    pub(crate) asked: AskedPart,
    pub(crate) reports: u64,
    pub(crate) entries: u64,
    pub(crate) files: Vec<FilePart>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckpointPart {
    pub(crate) size: u64,
    pub(crate) root: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReaderPart {
    pub(crate) kind: String,
    pub(crate) company: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskedPart {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) partner: Option<String>,
    pub(crate) distributor: Option<String>,
    pub(crate) vendor: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilePart {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) sha256: String,
}

impl FilePart {
    /// The part of a file whose content went through this digest.
    pub(crate) fn of(name: &str, size: u64, digest: Sha256) -> Self {
        Self { name: name.to_owned(), size, sha256: hex(&digest.finalize().into()) }
    }
}
