//! The files of one report.

use super::{Pack, failed, readings, rules_rows};
use crate::actions::export_dispatch::report_rows;
use crate::actions::made_terms;
use crate::actions::read_report::limit_to_reader;
use crate::evidence::files::{
    DOCUMENT, FIGURES, FROZEN, HISTORY, READINGS, SENT, SIGNATURES, folder,
};
use crate::evidence::records::{HistoryLine, LogPlace, SentLine, SignatureLine, push_line};
use crate::failure::Result;
use crate::formats::csv_out::{Dialect, RecordWriter};
use crate::signatures::public_key::PublicKey;
use countersign_domain::access::sees_dispatch;
use countersign_domain::actor::CompanyKind;
use countersign_domain::export::{document, hex};
use countersign_domain::frozen;
use countersign_domain::history::{Entry, Hash};
use countersign_domain::replay::replay;
use countersign_store::reports::{self, Key, Span, StoredReport};
use countersign_store::transparency::leaves;
use countersign_store::{
    StoreError, Tx, dispatches, figures, history, products, signatures, signing_keys,
};
use std::collections::HashMap;
use std::io::Write;

/// Adds the files of a report.
pub(super) async fn add(tx: &mut Tx, pack: &mut Pack<'_>, mut stored: StoredReport) -> Result<()> {
    let key = stored.key();
    let bodies = history::of_report(tx, key).await?;
    let entries = bodies.iter().map(|(body, hash)| Ok((Entry::from_body(body)?, *hash)));
    let entries: std::result::Result<Vec<_>, String> = entries.collect();
    let mut entries: Vec<(Entry, Hash)> = entries.map_err(StoreError::Corrupt)?;
    if let Some(person) = &pack.asked.reader {
        limit_to_reader(person, &mut stored, &mut entries);
    }
    let (names, report) = (&stored.names, &stored.report);
    let folder = folder(report.cycle, &names.partner, &names.vendor);
    let file = |name: &str| format!("{folder}/{name}");
    let text = document(names, report, &stored.head);
    pack.writer.add(&file(DOCUMENT), text.as_bytes())?;
    let frozen = frozen_text(tx, &stored, &entries).await?;
    pack.writer.add(&file(FROZEN), frozen.as_bytes())?;
    let lines = history_lines(tx, pack, key, &bodies[..entries.len()]).await?;
    pack.writer.add(&file(HISTORY), &lines)?;
    let rows = figures::of_report(tx, key).await?;
    let mut digested = String::new();
    for text in figures::digested(&report.lines, &rows) {
        digested.push_str(&text);
        digested.push('\n');
    }
    pack.writer.add(&file(FIGURES), digested.as_bytes())?;
    let readings = readings::table(tx, report, &rows).await?;
    pack.writer.add(&file(READINGS), &readings)?;
    let sent = sent_lines(tx, pack, &stored).await?;
    pack.writer.add(&file(SENT), &sent)?;
    let signatures = signature_lines(tx, key, entries.len()).await?;
    if !signatures.is_empty() {
        pack.writer.add(&file(SIGNATURES), &signatures)?;
    }
    let mut table = Vec::new();
    report_rows(&mut RecordWriter::new(&mut table, Dialect::STANDARD), &text, false)?;
    pack.lines.write_all(&table).map_err(|error| failed(&error))?;
    pack.rules.write_all(&rules_rows(&folder, &report.rules)).map_err(|error| failed(&error))?;
    pack.size.reports += 1;
    pack.folders.insert(key, folder);
    Ok(())
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
    let products = match replayed.dropped_lines.is_empty() {
        true => Vec::new(),
        false => products::all(tx).await?,
    };
    let made = made_terms::of(stored, &replayed, &products);
    Ok(frozen::text(&stored.names, report, &rules, replayed.first_deadline, &made))
}

/// The span of one report.
fn only(key: Key) -> Span {
    Span::between(Some(Key { vendor_id: key.vendor_id - 1, ..key }), Some(key))
}

async fn history_lines(
    tx: &mut Tx,
    pack: &mut Pack<'_>,
    key: Key,
    bodies: &[(String, Hash)],
) -> Result<Vec<u8>> {
    let positions: HashMap<i64, i64> = leaves::of_report(tx, key).await?.into_iter().collect();
    let mut lines = Vec::new();
    for (version, (body, hash)) in (1..).zip(bodies) {
        let LogPlace { index, path } = pack.log.of(tx, positions.get(&version).copied()).await?;
        pack.size.entries += 1;
        pack.size.unproven += u64::from(index.is_none());
        let (hash, body) = (hex(hash), body.clone());
        push_line(&mut lines, &HistoryLine { version, hash, body, index, path })?;
    }
    Ok(lines)
}

/// The signatures of the first entries, each with its public key.
async fn signature_lines(tx: &mut Tx, key: Key, entries: usize) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    let last = i64::try_from(entries).unwrap_or(i64::MAX);
    let signatures = signatures::of_report(tx, key).await?;
    for it in signatures.into_iter().filter(|it| it.version <= last) {
        // The check of the pack names a key that is missing.
        let key = signing_keys::find(tx, it.key_id).await?;
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
    Ok(lines)
}

/// The documents of the report that were dispatched, if the reader may know of dispatches.
async fn sent_lines(tx: &mut Tx, pack: &mut Pack<'_>, stored: &StoredReport) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    if pack.asked.reader_kind() == CompanyKind::Partner {
        return Ok(lines);
    }
    let mut documents = Vec::new();
    dispatches::each_document_within(tx, only(stored.key()), |document, sent| {
        documents.extend(sent.map(|sent| (document, sent)));
    })
    .await?;
    for (it, sent) in documents {
        let reader = pack.asked.reader.as_ref();
        let sees = |person| sees_dispatch(person, sent.distributor_id, sent.vendor_id);
        if !reader.is_none_or(sees) {
            continue;
        }
        let distributor = stored.names.distributor.clone();
        pack.sent.add(distributor.clone(), sent.number, it.dispatch_id);
        let (number, place, version) = (sent.number, it.position, it.version);
        let line = SentLine { distributor, number, place, version, document: it.text };
        push_line(&mut lines, &line)?;
    }
    Ok(lines)
}
