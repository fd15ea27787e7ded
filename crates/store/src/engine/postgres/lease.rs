//! A connection for the time of one transaction. If the transaction was not ended, it is rolled
//! back in the background before the connection serves another.

use deadpool_postgres::Object;
use std::time::Duration;
use tokio::runtime::Handle;

/// How long a running statement may take to end before its connection is closed instead.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection of the pool.
pub(crate) struct LeasedConnection {
    client: Option<Object>,
    runtime: Handle,
}

impl LeasedConnection {
    /// An idle connection; `runtime` drives it.
    pub(super) const fn new(client: Object, runtime: Handle) -> Self {
        Self { client: Some(client), runtime }
    }

    /// Returns the connection after its transaction has ended.
    pub(crate) fn end(mut self) {
        drop(self.client.take());
    }
}

impl std::ops::Deref for LeasedConnection {
    type Target = Object;

    fn deref(&self) -> &Object {
        self.client.as_ref().expect("a lease has its connection until it ends")
    }
}

impl Drop for LeasedConnection {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let unfinished = Unfinished(Some(client));
            drop(self.runtime.spawn(unfinished.roll_back()));
        }
    }
}

/// A connection in an unknown state. If this is dropped before the server has confirmed the end of
/// the transaction, the connection is closed, and the server rolls back.
struct Unfinished(Option<Object>);

impl Unfinished {
    async fn roll_back(mut self) {
        let Some(client) = &self.0 else { return };
        // It runs after all pending statements; outside a transaction it does nothing.
        let ended = tokio::time::timeout(PATIENCE, client.batch_execute("ROLLBACK")).await;
        if let Ok(Ok(())) = ended {
            drop(self.0.take());
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            drop(Object::take(client));
        }
    }
}
