//! The links that an import or a form changes, and the cycle from which each change counts.

use super::directory::Directory;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkKind, acts_from, closing};
use countersign_store::installation::Installation;
use countersign_store::{StoreError, Tx, regions};
use std::collections::BTreeMap;

/// The number of changed links per kind and per first cycle for which they count.
pub type Moves = BTreeMap<(LinkKind, Cycle), u64>;

/// The words for a link of a kind and its change, singular and plural.
const fn words(kind: LinkKind) -> [&'static str; 2] {
    match kind {
        LinkKind::SubscriptionCustomer => {
            ["subscription changes customer", "subscriptions change customer"]
        }
        LinkKind::SubscriptionProduct => {
            ["subscription changes product", "subscriptions change product"]
        }
        LinkKind::CustomerPartner => ["customer changes partner", "customers change partner"],
        LinkKind::PartnerDistributor => {
            ["partner changes distributor", "partners change distributor"]
        }
        LinkKind::PartnerType => ["partner changes type", "partners change type"],
        LinkKind::DistributorRegion => ["distributor changes region", "distributors change region"],
        LinkKind::DistributorType => ["distributor changes type", "distributors change type"],
        LinkKind::RegionUsageReports => {
            ["region switches usage reports on or off", "regions switch usage reports on or off"]
        }
    }
}

/// A sentence such as `12 customers change partner; October 2026 is closed: from November 2026 on`.
#[must_use]
pub fn sentence(kind: LinkKind, from: Cycle, count: u64) -> String {
    let [one, several] = words(kind);
    let what = if count == 1 { one } else { several };
    let month = |cycle: Cycle| cycle.first_date().strftime("%B %Y").to_string();
    let (closed, from) = (month(from.plus(-1)), month(from));
    format!("{count} {what}; {closed} is closed: from {from} on")
}

/// The instant from which a link applies that is changed now: later than anything the clock has
/// processed.
#[must_use]
pub fn link_instant(installation: &Installation, now: Instant) -> Instant {
    let stands = installation.rehearsal.then_some(installation.clock_at);
    let done = installation.ran_until.max(stands);
    done.map_or(now, |done| now.max(done.plus_micros(1)))
}

/// Whether a region's time zone is fixed: it is, from the first closing instant at which a
/// subscription counts for it.
///
/// # Errors
/// Fails when the database does.
pub async fn is_zone_fixed(
    tx: &mut Tx,
    installation: &Installation,
    region_id: i64,
    now: Instant,
) -> Result<bool, StoreError> {
    if regions::has_reports(tx, region_id).await? {
        return Ok(true);
    }
    let first = installation.first_cycle;
    let closed = acts_from(now).months_since(first);
    if closed <= 0 {
        return Ok(false);
    }
    let directory = Directory::load(tx).await?;
    let closings =
        (0..closed).map(|months| closing(first.plus(i32::try_from(months).unwrap_or(i32::MAX))));
    let closings: Vec<Instant> = closings.collect();
    Ok((1..=directory.subscriptions.len() as i64).any(|number| {
        let counts = |at: &Instant| {
            let partner = directory.links.partner_before(&directory, directory.linked(number), *at);
            directory.links.region_before(&directory, partner, *at) == region_id
        };
        closings.iter().any(counts)
    }))
}
