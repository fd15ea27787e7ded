//! The figures of a report: what its first submission froze, and the sums of its lines.

use super::checked_log::lines;
use super::findings::PackFindings;
use crate::evidence::pack_files::PackFiles;
use countersign_domain::basis::Folded;
use countersign_domain::figure::Figure;
use countersign_domain::history::Entry;
use countersign_domain::line::{Line, LineSum};
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Verb;
use countersign_store::figures::{DigestedText, FigureRow, digest_of, read_back};
use std::collections::BTreeMap;

/// The readable lines and figures of a report.
#[derive(Default)]
pub(super) struct CheckedFigures {
    pub(super) lines: Vec<Line>,
    pub(super) rows: Vec<FigureRow>,
    /// Whether all of them could be read.
    pub(super) is_whole: bool,
    /// Whether the digest of the first submission covers them.
    pub(super) is_sealed: bool,
}

/// Checks the figures in a file.
pub(super) fn check(
    pack: &mut impl PackFiles,
    file: &str,
    entries: &[Entry],
    findings: &mut PackFindings,
) -> CheckedFigures {
    let texts = lines(pack, file, findings);
    let mut found = CheckedFigures { is_whole: true, ..CheckedFigures::default() };
    for (number, text) in (1..).zip(&texts) {
        match read_back(text) {
            Some(DigestedText::Line(line)) => found.lines.push(*line),
            Some(DigestedText::Row(row)) => found.rows.push(*row),
            None => {
                found.is_whole = false;
                findings.add_at(file, number, "it is neither a line nor a figure");
            }
        }
    }
    let submission = entries.iter().find(|entry| entry.verb == Verb::Submit);
    if let Some(seal) = submission.and_then(|entry| entry.frozen.as_deref()) {
        let digest = digest_of(&texts);
        found.is_sealed = digest == seal;
        if !found.is_sealed {
            let what = format!(
                "it was changed since the first submission: its digest is {digest}, and not {seal}"
            );
            findings.add(file, what);
        }
    }
    sums(file, &found, findings);
    found
}

/// Each line has to be the sum of its subscriptions that count.
fn sums(file: &str, found: &CheckedFigures, findings: &mut PackFindings) {
    let mut sums: BTreeMap<i64, LineSum> = BTreeMap::new();
    for row in &found.rows {
        sums.entry(row.product_id).or_default().add(&figure(row));
    }
    for line in &found.lines {
        let sum = sums.remove(&line.product.id).unwrap_or_default().figures();
        let sum = sum.ok().map(Option::unwrap_or_default);
        if sum != Some(line.figures) {
            let code = &line.product.code;
            findings.add(file, format!("the line {code} is not the sum of its subscriptions"));
        }
    }
    if sums.values().any(|sum| sum.figures() != Ok(None)) {
        findings.add(file, "subscriptions that count are in no line");
    }
}

/// A stored figure, as far as sums need it.
pub(super) fn figure(row: &FigureRow) -> Figure {
    let folded = |quantity: Option<Quantity>| {
        quantity.map(|quantity| Folded { quantity, day: None, days: 0 })
    };
    Figure { standing: row.standing, provisioned: folded(row.provisioned), used: folded(row.used) }
}
