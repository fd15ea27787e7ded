//! PostgreSQL and its kin: a pool of connections.

mod copy_in;
mod copy_out;
mod driver;

use crate::error::{Result, StoreError};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use driver::Driver;
pub(super) use driver::Driving;
use std::time::Duration;
use tokio_postgres::{Config, config::SslMode};

pub(crate) use copy_in::copy_in;
pub(crate) use copy_out::copy_out;

/// Connections of one process.
const CONNECTIONS: usize = 8;
/// How long a connection is waited for.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

pub(super) async fn open(url: &str, driving: Driving) -> Result<Pool> {
    let mut config: Config = url.parse().map_err(|error: tokio_postgres::Error| {
        StoreError::Unavailable(format!("its address cannot be read: {error}"))
    })?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(StoreError::Unavailable(
            "sslmode=require is not supported yet; reach the server through a local socket or \
             a tunnel"
                .to_owned(),
        ));
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_TIMEOUT);
    }
    config.application_name("countersign");
    let recycling_method = RecyclingMethod::Fast;
    let driver = Driver::start(driving).map_err(|error| {
        StoreError::Unavailable(format!("no thread for its connections: {error}"))
    })?;
    let manager = Manager::from_connect(config, driver, ManagerConfig { recycling_method });
    let pool = Pool::builder(manager)
        .max_size(CONNECTIONS)
        .wait_timeout(Some(CONNECT_TIMEOUT))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| StoreError::Unavailable(error.to_string()))?;
    // An address that leads nowhere is told now, not at the first statement.
    drop(pool.get().await?);
    Ok(pool)
}
