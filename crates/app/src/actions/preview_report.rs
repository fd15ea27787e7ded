//! Previews the report of a running cycle from its readings so far.

use super::make_reports::{draft, report};
use super::ownership::Ownership;
use countersign_domain::actor::SystemRule;
use countersign_domain::cycle::Cycle;
use countersign_domain::report::Made;
use countersign_store::figures::FigureRow;
use countersign_store::partners::Partner;
use countersign_store::reports::StoredReport;
use countersign_store::{Result, Tx};

/// A partner's reports of a cycle so far, one per vendor; none if it does not take part.
///
/// # Errors
/// Fails when the database does.
pub async fn so_far(
    tx: &mut Tx,
    partner: &Partner,
    cycle: Cycle,
) -> Result<Vec<(StoredReport, Vec<FigureRow>)>> {
    let ownership = Ownership::load(tx).await?;
    let snapshot = &ownership.snapshot;
    if !snapshot.takes_part_at(partner, cycle)? {
        return Ok(Vec::new());
    }
    let at = snapshot.making(partner, cycle)?;
    let made = Made::by_system(SystemRule::CycleEnded, at, at);
    let mut reports = Vec::new();
    for draft in draft(tx, &ownership, partner, cycle).await? {
        let Some(lines) = draft.lines else { continue };
        let (stored, _) = report(&ownership, partner, draft.key, lines, &made)?;
        reports.push((stored, draft.figures));
    }
    Ok(reports)
}
