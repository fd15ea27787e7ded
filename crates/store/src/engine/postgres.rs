//! PostgreSQL: a pool of connections.

mod beginning;
mod connection_error;
mod copy_in;
mod copy_out;
mod driver;
mod lease;
mod passfile;
mod peer;
mod settings;
mod tls;

use crate::error::{Result, StoreError};
use connection_error::ConnectionFacts;
use deadpool_postgres::{Manager, ManagerConfig, PoolError, RecyclingMethod, Runtime};
use driver::Driver;
pub(super) use driver::Driving;
use settings::{CONNECT_TIMEOUT, ServerSettings};
use std::sync::Arc;
use tokio::runtime::Handle;

pub(crate) use beginning::Beginning;
pub(crate) use copy_in::copy_in;
pub(crate) use copy_out::copy_out;
pub(crate) use lease::LeasedConnection;

/// Connections per process.
const CONNECTIONS: usize = 8;

/// One connection beside the pool.
pub(super) async fn connect(url: &str) -> Result<tokio_postgres::Client> {
    let ServerSettings { config, connector, about } = ServerSettings::read(url)?;
    let (client, connection) =
        config.connect(connector).await.map_err(|error| about.explain(error))?;
    // Waiting callers get the connection's error.
    tokio::spawn(async { connection.await.unwrap_or_default() });
    Ok(client)
}

/// The connections of one process to one database.
#[derive(Clone)]
pub(super) struct Pool {
    connections: deadpool_postgres::Pool,
    about: Arc<ConnectionFacts>,
    /// The runtime of the driving thread; `None` if the caller's runtime drives them.
    thread: Option<Handle>,
}

impl Pool {
    /// Opens the pool and one connection, so that a wrong address fails now and not at the first
    /// statement.
    pub(super) async fn open(url: &str, driving: Driving) -> Result<Self> {
        let ServerSettings { config, connector, about } = ServerSettings::read(url)?;
        let recycling_method = RecyclingMethod::Fast;
        let driver = Driver::start(driving, connector).map_err(|error| {
            StoreError::Unavailable(format!("no thread for its connections: {error}"))
        })?;
        let thread = driver.thread();
        let manager = Manager::from_connect(config, driver, ManagerConfig { recycling_method });
        let connections = deadpool_postgres::Pool::builder(manager)
            .max_size(CONNECTIONS)
            .wait_timeout(Some(CONNECT_TIMEOUT))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let pool = Self { connections, about: Arc::new(about), thread };
        pool.get().await?.end();
        Ok(pool)
    }

    /// An idle connection.
    pub(super) async fn get(&self) -> Result<LeasedConnection> {
        let client = self.connections.get().await.map_err(|error| match error {
            PoolError::Backend(error) => self.about.explain(error),
            other => other.into(),
        })?;
        Ok(LeasedConnection::new(client, self.thread.clone().unwrap_or_else(Handle::current)))
    }
}
