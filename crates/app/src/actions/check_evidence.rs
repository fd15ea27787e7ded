//! Checks an evidence pack, without any database. docs/evidence.md numbers the checks.
//!
//! A pack can come from anyone. Nothing that it says counts by itself: all of it has to lead to its
//! signed checkpoint, and only what the reader kept ties that to an installation.

mod checked_log;
mod dispatches;
mod document;
mod figures;
mod findings;
mod history;
mod kept;
mod manifest;
mod pdf;
mod readings;
mod report;
mod signatures;
mod signing;
mod stamps;
mod summary;
mod trust;
mod witnesses;

use crate::evidence::files::{LINES, RULES};
use crate::evidence::pack_reader::PackReader;
use crate::failure::{Failure, Result};
use crate::progress::WorkProgress;
use checked_log::CheckedLog;
use dispatches::Dispatches;
use kept::KeptRecords;
use manifest::CheckedManifest;
use report::Reports;
use signing::CheckedSigning;
use std::io::{Read, Seek};

pub use findings::{PackCounts, PackFindings};
pub use pdf::{PdfFindings, compare_pdf, run_pdf};
pub use trust::PackTrust;

/// Checks the pack in a file. Contradictions are findings, not errors.
///
/// # Errors
/// [`Failure::Usage`] if the file is no pack.
pub fn run<R: Read + Seek>(
    name: &str,
    file: R,
    trust: &PackTrust,
    progress: &mut WorkProgress,
) -> Result<PackFindings> {
    let not_a_pack = |why: String| Failure::Usage(format!("{name}: {why}"));
    let mut pack = PackReader::open(file).map_err(not_a_pack)?;
    let mut findings = PackFindings::default();
    let manifest = CheckedManifest::read(&mut pack, &mut findings).map_err(not_a_pack)?;
    let log = CheckedLog::read(&mut pack, &manifest, trust, &mut findings);
    witnesses::check(&mut pack, &log, &trust.witnesses, &mut findings);
    stamps::check(&mut pack, &log, &mut findings);
    let dispatches = Dispatches::read(&mut pack, &log, &mut findings);
    let is_rehearsal = manifest.manifest.rehearsal;
    let signing = CheckedSigning::read(&mut pack, &log, is_rehearsal, &mut findings);
    let known = (&log, &dispatches);
    let kept = KeptRecords::new(&trust.kept, &manifest.manifest, known, &mut findings);
    let mut reports = Reports::new(&log, &dispatches, &signing, &kept);
    let folders = pack.folders();
    progress.begin("checking reports", "", Some(folders.len() as u64));
    for (at, folder) in folders.iter().enumerate() {
        reports.check(&mut pack, folder, &mut findings);
        progress.at(at as u64);
    }
    progress.end();
    let of_reports = reports.end();
    manifest.expect(LINES, &of_reports.lines, &mut findings);
    manifest.expect(RULES, &of_reports.rules, &mut findings);
    summary::check(&mut pack, &manifest.manifest, &log, of_reports, &mut findings);
    manifest.counts(&mut findings);
    kept.rest(&mut findings);
    Ok(findings)
}
