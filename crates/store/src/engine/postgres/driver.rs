//! The thread that drives every connection to a server, whatever the threads that use them do.
//!
//! A connection driven by the runtime that opened it would stand still while that runtime is busy
//! with something else, and end with it; connections are shared by threads with runtimes of their
//! own.

use deadpool_postgres::Connect;
use futures_util::future::BoxFuture;
use std::io;
use std::thread;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, Error, NoTls};

/// Opens connections on a thread of its own, which ends when this is dropped.
pub(super) struct Driver {
    runtime: Handle,
    _dropped: oneshot::Sender<()>,
}

impl Driver {
    /// Starts the thread.
    pub(super) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (dropped, ended) = oneshot::channel();
        let drive = move || drop(runtime.block_on(ended));
        thread::Builder::new().name("postgres".to_owned()).spawn(drive)?;
        Ok(Self { runtime: handle, _dropped: dropped })
    }
}

impl Connect for Driver {
    fn connect(&self, config: &Config) -> BoxFuture<'_, Result<(Client, JoinHandle<()>), Error>> {
        let config = config.clone();
        Box::pin(async move {
            let opened = self.runtime.spawn(async move { config.connect(NoTls).await }).await;
            // The thread lives as long as this does: what is left is a fault of the library.
            let opened =
                opened.unwrap_or_else(|fault| std::panic::resume_unwind(fault.into_panic()));
            let (client, connection) = opened?;
            // Whoever waits for an answer is told what went wrong with the connection.
            let driving = self.runtime.spawn(async { connection.await.unwrap_or_default() });
            Ok((client, driving))
        })
    }
}
