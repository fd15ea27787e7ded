//! Verifies the owner of each figure of a report, and the bounds of the cycle for it, by the dated
//! links.

use super::ReplayedReport;
use crate::actions::gather_evidence::CycleWindow;
use crate::actions::verify_record::findings::Findings;
use crate::actions::verify_record::record_context::RecordContext;
use countersign_domain::bounds::Bounds;
use countersign_domain::link::LinkKind;
use countersign_store::figures::FigureRow;
use countersign_store::subscriptions::OwnedSubscription;
use countersign_store::{Result, Tx, partners, subscriptions};

/// The bounds of a report's figures, in their order. Bounds that the links do not give are
/// findings.
pub(super) async fn of_figures(
    tx: &mut Tx,
    known: &RecordContext,
    replayed: &ReplayedReport,
    window: &CycleWindow<'_>,
    findings: &mut Findings,
) -> Result<Vec<Bounds>> {
    if !replayed.replay.is_of_earlier_program {
        distributor(tx, known, replayed, findings).await?;
    }
    let mut all = Vec::with_capacity(replayed.parts.figures.len());
    for figure in &replayed.parts.figures {
        let month = Bounds::of_month(&window.days);
        let start = figure.begins_at.unwrap_or(month.start());
        let bounds = match may_have_moved(known, replayed, figure) {
            true => of_moved(tx, known, replayed, figure, window, findings).await?.unwrap_or(month),
            false => month,
        };
        // Reports of an earlier program keep the bounds of their months.
        if bounds.start() != start && !replayed.replay.is_of_earlier_program {
            let place = format!("subscription {}: ", figure.subscription_code);
            let [stored, expected] = [start, bounds.start()].map(String::from);
            findings.of(&replayed.stored).differs(place, "begins_at", stored, expected);
        }
        all.push(bounds.beginning_at(start));
    }
    Ok(all)
}

/// Compares a report's distributor with the links of its partner.
async fn distributor(
    tx: &mut Tx,
    known: &RecordContext,
    replayed: &ReplayedReport,
    findings: &mut Findings,
) -> Result<()> {
    let report = &replayed.stored.report;
    let parties = &report.parties;
    let snapshot = &known.ownership.snapshot;
    if !snapshot.links().has_changed(LinkKind::PartnerDistributor, parties.partner_id) {
        return Ok(());
    }
    let Some(partner) = partners::by_id(tx, parties.partner_id).await? else { return Ok(()) };
    let expected = snapshot.distributor_at(&partner, report.cycle);
    if expected != parties.distributor_id {
        let [stored, expected] = [parties.distributor_id, expected].map(|id| known.code(id));
        findings.of(&replayed.stored).differs("", "distributor_id", stored, expected);
    }
    Ok(())
}

/// Whether earlier cycles may have ended with the months of another zone.
fn may_have_moved(known: &RecordContext, replayed: &ReplayedReport, figure: &FigureRow) -> bool {
    let links = known.ownership.snapshot.links();
    let parties = &replayed.stored.report.parties;
    !links.is_empty()
        && (known.has_moved(figure.subscription_id)
            || links.has_changed(LinkKind::PartnerDistributor, parties.partner_id)
            || links.has_changed(LinkKind::DistributorRegion, parties.distributor_id))
}

async fn of_moved(
    tx: &mut Tx,
    known: &RecordContext,
    replayed: &ReplayedReport,
    figure: &FigureRow,
    window: &CycleWindow<'_>,
    findings: &mut Findings,
) -> Result<Option<Bounds>> {
    let report = &replayed.stored.report;
    let owned = subscriptions::by_id(tx, figure.subscription_id).await?;
    let partner = partners::by_id(tx, report.parties.partner_id).await?;
    let (Some(owned), Some(partner)) = (owned, partner) else { return Ok(None) };
    if !replayed.replay.is_of_earlier_program {
        owner(known, replayed, figure, &owned, findings);
    }
    known.ownership.bounds(&owned, &partner, report.cycle, &window.days).map(Some)
}

/// Compares the owner and the product of a figure with the links of its subscription.
fn owner(
    known: &RecordContext,
    replayed: &ReplayedReport,
    figure: &FigureRow,
    owned: &OwnedSubscription,
    findings: &mut Findings,
) {
    let report = &replayed.stored.report;
    let place = format!("subscription {}: ", figure.subscription_code);
    let partner_id = known.ownership.partner_at(owned, report.cycle);
    if partner_id != report.parties.partner_id {
        let [stored, expected] = [report.parties.partner_id, partner_id].map(|id| known.code(id));
        findings.of(&replayed.stored).differs(&place, "partner_id", stored, expected);
    }
    let product_id = known.ownership.product_at(owned, report.cycle);
    if product_id != figure.product_id {
        findings.of(&replayed.stored).differs(&place, "product_id", figure.product_id, product_id);
    }
}
