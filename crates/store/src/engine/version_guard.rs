//! Refuses the transactions of a process whose database a newer program has upgraded meanwhile.
//!
//! The guard starts when the process first finds its own schema in the database. From then on,
//! every transaction checks for a newer step when it begins. A write holds a lock that excludes an
//! upgrade: on SQLite the write lock of the file, on PostgreSQL a shared advisory lock. So no
//! upgrade can happen between the check and the commit.

use super::kind::Engine;
use super::postgres::Beginning;
use crate::error::{Result, StoreError};
use crate::tx::Tx;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
pub(super) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
pub(super) const NEWEST: &str = "SELECT MAX(version) FROM schema_migrations";
/// The number of the lock is arbitrary. An upgrade that waits for it already refuses new writers.
const SHARE: &str = "SELECT CAST(pg_try_advisory_xact_lock_shared(7262026) AS INT)";
const TAKE: &str = "SELECT pg_advisory_xact_lock(7262026)";
/// Not guarded yet.
const UNKNOWN: i64 = 0;

/// The newest step of the schema that this process knows, once it found it in the database.
#[derive(Clone, Debug, Default)]
pub(crate) struct VersionGuard(Arc<State>);

#[derive(Debug, Default)]
struct State {
    known: AtomicI64,
    is_logged: AtomicBool,
}

impl VersionGuard {
    /// Guards the process: its schema has this many steps.
    pub(crate) fn begin(&self, steps: usize) {
        self.0.known.store(i64::try_from(steps).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    /// Begins a transaction that writes; on SQLite it has begun.
    pub(super) async fn write(&self, tx: &mut Tx) -> Result<()> {
        let known = self.0.known.load(Ordering::Relaxed);
        match tx.engine() {
            Engine::Postgres if known == UNKNOWN => tx.batch(WRITE).await,
            Engine::Postgres => {
                let found = tx.numbers(&format!("{WRITE}; {SHARE}; {NEWEST}")).await?;
                if found.first() != Some(&Some(1)) {
                    let why = "an upgrade of its schema is under way";
                    return Err(StoreError::Busy(why.to_owned()));
                }
                self.check(known, found.get(1).copied().flatten())
            }
            Engine::Sqlite => self.look(known, tx).await,
        }
    }

    /// Begins a transaction that reads, on PostgreSQL with its first statement; on SQLite it has
    /// begun.
    pub(super) async fn read(&self, tx: &mut Tx) -> Result<()> {
        let known = self.0.known.load(Ordering::Relaxed);
        match tx.engine() {
            Engine::Postgres => {
                let known = Some(known).filter(|known| *known != UNKNOWN);
                tx.begin_with_first(Beginning::new(self.clone(), known));
                Ok(())
            }
            Engine::Sqlite => self.look(known, tx).await,
        }
    }

    async fn look(&self, known: i64, tx: &mut Tx) -> Result<()> {
        if known == UNKNOWN {
            return Ok(());
        }
        let newest = tx.first(NEWEST, &[], |row| row.get::<Option<i64>>(0)).await?;
        self.check(known, newest.flatten())
    }

    pub(super) fn check(&self, known: i64, newest: Option<i64>) -> Result<()> {
        let Some(newest) = newest.filter(|newest| *newest > known) else { return Ok(()) };
        if !self.0.is_logged.swap(true, Ordering::Relaxed) {
            tracing::error!(
                event = "database-upgraded",
                newest,
                known,
                "a newer program has upgraded the database; this one answers nothing more"
            );
        }
        Err(StoreError::Schema(format!(
            "a newer countersign has upgraded the database to schema step {newest}, and this \
             program knows {known}: it reads and changes nothing any more. Start the newer one in \
             its place"
        )))
    }
}

/// Begins a transaction that reads whatever schema there is.
pub(super) async fn read_any(tx: &mut Tx) -> Result<()> {
    match tx.engine() {
        Engine::Postgres => tx.batch(READ).await,
        Engine::Sqlite => Ok(()),
    }
}

/// Begins a transaction that changes the schema, once every other transaction that writes has
/// ended; no other begins before this one ends.
pub(super) async fn upgrade(tx: &mut Tx) -> Result<()> {
    match tx.engine() {
        Engine::Postgres => {
            tx.batch(WRITE).await?;
            tx.batch(TAKE).await
        }
        Engine::Sqlite => Ok(()),
    }
}
