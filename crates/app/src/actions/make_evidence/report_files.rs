//! The files of one report.

use super::report_texts::{self, only};
use super::{Pack, failed, readings, rules_rows};
use crate::actions::export_dispatch::report_rows;
use crate::evidence::files::{
    DOCUMENT, FIGURES, FROZEN, HISTORY, READINGS, SENT, SIGNATURES, folder,
};
use crate::evidence::records::{HistoryLine, LogPlace, SentLine, push_line};
use crate::failure::Result;
use crate::formats::csv_out::{Dialect, RecordWriter};
use countersign_domain::access::sees_dispatch;
use countersign_domain::actor::CompanyKind;
use countersign_domain::export::hex;
use countersign_domain::history::Hash;
use countersign_store::reports::{Key, StoredReport};
use countersign_store::transparency::leaves;
use countersign_store::{StoreError, Tx, dispatches};
use std::collections::HashMap;
use std::io::Write;

/// Adds the files of a report.
pub(super) async fn add(tx: &mut Tx, pack: &mut Pack<'_>, stored: StoredReport) -> Result<()> {
    let texts = report_texts::read(tx, stored, pack.asked.reader.as_ref()).await?;
    let key = texts.stored.key();
    let (names, report) = (&texts.stored.names, &texts.stored.report);
    let folder = folder(report.cycle, &names.partner, &names.vendor);
    let file = |name: &str| format!("{folder}/{name}");
    pack.writer.add(&file(DOCUMENT), texts.document.as_bytes())?;
    pack.writer.add(&file(FROZEN), texts.frozen.as_bytes())?;
    let lines = history_lines(tx, pack, key, &texts.bodies).await?;
    pack.writer.add(&file(HISTORY), &lines)?;
    pack.writer.add(&file(FIGURES), texts.figures.as_bytes())?;
    let readings = readings::table(tx, report, &texts.rows).await?;
    pack.writer.add(&file(READINGS), &readings)?;
    let sent = sent_lines(tx, pack, &texts.stored).await?;
    pack.writer.add(&file(SENT), &sent)?;
    pack.signing.add_parties(&report.parties);
    texts.keys.iter().for_each(|fingerprint| pack.signing.add_key(fingerprint));
    if !texts.signatures.is_empty() {
        pack.writer.add(&file(SIGNATURES), &texts.signatures)?;
    }
    let mut table = Vec::new();
    report_rows(&mut RecordWriter::new(&mut table, Dialect::STANDARD), &texts.document, false)?;
    pack.lines.write_all(&table).map_err(|error| failed(&error))?;
    pack.rules.write_all(&rules_rows(&folder, &report.rules)).map_err(|error| failed(&error))?;
    let unreadable = |error| StoreError::Corrupt(format!("a document: {error}"));
    pack.summary.add(&texts.document).map_err(unreadable)?;
    pack.size.reports += 1;
    pack.folders.insert(key, folder);
    Ok(())
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
