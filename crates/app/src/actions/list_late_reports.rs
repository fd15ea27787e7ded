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
    /// Its place in the list.
    pub place: LatePlace,
    /// The code of the partner.
    pub partner: String,
    /// The code of the vendor.
    pub vendor: String,
    /// How many subscriptions it would count.
    pub subscriptions: i64,
}

/// A place in the list: the numbers of the partner and the vendor.
pub type LatePlace = (i64, i64);

/// The part of the list that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct LateQuery {
    /// The distributor.
    pub distributor_id: i64,
    /// The cycle.
    pub cycle: Cycle,
    /// The installation's time.
    pub now: Instant,
    /// The place after which it begins.
    pub after: LatePlace,
    /// The most reports of it.
    pub limit: usize,
}

/// The late reports of a distributor's cycle, by the numbers of partner and vendor. Partners behind
/// the last one are not looked at.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, query: LateQuery) -> Result<Vec<LateReport>> {
    let LateQuery { distributor_id, cycle, now, after, limit } = query;
    let ownership = Ownership::load(tx).await?;
    let asked =
        UncountedQuery { cycle, now, distributor_id: Some(distributor_id), only_made: true };
    let mut found: BTreeMap<LatePlace, (String, i64)> = BTreeMap::new();
    // The partner of the place may have reports of other vendors behind it.
    let mut last = Some(after.0 - 1);
    while let Some(partner_id) = last {
        let mut take = |it: Uncounted| {
            let place = (it.key.partner_id, it.key.vendor_id);
            if it.reason == Reason::CameTooLate && place > after {
                found.entry(place).or_insert((it.partner, 0)).1 += 1;
            }
        };
        last = list_uncounted::batch(tx, &ownership, asked, partner_id, &mut take).await?;
        if found.len() >= limit {
            break;
        }
    }
    let late = found.into_iter().take(limit).map(|(place, (partner, subscriptions))| {
        let vendor = ownership.snapshot.company(place.1)?.code.clone();
        Ok(LateReport { place, partner, vendor, subscriptions })
    });
    late.collect()
}
