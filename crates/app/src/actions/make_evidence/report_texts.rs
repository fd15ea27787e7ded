//! The texts of one report as a reader may see it: its document, what was frozen, the history, the
//! figures, the signatures. Packs and PDF files hold the same.

use crate::actions::made_terms;
use crate::actions::read_report::limit_to_reader;
use crate::evidence::records::{SignatureLine, push_line};
use crate::failure::Result;
use crate::signatures::public_key::PublicKey;
use countersign_domain::actor::Person;
use countersign_domain::export::document;
use countersign_domain::frozen;
use countersign_domain::history::{Entry, Hash};
use countersign_domain::product_change::ProductChanges;
use countersign_domain::replay::replay;
use countersign_store::figures::FigureRow;
use countersign_store::reports::{self, Key, Span, StoredReport};
use countersign_store::{
    StoreError, Tx, figures, history, product_changes, products, signatures, signing_keys,
};

/// The texts of a report.
pub(in crate::actions) struct ReportTexts {
    /// The report, limited to its reader.
    pub(in crate::actions) stored: StoredReport,
    /// The entries that the reader sees, as they were hashed, with their hashes.
    pub(in crate::actions) bodies: Vec<(String, Hash)>,
    pub(in crate::actions) rows: Vec<FigureRow>,
    pub(in crate::actions) document: String,
    pub(in crate::actions) frozen: String,
    pub(in crate::actions) figures: String,
    /// Empty if no decision was signed.
    pub(in crate::actions) signatures: Vec<u8>,
    /// The fingerprints of the keys that signed.
    pub(in crate::actions) keys: Vec<String>,
}

/// Reads the texts of a report; without a reader, as the operator's machine sees it.
pub(in crate::actions) async fn read(
    tx: &mut Tx,
    mut stored: StoredReport,
    reader: Option<&Person>,
) -> Result<ReportTexts> {
    let key = stored.key();
    let mut bodies = history::of_report(tx, key).await?;
    let entries = bodies.iter().map(|(body, hash)| Ok((Entry::from_body(body)?, *hash)));
    let entries: std::result::Result<Vec<_>, String> = entries.collect();
    let mut entries: Vec<(Entry, Hash)> = entries.map_err(StoreError::Corrupt)?;
    if let Some(person) = reader {
        limit_to_reader(person, &mut stored, &mut entries);
    }
    bodies.truncate(entries.len());
    let document = document(&stored.names, &stored.report, &stored.head);
    let frozen = frozen_text(tx, &stored, &entries).await?;
    let rows = figures::of_report(tx, key).await?;
    let mut digested = String::new();
    for text in figures::digested(&stored.report.lines, &rows) {
        digested.push_str(&text);
        digested.push('\n');
    }
    let (signatures, keys) = signature_lines(tx, key, entries.len()).await?;
    Ok(ReportTexts { stored, bodies, rows, document, frozen, figures: digested, signatures, keys })
}

/// The text that the digest of the making covers.
async fn frozen_text(
    tx: &mut Tx,
    stored: &StoredReport,
    entries: &[(Entry, Hash)],
) -> Result<String> {
    let mut rules = String::new();
    reports::each_beside(tx, only(stored.key()), |_, _, text| text.clone_into(&mut rules)).await?;
    let report = &stored.report;
    let entries: Vec<Entry> = entries.iter().map(|(entry, _)| entry.clone()).collect();
    let replayed = replay(report, &entries, |_, _| {});
    let (products, changes) = match replayed.dropped_lines.is_empty() {
        true => (Vec::new(), ProductChanges::default()),
        false => (products::all(tx).await?, product_changes::all(tx).await?),
    };
    let made = made_terms::of(stored, &replayed, &products, &changes);
    Ok(frozen::text(&stored.names, report, &rules, replayed.first_deadline, &made))
}

/// The span of one report.
pub(super) fn only(key: Key) -> Span {
    Span::between(Some(Key { vendor_id: key.vendor_id - 1, ..key }), Some(key))
}

/// The signatures of the first entries, each with its public key, and the keys' fingerprints.
async fn signature_lines(tx: &mut Tx, key: Key, entries: usize) -> Result<(Vec<u8>, Vec<String>)> {
    let (mut lines, mut keys) = (Vec::new(), Vec::new());
    let last = i64::try_from(entries).unwrap_or(i64::MAX);
    let signatures = signatures::of_report(tx, key).await?;
    for it in signatures.into_iter().filter(|it| it.version <= last) {
        // The check names a key that is missing.
        let key = signing_keys::find(tx, it.key_id).await?;
        keys.extend(key.iter().map(|key| key.fingerprint.clone()));
        let public = key.as_ref().and_then(|key| PublicKey::from_bytes(&key.public_key));
        let line = SignatureLine {
            version: it.version,
            statement: it.statement,
            envelope: it.envelope,
            key: public.map(|public| public.line()).unwrap_or_default(),
            added_at: key.as_ref().map(|key| key.added_at.to_string()).unwrap_or_default(),
            removed_at: key.and_then(|key| key.removed_at).map(|at| at.to_string()),
        };
        push_line(&mut lines, &line)?;
    }
    Ok((lines, keys))
}
