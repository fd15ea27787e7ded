//! Purges: removes rows that retention no longer keeps, and records what was removed.
//!
//! A batch removes rows of one table and adds a record with their number and their SHA-256, in the
//! same transaction. Does not decide what may go, and does not remove readings
//! ([`crate::readings::remove_batch`]).

mod open_work;

use crate::copy::{OwnedValue, read_row};
use crate::error::{Result, StoreError};
use crate::schema::{self, Table};
use crate::sql::statements;
use crate::transparency::pending;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::history::Hash;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
use sha2::{Digest, Sha256};

pub(crate) use open_work::STATEMENTS as OPEN_WORK_STATEMENTS;
pub use open_work::{OpenWork, first_made_at, open_work};

statements! {
    LAST_ID = "SELECT id FROM purges ORDER BY id DESC LIMIT 1";
    ADD = "INSERT INTO purges (id, purged_at, table_name, cycle, before_at, removed, hash) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    WHOLE_FROM = "SELECT MAX(cycle) FROM purges WHERE table_name = 'readings'";
    EACH = "SELECT id, purged_at, table_name, cycle, before_at, removed, hash FROM purges \
        ORDER BY id";
    COUNT_MESSAGES = "SELECT COUNT(*) FROM outbox WHERE sent_at < $1";
    COUNT_DETAILS = "SELECT COUNT(*) FROM audit_log a JOIN audit_details d ON d.entry_id = a.id \
        WHERE a.at < $1";
    COUNT_SESSIONS = "SELECT COUNT(*) FROM sessions WHERE expires_at < $1 OR last_seen_at < $2";
    REMOVE_MESSAGE = "DELETE FROM outbox WHERE event = $1 AND person_id = $2 \
        AND sent_at IS NOT NULL";
    REMOVE_DETAILS = "DELETE FROM audit_details WHERE entry_id = $1";
    REMOVE_SESSION = "DELETE FROM sessions WHERE id = $1";
}

/// A table from which purges remove rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PurgedTable {
    /// Readings.
    Readings,
    /// Readings that others replaced.
    SupersededReadings,
    /// Messages that were sent.
    Messages,
    /// The personal data of audit entries.
    AuditDetails,
    /// Sessions that have ended.
    Sessions,
}

impl PurgedTable {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Readings,
        Self::SupersededReadings,
        Self::Messages,
        Self::AuditDetails,
        Self::Sessions,
    ];

    const fn table(self) -> &'static Table<'static> {
        match self {
            Self::Readings => &schema::READINGS,
            Self::SupersededReadings => &schema::SUPERSEDED_READINGS,
            Self::Messages => &schema::OUTBOX,
            Self::AuditDetails => &schema::AUDIT_DETAILS,
            Self::Sessions => &schema::SESSIONS,
        }
    }

    /// The name of the table in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.table().name
    }
}

/// Rows that were removed: their number, and the SHA-256 over them.
#[derive(Debug, Default)]
pub struct RemovedRows {
    count: u64,
    hash: Sha256,
}

impl RemovedRows {
    /// The number of rows.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    pub(crate) fn add(&mut self, row: &[OwnedValue]) {
        self.count += 1;
        row.iter().for_each(|value| value.digest(&mut self.hash));
    }
}

/// Where a batch of readings or of other rows ends.
#[derive(Clone, Copy, Debug)]
pub struct PurgeBound {
    /// The instant of the purge.
    pub purged_at: Instant,
    /// What is older than this is removed.
    pub before_at: Instant,
    /// Of readings, the first cycle whose readings are all kept.
    pub cycle: Option<Cycle>,
}

/// The record of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurgeRecord {
    /// The number of the record, from 1 without gaps.
    pub id: i64,
    /// The instant of the purge.
    pub purged_at: Instant,
    /// The table, as stored.
    pub table_name: String,
    /// Of readings, the first cycle whose readings are all kept.
    pub cycle: Option<Cycle>,
    /// What was older than this was removed.
    pub before_at: Instant,
    /// The number of rows.
    pub removed: i64,
    /// The SHA-256 over the rows.
    pub hash: Vec<u8>,
}

/// Records the rows that a batch removed. The caller holds the work lock. No rows, no record.
///
/// # Errors
/// Fails when the database does.
pub async fn record(
    tx: &mut Tx,
    table: PurgedTable,
    bound: PurgeBound,
    removed: RemovedRows,
) -> Result<()> {
    if removed.count == 0 {
        return Ok(());
    }
    let last: Option<i64> = tx.first(LAST_ID, &[], |row| row.get(0)).await?;
    let id = last.unwrap_or(0) + 1;
    let hash: Hash = removed.hash.finalize().into();
    let values = [
        id.into(),
        bound.purged_at.into(),
        table.name().into(),
        bound.cycle.into(),
        bound.before_at.into(),
        i64::try_from(removed.count).unwrap_or(i64::MAX).into(),
        (&hash[..]).into(),
    ];
    tx.execute(ADD, &values).await?;
    pending::add(tx, &[LeafName::numbered(LeafKind::Purge, id)]).await
}

/// The first cycle whose readings no purge has removed; `None` if no readings were purged.
///
/// # Errors
/// Fails when the database does.
pub async fn readings_from(tx: &mut Tx) -> Result<Option<Cycle>> {
    Ok(tx.first(WHOLE_FROM, &[], |row| row.get::<Option<Cycle>>(0)).await?.flatten())
}

/// Passes every record to `take`, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn each(tx: &mut Tx, mut take: impl FnMut(PurgeRecord)) -> Result<()> {
    tx.each(EACH, &[], |row| {
        take(PurgeRecord {
            id: row.get(0)?,
            purged_at: row.get(1)?,
            table_name: row.get(2)?,
            cycle: row.get(3)?,
            before_at: row.get(4)?,
            removed: row.get(5)?,
            hash: row.get(6)?,
        });
        Ok(())
    })
    .await
}

/// Rows that are older than an instant, except readings.
#[derive(Clone, Copy, Debug)]
pub enum OldRows {
    /// Messages that were sent before it.
    Messages(Instant),
    /// The personal data of audit entries before it.
    AuditDetails(Instant),
    /// Sessions that had ended by then.
    Sessions {
        /// They expired before this instant,
        expired_before: Instant,
        /// or were last seen before this one.
        seen_before: Instant,
    },
}

impl OldRows {
    /// Their table.
    #[must_use]
    pub const fn table(&self) -> PurgedTable {
        match self {
            Self::Messages(_) => PurgedTable::Messages,
            Self::AuditDetails(_) => PurgedTable::AuditDetails,
            Self::Sessions { .. } => PurgedTable::Sessions,
        }
    }

    /// The instant that they are older than.
    #[must_use]
    pub const fn before_at(&self) -> Instant {
        match self {
            Self::Messages(at) | Self::AuditDetails(at) => *at,
            Self::Sessions { expired_before, .. } => *expired_before,
        }
    }

    fn values(&self) -> Vec<Value<'static>> {
        match self {
            Self::Messages(at) | Self::AuditDetails(at) => vec![(*at).into()],
            Self::Sessions { expired_before, seen_before } => {
                vec![(*expired_before).into(), (*seen_before).into()]
            }
        }
    }

    /// The columns are those of the schema, so that the hash covers whole rows.
    fn select(&self, limit: usize) -> String {
        let columns = self.table().table().column_list();
        let rest = match self {
            Self::Messages(_) => "outbox WHERE sent_at < $1 ORDER BY sent_at, event, person_id",
            Self::AuditDetails(_) => {
                "(SELECT d.entry_id, d.address, d.email, d.salt, a.at FROM audit_log a \
                 JOIN audit_details d ON d.entry_id = a.id WHERE a.at < $1) o \
                 ORDER BY at, entry_id"
            }
            Self::Sessions { .. } => {
                "sessions WHERE expires_at < $1 OR last_seen_at < $2 ORDER BY id"
            }
        };
        format!("SELECT {columns} FROM {rest} LIMIT {limit}")
    }

    const fn delete(&self) -> &'static str {
        match self {
            Self::Messages(_) => REMOVE_MESSAGE,
            Self::AuditDetails(_) => REMOVE_DETAILS,
            Self::Sessions { .. } => REMOVE_SESSION,
        }
    }
}

/// How many there are.
///
/// # Errors
/// Fails when the database does.
pub async fn count_old(tx: &mut Tx, old: &OldRows) -> Result<u64> {
    let sql = match old {
        OldRows::Messages(_) => COUNT_MESSAGES,
        OldRows::AuditDetails(_) => COUNT_DETAILS,
        OldRows::Sessions { .. } => COUNT_SESSIONS,
    };
    let count: Option<i64> = tx.first(sql, &old.values(), |row| row.get(0)).await?;
    Ok(count.and_then(|it| u64::try_from(it).ok()).unwrap_or(0))
}

/// Removes up to `limit` of them, the oldest first.
///
/// # Errors
/// [`StoreError::Busy`] if another process removed some of them meanwhile.
pub async fn remove_old(tx: &mut Tx, old: &OldRows, limit: usize) -> Result<RemovedRows> {
    let table = old.table().table();
    let map = |row: Row<'_>| read_row(table, row);
    let rows = tx.all(&old.select(limit), &old.values(), map).await?;
    let mut removed = RemovedRows::default();
    rows.iter().for_each(|row| removed.add(row));
    let keys: Vec<Vec<Value<'_>>> = rows
        .iter()
        .map(|row| row.iter().take(table.key).map(OwnedValue::value).collect())
        .collect();
    let gone = tx.execute_many(old.delete(), &keys).await?;
    if gone != removed.count {
        return Err(StoreError::Busy(format!("other rows of {} than were read", table.name)));
    }
    Ok(removed)
}
