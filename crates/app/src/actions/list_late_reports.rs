//! Lists the reports that came too late for the system, which a person can have made.

use super::list_uncounted::{self, Uncounted, UncountedQuery};
use super::ownership::Ownership;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::uncounted::Reason;
use countersign_store::{Result, Tx};
use std::collections::BTreeMap;

/// A report that a person can have made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateReport {
    /// The code of the partner.
    pub partner: String,
    /// The code of the vendor.
    pub vendor: String,
    /// How many subscriptions it would count.
    pub subscriptions: i64,
}

/// The late reports of a distributor's cycle, by the codes of partner and vendor.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    distributor_id: i64,
    cycle: Cycle,
    now: Instant,
) -> Result<Vec<LateReport>> {
    let ownership = Ownership::load(tx).await?;
    let mut found: BTreeMap<(String, i64), i64> = BTreeMap::new();
    let asked =
        UncountedQuery { cycle, now, distributor_id: Some(distributor_id), only_made: true };
    let take = |it: Uncounted| {
        if it.reason == Reason::CameTooLate {
            *found.entry((it.partner, it.key.vendor_id)).or_default() += 1;
        }
    };
    list_uncounted::each(tx, &ownership, asked, take).await?;
    let mut late = Vec::with_capacity(found.len());
    for ((partner, vendor_id), subscriptions) in found {
        let vendor = ownership.snapshot.company(vendor_id)?.code.clone();
        late.push(LateReport { partner, vendor, subscriptions });
    }
    late.sort_by(|a, b| (&a.partner, &a.vendor).cmp(&(&b.partner, &b.vendor)));
    Ok(late)
}
