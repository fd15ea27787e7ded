//! Verifies late differences: they are exactly the changes that the present readings would make to
//! a report with frozen figures.

use super::corrections::verify_label;
use super::findings::{Findings, OfReport};
use super::readings::{OfNow, ReplayedReport, waits};
use super::record_context::RecordContext;
use crate::actions::refresh_reports::work_out_again;
use countersign_domain::correction::{LateDifference, late_differences};
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::line::LineFigures;
use countersign_domain::quantity::Quantity;
use countersign_store::{Result, Tx};

/// Provisioned, used and default chargeable units of a product.
type ProductUnits = (i64, [Option<i64>; 3]);

fn of_late(it: &LateDifference) -> ProductUnits {
    let units = [Some(it.provisioned), it.used, Some(it.default_chargeable)];
    (it.product.id, units.map(|units| units.map(Quantity::micros)))
}

fn of_figures(product: i64, it: &LineFigures) -> ProductUnits {
    let units = [Some(it.provisioned), it.used, Some(it.default_chargeable)];
    (product, units.map(|units| units.map(Quantity::micros)))
}

pub(super) async fn verify(
    tx: &mut Tx,
    known: &RecordContext,
    (replayed, of_now): (&ReplayedReport, &OfNow),
    findings: &mut Findings,
) -> Result<()> {
    verify_rows(known, replayed, &mut findings.of(&replayed.stored));
    if known.ownership.is_purged(replayed.stored.report.cycle) {
        return Ok(());
    }
    if waits(known, &replayed.stored) {
        findings.waiting += 1;
        return Ok(());
    }
    let is_open = replayed.replay.stands_since.is_none();
    if is_open || replayed.has_earlier_rules() || agrees(replayed, of_now) {
        return Ok(());
    }
    // Subscriptions that the report does not list may count meanwhile as well.
    let Some(again) = work_out_again(tx, &known.ownership, &replayed.stored).await? else {
        return Ok(());
    };
    let kept: Vec<LateDifference> = replayed.parts.late.iter().map(|(it, _)| it.clone()).collect();
    let now = Instant::from_micros(0);
    let expected = late_differences(&replayed.stored.report, &again.lines, &kept, now);
    let mut findings = findings.of(&replayed.stored);
    for it in &expected {
        let same = kept.iter().find(|kept| kept.product.id == it.product.id);
        if same.map(of_late) != Some(of_late(it)) {
            let found = same.map_or_else(|| "nothing".to_owned(), told_units);
            let place = format!("line {}, ", it.product.code);
            findings.differs(place, "the late difference of its readings", found, told_units(it));
        }
    }
    for it in &kept {
        if !expected.iter().any(|other| other.product.id == it.product.id) {
            let place = format!("line {}, ", it.product.code);
            findings.differs(
                place,
                "the late difference of its readings",
                told_units(it),
                "nothing",
            );
        }
    }
    Ok(())
}

fn told_units(it: &LateDifference) -> String {
    let used = it.used.map_or_else(|| "no".to_owned(), |used| used.to_string());
    let (provisioned, default) = (it.provisioned, it.default_chargeable);
    format!("{provisioned} provisioned, {used} used, {default} default chargeable")
}

/// Whether the stored late differences are those of the subscriptions that the report lists.
fn agrees(replayed: &ReplayedReport, of_now: &OfNow) -> bool {
    if of_now.is_too_large {
        return false;
    }
    let mut late: Vec<ProductUnits> =
        replayed.parts.late.iter().map(|(it, _)| of_late(it)).collect();
    for (product, sum) in &of_now.sums {
        let now = match sum.figures() {
            Ok(Some(figures)) => Some(of_figures(*product, &figures)),
            Ok(None) => None,
            Err(_) => return false,
        };
        let line = replayed.stored.report.lines.iter().find(|line| line.product.id == *product);
        let stands = line.map(|line| of_figures(*product, &line.figures));
        // If nothing counts any more, the line is not computed again.
        let expected = now.filter(|now| Some(*now) != stands);
        let at = late.iter().position(|it| it.0 == *product);
        match (expected, at) {
            (None, None) => {}
            (Some(expected), Some(at)) if late[at] == expected => drop(late.swap_remove(at)),
            _ => return false,
        }
    }
    late.is_empty()
}

/// Verifies the columns beside the units.
fn verify_rows(known: &RecordContext, replayed: &ReplayedReport, findings: &mut OfReport<'_>) {
    let report = &replayed.stored.report;
    for (it, distributor) in &replayed.parts.late {
        let place = format!("late difference of {}: ", it.product.code);
        if *distributor != report.parties.distributor_id {
            let own = known.code(report.parties.distributor_id);
            findings.differs(&place, "distributor_id", known.code(*distributor), own);
        }
        verify_label(&place, &replayed.stored, &it.product, known, findings);
        match replayed.replay.stands_since {
            None => {
                findings
                    .add(format!("{place}it was never submitted, so readings still refresh it"));
            }
            // Readings that were processed during the submission have the instant at which that
            // work began.
            Some(since) if it.found_at < since.plus_micros(-DAY_MICROS) => {
                let (at, since) = (String::from(it.found_at), String::from(since));
                findings.differs(&place, "found_at", at, format!("{since} or later"));
            }
            Some(_) => {}
        }
    }
}
