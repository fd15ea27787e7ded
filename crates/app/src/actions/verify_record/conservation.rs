//! Verifies that every reading counts once: for each closed cycle, each billable subscription with
//! a reading or a carried figure is in exactly one line of exactly one report, or has a reason why
//! it is in none.
//!
//! A report's figures say what it counts, and other modules prove them by readings. This module
//! compares the figures of a cycle with the directory: none counts twice, none counts under a
//! partner or product that the links do not name, and subscriptions that are in no report are
//! computed from readings, so that each has a reason, unless these were purged.

use super::findings::Findings;
use super::record_context::RecordContext;
use crate::actions::list_uncounted::{self, UncountedQuery};
use crate::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::acts_from;
use countersign_domain::uncounted::Reason;
use countersign_store::{Result, Tx, figures, installation, subscriptions};
use std::collections::BTreeMap;

/// Findings per cycle about subscriptions that are counted twice.
const NAMED: i64 = 2_000;

/// The number of subscriptions in no line, by closed cycle and reason.
pub type UncountedCounts = BTreeMap<(Cycle, Reason), u64>;

/// Verifies every cycle that has closed.
pub(super) async fn verify(
    tx: &mut Tx,
    known: &RecordContext,
    now: Instant,
    findings: &mut Findings,
    progress: &mut WorkProgress,
) -> Result<()> {
    let first = known.first_cycle;
    let closed = acts_from(now).months_since(first).max(0);
    progress.begin("verifying that every reading counts once", "", u64::try_from(closed).ok());
    for months in 0..closed {
        let cycle = first.plus(i32::try_from(months).unwrap_or(i32::MAX));
        counted_twice(tx, known, cycle, findings).await?;
        if known.ownership.is_purged(cycle) {
            continue;
        }
        let asked = UncountedQuery::all(cycle, now);
        let in_no_line = &mut findings.in_no_line;
        let count = |it: list_uncounted::Uncounted| {
            *in_no_line.entry((cycle, it.reason)).or_default() += 1;
        };
        list_uncounted::each(tx, &known.ownership, asked, count).await?;
        progress.at(u64::try_from(months + 1).unwrap_or(0));
    }
    Ok(())
}

async fn counted_twice(
    tx: &mut Tx,
    known: &RecordContext,
    cycle: Cycle,
    findings: &mut Findings,
) -> Result<()> {
    for (id, keys) in figures::counted_twice(tx, cycle, None, NAMED).await? {
        let reports: Vec<String> = keys
            .into_iter()
            .map(|key| format!("{} ({})", known.code(key.partner_id), known.code(key.vendor_id)))
            .collect();
        let owned = subscriptions::by_id(tx, id).await?;
        let code = owned.map_or_else(|| format!("number {id}"), |owned| owned.code);
        findings.add(format!(
            "subscription {code} is counted twice in {cycle}: in the reports of {}",
            reports.join(" and ")
        ));
    }
    Ok(())
}

/// The time up to which cycles have closed: the rehearsal's clock, or the instant up to which the
/// clock has run.
pub(super) async fn now(tx: &mut Tx) -> Result<Instant> {
    let installation = installation::load(tx).await?;
    Ok(installation.map_or(Instant::from_micros(0), |it| it.reached()))
}
