//! Checks the PDF of a report, without a database: the files inside it as those of a pack, and its
//! pages by making them again. docs/pdf.md numbers the checks.

use super::checked_log::CheckedLog;
use super::findings::PackFindings;
use super::history::{self, CheckedHistory, Positions};
use super::report::{check_frozen, count};
use super::signatures::SignedReport;
use super::trust::PackTrust;
use super::{document, figures};
use crate::evidence::files::{DOCUMENT, FIGURES, FROZEN, HISTORY, SIGNATURES};
use crate::evidence::pack_files::PackFiles;
use crate::failure::{Failure, Result};
use crate::printed::files::{OPTIONS, PrintedFiles};
use crate::printed::options::{LAYOUT, PrintOptions};
use crate::printed::reader;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Hash;
use countersign_domain::leaf::{LeafKind, LeafName};
use countersign_store::{Tx, history as stored_history, reports};
use uuid::Uuid;

/// What the check of a PDF found.
#[derive(Clone, Debug, Default)]
pub struct PdfFindings {
    /// The findings, in words.
    pub findings: PackFindings,
    /// The report, if it could be read: its id, and the hashes of its entries.
    pub report: Option<(Uuid, Vec<Hash>)>,
}

/// Checks a PDF. Contradictions are findings, not errors.
///
/// # Errors
/// [`Failure::Usage`] if the file is no PDF of a report, or kept files were given without a key.
pub fn run_pdf(name: &str, bytes: &[u8], trust: &PackTrust) -> Result<PdfFindings> {
    let unused = |why: &str| Err(Failure::Usage(why.to_owned()));
    if trust.keys.is_empty() != trust.kept.is_empty() {
        return unused(
            "a PDF does not contain the log: give both --key and --checkpoint, because neither \
             is enough alone",
        );
    }
    if !trust.witnesses.is_empty() {
        return unused("a PDF has no cosignatures of witnesses: --witness-key is for a pack");
    }
    let not_ours = |why: String| Failure::Usage(format!("{name}: {why}"));
    let mut files = reader::read(bytes).map_err(not_ours)?;
    for name in [DOCUMENT, FROZEN, HISTORY, FIGURES, OPTIONS] {
        if !files.has(name) {
            return Err(not_ours(format!("{name} is not attached")));
        }
    }
    let mut found = PdfFindings::default();
    let findings = &mut found.findings;
    let frozen_text = files.text(FROZEN).map_err(not_ours)?;
    match FrozenParts::parse(&frozen_text) {
        Some(frozen) => {
            findings.counts.reports = 1;
            let history = report(&mut files, &frozen_text, &frozen, trust, findings);
            kept(&frozen, &history.hashes, trust, findings);
            found.report = Some((frozen.names.report_id, history.hashes));
        }
        None => findings.add(FROZEN, "it does not have the parts of a report"),
    }
    pages(files, bytes, &mut found.findings);
    Ok(found)
}

/// Compares a checked PDF with its report in a database.
///
/// # Errors
/// Fails when the database does.
pub async fn compare_pdf(tx: &mut Tx, found: &mut PdfFindings) -> Result<()> {
    let findings = &mut found.findings;
    let Some((id, hashes)) = &found.report else { return Ok(()) };
    let Some(identified) = reports::identify(tx, *id).await? else {
        findings.add("the database", format!("it has no report with the id {id}"));
        return Ok(());
    };
    let stored = stored_history::of_report(tx, identified.key).await?;
    let own = stored.iter().map(|(_, hash)| hash);
    let count = hashes.len();
    match hashes.iter().zip(own).position(|(hash, own)| hash != own) {
        Some(at) => {
            findings.add(HISTORY, format!("entry {} is not that of the database", at + 1));
        }
        None if count > stored.len() => {
            let what = format!("the database ends with entry {} of {count}", stored.len());
            findings.add(HISTORY, what);
        }
        None => {
            findings.is_tied = true;
            let newer = stored.len() - count;
            findings.hold(format!(
                "the database has the same {count} entries, and {newer} that are newer"
            ));
        }
    }
    Ok(())
}

/// Checks the files of the report, as those of a pack without its log.
fn report(
    files: &mut PrintedFiles,
    frozen_text: &str,
    frozen: &FrozenParts,
    trust: &PackTrust,
    findings: &mut PackFindings,
) -> CheckedHistory {
    let log = CheckedLog { checkpoint: None, keys: trust.keys.clone() };
    let mut positions = Positions::new();
    let history = history::check(files, HISTORY, frozen, &log, &mut positions, findings);
    count(&history, findings);
    check_frozen(FROZEN, frozen_text, history.entries.first(), findings);
    let figures = figures::check(files, FIGURES, &history.entries, findings);
    let text = files.text(DOCUMENT).unwrap_or_default();
    let stated = document::check(DOCUMENT, &text, frozen, &history, &figures, findings);
    let signed = SignedReport { frozen, history: &history, documents: &stated, signing: None };
    signed.check(files, SIGNATURES, findings);
    if findings.counts.signatures > 0 {
        findings.leave_open(
            "a PDF does not have the audit record, which says when the keys of signatures were in \
             use: an evidence pack does",
        );
    }
    history
}

/// Compares the history with what the reader kept.
fn kept(frozen: &FrozenParts, hashes: &[Hash], trust: &PackTrust, findings: &mut PackFindings) {
    let parties = frozen.parties;
    let own = LeafName::history(frozen.cycle, parties.partner_id, parties.vendor_id, 0);
    for file in &trust.kept {
        let mut is_about = false;
        for proof in &file.kept.proofs {
            let LeafName { kind, record, number } = &proof.leaf.name;
            if *kind != LeafKind::History || *record != own.record {
                continue;
            }
            is_about = true;
            if !proof.holds() || proof.checkpoint.signed_by(&trust.keys).is_none() {
                findings.add(&file.name, "its proof does not lead to a key that you gave");
                continue;
            }
            let at = usize::try_from(*number).ok().and_then(|number| number.checked_sub(1));
            let content = &proof.leaf.content;
            match at.and_then(|at| hashes.get(at)) {
                Some(hash) if hash == content => {
                    findings.is_tied = true;
                    findings.hold(format!("{}: entry {number} has not changed", file.name));
                }
                Some(_) => {
                    findings
                        .add(HISTORY, format!("entry {number} is not what {} proves", file.name));
                }
                None => findings.leave_open(format!(
                    "{} proves entry {number}, which is newer than the PDF, or was taken out",
                    file.name
                )),
            }
        }
        if !is_about {
            findings.leave_open(format!("{}: it proves nothing about this report", file.name));
        }
    }
}

/// Makes the pages again and compares every byte.
fn pages(mut files: PrintedFiles, bytes: &[u8], findings: &mut PackFindings) {
    let options = files.text(OPTIONS).and_then(|text| PrintOptions::parse(&text));
    match options {
        Err(why) => return findings.add(OPTIONS, why),
        Ok(options) if !(1..=LAYOUT).contains(&options.layout) => {
            return findings.add(
                "the pages",
                format!(
                    "this program does not know their layout {}, and cannot compare them: if a \
                     newer version made the PDF, check it with that one",
                    options.layout
                ),
            );
        }
        Ok(options) if options.layout != LAYOUT => {
            return findings.leave_open(format!(
                "its pages were not compared with the files inside: another version of the program \
                 laid them out ({}, and this one is {LAYOUT})",
                options.layout
            ));
        }
        Ok(_) => {}
    }
    match files.print() {
        Ok(again) if again == bytes => {
            findings
                .hold("its pages show what the files inside say: made again, they are the same");
        }
        Ok(_) => findings.add("the pages", "they are not those that the files inside make"),
        Err(error) => findings.add("the pages", error),
    }
}

#[cfg(test)]
mod tests;
