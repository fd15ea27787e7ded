//! The document of a report: what its history, replayed, makes of it.

use super::figures::CheckedFigures;
use super::findings::PackFindings;
use super::history::CheckedHistory;
use crate::signatures::signed_entries::StatedDocuments;
use countersign_domain::actor::SystemRule;
use countersign_domain::export::document;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Entry;
use countersign_domain::quantity::{MAX_DECIMALS, Quantity};
use countersign_domain::replay::replay;
use countersign_domain::report::{Made, Report};
use countersign_domain::settings::Rules;
use countersign_domain::status::Verb;
use serde_json::Value;
use std::collections::HashMap;

/// The most lines that a replay looks at: those of a report with 3,000 lines are about 30 million.
const MOST_COMPARED: usize = 400_000_000;
/// The most lines in the documents of a report's signatures, as in `verify.html`.
const MOST_WRITTEN: usize = 1_000_000;

/// The keys that depend on readings until the first submission.
const UNTIL_SUBMISSION: &str = "lines";

/// Compares a document with the one that the history gives, and returns the hashes of those that
/// were signed.
pub(super) fn check(
    file: &str,
    text: &str,
    frozen: &FrozenParts,
    history: &CheckedHistory,
    figures: &CheckedFigures,
    findings: &mut PackFindings,
) -> StatedDocuments {
    let mut stated = StatedDocuments::of(&history.entries);
    let Ok(found) = serde_json::from_str::<Value>(text) else {
        findings.add(file, "it is not a document");
        return stated;
    };
    let is_whole = history.entries.len() == history.lines && figures.is_whole;
    let Some(report) = is_whole.then(|| report_of(frozen, figures, &found)).flatten() else {
        findings.add(file, "a line is missing, or files beside it cannot be read");
        return stated;
    };
    if is_too_much(report.lines.len(), &history.entries) {
        findings.leave_open(format!(
            "{file}: it was not compared with the history, which has more entries and lines than \
             any report"
        ));
        return stated;
    }
    let mut last = None;
    let mut heads = history.hashes.iter();
    let mut left = history.entries.len();
    let replayed = replay(&report, &history.entries, |entry, report| {
        if let Some(head) = heads.next() {
            stated.note(&frozen.names, report, entry, head);
        }
        left -= 1;
        last = (left == 0).then(|| report.clone());
    });
    for broken in replayed.broken {
        findings.add(file, broken);
    }
    let (Some(last), Some(head)) = (last, history.hashes.last()) else { return stated };
    let expected = document(&frozen.names, &last, head);
    if expected != text {
        compare(file, &found, &expected, history, findings);
    }
    stated
}

/// Whether a replay would take too long. It looks at all lines for each line and change of each
/// entry, and writes all of them before each signed one.
fn is_too_much(lines: usize, entries: &[Entry]) -> bool {
    let parts: usize = entries.iter().map(|it| 1 + it.changes.len() + it.lines.len()).sum();
    let signed = entries.iter().filter(|entry| entry.signed.is_some()).count();
    let of_all = |count: usize| count.saturating_mul(lines);
    of_all(parts) > MOST_COMPARED || of_all(signed) > MOST_WRITTEN
}

/// Says how a document differs from the expected one.
fn compare(
    file: &str,
    found: &Value,
    expected: &str,
    history: &CheckedHistory,
    findings: &mut PackFindings,
) {
    let Ok(expected) = serde_json::from_str::<Value>(expected) else { return };
    let was_submitted = history.entries.iter().any(|entry| entry.verb == Verb::Submit);
    let differing = differing(found, &expected, was_submitted);
    match differing.is_empty() {
        true if was_submitted => findings.add(file, "it is not in its canonical form"),
        true => {}
        false => {
            let what = differing.join(", ");
            findings.add(file, format!("it does not follow from the history: {what}"));
        }
    }
}

/// The keys that differ.
fn differing(found: &Value, expected: &Value, was_submitted: bool) -> Vec<String> {
    let (Value::Object(found), Value::Object(expected)) = (found, expected) else {
        return vec!["its form".to_owned()];
    };
    let keys = expected.keys().chain(found.keys().filter(|key| !expected.contains_key(*key)));
    let keys = keys.filter(|key| was_submitted || key.as_str() != UNTIL_SUBMISSION);
    keys.filter(|key| found.get(*key) != expected.get(*key)).cloned().collect()
}

/// The report whose history is replayed: frozen parts, and figures without what people did.
fn report_of(frozen: &FrozenParts, figures: &CheckedFigures, found: &Value) -> Option<Report> {
    let rules: Rules = serde_json::from_str(&frozen.rules).ok()?;
    let made = Made::by_system(SystemRule::CycleEnded, frozen.made_at, frozen.made_at);
    let zone = frozen.zone.clone();
    let lines = figures.lines.clone();
    let (mut report, _) = Report::make(frozen.parties, frozen.cycle, zone, rules, lines, &made);
    report.deadline = frozen.deadline;
    let own = found["lines"].as_array()?.iter();
    let charged = own.rev().filter_map(|own| Some((own["product"].as_str()?, &own["chargeable"])));
    let charged: HashMap<&str, &Value> = charged.collect();
    for line in &mut report.lines {
        let chargeable = charged.get(line.product.code.as_str())?.as_str()?;
        let chargeable = Quantity::parse(chargeable, MAX_DECIMALS).ok()?;
        line.edited = Some(chargeable).filter(|it| *it != line.figures.default_chargeable);
    }
    Some(report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::history::EntrySignature;

    #[test]
    fn no_report_is_too_much_and_a_made_up_history_is() {
        let made = r#"{"version":1,"at":"2026-10-02T00:00:00Z","recorded_at":"2026-10-02T00:00:00Z",
            "actor":{"system":"cycle-ended"},"verb":"report.make","to":"preparing"}"#;
        let entry = Entry::from_body(made).unwrap();
        assert!(!is_too_much(20_000, &vec![entry.clone(); 20_000]));
        assert!(is_too_much(20_000, &vec![entry.clone(); 20_001]));
        let signature = EntrySignature { statement: String::new(), envelope: String::new() };
        let signed = Entry { signed: Some(signature), ..entry };
        assert!(!is_too_much(1_000, &vec![signed.clone(); 1_000]));
        assert!(is_too_much(1_000, &vec![signed; 1_001]));
    }
}
