//! Recomputes every report's history chain and totals, and what was sent of them.

mod sent;

use super::figures_of::TOO_LARGE;
use crate::failure::Result;
use crate::progress::Progress;
use countersign_domain::basis::Folded;
use countersign_domain::correction::{Told, retell};
use countersign_domain::figure::Figure;
use countersign_domain::history::{Entry, LineRecord, genesis, link};
use countersign_domain::line::LineSum;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Verb;
use countersign_store::figures::{self, FigureRow};
use countersign_store::reports::{self, Key, Stored};
use countersign_store::{Store, Tx, dispatches, history};
use std::collections::BTreeMap;

/// Reports read at once.
const CHUNK: i64 = 500;

/// What was found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Reports that were looked at.
    pub reports: u64,
    /// History entries that were looked at.
    pub entries: u64,
    /// Dispatches that were looked at.
    pub dispatches: u64,
    /// What does not hold, one sentence each.
    pub broken: Vec<String>,
}

/// Verifies everything.
///
/// # Errors
/// The engine's. What does not hold is a finding.
pub async fn run(store: &Store, progress: &mut Progress) -> Result<Findings> {
    let mut findings = Findings::default();
    let mut tx = store.read().await?;
    let mut after: Option<Key> = None;
    progress.begin("verifying reports", "", Some(reports::count(&mut tx).await?));
    loop {
        let keys = reports::keys_after(&mut tx, after, CHUNK).await?;
        let Some(last) = keys.last() else { break };
        after = Some(*last);
        for stored in reports::find(&mut tx, &keys).await?.into_iter().flatten() {
            verify_report(&mut tx, &stored, &mut findings).await?;
        }
        progress.at(findings.reports);
    }
    for key in history::without_report(&mut tx).await? {
        findings.broken.push(format!("the history of {key:?} has no report"));
    }
    sent::verify(&mut tx, &mut findings).await?;
    tx.rollback().await?;
    progress.end();
    Ok(findings)
}

async fn verify_report(
    tx: &mut Tx,
    stored: &Stored,
    findings: &mut Findings,
) -> std::result::Result<(), countersign_store::StoreError> {
    findings.reports += 1;
    let names = &stored.names;
    let (partner, vendor, cycle) = (&names.partner, &names.vendor, stored.report.cycle);
    let mut broken = |what: String| {
        findings.broken.push(format!("report {cycle} of {partner} ({vendor}): {what}"));
    };
    let mut hash = genesis(names.report_id);
    let mut last: Option<Entry> = None;
    let mut submitted: Vec<LineRecord> = Vec::new();
    let mut sent: Vec<i64> = Vec::new();
    let mut of_corrections: Vec<Entry> = Vec::new();
    let links = history::of_report(tx, stored.key()).await?;
    for (number, (body, stored_hash)) in (1..).zip(&links) {
        hash = link(&hash, body);
        if hash != *stored_hash {
            broken(format!("entry {number} of its history does not follow from the one before"));
            hash = *stored_hash;
        }
        match Entry::from_body(body) {
            Ok(entry) if entry.version == number => {
                if !entry.lines.is_empty() {
                    submitted.clone_from(&entry.lines);
                }
                let sends = matches!(entry.verb, Verb::Dispatch | Verb::DispatchAmendment);
                sent.extend(sends.then_some(number));
                of_corrections.extend(entry.verb.is_of_correction().then(|| entry.clone()));
                last = Some(entry);
            }
            Ok(entry) => broken(format!("entry {number} says that it is {}", entry.version)),
            Err(error) => broken(format!("entry {number} cannot be read: {error}")),
        }
    }
    let length = links.len() as i64;
    if stored.head != hash || stored.report.version != length {
        broken(format!("it has version {}, its history {length}", stored.report.version));
    }
    if last.as_ref().is_some_and(|entry| entry.to != stored.report.status) {
        broken("its status is not that of its last entry".to_owned());
    }
    if stored.report.submitted_at.is_some() {
        verify_submitted(stored, &submitted, &mut broken);
    }
    verify_corrections(stored, &of_corrections, &mut broken);
    if dispatches::versions(tx, stored.key()).await? != sent {
        broken("its history and its dispatches do not tell the same".to_owned());
    }
    verify_totals(stored, &figures::of_report(tx, stored.key()).await?, &mut broken);
    findings.entries += links.len() as u64;
    Ok(())
}

/// What stands since the last submission is what the submission's entry says, until the partner
/// has it in hand again.
fn verify_submitted(stored: &Stored, submitted: &[LineRecord], broken: &mut impl FnMut(String)) {
    if stored.report.status.with_partner() {
        return;
    }
    for line in &stored.report.lines {
        let record = submitted.iter().find(|record| record.product == line.product.code);
        if record != Some(&LineRecord::of(line)) {
            broken(format!("line {} is not as it was submitted", line.product.code));
        }
    }
}

/// The corrections are what the history tells of them, figure by figure.
fn verify_corrections(stored: &Stored, entries: &[Entry], broken: &mut impl FnMut(String)) {
    let stands: Vec<Told> = stored.report.corrections.iter().map(Told::from).collect();
    match retell(entries) {
        Ok(told) if told == stands => {}
        Ok(_) => broken("its corrections are not what its history tells of them".to_owned()),
        Err(error) => broken(format!("its corrections do not hold together: {error}")),
    }
}

/// Every line is the sum of its subscriptions.
fn verify_totals(stored: &Stored, rows: &[FigureRow], broken: &mut impl FnMut(String)) {
    let mut sums: BTreeMap<i64, LineSum> = BTreeMap::new();
    for row in rows {
        sums.entry(row.product_id).or_default().add(&figure(row));
    }
    for line in &stored.report.lines {
        let sum = sums.remove(&line.product.id).unwrap_or_default();
        match sum.figures() {
            Ok(Some(figures)) if figures == line.figures => {}
            Ok(_) => {
                let code = &line.product.code;
                broken(format!("line {code} is not the sum of its subscriptions"));
            }
            Err(_) => broken(TOO_LARGE.to_owned()),
        }
    }
    if sums.values().any(|sum| !matches!(sum.figures(), Ok(None))) {
        broken("subscriptions that count have no line".to_owned());
    }
}

fn figure(row: &FigureRow) -> Figure {
    let folded = |quantity: Option<Quantity>| {
        quantity.map(|quantity| Folded { quantity, day: None, days: 0 })
    };
    Figure { standing: row.standing, provisioned: folded(row.provisioned), used: folded(row.used) }
}
