//! The report of a cycle that is still running, as it would be made of the readings so far.

use super::make_reports::{draft, report};
use super::world::World;
use countersign_domain::actor::SystemRule;
use countersign_domain::cycle::Cycle;
use countersign_domain::report::Made;
use countersign_store::figures::FigureRow;
use countersign_store::partners::Partner;
use countersign_store::reports::Stored;
use countersign_store::{Result, Tx};

/// A partner's reports of a cycle so far, one per vendor; none where it takes no part.
///
/// # Errors
/// The engine's.
pub async fn so_far(
    tx: &mut Tx,
    partner: &Partner,
    cycle: Cycle,
) -> Result<Vec<(Stored, Vec<FigureRow>)>> {
    let world = World::load(tx).await?;
    if !world.takes_part(partner)? {
        return Ok(Vec::new());
    }
    let (_, zone) = world.region_of(partner.distributor_id)?;
    let (at, _) = world.making(partner.distributor_id, &partner.settings, cycle)?;
    let made = Made::by_system(SystemRule::CycleEnded, at, at);
    let mut reports = Vec::new();
    for draft in draft(tx, &world, partner, cycle, zone).await? {
        let Some(lines) = draft.lines else { continue };
        let (stored, _) = report(&world, partner, draft.key, lines, zone, made)?;
        reports.push((stored, draft.figures));
    }
    Ok(reports)
}
