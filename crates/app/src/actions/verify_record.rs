//! Verifies the record: if two places in the database state the same fact, they have to agree.
//!
//! Everything is read in one state of the database, a few hundred reports at a time, each table
//! once and in the order of the reports' keys. docs/operating/verify.md says what proves what, and
//! what nothing inside the database can prove; a test compares it with this program.

mod conservation;
mod corrections;
mod dispatches;
mod documents;
mod findings;
mod history;
mod late;
mod lines;
mod links;
mod purges;
mod readings;
mod record_context;
mod report_parts;
mod report_row;
mod settings;
mod signatures;
mod signing;
mod transparency;
mod views_and_closings;

use crate::failure;
use crate::progress::WorkProgress;
use crate::signatures::signed_entries::StatedDocuments;
use countersign_domain::replay::replay;
use countersign_store::reports::{self, Key, Span, StoredReport};
use countersign_store::{Result, Store, StoreError, Tx, append_only, readings as stored_readings};
use readings::ReplayedReport;
use record_context::RecordContext;
use report_parts::{Parts, SideBySide};

pub use conservation::UncountedCounts;
pub use findings::Findings;
pub use purges::{PurgeSummary, PurgedRows};
pub use transparency::KeptFile;

/// Reports in one read, if they have few subscriptions.
const CHUNK: usize = 500;
/// The approximate number of figures in memory at once.
const FIGURES: usize = 20_000;

/// Verifies everything, in one transaction that reads.
///
/// # Errors
/// Fails when the database does. A contradiction is a finding, not an error.
pub async fn run(store: &Store, progress: &mut WorkProgress) -> failure::Result<Findings> {
    run_with(store, &[], progress).await
}

/// The same, and compares the log with the checkpoints and proofs that people kept.
///
/// # Errors
/// Fails when the database does.
pub async fn run_with(
    store: &Store,
    kept: &[KeptFile],
    progress: &mut WorkProgress,
) -> failure::Result<Findings> {
    let mut findings = Findings::default();
    let proved = store.reading(async |tx| prove(tx, kept, &mut findings, progress).await).await;
    match proved {
        Ok(()) => {}
        Err(StoreError::Corrupt(error)) => {
            findings.add(format!("the rest cannot be verified: {error}"));
        }
        Err(error) => return Err(error.into()),
    }
    progress.end();
    Ok(findings)
}

async fn prove(
    tx: &mut Tx,
    kept: &[KeptFile],
    findings: &mut Findings,
    progress: &mut WorkProgress,
) -> Result<()> {
    for trigger in append_only::missing(tx).await? {
        findings.add(format!(
            "the trigger {} on {}, which protects an append-only table, is missing or changed",
            trigger.name, trigger.table
        ));
    }
    let known = RecordContext::load(tx).await?;
    for (code, kind) in &known.misnamed {
        findings.add(format!(
            "company {code}: kind is {}, which other tables contradict",
            kind.token()
        ));
    }
    purges::verify(tx, findings).await?;
    transparency::verify(tx, &known, kept, findings, progress).await?;
    verify_reports(tx, &known, findings, progress).await?;
    views_and_closings::verify_all_closings(&known, findings);
    dispatches::verify(tx, &known, findings, progress).await?;
    let now = conservation::now(tx).await?;
    conservation::verify(tx, &known, now, findings, progress).await?;
    progress.begin("verifying settings and readings", "", None);
    settings::verify(tx, findings).await?;
    signing::verify(tx, &known, findings).await?;
    links::verify(tx, &known, findings).await?;
    for it in stored_readings::misfiled(tx).await? {
        findings.add(format!(
            "{}: the row of subscription number {} under partner number {}, observed at {}, is \
             misfiled, or has no matching reading",
            it.table,
            it.subscription_id,
            it.partner_id,
            String::from(it.observed_at)
        ));
    }
    Ok(())
}

async fn verify_reports(
    tx: &mut Tx,
    known: &RecordContext,
    findings: &mut Findings,
    progress: &mut WorkProgress,
) -> Result<()> {
    progress.begin("verifying reports", "", Some(reports::count(tx).await?));
    let mut after: Option<Key> = None;
    let mut size = CHUNK;
    loop {
        let limit = i64::try_from(size).unwrap_or(i64::MAX);
        let keys = reports::keys_after(tx, after, limit).await?;
        let figures = verify_keys(tx, known, after, &keys, findings).await?;
        let Some(last) = keys.last() else { return Ok(()) };
        after = Some(*last);
        size = (keys.len() * FIGURES / figures.max(1)).clamp(1, CHUNK);
        progress.at(findings.reports);
    }
}

/// Verifies the reports with these keys and everything between them, and returns how many figures
/// they have. If a row cannot be read, the span is halved to find its report.
async fn verify_keys(
    tx: &mut Tx,
    known: &RecordContext,
    after: Option<Key>,
    keys: &[Key],
    findings: &mut Findings,
) -> Result<usize> {
    let mut figures = 0;
    let mut left = vec![(after, keys)];
    while let Some((after, keys)) = left.pop() {
        let through = keys.last().copied();
        match report_parts::read(tx, Span::between(after, through), keys).await {
            Ok(read) => {
                figures += read.reports.iter().map(|(_, parts)| parts.figures.len()).sum::<usize>();
                verify_some(tx, known, read, findings).await?;
            }
            Err(StoreError::Corrupt(error)) if keys.len() < 2 => {
                findings.reports += keys.len() as u64;
                let name =
                    through.map_or("after the last report".to_owned(), |key| name(known, key));
                findings.add(format!("{name}: it cannot be read: {error}"));
            }
            Err(StoreError::Corrupt(_)) => {
                let (first, second) = keys.split_at(keys.len() / 2);
                left.push((first.last().copied(), second));
                left.push((after, first));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(figures)
}

/// The name of a report that cannot be read or is missing.
fn name(known: &RecordContext, key: Key) -> String {
    let (partner, vendor) = (known.code(key.partner_id), known.code(key.vendor_id));
    format!("report {} of {partner} ({vendor})", key.cycle)
}

async fn verify_some(
    tx: &mut Tx,
    known: &RecordContext,
    read: SideBySide,
    findings: &mut Findings,
) -> Result<()> {
    for (table, key) in read.stray {
        let name = name(known, key);
        findings.add(format!("{name}: {table} has rows of this report, which does not exist"));
    }
    let reports = read.reports.into_iter();
    let replayed: Vec<ReplayedReport> =
        reports.map(|(stored, parts)| verify_report(known, stored, parts, findings)).collect();
    let of_now = readings::verify(tx, known, &replayed, findings).await?;
    for (replayed, of_now) in replayed.iter().zip(&of_now) {
        if known.ownership.is_purged(replayed.stored.report.cycle) {
            findings.without_readings += 1;
        } else {
            readings::verify_moved(replayed, of_now, findings);
        }
        late::verify(tx, known, (replayed, of_now), findings).await?;
    }
    Ok(())
}

/// Verifies everything of one report except its readings.
fn verify_report(
    known: &RecordContext,
    stored: StoredReport,
    parts: Parts,
    findings: &mut Findings,
) -> ReplayedReport {
    findings.reports += 1;
    findings.entries += parts.entries.len() as u64;
    let mut findings = findings.of(&stored);
    let chain = history::verify(&stored, &parts, &mut findings);
    let mut documents = Vec::new();
    let mut stated = StatedDocuments::of(&chain.entries);
    let mut heads = chain.hashes.iter();
    let replayed = replay(&stored.report, &chain.entries, |entry, report| {
        let head = heads.next();
        if let Some(head) = head {
            stated.note(&stored.names, report, entry, head);
        }
        let sent = head.and_then(|head| documents::expected(&stored.names, report, entry, head));
        documents.extend(sent);
    });
    report_row::verify_replayed(&replayed, &mut findings);
    report_row::verify_frozen(&stored, &parts, &chain, &replayed, known, &mut findings);
    report_row::verify_dropped(&parts, &replayed, known, &mut findings);
    report_row::verify_beside(&stored, &parts, &mut findings);
    lines::verify_sums(&stored, &parts, &mut findings);
    lines::verify_directory(&stored, &parts, known, &mut findings);
    lines::verify_seal(&stored, &parts, &chain, &mut findings);
    documents::verify(&stored, &parts, &documents, known, &mut findings);
    corrections::verify(&stored, &parts, &chain.entries, known, &mut findings);
    signatures::verify(&stored, &parts, &chain, &stated, known, &mut findings);
    views_and_closings::verify_opening(
        &stored,
        parts.opening,
        &chain.entries,
        &replayed,
        known,
        &mut findings,
    );
    views_and_closings::verify_closings(&stored, &chain.entries, known, &mut findings);
    views_and_closings::verify_choices(&chain.entries, known, &mut findings);
    ReplayedReport { stored, parts, replay: replayed }
}
