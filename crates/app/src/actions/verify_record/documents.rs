//! Verifies the sent documents of a report: each is, byte for byte, the one that the history gives
//! at the entry of its dispatch.

use super::findings::OfReport;
use super::record_context::RecordContext;
use super::report_parts::Parts;
use countersign_domain::export::{
    DOCUMENT_VERSION, Names, amendment_document, content_hash, document, hex,
};
use countersign_domain::history::{Entry, Hash, HistoryField};
use countersign_domain::report::Report;
use countersign_domain::status::Verb;
use countersign_store::dispatches::{DispatchedDocument, DocumentOrigin};
use countersign_store::reports::StoredReport;
use serde_json::Value;

/// A document as the history makes it.
pub(super) struct ExpectedDocument {
    version: i64,
    amendment: i64,
    at: String,
    person_id: Option<i64>,
    text: String,
}

/// The number that stands for the report itself; its amendments are numbered from 2.
const REPORT_ITSELF: i64 = 1;

/// The document of an entry that sends the report, with the report as the entry left it; none for
/// any other entry.
pub(super) fn expected(
    names: &Names,
    report: &Report,
    entry: &Entry,
    head: &Hash,
) -> Option<ExpectedDocument> {
    let (amendment, text) = match entry.verb {
        Verb::Dispatch => (REPORT_ITSELF, document(names, report, head)),
        Verb::DispatchAmendment => {
            let number = entry.changes.iter().find(|it| it.field == HistoryField::Amendment)?;
            let number: i64 = number.after.as_deref()?.parse().ok()?;
            let sent = report.corrections.iter().find(|it| it.amendment == Some(number))?;
            (number, amendment_document(names, report, sent, head))
        }
        _ => return None,
    };
    let (version, person_id) = (entry.version, entry.actor.person_id());
    Some(ExpectedDocument { version, amendment, at: String::from(entry.at), person_id, text })
}

pub(super) fn verify(
    stored: &StoredReport,
    parts: &Parts,
    expected: &[ExpectedDocument],
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    for it in expected {
        if !parts.documents.iter().any(|(document, _)| document.version == it.version) {
            let version = it.version;
            findings.add(format!(
                "entry {version} of its history sends it, but no dispatch contains it"
            ));
        }
    }
    for (document, sent) in &parts.documents {
        let of_version = expected.iter().find(|it| it.version == document.version);
        let Some(it) = of_version else {
            let version = document.version;
            findings.add(format!(
                "a dispatch contains it with version {version}, but no entry of its history sends \
                 that version"
            ));
            continue;
        };
        verify_document(stored, document, it, findings);
        match sent {
            Some(sent) => verify_sent(stored, sent, it, known, findings),
            None => findings.add(format!(
                "its document of version {} is part of a dispatch that does not exist",
                it.version
            )),
        }
    }
}

fn verify_document(
    stored: &StoredReport,
    document: &DispatchedDocument,
    expected: &ExpectedDocument,
    findings: &mut OfReport<'_>,
) {
    let place = format!("its document of version {}: ", document.version);
    if document.report_id != stored.names.report_id {
        findings.differs(&place, "report_id", document.report_id, stored.names.report_id);
    }
    if document.amendment != expected.amendment {
        findings.differs(&place, "amendment", document.amendment, expected.amendment);
    }
    let hash = content_hash(&document.text);
    if document.hash != hash {
        findings.differs(&place, "hash", hex(&document.hash), hex(&hash));
    }
    if document.text == expected.text {
        return;
    }
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let (Some(found), Some(replayed)) = (read(&document.text), read(&expected.text)) else {
        findings.add(format!("{place}document cannot be read"));
        return;
    };
    // A document of another form cannot be reproduced byte for byte.
    if found["document_version"] != DOCUMENT_VERSION {
        return;
    }
    let mut different = Vec::new();
    compare("", &found, &replayed, &mut different);
    for (path, found, replayed) in &different {
        findings.differs(&place, path, found, replayed);
    }
    if different.is_empty() {
        findings.add(format!("{place}document is not in its canonical form"));
    }
}

/// Adds where two documents differ: path, stored value, value from the history.
fn compare(
    path: &str,
    found: &Value,
    replayed: &Value,
    different: &mut Vec<(String, String, String)>,
) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (found, replayed) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let of = |it: &Value| it.get(key).cloned().unwrap_or(Value::Null);
                compare(&below(key), &of(found), &of(replayed), different);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (place, (a, b)) in (1..).zip(a.iter().zip(b)) {
                compare(&below(&place.to_string()), a, b, different);
            }
        }
        _ if found == replayed => {}
        _ => different.push((path.to_owned(), found.to_string(), replayed.to_string())),
    }
}

fn verify_sent(
    stored: &StoredReport,
    sent: &DocumentOrigin,
    expected: &ExpectedDocument,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let parties = stored.report.parties;
    let place = format!("dispatch {} of {}: ", sent.number, known.code(sent.distributor_id));
    if sent.distributor_id != parties.distributor_id {
        let of = |id: i64| known.code(id).to_owned();
        let (found, own) = (of(sent.distributor_id), of(parties.distributor_id));
        findings.differs(&place, "distributor_id", found, own);
    }
    if sent.vendor_id != parties.vendor_id {
        let (found, own) = (known.code(sent.vendor_id), known.code(parties.vendor_id));
        findings.differs(&place, "vendor_id", found, own);
    }
    let at = String::from(sent.created_at);
    if at != expected.at {
        findings.differs(&place, "created_at", at, &expected.at);
    }
    if Some(sent.person_id) != expected.person_id {
        let person = expected.person_id.map_or("nobody".to_owned(), |id| id.to_string());
        findings.differs(&place, "person_id", sent.person_id, person);
    }
}
