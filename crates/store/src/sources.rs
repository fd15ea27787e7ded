//! Sources: the programs that send readings, and the days of which they sent them.

use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::readings::{Guess, Reading};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::instant::Instant;
use countersign_domain::source::SourceMode;
use std::ops::RangeInclusive;
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO sources (id, sender_id, company_id, name, mode, silent_after_hours, \
        made_at) SELECT COALESCE(MAX(id), 0) + 1, $1, $2, $3, $4, $5, $6 FROM sources";
    OF_SENDER = "SELECT s.id, s.sender_id, s.company_id, c.code, c.name, s.name, s.mode, \
        s.silent_after_hours, s.made_at, s.seen_at, s.silent_since \
        FROM sources s JOIN companies c ON c.id = s.company_id WHERE s.sender_id = $1 \
        ORDER BY s.id";
    OF_ID = "SELECT s.id, s.sender_id, s.company_id, c.code, c.name, s.name, s.mode, \
        s.silent_after_hours, s.made_at, s.seen_at, s.silent_since \
        FROM sources s JOIN companies c ON c.id = s.company_id WHERE s.id = $1";
    ALL = "SELECT s.id, s.sender_id, s.company_id, c.code, c.name, s.name, s.mode, \
        s.silent_after_hours, s.made_at, s.seen_at, s.silent_since \
        FROM sources s JOIN companies c ON c.id = s.company_id ORDER BY s.name, s.id";
    CHANGE = "UPDATE sources SET name = $2, mode = $3, silent_after_hours = $4 WHERE id = $1";
    /// A source that sends again is not silent any more.
    TOUCH = "UPDATE sources SET seen_at = $2, silent_since = NULL WHERE id = $1";
    FALL_SILENT = "UPDATE sources SET silent_since = $2 WHERE id = $1 AND silent_since IS NULL";
    NOTE = "INSERT INTO reading_sources (day, partner_id, subscription_id, source_id) \
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    OVERLAPS = "SELECT a.source_id, b.source_id, a.subscription_id, COUNT(*), MIN(a.day), \
        MAX(a.day) FROM reading_sources a JOIN reading_sources b ON b.day = a.day \
        AND b.partner_id = a.partner_id AND b.subscription_id = a.subscription_id \
        AND b.source_id > a.source_id WHERE a.day BETWEEN $1 AND $2 \
        GROUP BY a.source_id, b.source_id, a.subscription_id \
        ORDER BY MAX(a.day) DESC, a.source_id, b.source_id, a.subscription_id LIMIT $3";
    REMOVE_NOTED = "DELETE FROM reading_sources WHERE day BETWEEN $1 AND $2";
}

/// Rows from which PostgreSQL is faster with a copy than row by row.
const MANY: usize = 200;
/// The rows of a copy, on PostgreSQL. They are merged, because some are there already.
const MAKE_INCOMING: &str = "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_reading_sources \
     (LIKE reading_sources) ON COMMIT DELETE ROWS";
const MERGE_INCOMING: &str = "INSERT INTO reading_sources SELECT * FROM incoming_reading_sources \
     ON CONFLICT DO NOTHING";

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its number.
    pub id: i64,
    /// The id of its service account, or of the person's token.
    pub sender_id: Uuid,
    /// The number of the company whose readings it sends.
    pub company_id: i64,
    /// The code of that company.
    pub company_code: String,
    /// The name of that company.
    pub company_name: String,
    /// The name that people see.
    pub name: String,
    /// What happens to its readings.
    pub mode: SourceMode,
    /// The hours of silence after which it is reported; `None` if it is not.
    pub silent_after_hours: Option<i64>,
    /// When it was made.
    pub made_at: Instant,
    /// When it last sent readings.
    pub seen_at: Option<Instant>,
    /// When its silence was reported; `None` if it was not since it last sent readings.
    pub silent_since: Option<Instant>,
}

/// A source to add.
#[derive(Clone, Debug)]
pub struct NewSource<'a> {
    /// The id of its service account, or of the person's token.
    pub sender_id: Uuid,
    /// The number of the company whose readings it sends.
    pub company_id: i64,
    /// The name that people see.
    pub name: &'a str,
    /// What happens to its readings.
    pub mode: SourceMode,
    /// The hours of silence after which it is reported; `None` if it is not.
    pub silent_after_hours: Option<i64>,
    /// When it is made.
    pub made_at: Instant,
}

/// Two sources that sent readings of the same days of a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceOverlap {
    /// The numbers of the two sources, the lower one first.
    pub sources: (i64, i64),
    /// The number of the subscription.
    pub subscription_id: i64,
    /// How many days overlap.
    pub days: i64,
    /// The first and the last of them, as UTC days.
    pub between: (i64, i64),
}

fn source(row: Row<'_>) -> Result<Source> {
    let mode: &str = row.get(6)?;
    let unknown = || StoreError::Corrupt(format!("unknown mode of a source: {mode:?}"));
    Ok(Source {
        id: row.get(0)?,
        sender_id: row.get(1)?,
        company_id: row.get(2)?,
        company_code: row.get(3)?,
        company_name: row.get(4)?,
        name: row.get(5)?,
        mode: SourceMode::from_token(mode).ok_or_else(unknown)?,
        silent_after_hours: row.get(7)?,
        made_at: row.get(8)?,
        seen_at: row.get(9)?,
        silent_since: row.get(10)?,
    })
}

/// Adds a source.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, new: &NewSource<'_>) -> Result<()> {
    let values = [
        new.sender_id.into(),
        new.company_id.into(),
        new.name.into(),
        new.mode.token().into(),
        new.silent_after_hours.into(),
        new.made_at.into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// The source of a service account or a token.
///
/// # Errors
/// Fails when the database does.
pub async fn of_sender(tx: &mut Tx, sender_id: Uuid) -> Result<Option<Source>> {
    tx.first(OF_SENDER, &[sender_id.into()], source).await
}

/// A source by its number.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: i64) -> Result<Option<Source>> {
    tx.first(OF_ID, &[id.into()], source).await
}

/// All sources, by name.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<Source>> {
    tx.all(ALL, &[], source).await
}

/// Stores the name, the mode and the hours of a source.
///
/// # Errors
/// Fails when the database does.
pub async fn change(tx: &mut Tx, source: &Source) -> Result<()> {
    let (mode, hours) = (source.mode.token().into(), source.silent_after_hours.into());
    tx.execute(CHANGE, &[source.id.into(), (&source.name).into(), mode, hours]).await?;
    Ok(())
}

/// Records that a source sends readings.
///
/// # Errors
/// Fails when the database does.
pub async fn touch(tx: &mut Tx, id: i64, now: Instant) -> Result<()> {
    tx.execute(TOUCH, &[id.into(), now.into()]).await?;
    Ok(())
}

/// Records that a source is silent; false if that was recorded before.
///
/// # Errors
/// Fails when the database does.
pub async fn fall_silent(tx: &mut Tx, id: i64, now: Instant) -> Result<bool> {
    Ok(tx.execute(FALL_SILENT, &[id.into(), now.into()]).await? == 1)
}

/// Records the days of which a source sent these readings, which are sorted by [`Reading::key`].
///
/// # Errors
/// Fails when the database does.
pub async fn note_readings(
    tx: &mut Tx,
    id: i64,
    readings: &[Reading],
    guess: &mut Guess,
) -> Result<()> {
    let day = |it: &Reading| (it.observed_at.utc_day(), it.partner_id, it.subscription_id);
    let mut days: Vec<_> = readings.iter().map(day).collect();
    days.dedup();
    let rows: Vec<[Value<'static>; 4]> = days
        .into_iter()
        .map(|(day, partner, subscription)| {
            [day.into(), partner.into(), subscription.into(), id.into()]
        })
        .collect();
    if tx.engine() == Engine::Sqlite || rows.len() < MANY {
        tx.execute_many(NOTE, &rows).await?;
        return Ok(());
    }
    copy_notes(tx, &rows, guess).await
}

/// Copies the rows directly if they are likely to be new, and merges them otherwise.
async fn copy_notes(tx: &mut Tx, rows: &[[Value<'static>; 4]], guess: &mut Guess) -> Result<()> {
    let table = &schema::READING_SOURCES;
    if *guess == Guess::Free {
        tx.savepoint().await?;
        match tx.copy_into(table, table.name, &mut rows.iter()).await {
            Ok(()) => return tx.release().await,
            Err(StoreError::Conflict(_)) => tx.rollback_to_savepoint().await?,
            Err(other) => return Err(other),
        }
        *guess = Guess::Taken;
    }
    tx.batch(MAKE_INCOMING).await?;
    tx.copy_into(table, "incoming_reading_sources", &mut rows.iter()).await?;
    if tx.execute(MERGE_INCOMING, &[]).await? == rows.len() as u64 {
        *guess = Guess::Free;
    }
    Ok(())
}

/// The overlaps of sources in some UTC days, the latest first.
///
/// # Errors
/// Fails when the database does.
pub async fn overlaps(
    tx: &mut Tx,
    days: &RangeInclusive<i64>,
    most: i64,
) -> Result<Vec<SourceOverlap>> {
    let values = [(*days.start()).into(), (*days.end()).into(), most.into()];
    tx.all(OVERLAPS, &values, |row| {
        Ok(SourceOverlap {
            sources: (row.get(0)?, row.get(1)?),
            subscription_id: row.get(2)?,
            days: row.get(3)?,
            between: (row.get(4)?, row.get(5)?),
        })
    })
    .await
}

/// Removes the notes about some UTC days whose readings are purged.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_noted(tx: &mut Tx, days: &RangeInclusive<i64>) -> Result<u64> {
    tx.execute(REMOVE_NOTED, &[(*days.start()).into(), (*days.end()).into()]).await
}
