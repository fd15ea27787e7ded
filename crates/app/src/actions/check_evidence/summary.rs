//! The summary of a pack, which follows from its reports, its manifest and its checkpoint: made
//! again, it has the same bytes.

use super::checked_log::CheckedLog;
use super::findings::PackFindings;
use super::report::OfReports;
use crate::evidence::files::{CHECKPOINT, SUMMARY};
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::Manifest;
use crate::evidence::summary::{self, SummaryFacts};
use crate::transparency::checkpoint::VerifierKey;
use countersign_print::Locale;

/// Compares the summary, which a pack of very many pages lacks.
pub(super) fn check(
    pack: &mut impl PackFiles,
    manifest: &Manifest,
    log: &CheckedLog,
    of_reports: OfReports,
    findings: &mut PackFindings,
) {
    let (Some(summary), true) = (of_reports.summary, pack.has(SUMMARY)) else { return };
    // What cannot be read has a finding already.
    let (Ok(found), Ok(note)) = (pack.read(SUMMARY), pack.text(CHECKPOINT)) else { return };
    let Some(checkpoint) = &log.checkpoint else { return };
    let facts = SummaryFacts {
        manifest,
        note: &note,
        key: checkpoint.signed_by(&log.keys).map(VerifierKey::text),
        unproven: of_reports.unproven,
        language: language_of(&found),
    };
    let program = env!("CARGO_PKG_VERSION");
    match summary::print(summary, &facts) {
        Ok(Some(again)) if again == found => {
            findings
                .hold(format!("{SUMMARY} shows what the reports say: made again, it is the same"));
        }
        _ if manifest.program != program => findings.leave_open(format!(
            "{SUMMARY} was not compared with the reports: Countersign {} wrote it, and this is \
             {program}",
            manifest.program
        )),
        _ => findings.add(SUMMARY, "it is not the one that the reports make"),
    }
}

/// The language that a PDF names; English if it names none of ours.
fn language_of(pdf: &[u8]) -> &'static str {
    let names = |locale: &Locale| {
        let entry = format!("/Lang({})", locale.code());
        pdf.windows(entry.len()).any(|it| it == entry.as_bytes())
    };
    Locale::ALL.into_iter().find(names).unwrap_or_default().code()
}
