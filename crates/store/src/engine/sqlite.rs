//! The embedded engine: one writer and as many readers as are asked for, on one file.

use crate::error::{Result, StoreError};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;

/// How long a writer waits for one in another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(60);
/// How often, and how far apart, a file that others open too is asked to keep a log.
const WAL_TRIES: u32 = 1_000;
const WAL_PAUSE: Duration = Duration::from_millis(10);
/// Statements that stay prepared per connection.
const CACHED_STATEMENTS: usize = 128;

#[derive(Clone)]
pub(crate) struct Pool {
    path: PathBuf,
    durable: bool,
    writer: Arc<tokio::sync::Mutex<Connection>>,
    readers: Readers,
}

type Readers = Arc<Mutex<Vec<Connection>>>;

impl Pool {
    /// Opens it. Where it is `durable`, what is committed is on the disk before anyone is told.
    pub(super) fn open(path: &Path, durable: bool) -> Result<Self> {
        let writer = connect(path, durable)?;
        // Readers never wait for the writer.
        writer.pragma_update(None, "page_size", 8192)?;
        use_wal(&writer)?;
        writer.pragma_update(None, "wal_autocheckpoint", 4096)?;
        Ok(Self {
            path: path.to_owned(),
            durable,
            writer: Arc::new(tokio::sync::Mutex::new(writer)),
            readers: Readers::default(),
        })
    }

    pub(super) async fn begin_write(&self) -> Result<Lease> {
        let connection = Arc::clone(&self.writer).lock_owned().await;
        let lease = Lease::Writer { connection, pool: self.clone() };
        lease.connection().execute_batch("BEGIN IMMEDIATE")?;
        Ok(lease)
    }

    pub(super) fn begin_read(&self) -> Result<Lease> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = connect(&self.path, self.durable)?;
                connection.pragma_update(None, "query_only", true)?;
                connection
            }
        };
        connection.execute_batch("BEGIN")?;
        Ok(Lease::Reader { connection: Some(connection), home: Arc::clone(&self.readers) })
    }
}

/// Programs that open a new file at once are in each other's way here, and SQLite, which would
/// wait for a lock elsewhere, refuses at once.
fn use_wal(connection: &Connection) -> Result<()> {
    for _ in 1..WAL_TRIES {
        match connection.pragma_update(None, "journal_mode", "wal").map_err(StoreError::from) {
            Err(StoreError::Busy(_)) => std::thread::sleep(WAL_PAUSE),
            result => return result,
        }
    }
    Ok(connection.pragma_update(None, "journal_mode", "wal")?)
}

fn connect(path: &Path, durable: bool) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    // A plan stays when other values are bound: preparing again costs more than it finds.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", if durable { "full" } else { "off" })?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -24_000)?;
    Ok(connection)
}

/// A connection for the time of one transaction.
pub(crate) enum Lease {
    /// The one that writes.
    Writer { connection: OwnedMutexGuard<Connection>, pool: Pool },
    /// One that reads; it goes back to the others.
    Reader { connection: Option<Connection>, home: Readers },
}

impl Lease {
    /// The connection.
    pub(crate) fn connection(&self) -> &Connection {
        match self {
            Self::Writer { connection, .. } => connection,
            Self::Reader { connection, .. } => {
                connection.as_ref().expect("a lease has its connection until it is dropped")
            }
        }
    }
}

impl Lease {
    /// Another one that reads what was committed when this one began; only the one that writes
    /// has that, as nobody else commits meanwhile.
    pub(crate) fn beside(&self) -> Option<Result<Self>> {
        match self {
            Self::Writer { pool, .. } => Some(pool.begin_read()),
            Self::Reader { .. } => None,
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let connection = self.connection();
        // A transaction that nobody ended is rolled back; an error leaves nothing to be done.
        if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
            return;
        }
        if let Self::Reader { connection, home } = self {
            let mut idle = home.lock().unwrap_or_else(PoisonError::into_inner);
            idle.extend(connection.take());
        }
    }
}
