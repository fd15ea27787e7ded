//! Removes readings of a UTC day in batches, with what they replaced and what was kept of them as
//! in force.

use crate::copy::read_row;
use crate::error::{Result, StoreError};
use crate::purges::RemovedRows;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::instant::{DAY_MICROS, Instant};

statements! {
    PURGE_BATCH = "SELECT day, partner_id, subscription_id, observed_at, provisioned, used, \
        received_at FROM readings WHERE day = $1 \
        AND (partner_id, subscription_id, observed_at) > ($2, $3, $4) \
        ORDER BY day, partner_id, subscription_id, observed_at LIMIT $5";
    REMOVE = "DELETE FROM readings WHERE day = $1 \
        AND (partner_id, subscription_id, observed_at) >= ($2, $3, $4) \
        AND (partner_id, subscription_id, observed_at) <= ($5, $6, $7)";
    REPLACED = "SELECT day, partner_id, subscription_id, observed_at, provisioned, used, \
        superseded_at FROM superseded_readings WHERE day = $1 \
        AND (partner_id, subscription_id, observed_at) >= ($2, $3, $4) \
        AND (partner_id, subscription_id, observed_at) <= ($5, $6, $7) \
        ORDER BY day, partner_id, subscription_id, observed_at, provisioned, used";
    REMOVE_REPLACED = "DELETE FROM superseded_readings WHERE day = $1 \
        AND (partner_id, subscription_id, observed_at) >= ($2, $3, $4) \
        AND (partner_id, subscription_id, observed_at) <= ($5, $6, $7)";
    RELEASE = "DELETE FROM in_force WHERE observed_at >= $1 AND observed_at < $2 \
        AND (partner_id, subscription_id, observed_at) >= ($3, $4, $5) \
        AND (partner_id, subscription_id, observed_at) <= ($6, $7, $8)";
}

/// The place of a reading within its day.
pub type PlaceOfDay = (i64, i64, Instant);

/// What a batch removed, and where the next one begins.
#[derive(Debug, Default)]
pub struct RemovedReadings {
    /// The readings.
    pub readings: RemovedRows,
    /// The readings that they had replaced.
    pub superseded: RemovedRows,
    /// How many readings were looked at.
    pub seen: u64,
}

/// Looks at up to `limit` readings of a day after a place, and removes those that are not `kept`,
/// by the number of their subscription. Returns the place where the next batch begins; none at the
/// end of the day. The caller holds the work lock, so that no import writes meanwhile.
///
/// # Errors
/// [`StoreError::Busy`] if another process changed the readings meanwhile.
pub async fn remove_batch(
    tx: &mut Tx,
    (day, after): (i64, Option<PlaceOfDay>),
    limit: usize,
    kept: impl Fn(i64) -> bool,
    removed: &mut RemovedReadings,
) -> Result<Option<PlaceOfDay>> {
    let (partner, subscription, at) = after.unwrap_or((0, 0, Instant::from_micros(0)));
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let values = [day.into(), partner.into(), subscription.into(), at.into(), most.into()];
    let (mut runs, mut last, mut seen) = (Vec::<(PlaceOfDay, PlaceOfDay, u64)>::new(), None, 0);
    let mut is_run = false;
    tx.each(PURGE_BATCH, &values, |row| {
        let place: PlaceOfDay = (row.get(1)?, row.get(2)?, row.get(3)?);
        seen += 1;
        last = Some(place);
        if kept(place.1) {
            is_run = false;
            return Ok(());
        }
        removed.readings.add(&read_row(&schema::READINGS, row)?);
        match runs.last_mut().filter(|_| is_run) {
            Some((_, end, count)) => (*end, *count) = (place, *count + 1),
            None => runs.push((place, place, 1)),
        }
        is_run = true;
        Ok(())
    })
    .await?;
    for (first, end, count) in runs {
        remove_run(tx, day, (first, end, count), removed).await?;
    }
    removed.seen += seen;
    Ok(last.filter(|_| seen == limit as u64))
}

/// Removes the readings of a day between two places, both included.
async fn remove_run(
    tx: &mut Tx,
    day: i64,
    (first, last, count): (PlaceOfDay, PlaceOfDay, u64),
    removed: &mut RemovedReadings,
) -> Result<()> {
    let bounds: [Value<'_>; 7] = [
        day.into(),
        first.0.into(),
        first.1.into(),
        first.2.into(),
        last.0.into(),
        last.1.into(),
        last.2.into(),
    ];
    let changed = || StoreError::Busy("other readings than were read".to_owned());
    if tx.execute(REMOVE, &bounds).await? != count {
        return Err(changed());
    }
    let map = |row: Row<'_>| read_row(&schema::SUPERSEDED_READINGS, row);
    let replaced = tx.all(REPLACED, &bounds, map).await?;
    if tx.execute(REMOVE_REPLACED, &bounds).await? != replaced.len() as u64 {
        return Err(changed());
    }
    replaced.iter().for_each(|row| removed.superseded.add(row));
    let [_, rest @ ..] = bounds;
    let of_day = |day: i64| Value::Instant(Instant::from_micros(day * DAY_MICROS));
    let within = [&[of_day(day), of_day(day + 1)][..], &rest[..]].concat();
    tx.execute(RELEASE, &within).await?;
    Ok(())
}
