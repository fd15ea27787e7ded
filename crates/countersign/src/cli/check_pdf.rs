//! `countersign verify REPORT.pdf`

use super::check_pack::tell;
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Threads};
use countersign_app::actions::check_evidence::{
    PackCounts, PackFindings, PackTrust, compare_pdf, run_pdf,
};
use countersign_app::failure::Result;
use std::path::Path;

/// Checks the PDF of a report, and says in words what holds.
pub(super) async fn check_pdf(
    path: &Path,
    bytes: &[u8],
    trust: &PackTrust,
    database: Option<&Database>,
) -> Result<Ended> {
    let mut found = run_pdf(&path.display().to_string(), bytes, trust)?;
    if let Some(database) = database {
        let session = database.open_to_read(Threads::One).await?;
        session.store.reading(async |tx| compare_pdf(tx, &mut found).await).await?;
    }
    let findings = &found.findings;
    tell(findings)?;
    print(&notes(findings))?;
    print(&format!("{}\n", summary(findings)))?;
    Ok(if findings.count == 0 { Ended::Done } else { Ended::SomeRefused })
}

/// What the reader has to know of the result.
fn notes(findings: &PackFindings) -> String {
    let PackCounts { first, last, signatures, .. } = findings.counts;
    let mut notes = Vec::new();
    if let (Some(first), Some(last)) = (first, last) {
        notes.push(format!("its entries were recorded from {first} to {last}"));
    }
    if signatures > 0 {
        notes.push(format!(
            "decisions that were signed: {signatures}; the keys are those that the installation \
             registered"
        ));
    }
    if !findings.is_tied {
        notes.push(
            "all of this is only what the PDF says: --with-database, or --key with --checkpoint, \
             compare it with what you have from elsewhere"
                .to_owned(),
        );
    }
    notes.push(
        "a PDF does not prove that it shows the last entries, or that a record was true".to_owned(),
    );
    notes.into_iter().map(|note| note + "\n").collect()
}

fn summary(findings: &PackFindings) -> String {
    let entries = findings.counts.entries;
    let holds = match findings.count {
        0 if !findings.open.is_empty() => {
            "nothing in the PDF is wrong, and not all of it is proven".to_owned()
        }
        0 => "everything in the PDF holds".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    format!("1 report, {entries} history entries: {holds}")
}
