//! `countersign verify PACK`

use super::outcome::Ended;
use super::output::print;
use countersign_app::actions::check_evidence::{self, PackCounts, PackFindings, PackTrust};
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Checks an evidence pack, and says in words what holds.
pub(super) fn check_pack(path: &Path, trust: &PackTrust) -> Result<Ended> {
    let file = File::open(path).map_err(|error| Failure::io(path, &error))?;
    let name = path.display().to_string();
    let mut progress = WorkProgress::on_terminal();
    let findings = check_evidence::run(&name, BufReader::new(file), trust, &mut progress)?;
    tell(&findings)?;
    print(&notes(&findings))?;
    print(&format!("{}\n", summary(&findings)))?;
    Ok(if findings.count == 0 { Ended::Done } else { Ended::SomeRefused })
}

/// Prints what is wrong, what holds, and what nothing proves.
pub(super) fn tell(findings: &PackFindings) -> Result<()> {
    for broken in &findings.broken {
        eprintln!("{broken}");
    }
    if findings.count > findings.broken.len() as u64 {
        eprintln!("… and {} more", findings.count - findings.broken.len() as u64);
    }
    for held in &findings.held {
        print(&format!("{held}\n"))?;
    }
    for open in &findings.open {
        print(&format!("not proven: {open}\n"))?;
    }
    Ok(())
}

/// What the reader has to know of the result.
fn notes(findings: &PackFindings) -> String {
    let mut notes = Vec::new();
    let PackCounts { reports, sealed, compared, not_compared, unproven, signatures, .. } =
        findings.counts;
    let PackCounts { first, last, .. } = findings.counts;
    if let (Some(first), Some(last)) = (first, last) {
        notes.push(format!("its entries were recorded from {first} to {last}"));
    }
    notes.push(format!("the log proves the figures of {sealed} of {reports} reports"));
    notes.push(format!(
        "{compared} figures of subscriptions follow from their readings; {not_compared} could not \
         be compared"
    ));
    if signatures > 0 {
        notes.push(format!(
            "decisions that were signed: {signatures}; the keys are those that the installation \
             registered"
        ));
    }
    if unproven > 0 {
        notes.push(format!(
            "{unproven} entries and dispatches have no proof: they are newer than the checkpoint, \
             or their proof was taken out"
        ));
    }
    if !findings.is_tied {
        notes.push(
            "the key is only what the pack says: --key or --checkpoint compare it with what you \
             have from elsewhere"
                .to_owned(),
        );
    }
    notes.push("a pack does not prove that it is complete, or that a record was true".to_owned());
    notes.into_iter().map(|note| note + "\n").collect()
}

fn summary(findings: &PackFindings) -> String {
    let PackCounts { reports, entries, dispatches, .. } = findings.counts;
    let holds = match findings.count {
        0 if !findings.open.is_empty() => {
            "nothing in the pack is wrong, and not all of it is proven".to_owned()
        }
        0 => "everything in the pack holds".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    format!("{reports} reports, {entries} history entries, {dispatches} dispatches: {holds}")
}
