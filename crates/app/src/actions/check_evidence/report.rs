//! One report of a pack, file by file.

use super::checked_log::CheckedLog;
use super::dispatches::Dispatches;
use super::findings::PackFindings;
use super::history::{self, CheckedHistory, Positions};
use super::kept::KeptRecords;
use super::readings::{LastReadings, ReportReadings};
use super::signatures::SignedReport;
use super::signing::CheckedSigning;
use super::{document, figures};
use crate::actions::export_dispatch::report_rows;
use crate::actions::export_reports::table_header;
use crate::actions::make_evidence::{rules_heading, rules_rows};
use crate::evidence::files::{
    self, DOCUMENT, FIGURES, FROZEN, HISTORY, READINGS, SENT, SIGNATURES,
};
use crate::evidence::pack_files::PackFiles;
use crate::evidence::pack_reader::PackReader;
use crate::formats::csv_out::{Dialect, RecordWriter};
use countersign_domain::export::hex;
use countersign_domain::frozen::{self, FrozenParts};
use countersign_domain::history::Entry;
use countersign_domain::status::Verb;
use countersign_print::summary::Summary;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io::{Read, Seek};
use uuid::Uuid;

/// The reports of a pack, and what follows from all of them.
pub(super) struct Reports<'a> {
    log: &'a CheckedLog,
    dispatches: &'a Dispatches,
    signing: &'a CheckedSigning,
    kept: &'a KeptRecords<'a>,
    positions: Positions,
    ids: HashSet<Uuid>,
    readings: LastReadings,
    /// The digests of the tables that follow from the reports.
    lines: Sha256,
    rules: Sha256,
    /// The summary that follows from them; none if a document cannot be read.
    summary: Option<Summary>,
    /// How many entries have no proof.
    unproven: u64,
}

/// What follows from all reports of a pack.
pub(super) struct OfReports {
    /// The digests of the tables.
    pub(super) lines: String,
    pub(super) rules: String,
    pub(super) summary: Option<Summary>,
    pub(super) unproven: u64,
}

impl<'a> Reports<'a> {
    pub(super) fn new(
        log: &'a CheckedLog,
        dispatches: &'a Dispatches,
        signing: &'a CheckedSigning,
        kept: &'a KeptRecords<'a>,
    ) -> Self {
        let mut heading = Vec::new();
        table_header(&mut heading, Dialect::STANDARD, &[]);
        Self {
            log,
            dispatches,
            signing,
            kept,
            positions: Positions::new(),
            ids: HashSet::new(),
            readings: LastReadings::default(),
            summary: Some(Summary::default()),
            unproven: 0,
            lines: Sha256::new().chain_update(&heading),
            rules: Sha256::new().chain_update(rules_heading()),
        }
    }

    /// Checks the report in a folder.
    pub(super) fn check<R: Read + Seek>(
        &mut self,
        pack: &mut PackReader<R>,
        folder: &str,
        findings: &mut PackFindings,
    ) {
        findings.counts.reports += 1;
        let file = |name: &str| format!("{folder}/{name}");
        let text = text(pack, &file(FROZEN), findings);
        let Some(frozen) = FrozenParts::parse(&text) else {
            return findings.add(&file(FROZEN), "it does not have the parts of a report");
        };
        self.place(folder, &frozen, findings);
        let history =
            history::check(pack, &file(HISTORY), &frozen, self.log, &mut self.positions, findings);
        count(&history, findings);
        self.unproven += history.unproven.len() as u64;
        check_frozen(&file(FROZEN), &text, history.entries.first(), findings);
        let figures = figures::check(pack, &file(FIGURES), &history.entries, findings);
        let submission = history.entries.iter().find(|entry| entry.verb == Verb::Submit);
        let is_proven = submission.is_some_and(|entry| history.proves(entry.version));
        findings.counts.sealed += u64::from(figures.is_sealed && is_proven);
        name_unproven(folder, &history, findings);
        let document_text = self::text(pack, &file(DOCUMENT), findings);
        let stated =
            document::check(&file(DOCUMENT), &document_text, &frozen, &history, &figures, findings);
        let signed = SignedReport {
            frozen: &frozen,
            history: &history,
            documents: &stated,
            signing: Some(self.signing),
        };
        signed.check(pack, &file(SIGNATURES), findings);
        signed.check_rules(&file(HISTORY), findings);
        let sent = (history.entries.as_slice(), history.hashes.as_slice());
        self.dispatches.check(pack, &file(SENT), sent, findings);
        let readings =
            ReportReadings { frozen: &frozen, entries: &history.entries, figures: &figures };
        match pack.stream(&file(READINGS)) {
            Ok(table) => readings.check(&file(READINGS), table, &mut self.readings, findings),
            Err(why) => findings.add(&file(READINGS), why),
        }
        self.kept.check(folder, &frozen, &history, findings);
        self.rows(folder, &document_text, &frozen);
    }

    /// The folder has the name of the report, and no report is there twice.
    fn place(&mut self, folder: &str, frozen: &FrozenParts, findings: &mut PackFindings) {
        let names = &frozen.names;
        if folder != files::folder(frozen.cycle, &names.partner, &names.vendor) {
            findings.add(folder, "its report has another cycle, partner or vendor");
        }
        if !self.ids.insert(names.report_id) {
            findings.add(folder, "another report of the pack has its id");
        }
    }

    /// Adds the rows that follow from a report.
    fn rows(&mut self, folder: &str, document: &str, frozen: &FrozenParts) {
        let mut rows = Vec::new();
        let added = self.summary.as_mut().map(|summary| summary.add(document));
        if added.is_some_and(|added| added.is_err()) {
            self.summary = None;
        }
        // A document that cannot be read has a finding already.
        if report_rows(&mut RecordWriter::new(&mut rows, Dialect::STANDARD), document, false)
            .is_ok()
        {
            self.lines.update(&rows);
        }
        if let Ok(rules) = serde_json::from_str(&frozen.rules) {
            self.rules.update(rules_rows(folder, &rules));
        }
    }

    /// What follows from all of them.
    pub(super) fn end(self) -> OfReports {
        OfReports {
            lines: hex(&self.lines.finalize().into()),
            rules: hex(&self.rules.finalize().into()),
            summary: self.summary,
            unproven: self.unproven,
        }
    }
}

fn text(pack: &mut impl PackFiles, file: &str, findings: &mut PackFindings) -> String {
    pack.text(file).unwrap_or_else(|why| {
        findings.add(file, why);
        String::new()
    })
}

pub(super) fn count(history: &CheckedHistory, findings: &mut PackFindings) {
    let counts = &mut findings.counts;
    counts.entries += history.lines as u64;
    counts.unproven += history.unproven.len() as u64;
    for entry in &history.entries {
        let at = entry.recorded_at;
        counts.first = Some(counts.first.map_or(at, |first| first.min(at)));
        counts.last = counts.last.max(Some(at));
    }
}

/// Names what the log does not show of a report.
fn name_unproven(folder: &str, history: &CheckedHistory, findings: &mut PackFindings) {
    let (first, last) = (history.unproven.first(), history.unproven.last());
    match (first, last) {
        (Some(first), Some(last)) if first == last => {
            findings.leave_open(format!("{folder}: entry {first} has no proof"));
        }
        (Some(first), Some(last)) => {
            findings.leave_open(format!("{folder}: the entries {first} to {last} have no proof"));
        }
        _ => {}
    }
    if history.entries.first().is_some_and(|entry| entry.frozen.is_none()) {
        findings.leave_open(format!(
            "{folder}: nothing proves its names and rules, because an earlier program made it"
        ));
    }
}

/// The digest of the making.
pub(super) fn check_frozen(
    file: &str,
    text: &str,
    first: Option<&Entry>,
    findings: &mut PackFindings,
) {
    let Some(expected) = first.and_then(|entry| entry.frozen.as_deref()) else { return };
    let digest = frozen::digest_of(text);
    if digest != expected {
        let what = format!(
            "it was changed since the report was made: its digest is {digest}, and not {expected}"
        );
        findings.add(file, what);
    }
}
