//! Summarises by reason the subscriptions of a distributor's cycle that are in no line, and those
//! that are in two.

use super::list_uncounted::{self, Uncounted, UncountedQuery};
use super::ownership::Ownership;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::uncounted::Reason;
use countersign_store::{Result, Tx, figures, reports, subscriptions};
use std::collections::BTreeMap;

/// Rows of one reason on the page; the command line lists all.
pub const ROWS: usize = 200;
/// Lines that count a subscription which another line also counts.
const TWICE: i64 = 50;

/// The summary of a distributor's cycle.
#[derive(Clone, Debug, Default)]
pub struct UncountedSummary {
    /// Per reason, the number of subscriptions and the first of them.
    pub by_reason: BTreeMap<Reason, (i64, Vec<Uncounted>)>,
    /// Subscriptions that two lines count, with the distributor's own reports among the two.
    pub twice: Vec<(String, Vec<reports::Key>)>,
}

impl UncountedSummary {
    /// Summarises a distributor's cycle.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn find(
        tx: &mut Tx,
        distributor_id: i64,
        cycle: Cycle,
        now: Instant,
    ) -> Result<Self> {
        let ownership = Ownership::load(tx).await?;
        let mut found: BTreeMap<Reason, (i64, Vec<Uncounted>)> = BTreeMap::new();
        let of = Some(distributor_id);
        let asked = UncountedQuery { cycle, now, distributor_id: of, only_made: true };
        let take = |it: Uncounted| {
            let (count, rows) = found.entry(it.reason).or_default();
            *count += 1;
            if rows.len() < ROWS {
                rows.push(it);
            }
        };
        list_uncounted::each(tx, &ownership, asked, take).await?;
        let mut twice = Vec::new();
        // Only a subscription that has moved can be in two.
        let moved = !ownership.snapshot.links().is_empty();
        let doubled = match moved {
            true => figures::counted_twice(tx, cycle, of, TWICE).await?,
            false => BTreeMap::new(),
        };
        for (id, keys) in doubled {
            let Some(owned) = subscriptions::by_id(tx, id).await? else { continue };
            twice.push((owned.code, keys));
        }
        Ok(Self { by_reason: found, twice })
    }

    /// How many subscriptions are in no line.
    #[must_use]
    pub fn count(&self) -> i64 {
        self.by_reason.values().map(|(count, _)| count).sum()
    }

    /// How many subscriptions have this reason.
    #[must_use]
    pub fn of(&self, reason: Reason) -> i64 {
        self.by_reason.get(&reason).map_or(0, |(count, _)| *count)
    }

    /// How many subscriptions are in two lines.
    #[must_use]
    pub fn twice(&self) -> usize {
        self.twice.len()
    }
}
