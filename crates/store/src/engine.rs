//! The two engines: opens connections and begins transactions.

pub(crate) mod kind;
pub(crate) mod postgres;
pub(crate) mod sqlite;
mod version_guard;

use crate::error::{Result, StoreError};
use crate::sealing::sealer::Sealing;
use crate::tx::{Conn, Tx};
use crate::url::DatabaseUrl;
use std::path::Path;
use std::time::Duration;
use tracing::{Instrument, Span, debug_span};

pub use kind::Engine;
use postgres::Driving;
use version_guard::VersionGuard;

/// How often work is repeated after a conflict with another writer.
const TRIES: u32 = 8;
/// The pause before the second try; each later one is longer by as much.
const PAUSE: Duration = Duration::from_millis(5);

/// The span of a transaction, for traces: it is finer than what the log usually shows. A worker
/// that only looks for jobs has no span, and its transactions get none.
fn span(kind: &'static str) -> Span {
    if Span::current().is_none() {
        return Span::none();
    }
    debug_span!("transaction", kind)
}

/// An open database.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    url: DatabaseUrl,
    pub(crate) sealing: Sealing,
    pub(crate) guard: VersionGuard,
}

#[derive(Clone)]
enum Pool {
    Sqlite(sqlite::Pool),
    Postgres(postgres::Pool),
}

impl Store {
    /// Opens the database at `url`; if an embedded one does not exist, it is made empty.
    ///
    /// # Errors
    /// Fails if it cannot be opened or reached.
    pub async fn open(url: &DatabaseUrl) -> Result<Self> {
        Self::open_as(url, true, Driving::Thread).await
    }

    /// Opens the database at `url` for a program of one thread. The runtime that opens the
    /// connections drives them, so that no response has to wake another thread.
    ///
    /// # Errors
    /// Fails if it cannot be opened or reached.
    pub async fn open_on_one_thread(url: &DatabaseUrl) -> Result<Self> {
        Self::open_as(url, true, Driving::Here).await
    }

    /// Opens a database that can be thrown away: commits do not wait for the disk, and an embedded
    /// database may lose them when the machine stops.
    ///
    /// # Errors
    /// Fails if it cannot be opened or reached.
    pub async fn open_disposable(url: &DatabaseUrl) -> Result<Self> {
        Self::open_as(url, false, Driving::Thread).await
    }

    /// Opens an existing database to read only; nothing of it has to be writable.
    ///
    /// # Errors
    /// Fails if it cannot be opened or reached.
    pub async fn open_to_read(url: &DatabaseUrl) -> Result<Self> {
        let pool = match url {
            DatabaseUrl::Sqlite(path) => Pool::Sqlite(sqlite::Pool::open_to_read(path)?),
            DatabaseUrl::Postgres(_) => return Self::open(url).await,
        };
        Ok(Self::of(pool, url))
    }

    async fn open_as(url: &DatabaseUrl, durable: bool, driving: Driving) -> Result<Self> {
        let pool = match url {
            DatabaseUrl::Sqlite(path) => Pool::Sqlite(sqlite::Pool::open(path, durable)?),
            DatabaseUrl::Postgres(url) => Pool::Postgres(postgres::Pool::open(url, driving).await?),
        };
        Ok(Self::of(pool, url))
    }

    fn of(pool: Pool, url: &DatabaseUrl) -> Self {
        let (sealing, guard) = (Sealing::default(), VersionGuard::default());
        Self { pool, url: url.clone(), sealing, guard }
    }

    /// A bare connection to the server, for tests and measurements that need one beside the pool;
    /// none on the embedded engine.
    ///
    /// # Errors
    /// Fails if it cannot be reached.
    pub async fn bare_connection(&self) -> Result<Option<tokio_postgres::Client>> {
        match &self.url {
            DatabaseUrl::Sqlite(_) => Ok(None),
            DatabaseUrl::Postgres(url) => postgres::connect(url).await.map(Some),
        }
    }

    /// The engine of the database.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.pool {
            Pool::Sqlite(_) => Engine::Sqlite,
            Pool::Postgres(_) => Engine::Postgres,
        }
    }

    /// Its address.
    #[must_use]
    pub const fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    fn tx(&self, conn: Conn) -> Tx {
        Tx::new(conn, self.sealing.clone())
    }

    /// Moves the whole log of an embedded database into its file and empties it, so that nothing
    /// overwritten remains there.
    pub(crate) async fn empty_log(&self) -> Result<()> {
        match &self.pool {
            Pool::Sqlite(pool) => pool.empty_log().await,
            Pool::Postgres(_) => Ok(()),
        }
    }

    /// Copies an embedded database as it is now into a file that is empty.
    pub(crate) fn copy_file(&self, file: &Path, progress: impl FnMut(u64, u64)) -> Result<()> {
        match &self.pool {
            Pool::Sqlite(pool) => pool.copy_into(file, progress),
            Pool::Postgres(_) => Err(StoreError::Unfit(format!("{} is no file", self.url))),
        }
    }

    /// Begins a transaction that may write; on the embedded engine it is the only one.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process holds the database for too long or upgrades it,
    /// [`StoreError::Schema`] when a newer program has upgraded it.
    pub async fn begin(&self) -> Result<Tx> {
        tracing::trace!("write transaction begins");
        let mut tx = self.lease_to_write().await?;
        self.guard.write(&mut tx).await?;
        Ok(tx)
    }

    /// Begins a transaction that reads one state of the database to its end.
    ///
    /// # Errors
    /// When the database is out of reach, [`StoreError::Schema`] when a newer program has upgraded
    /// it.
    pub async fn read(&self) -> Result<Tx> {
        let mut tx = self.read_from_first().await?;
        tx.begun().await?;
        Ok(tx)
    }

    /// As [`Self::read`]; on PostgreSQL it begins with its first statement.
    async fn read_from_first(&self) -> Result<Tx> {
        tracing::trace!("read transaction begins");
        let mut tx = self.lease_to_read().await?;
        self.guard.read(&mut tx).await?;
        Ok(tx)
    }

    /// Begins a transaction that reads whatever schema there is.
    pub(crate) async fn read_any(&self) -> Result<Tx> {
        let mut tx = self.lease_to_read().await?;
        version_guard::read_any(&mut tx).await?;
        Ok(tx)
    }

    /// Begins a transaction that changes the schema, and keeps every other from writing.
    pub(crate) async fn begin_to_upgrade(&self) -> Result<Tx> {
        let mut tx = self.lease_to_write().await?;
        version_guard::upgrade(&mut tx).await?;
        Ok(tx)
    }

    /// As [`Self::begin`]. A server refuses at once while an upgrade looks at the schema, so this
    /// is repeated; the embedded engine has waited long enough.
    async fn begin_again(&self) -> Result<Tx> {
        match &self.pool {
            Pool::Sqlite(_) => self.begin().await,
            Pool::Postgres(_) => repeated(async || self.begin().await).await,
        }
    }

    /// A connection that writes. From here on it is a transaction: if its beginning is interrupted,
    /// it is rolled back.
    async fn lease_to_write(&self) -> Result<Tx> {
        Ok(match &self.pool {
            Pool::Sqlite(pool) => self.tx(Conn::Sqlite(pool.begin_write().await?)),
            Pool::Postgres(pool) => self.tx(Conn::Postgres(pool.get().await?)),
        })
    }

    /// A connection that reads, as above.
    async fn lease_to_read(&self) -> Result<Tx> {
        Ok(match &self.pool {
            Pool::Sqlite(pool) => self.tx(Conn::Sqlite(pool.begin_read()?)),
            Pool::Postgres(pool) => self.tx(Conn::Postgres(pool.get().await?)),
        })
    }

    /// Does `work` on one state of the database, and ends the transaction whatever it returns, so
    /// that an early return costs no connection.
    ///
    /// # Errors
    /// The error of `work`, or of a database that cannot be reached.
    pub async fn reading<T, E: From<StoreError>>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let transaction = async {
            let mut tx = self.read_from_first().await?;
            match work(&mut tx).await {
                Ok(found) => {
                    tx.end_reading().await?;
                    Ok(found)
                }
                Err(error) => {
                    // Rows may still be on their way, so the connection is not free before the
                    // server has answered. The first error is the useful one; a failed connection
                    // rolls back by itself.
                    drop(tx.rollback().await);
                    Err(error)
                }
            }
        };
        transaction.instrument(span("read")).await
    }

    /// Does `work` in one transaction and commits it; repeats it a few times after a conflict with
    /// another writer. A transaction that could not begin has waited long enough.
    ///
    /// # Errors
    /// The error of `work` or of the commit; nothing is written then.
    pub async fn write<T>(&self, mut work: impl AsyncFnMut(&mut Tx) -> Result<T>) -> Result<T> {
        repeated(async || match self.begin_again().await {
            Ok(tx) => write_once(tx, &mut work).await.map(Ok),
            Err(error) => Ok(Err(error)),
        })
        .instrument(span("write"))
        .await?
    }
}

async fn write_once<T>(mut tx: Tx, work: &mut impl AsyncFnMut(&mut Tx) -> Result<T>) -> Result<T> {
    match work(&mut tx).await {
        Ok(done) => tx.commit().await.map(|()| done),
        Err(error) => {
            // The first error is the useful one; a failed connection rolls back by itself.
            let rolled_back = tx.rollback().await;
            drop(rolled_back);
            Err(error)
        }
    }
}

/// Does work again, a few times, after a conflict with another writer.
pub(crate) async fn repeated<T>(mut work: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    let mut tries = 1;
    loop {
        match work().await {
            Err(error) if error.is_transient() && tries < TRIES => {
                tokio::time::sleep(PAUSE * tries).await;
                tries += 1;
            }
            result => return result,
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::Full(error.to_string())
            }
            _ => Self::Unavailable(error.to_string()),
        }
    }
}
