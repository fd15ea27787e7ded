//! Verifies dated links: the changes of each link follow from one another, and the last one leads
//! to the present directory. No change of terms is of a turn to come.

use super::findings::Findings;
use super::record_context::RecordContext;
use countersign_domain::link::{LinkKind, Links};
use countersign_store::links::{self, Numbered};
use countersign_store::{Result, Tx, customers, partners, subscription_changes, subscriptions};

/// Verifies every link that ever changed.
pub(super) async fn verify(
    tx: &mut Tx,
    known: &RecordContext,
    findings: &mut Findings,
) -> Result<()> {
    let mut replayed = Links::default();
    let mut last: Option<Numbered> = None;
    let mut subjects: Vec<(LinkKind, i64, i64)> = Vec::new();
    links::each(tx, |it| {
        let change = it.change;
        let before = last.filter(|last| of(last) == of(&it));
        let expected = before.map_or(0, |last| last.place + 1);
        if it.place != expected {
            findings.add(format!("{}: place is {}, expected {expected}", name(&it), it.place));
        }
        if let Some(last) = before {
            let just_after = change.since.plus_micros(1);
            let now = last.change.after;
            let held = replayed.value_before(change.kind, change.id, now, just_after);
            if change.before != held {
                findings.add(format!(
                    "{}: before is {}, but {held} applied then",
                    name(&it),
                    change.before
                ));
            }
        }
        replayed.push(change);
        match subjects.last_mut() {
            Some((kind, id, after)) if (*kind, *id) == of(&it) => *after = change.after,
            _ => subjects.push((change.kind, change.id, change.after)),
        }
        last = Some(it);
    })
    .await?;
    verify_turns(tx, known, findings).await?;
    for (kind, id, after) in subjects {
        let now = current(tx, known, kind, id).await?;
        if now != Some(after) {
            let now = now.map_or_else(|| "nothing".to_owned(), |now| now.to_string());
            let kind = kind.token();
            findings.add(format!(
                "link {kind} of number {id}: the directory has {now}, but its last change set \
                 {after}"
            ));
        }
    }
    Ok(())
}

async fn verify_turns(tx: &mut Tx, known: &RecordContext, findings: &mut Findings) -> Result<()> {
    let (now, (_, changes)) = (known.ownership.turn(), known.ownership.products());
    let products = changes.iter().filter(|it| it.turn > now).map(|it| (it.product_id, it.turn));
    let subscriptions = subscription_changes::after(tx, now).await?.into_iter();
    let products = products.map(|it| ("product", it));
    for (what, (id, turn)) in products.chain(subscriptions.map(|it| ("subscription", it))) {
        findings.add(format!("a change of {what} number {id} is of turn {turn}, which is to come"));
    }
    Ok(())
}

const fn of(it: &Numbered) -> (LinkKind, i64) {
    (it.change.kind, it.change.id)
}

fn name(it: &Numbered) -> String {
    let since = String::from(it.change.since);
    format!("link {} of number {}, since {since}", it.change.kind.token(), it.change.id)
}

/// The present link in the directory; `None` if its subject does not exist.
async fn current(
    tx: &mut Tx,
    known: &RecordContext,
    kind: LinkKind,
    id: i64,
) -> Result<Option<i64>> {
    let snapshot = &known.ownership.snapshot;
    Ok(match kind {
        LinkKind::SubscriptionCustomer => {
            subscriptions::by_id(tx, id).await?.map(|owned| owned.customer_id)
        }
        LinkKind::SubscriptionProduct => {
            subscriptions::by_id(tx, id).await?.map(|owned| owned.product_id)
        }
        LinkKind::CustomerPartner => customers::by_id(tx, id).await?.map(|it| it.partner_id),
        LinkKind::PartnerDistributor => partners::by_id(tx, id).await?.map(|it| it.distributor_id),
        LinkKind::PartnerType => {
            partners::by_id(tx, id).await?.map(|it| i64::from(it.account_type == "msp"))
        }
        LinkKind::DistributorRegion => snapshot.distributor(id).ok().map(|it| it.region_id),
        LinkKind::DistributorType => {
            snapshot.distributor(id).ok().map(|it| i64::from(it.account_type == "distributor"))
        }
        LinkKind::RegionUsageReports => {
            snapshot.region(id).ok().map(|(region, _)| i64::from(region.usage_reports))
        }
    })
}
