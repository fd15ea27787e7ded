//! Verifies corrections: each agrees with the history, figure by figure, and names the product that
//! the report or the directory has under its code.

use super::findings::OfReport;
use super::record_context::RecordContext;
use super::report_parts::Parts;
use countersign_domain::correction::{ProductLabel, ReplayedCorrection, replay};
use countersign_domain::history::Entry;
use countersign_store::reports::StoredReport;

pub(super) fn verify(
    stored: &StoredReport,
    parts: &Parts,
    entries: &[Entry],
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let corrections = &stored.report.corrections;
    let own: Vec<ReplayedCorrection> = corrections.iter().map(ReplayedCorrection::from).collect();
    match replay(entries) {
        Ok(replayed) if replayed == own => {}
        Ok(replayed) => {
            findings.add("its corrections differ from its history");
            for (number, (found, replayed)) in (1..).zip(own.iter().zip(&replayed)) {
                if found != replayed {
                    let place = format!("correction {number}, ");
                    findings.differs(
                        place,
                        "all of it",
                        format!("{found:?}"),
                        format!("{replayed:?}"),
                    );
                }
            }
        }
        Err(error) => findings.add(format!("its corrections contradict one another: {error}")),
    }
    let lines: usize = corrections.iter().map(|it| it.lines.len()).sum();
    if (parts.corrections.len(), parts.correction_lines) != (corrections.len(), lines) {
        findings.add(format!(
            "it has {} corrections with {} lines, expected {} with {lines}",
            parts.corrections.len(),
            parts.correction_lines,
            corrections.len()
        ));
    }
    let distributor = stored.report.parties.distributor_id;
    for (place, (number, of)) in (1..).zip(&parts.corrections) {
        if *number != place {
            findings.differs(format!("correction {number}: "), "number", number, place);
        }
        if *of != distributor {
            let (found, own) = (known.code(*of), known.code(distributor));
            findings.differs(format!("correction {number}: "), "distributor_id", found, own);
        }
    }
    for correction in corrections {
        for line in &correction.lines {
            let place = format!("correction {}, line {}: ", correction.number, line.product.code);
            verify_label(&place, stored, &line.product, known, findings);
        }
    }
}

/// A product beside a report: that of the report's line, or as it was when the report was made.
pub(super) fn verify_label(
    place: &str,
    stored: &StoredReport,
    label: &ProductLabel,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let line = stored.report.lines.iter().find(|it| it.product.code == label.code);
    let of_making = || {
        let terms = known.ownership.terms_at(label.id, stored.terms_turn()).ok()?;
        let made = ProductLabel::from(&terms);
        Some(match stored.made_turn {
            Some(_) => made,
            // An earlier program kept no terms: only the code and the decimals never change.
            None => ProductLabel { code: made.code, decimals: made.decimals, ..label.clone() },
        })
    };
    let expected = line.map(|line| ProductLabel::from(&line.product)).or_else(of_making);
    let Some(expected) = expected else {
        findings.add(format!("{place}product_id {} is not a product", label.id));
        return;
    };
    for (column, found, own) in [
        ("product_id", label.id.to_string(), expected.id.to_string()),
        ("product_code", label.code.clone(), expected.code),
        ("product_name", label.name.clone(), expected.name),
        ("unit", label.unit.clone(), expected.unit),
        ("decimals", label.decimals.to_string(), expected.decimals.to_string()),
    ] {
        if found != own {
            findings.differs(place, column, found, own);
        }
    }
}
