//! The names of the files in a pack.

use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch::in_file_name;

/// What the auditor reads first.
pub(crate) const README: &str = "README.html";
/// The page that checks the pack.
pub(crate) const PAGE: &str = "verify.html";
/// The signed checkpoint.
pub(crate) const CHECKPOINT: &str = "log/checkpoint.txt";
/// The public keys.
pub(crate) const KEYS: &str = "log/keys.jsonl";
/// What witnesses cosigned; only if there is any.
pub(crate) const WITNESSES: &str = "log/witnesses.jsonl";
/// The checkpoints that were stamped; only if there are any.
pub(crate) const STAMPS: &str = "log/stamps.jsonl";
/// The folder of their files.
pub(crate) const STAMP_FILES: &str = "log/stamps/";
/// The dispatches.
pub(crate) const DISPATCHES: &str = "dispatches.jsonl";
/// The entries of the audit record about keys and rules; only if there are any.
pub(crate) const SIGNING: &str = "signing.jsonl";
/// The sent messages.
pub(crate) const MESSAGES: &str = "messages.jsonl";
/// All report lines.
pub(crate) const LINES: &str = "lines.csv";
/// All settings.
pub(crate) const RULES: &str = "rules.csv";
/// The summary, for people.
pub(crate) const SUMMARY: &str = "summary.pdf";
/// What was asked, and the digests of all other files.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The folder above all reports.
pub(crate) const REPORTS: &str = "reports/";

/// The files of a report, below its folder.
pub(crate) const DOCUMENT: &str = "document.json";
pub(crate) const FROZEN: &str = "frozen.json";
pub(crate) const HISTORY: &str = "history.jsonl";
pub(crate) const FIGURES: &str = "figures.jsonl";
pub(crate) const READINGS: &str = "readings.csv";
pub(crate) const SENT: &str = "sent.jsonl";

/// Only in the folder of a report with signed decisions.
pub(crate) const SIGNATURES: &str = "signatures.jsonl";

/// All of them.
pub(crate) const OF_REPORT: [&str; 7] =
    [DOCUMENT, FROZEN, HISTORY, FIGURES, READINGS, SENT, SIGNATURES];

/// The columns of the readings.
pub(crate) const READING_COLUMNS: [&str; 5] =
    ["subscription", "observed_at", "provisioned", "used", "received_at"];
/// The columns of the settings.
pub(crate) const RULE_COLUMNS: [&str; 4] = ["report", "setting", "value", "origin"];

/// The page for the auditor.
pub(crate) const README_TEXT: &str = include_str!("page/README.html");

/// The folder of a report.
pub(crate) fn folder(cycle: Cycle, partner: &str, vendor: &str) -> String {
    format!("{REPORTS}{cycle}/{}-{}", in_file_name(partner), in_file_name(vendor))
}
