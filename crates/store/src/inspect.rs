//! Reads the settings and state of an engine for `countersign doctor`.
//!
//! Only these statements differ between the engines on purpose, and only they read a clock other
//! than the program's, to compare the two.

use crate::engine::{Engine, Store};
use crate::error::{Result, StoreError};
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;

const JOURNAL_MODE: &str = "PRAGMA journal_mode";
const SYNCHRONOUS: &str = "PRAGMA synchronous";
const FOREIGN_KEYS: &str = "PRAGMA foreign_keys";
const PAGE_SIZE: &str = "PRAGMA page_size";
const PAGES: &str = "PRAGMA page_count";
const FREE_PAGES: &str = "PRAGMA freelist_count";
const SQLITE_VERSION: &str = "SELECT sqlite_version()";
const SERVER: &str = "SELECT current_setting('server_version'), \
    current_setting('server_version_num')::BIGINT, current_setting('TimeZone'), \
    current_setting('fsync'), current_setting('synchronous_commit'), \
    current_setting('max_connections')::BIGINT, (SELECT COUNT(*) FROM pg_stat_activity), \
    pg_database_size(current_database()), clock_timestamp()";
const ISOLATION: &str = "SHOW transaction_isolation";

/// What SQLite says of a file, as this program opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// The version of SQLite.
    pub version: String,
    /// How changes reach the file: `wal` keeps a log beside it.
    pub journal_mode: String,
    /// How carefully changes are written: 2 is `full`.
    pub synchronous: i64,
    /// Whether references between tables are checked.
    pub foreign_keys: bool,
    /// The size of the file, in bytes.
    pub bytes: i64,
    /// How much of it is free for new rows, in bytes.
    pub free_bytes: i64,
}

/// What a PostgreSQL server says of itself and of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostgresServer {
    /// Its version, as people say it.
    pub version: String,
    /// Its version as a number, such as 150004.
    pub version_number: i64,
    /// The time zone of a session.
    pub time_zone: String,
    /// Whether it waits for its disk: `on` or `off`.
    pub fsync: String,
    /// Whether a commit waits for the log: `on`, `off` and others.
    pub synchronous_commit: String,
    /// The most connections.
    pub most_connections: i64,
    /// Connections of everybody, now.
    pub connections: i64,
    /// The size of the database, in bytes.
    pub bytes: i64,
    /// The isolation of a transaction that writes.
    pub isolation: String,
    /// Its clock.
    pub now: Instant,
}

/// What an engine says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inspection {
    /// SQLite.
    Embedded(Embedded),
    /// PostgreSQL.
    Server(PostgresServer),
}

/// Asks the engine.
///
/// # Errors
/// Fails when the database does.
pub async fn inspect(store: &Store) -> Result<Inspection> {
    match store.engine() {
        Engine::Sqlite => store.reading(embedded).await.map(Inspection::Embedded),
        Engine::Postgres => server(store).await.map(Inspection::Server),
    }
}

async fn one<T>(
    tx: &mut Tx,
    statement: &'static str,
    map: impl FnMut(Row<'_>) -> Result<T>,
) -> Result<T> {
    let silent = || StoreError::Corrupt(format!("the engine does not answer {statement}"));
    tx.first(statement, &[], map).await?.ok_or_else(silent)
}

async fn embedded(tx: &mut Tx) -> Result<Embedded> {
    let page_size: i64 = one(tx, PAGE_SIZE, |row| row.get(0)).await?;
    let pages: i64 = one(tx, PAGES, |row| row.get(0)).await?;
    let free: i64 = one(tx, FREE_PAGES, |row| row.get(0)).await?;
    Ok(Embedded {
        version: one(tx, SQLITE_VERSION, |row| row.get(0)).await?,
        journal_mode: one(tx, JOURNAL_MODE, |row| row.get(0)).await?,
        synchronous: one(tx, SYNCHRONOUS, |row| row.get(0)).await?,
        foreign_keys: one(tx, FOREIGN_KEYS, |row| row.get::<i64>(0)).await? != 0,
        bytes: page_size.saturating_mul(pages),
        free_bytes: page_size.saturating_mul(free),
    })
}

async fn server(store: &Store) -> Result<PostgresServer> {
    let mut tx = store.begin().await?;
    let isolation = one(&mut tx, ISOLATION, |row| row.get(0)).await?;
    let server = one(&mut tx, SERVER, |row| {
        Ok(PostgresServer {
            version: row.get(0)?,
            version_number: row.get(1)?,
            time_zone: row.get(2)?,
            fsync: row.get(3)?,
            synchronous_commit: row.get(4)?,
            most_connections: row.get(5)?,
            connections: row.get(6)?,
            bytes: row.get(7)?,
            now: row.get(8)?,
            isolation: String::new(),
        })
    });
    let server = server.await?;
    tx.rollback().await?;
    Ok(PostgresServer { isolation, ..server })
}
