//! From when to when the cycle lasts for each figure of a report, as its figures froze it.

use super::Told;
use crate::actions::evidence::Window;
use crate::actions::verify_record::findings::Findings;
use crate::actions::verify_record::known::Known;
use countersign_domain::bounds::Bounds;
use countersign_domain::link::LinkKind;
use countersign_store::figures::FigureRow;
use countersign_store::{Result, Tx, partners, subscriptions};

/// The bounds of a report's figures, in their order. Those that links do not lead to are findings.
pub(super) async fn of_figures(
    tx: &mut Tx,
    known: &Known,
    told: &Told,
    window: &Window<'_>,
    findings: &mut Findings,
) -> Result<Vec<Bounds>> {
    let mut all = Vec::with_capacity(told.parts.figures.len());
    for figure in &told.parts.figures {
        let month = Bounds::of_month(&window.days);
        let start = figure.begins_at.unwrap_or(month.start());
        let bounds = match may_have_moved(known, told, figure) {
            true => of_moved(tx, known, told, figure, window).await?.unwrap_or(month),
            false => month,
        };
        // Reports that an earlier program made keep the bounds of their months.
        if bounds.start() != start && !told.retold.is_of_earlier_program {
            let place = format!("subscription {}: ", figure.subscription_code);
            let [stored, expected] = [start, bounds.start()].map(String::from);
            findings.of(&told.stored).differs(place, "begins_at", stored, expected);
        }
        all.push(bounds.beginning_at(start));
    }
    Ok(all)
}

/// Whether the cycles before may have ended with another zone's months.
fn may_have_moved(known: &Known, told: &Told, figure: &FigureRow) -> bool {
    let links = known.ownership.world.links();
    let parties = &told.stored.report.parties;
    !links.is_empty()
        && (known.has_moved(figure.subscription_id)
            || links.has_changed(LinkKind::PartnerDistributor, parties.partner_id)
            || links.has_changed(LinkKind::DistributorRegion, parties.distributor_id))
}

async fn of_moved(
    tx: &mut Tx,
    known: &Known,
    told: &Told,
    figure: &FigureRow,
    window: &Window<'_>,
) -> Result<Option<Bounds>> {
    let report = &told.stored.report;
    let owned = subscriptions::by_id(tx, figure.subscription_id).await?;
    let partner = partners::by_id(tx, report.parties.partner_id).await?;
    let (Some(owned), Some(partner)) = (owned, partner) else { return Ok(None) };
    known.ownership.bounds(&owned, &partner, report.cycle, &window.days).map(Some)
}
