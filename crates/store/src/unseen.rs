//! What the figures of a report did not see: subscriptions without data or carried forward, and
//! sources of its readings that were silent or overlap.

use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::instant::Instant;
use countersign_domain::statement::Unseen;
use countersign_domain::zone::day_number;
use std::collections::{BTreeMap, BTreeSet};

statements! {
    STANDINGS = "SELECT COUNT(CASE WHEN standing = 'carried-forward' THEN 1 END), \
        COUNT(CASE WHEN standing = 'no-data' THEN 1 END) FROM figures \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
    SOURCES = "SELECT r.subscription_id, r.source_id, s.silent_since FROM figures f \
        JOIN reading_sources r ON r.partner_id = f.home_partner_id \
        AND r.subscription_id = f.subscription_id JOIN sources s ON s.id = r.source_id \
        WHERE f.cycle = $1 AND f.partner_id = $2 AND f.vendor_id = $3 AND r.day = $4";
}

/// What a report did not see; sources count that were silent at `until`. The days are those of the
/// month in UTC.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(tx: &mut Tx, key: Key, until: Instant) -> Result<Unseen> {
    let counts = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let standings = tx.first(STANDINGS, &key.values(), counts).await?;
    let (carried_forward, no_data) = standings.unwrap_or_default();
    let days = day_number(key.cycle.first_date())..=day_number(key.cycle.last_date());
    let [cycle, partner, vendor] = key.values();
    let days: Vec<_> = days.map(|day| [cycle, partner, vendor, Value::Int(day)]).collect();
    let mut senders: BTreeMap<(usize, i64), BTreeSet<i64>> = BTreeMap::new();
    let mut silent = BTreeSet::new();
    tx.each_of(SOURCES, &days, |day, row| {
        let (subscription, source): (i64, i64) = (row.get(0)?, row.get(1)?);
        senders.entry((day, subscription)).or_default().insert(source);
        if row.get::<Option<Instant>>(2)?.is_some_and(|since| since <= until) {
            silent.insert(source);
        }
        Ok(())
    })
    .await?;
    let several = senders.into_values().filter(|sources| sources.len() > 1);
    let overlapping: BTreeSet<i64> = several.flatten().collect();
    let count = |sources: &BTreeSet<i64>| i64::try_from(sources.len()).unwrap_or(i64::MAX);
    Ok(Unseen {
        carried_forward,
        no_data,
        overlapping_sources: count(&overlapping),
        silent_sources: count(&silent),
    })
}
