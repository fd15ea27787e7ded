//! Readings: the table with millions of rows.
//!
//! Stored by UTC day, then by home partner, so that a day appends and no later change of owner,
//! region or time zone moves a row. The local day and cycle of a reading are computed when it is
//! read.

mod in_force;
mod misfiled;
mod purge;

use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value, postgres_instant};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use futures_util::FutureExt;
use std::ops::RangeInclusive;
use std::thread;

pub(crate) use in_force::STATEMENTS as IN_FORCE_STATEMENTS;
pub use in_force::{InForceReading, hold_in_force, in_force};
pub use misfiled::{Misfiled, misfiled};
pub(crate) use purge::STATEMENTS as PURGE_STATEMENTS;
pub use purge::{PlaceOfDay, RemovedReadings, remove_batch};

statements! {
    FIRST_DAY = "SELECT MIN(day) FROM readings";
    /// It steps from each day that has readings to the next one. A scalar subquery, unlike
    /// `EXISTS`, is not made a join with all readings.
    HAS_ANY = "WITH RECURSIVE days (day) AS (SELECT MIN(day) FROM readings UNION ALL \
        SELECT (SELECT MIN(r.day) FROM readings r WHERE r.day > d.day) FROM days d \
        WHERE d.day IS NOT NULL) \
        SELECT 1 FROM days d WHERE (SELECT r.subscription_id FROM readings r \
        WHERE r.day = d.day AND r.partner_id = $1 AND r.subscription_id = $2 LIMIT 1) \
        IS NOT NULL LIMIT 1";
    OF_DAY = "SELECT partner_id, subscription_id, observed_at, provisioned, used FROM readings \
        WHERE day = $1 AND (partner_id, subscription_id) >= ($2, $3) \
        AND (partner_id, subscription_id) <= ($4, $5) \
        ORDER BY day, partner_id, subscription_id, observed_at";
    /// As `OF_DAY`, with the instant of receipt.
    RECEIVED = "SELECT partner_id, subscription_id, observed_at, provisioned, used, received_at \
        FROM readings WHERE day = $1 AND (partner_id, subscription_id) >= ($2, $3) \
        AND (partner_id, subscription_id) <= ($4, $5) \
        ORDER BY day, partner_id, subscription_id, observed_at";
    SUPERSEDED = "SELECT observed_at, superseded_at FROM superseded_readings WHERE day = $1 \
        AND partner_id = $2 AND subscription_id = $3 ORDER BY observed_at";
    CURRENT = "SELECT provisioned, used FROM readings WHERE day = $1 AND partner_id = $2 \
        AND subscription_id = $3 AND observed_at = $4";
    FIRST_RECEIPT = "SELECT r.received_at, (SELECT MIN(s.superseded_at) \
        FROM superseded_readings s WHERE s.day = r.day AND s.partner_id = r.partner_id \
        AND s.subscription_id = r.subscription_id AND s.observed_at = r.observed_at) \
        FROM readings r WHERE r.day = $1 AND r.partner_id = $2 AND r.subscription_id = $3 \
        AND r.observed_at = $4";
    RECEIVED_THEN = "SELECT 1 FROM readings WHERE received_at = $1 LIMIT 1";
    REPLACE = "UPDATE readings SET provisioned = $5, used = $6, received_at = $7 \
        WHERE day = $1 AND partner_id = $2 AND subscription_id = $3 AND observed_at = $4";
    SUPERSEDE = "INSERT INTO superseded_readings (day, partner_id, subscription_id, observed_at, \
        provisioned, used, superseded_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (day, partner_id, subscription_id, observed_at, provisioned, used) DO NOTHING";
    RESTORE = "DELETE FROM superseded_readings WHERE day = $1 AND partner_id = $2 \
        AND subscription_id = $3 AND observed_at = $4 AND provisioned = $5 AND used = $6";
}

/// SQLite asks row by row without a round trip; PostgreSQL merges a whole batch at once.
const INSERT_FREE: &str = "INSERT INTO readings (day, partner_id, subscription_id, observed_at, \
     provisioned, used, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";

/// As `OF_DAY`, for PostgreSQL, where a copy costs half as much as the rows of a query. It takes no
/// parameters, so the numbers are in its text.
fn copy_of_day(day: i64, keys: &RangeInclusive<SubscriptionKey>) -> String {
    let ((from_partner, from), (to_partner, to)) = (*keys.start(), *keys.end());
    format!(
        "COPY (SELECT partner_id, subscription_id, observed_at, provisioned, used FROM readings \
         WHERE day = '{day}' AND (partner_id, subscription_id) >= ('{from_partner}', '{from}') \
         AND (partner_id, subscription_id) <= ('{to_partner}', '{to}') \
         ORDER BY day, partner_id, subscription_id, observed_at) TO STDOUT (FORMAT binary)"
    )
}

/// The merge of a batch on PostgreSQL, from a temporary table.
const MAKE_INCOMING: &str = "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_readings \
     (LIKE readings) ON COMMIT DELETE ROWS";
const COUNT_INCOMING: &str = "ANALYZE incoming_readings";
/// Rows that exist already are dropped first, so that the merge costs only what changed.
const DROP_EQUAL_INCOMING: &str = "DELETE FROM incoming_readings i USING readings r \
     WHERE r.day BETWEEN $1 AND $2 AND r.day = i.day AND r.partner_id = i.partner_id \
     AND r.subscription_id = i.subscription_id AND r.observed_at = i.observed_at \
     AND r.provisioned = i.provisioned AND r.used IS NOT DISTINCT FROM i.used";
const SUPERSEDE_INCOMING: &str = "INSERT INTO superseded_readings \
     SELECT r.day, r.partner_id, r.subscription_id, r.observed_at, r.provisioned, \
     COALESCE(r.used, -1), i.received_at FROM readings r JOIN incoming_readings i \
     USING (day, partner_id, subscription_id, observed_at) WHERE r.day BETWEEN $1 AND $2 \
     ON CONFLICT DO NOTHING";
/// The stored readings that the merge is about to replace.
const REPLACED_BY_INCOMING: &str = "SELECT r.partner_id, r.subscription_id, r.observed_at, \
     r.provisioned, r.used FROM readings r JOIN incoming_readings i \
     USING (day, partner_id, subscription_id, observed_at) WHERE r.day BETWEEN $1 AND $2";
const RESTORE_INCOMING: &str = "DELETE FROM superseded_readings s USING incoming_readings i \
     WHERE s.day = i.day AND s.partner_id = i.partner_id \
     AND s.subscription_id = i.subscription_id AND s.observed_at = i.observed_at \
     AND s.provisioned = i.provisioned AND s.used = COALESCE(i.used, -1)";
const MERGE_INCOMING: &str = "INSERT INTO readings SELECT * FROM incoming_readings \
     ON CONFLICT (day, partner_id, subscription_id, observed_at) DO UPDATE SET \
     provisioned = excluded.provisioned, used = excluded.used, \
     received_at = excluded.received_at \
     RETURNING day, partner_id, subscription_id, observed_at, provisioned, used";

/// One reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The home partner.
    pub partner_id: i64,
    /// The number of the subscription.
    pub subscription_id: i64,
    /// When it was observed.
    pub observed_at: Instant,
    /// Provisioned units.
    pub provisioned: Quantity,
    /// Used units, if reported.
    pub used: Option<Quantity>,
}

impl Reading {
    /// The key that identifies a reading.
    #[must_use]
    pub const fn key(&self) -> (i64, i64, i64, Instant) {
        (self.observed_at.utc_day(), self.partner_id, self.subscription_id, self.observed_at)
    }

    fn row(&self, received_at: Instant) -> [Value<'static>; 7] {
        let [day, partner, subscription, observed_at] = self.key_row();
        let (provisioned, used) = (self.provisioned.into(), self.used.into());
        [day, partner, subscription, observed_at, provisioned, used, received_at.into()]
    }

    fn superseded_row(&self, received_at: Instant) -> [Value<'static>; 7] {
        let mut row = self.row(received_at);
        row[5] = Value::Int(self.used.map_or(-1, Quantity::micros));
        row
    }

    fn key_row(&self) -> [Value<'static>; 4] {
        let (day, partner, subscription, observed_at) = self.key();
        [day.into(), partner.into(), subscription.into(), observed_at.into()]
    }
}

/// A batch to import.
#[derive(Debug)]
pub struct Batch<'a> {
    /// Sorted by [`Reading::key`], each key once.
    pub readings: &'a [Reading],
    /// Readings that a later row of the batch superseded.
    pub replaced: &'a [Reading],
    /// The instant of receipt.
    pub received_at: Instant,
}

impl Batch<'_> {
    /// Whether the batch leaves this reading as the current one, so that it is not superseded even
    /// if another row came in between.
    fn ends_with(&self, replaced: &Reading) -> bool {
        let place = self.readings.binary_search_by_key(&replaced.key(), Reading::key);
        place.is_ok_and(|place| self.readings[place] == *replaced)
    }
}

/// Whether the next batch is likely to have only new keys; the caller keeps it from batch to batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Copy directly.
    Free,
    /// Merge.
    Taken,
}

/// Imports a batch: new readings are added, others replace the stored ones, which are kept as
/// superseded. A reading equal to the current one changes nothing. Returns the readings that
/// changed anything.
///
/// # Errors
/// Fails when the database does.
pub async fn take_in(tx: &mut Tx, batch: &Batch<'_>, guess: &mut Guess) -> Result<Vec<Reading>> {
    take_in_noting(tx, batch, guess, None).await
}

/// As [`take_in`]. `earlier` gets the stored readings that were replaced, sorted by
/// [`Reading::key`]; on PostgreSQL it costs a query more.
///
/// # Errors
/// Fails when the database does.
pub async fn take_in_noting(
    tx: &mut Tx,
    batch: &Batch<'_>,
    guess: &mut Guess,
    earlier: Option<&mut Vec<Reading>>,
) -> Result<Vec<Reading>> {
    tx.writes_readings();
    let changed = match tx.engine() {
        Engine::Sqlite => take_in_sqlite(tx, batch, earlier).await?,
        Engine::Postgres => take_in_postgres(tx, batch, guess, earlier).await?,
    };
    let replaced = batch.replaced.iter().filter(|it| !batch.ends_with(it));
    let replaced: Vec<_> = replaced.map(|it| it.superseded_row(batch.received_at)).collect();
    tx.execute_many(SUPERSEDE, &replaced).await?;
    Ok(changed)
}

async fn take_in_sqlite(
    tx: &mut Tx,
    batch: &Batch<'_>,
    earlier: Option<&mut Vec<Reading>>,
) -> Result<Vec<Reading>> {
    let rows = batch.readings.iter().map(|it| it.row(batch.received_at));
    let taken = tx.insert_free(INSERT_FREE, rows)?;
    if taken.is_empty() {
        return Ok(batch.readings.to_vec());
    }
    let keys: Vec<_> = taken.iter().map(|&at| batch.readings[at].key_row()).collect();
    let mut before = Vec::new();
    tx.each_of(CURRENT, &keys, |index, row| {
        let new = batch.readings[taken[index]];
        let current = Reading { provisioned: row.get(0)?, used: row.get(1)?, ..new };
        if current != new {
            before.push((taken[index], current));
        }
        Ok(())
    })
    .await?;
    if let Some(earlier) = earlier {
        earlier.extend(before.iter().map(|(_, it)| *it));
    }
    let old: Vec<_> = before.iter().map(|(_, it)| it.superseded_row(batch.received_at)).collect();
    let new = before.iter().map(|(at, _)| batch.readings[*at].row(batch.received_at));
    let new: Vec<_> = new.collect();
    let current: Vec<_> = before
        .iter()
        .map(|(at, _)| batch.readings[*at].superseded_row(batch.received_at))
        .map(|[a, b, c, d, e, f, _]| [a, b, c, d, e, f])
        .collect();
    tx.execute_many(SUPERSEDE, &old).await?;
    tx.execute_many(RESTORE, &current).await?;
    tx.execute_many(REPLACE, &new).await?;
    let mut unchanged = vec![false; batch.readings.len()];
    for at in taken {
        unchanged[at] = true;
    }
    for (at, _) in before {
        unchanged[at] = false;
    }
    let changed = batch.readings.iter().zip(unchanged).filter(|(_, unchanged)| !unchanged);
    Ok(changed.map(|(reading, _)| *reading).collect())
}

async fn take_in_postgres(
    tx: &mut Tx,
    batch: &Batch<'_>,
    guess: &mut Guess,
    earlier: Option<&mut Vec<Reading>>,
) -> Result<Vec<Reading>> {
    // Rows are made while they are sent: a batch of them would take more memory than its readings.
    let rows = || batch.readings.iter().map(|it| it.row(batch.received_at));
    if *guess == Guess::Free {
        tx.savepoint().await?;
        match tx.copy_into(&schema::READINGS, schema::READINGS.name, &mut rows()).await {
            Ok(()) => {
                tx.release().await?;
                return Ok(batch.readings.to_vec());
            }
            Err(StoreError::Conflict(_)) => tx.rollback_to_savepoint().await?,
            Err(other) => return Err(other),
        }
        *guess = Guess::Taken;
    }
    tx.batch(MAKE_INCOMING).await?;
    tx.copy_into(&schema::READINGS, "incoming_readings", &mut rows()).await?;
    tx.batch(COUNT_INCOMING).await?;
    let day = |reading: Option<&Reading>| reading.map_or(0, |it| it.observed_at.utc_day());
    let days = [day(batch.readings.first()).into(), day(batch.readings.last()).into()];
    tx.execute(DROP_EQUAL_INCOMING, &days).await?;
    if let Some(earlier) = earlier {
        *earlier = tx.all(REPLACED_BY_INCOMING, &days, |row| stored(row, 0)).await?;
        earlier.sort_unstable_by_key(Reading::key);
    }
    tx.execute(SUPERSEDE_INCOMING, &days).await?;
    tx.execute(RESTORE_INCOMING, &[]).await?;
    let changed = tx.all(MERGE_INCOMING, &[], |row| stored(row, 1)).await?;
    if changed.len() == batch.readings.len() {
        *guess = Guess::Free;
    }
    Ok(changed)
}

/// A reading whose columns begin at a place in a row.
fn stored(row: Row<'_>, at: usize) -> Result<Reading> {
    Ok(Reading {
        partner_id: row.get(at)?,
        subscription_id: row.get(at + 1)?,
        observed_at: row.get(at + 2)?,
        provisioned: row.get(at + 3)?,
        used: row.get(at + 4)?,
    })
}

/// The earliest UTC day that has a reading.
///
/// # Errors
/// Fails when the database does.
pub async fn first_day(tx: &mut Tx) -> Result<Option<i64>> {
    Ok(tx.first(FIRST_DAY, &[], |row| row.get(0)).await?.flatten())
}

/// Whether a subscription has any reading. It looks at each day, because readings are stored by
/// day.
///
/// # Errors
/// Fails when the database does.
pub async fn has_any(tx: &mut Tx, (partner, subscription): SubscriptionKey) -> Result<bool> {
    let values = [partner.into(), subscription.into()];
    Ok(tx.first(HAS_ANY, &values, |_| Ok(())).await?.is_some())
}

/// When a reading was first received, as far as that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstReceipt {
    /// At this instant: its figure never changed.
    At(Instant),
    /// At this instant or earlier: its figure changed then, or before.
    NotAfter(Instant),
}

/// The first receipt of a subscription's reading at an instant; `None` if there is no such reading.
///
/// # Errors
/// Fails when the database does.
pub async fn first_receipt(
    tx: &mut Tx,
    (partner, subscription): SubscriptionKey,
    observed_at: Instant,
) -> Result<Option<FirstReceipt>> {
    let day = observed_at.utc_day();
    let values = [day.into(), partner.into(), subscription.into(), observed_at.into()];
    tx.first(FIRST_RECEIPT, &values, |row| {
        let superseded: Option<Instant> = row.get(1)?;
        Ok(match superseded {
            Some(at) => FirstReceipt::NotAfter(at),
            None => FirstReceipt::At(row.get(0)?),
        })
    })
    .await
}

/// Whether any reading was received at exactly this instant. It looks at all of them: only the
/// clock of a rehearsal stands, so that others need not be asked.
///
/// # Errors
/// Fails when the database does.
pub async fn is_any_received_at(tx: &mut Tx, at: Instant) -> Result<bool> {
    Ok(tx.first(RECEIVED_THEN, &[at.into()], |_| Ok(())).await?.is_some())
}

/// The key of a subscription: its home partner and its number.
pub type SubscriptionKey = (i64, i64);

/// Passes the readings of one UTC day of the subscriptions in a range of keys to `take`, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn each_of_day(
    tx: &mut Tx,
    day: i64,
    keys: &RangeInclusive<SubscriptionKey>,
    mut take: impl FnMut(Reading),
) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        let sql = copy_of_day(day, keys);
        let take = |row: [Option<i64>; 5]| {
            let [Some(partner_id), Some(subscription_id), Some(at), Some(provisioned), used] = row
            else {
                return Err(StoreError::Corrupt("a reading without its key".to_owned()));
            };
            take(Reading {
                partner_id,
                subscription_id,
                observed_at: postgres_instant(at),
                provisioned: Quantity::from_micros(provisioned),
                used: used.map(Quantity::from_micros),
            });
            Ok(())
        };
        return tx.copy_out(&sql, take).await;
    }
    let ((from_partner, from), (to_partner, to)) = (*keys.start(), *keys.end());
    let values = [day.into(), from_partner.into(), from.into(), to_partner.into(), to.into()];
    tx.each(OF_DAY, &values, |row| {
        take(stored(row, 0)?);
        Ok(())
    })
    .await
}

/// Readings per day from which a second thread pays off.
const MANY: usize = 500;
/// Days that two threads read at once; the readings of the second are kept until the first has
/// finished.
const BLOCK_DAYS: i64 = 32;

/// Passes the readings of some UTC days of the subscriptions in a range of keys to `take`, about
/// `expected` a day: day by day, each sorted by [`Reading::key`].
///
/// # Errors
/// Fails when the database does.
pub async fn each_of_days(
    tx: &mut Tx,
    days: RangeInclusive<i64>,
    keys: &RangeInclusive<SubscriptionKey>,
    expected: usize,
    mut take: impl FnMut(Reading),
) -> Result<()> {
    let (mut first, last) = days.into_inner();
    while first <= last {
        let end = last.min(first + BLOCK_DAYS - 1);
        let beside = if expected < MANY || first == end { None } else { tx.beside()? };
        match beside {
            Some(beside) => two_halves(tx, beside, first..=end, keys, &mut take).await?,
            None => {
                for day in first..=end {
                    each_of_day(tx, day, keys, &mut take).await?;
                }
            }
        }
        first = end + 1;
    }
    Ok(())
}

/// Reads the later half of some days on a separate thread while the earlier half is read here.
async fn two_halves(
    tx: &mut Tx,
    mut beside: Tx,
    days: RangeInclusive<i64>,
    keys: &RangeInclusive<SubscriptionKey>,
    take: &mut impl FnMut(Reading),
) -> Result<()> {
    let (first, last) = days.into_inner();
    let middle = first + (last - first) / 2;
    let own_keys = keys.clone();
    let later = thread::spawn(move || {
        let mut found = Vec::new();
        for day in middle + 1..=last {
            let read = each_of_day(&mut beside, day, &own_keys, |reading| found.push(reading));
            read.now_or_never().expect("the embedded engine never waits")?;
        }
        Ok::<_, StoreError>(found)
    });
    for day in first..=middle {
        each_of_day(tx, day, keys, &mut *take).await?;
    }
    let later = later.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    later?.into_iter().for_each(take);
    Ok(())
}

/// Passes the same with the instant of receipt, the last time that the figure changed.
///
/// # Errors
/// Fails when the database does.
pub async fn each_received_of_day(
    tx: &mut Tx,
    day: i64,
    keys: &RangeInclusive<SubscriptionKey>,
    mut take: impl FnMut(Reading, Instant),
) -> Result<()> {
    let ((from_partner, from), (to_partner, to)) = (*keys.start(), *keys.end());
    let values = [day.into(), from_partner.into(), from.into(), to_partner.into(), to.into()];
    tx.each(RECEIVED, &values, |row| {
        take(stored(row, 0)?, row.get(5)?);
        Ok(())
    })
    .await
}

/// The instants of a UTC day at which a subscription had another reading before, and until when.
///
/// # Errors
/// Fails when the database does.
pub async fn superseded(
    tx: &mut Tx,
    day: i64,
    (partner_id, subscription_id): SubscriptionKey,
) -> Result<Vec<(Instant, Instant)>> {
    let values = [day.into(), partner_id.into(), subscription_id.into()];
    tx.all(SUPERSEDED, &values, |row| Ok((row.get(0)?, row.get(1)?))).await
}
