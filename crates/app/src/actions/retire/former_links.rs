//! Subscriptions that have moved away from an entry, and still count for it in a closed month whose
//! reports are not made. The links just before the closing instant say so, not the present ones.

use crate::actions::ownership::Ownership;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkKind, Links, closing};
use countersign_domain::zone::day_number;
use countersign_store::partners::{self, Partner};
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::subscriptions::{self, OwnedSubscription};
use countersign_store::{Result, Tx};

/// How many subscriptions they are.
pub(super) async fn count(
    tx: &mut Tx,
    kind: RetirableKind,
    id: i64,
    now: Instant,
) -> Result<usize> {
    let first = retirements::made_through(tx).await?.map(|made| made.plus(1));
    // On most days the reports of every closed month are made.
    let Some(first) = first.filter(|first| closing(*first) <= now) else { return Ok(0) };
    let ownership = Ownership::load(tx).await?;
    let first = first.max(ownership.first_cycle());
    let mut count = 0;
    for moved in moved_since(tx, ownership.snapshot.links(), closing(first)).await? {
        let Some(owned) = subscriptions::by_id(tx, moved).await? else { continue };
        let mut cycle = first;
        while closing(cycle) <= now {
            if counts_for(tx, &ownership, &owned, cycle).await?.contains(&(kind, id)) {
                count += 1;
                break;
            }
            cycle = cycle.plus(1);
        }
    }
    Ok(count)
}

/// The subscriptions of which a link has changed at an instant or later.
async fn moved_since(tx: &mut Tx, links: &Links, at: Instant) -> Result<Vec<i64>> {
    let mut ids = links.changed_since(LinkKind::SubscriptionCustomer, at);
    ids.extend(links.changed_since(LinkKind::SubscriptionProduct, at));
    for customer in links.changed_since(LinkKind::CustomerPartner, at) {
        ids.extend(subscriptions::of_customer(tx, customer).await?);
    }
    for partner in links.changed_since(LinkKind::PartnerDistributor, at) {
        let owned = subscriptions::of_partners(tx, partner, partner).await?;
        ids.extend(owned.into_iter().map(|owned| owned.id));
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Everything that a subscription counts for in a closed cycle; nothing if it had ended, or once
/// the reports of the cycle are made.
async fn counts_for(
    tx: &mut Tx,
    ownership: &Ownership,
    owned: &OwnedSubscription,
    cycle: Cycle,
) -> Result<Vec<(RetirableKind, i64)>> {
    let ends_before = |day: i64| day < day_number(cycle.first_date());
    if owned.ends_on.is_some_and(ends_before) {
        return Ok(Vec::new());
    }
    let partner = partners::by_id(tx, ownership.partner_at(owned, cycle)).await?;
    let is_unmade = |partner: &Partner| partner.made_through < cycle;
    let Some(partner) = partner.filter(is_unmade) else { return Ok(Vec::new()) };
    let snapshot = &ownership.snapshot;
    let product = ownership.product_at(owned, cycle);
    let customer = snapshot.links().value_before(
        LinkKind::SubscriptionCustomer,
        owned.id,
        owned.customer_id,
        closing(cycle),
    );
    Ok(vec![
        (RetirableKind::Customer, customer),
        (RetirableKind::Partner, partner.id),
        (RetirableKind::Distributor, snapshot.distributor_at(&partner, cycle)),
        (RetirableKind::Product, product),
        (RetirableKind::Vendor, snapshot.product(product)?.vendor_id),
    ])
}
