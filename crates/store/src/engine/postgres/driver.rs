//! Drives the connections to a server.
//!
//! If threads with separate runtimes share connections, a separate thread drives them all: a
//! connection driven by the runtime that opened it would stop while that runtime is busy, and end
//! with it. A program of one thread drives its connections itself, because the other thread would
//! have to be woken for every few rows.

use deadpool_postgres::Connect;
use futures_util::future::BoxFuture;
use std::io;
use std::thread;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, Error};
use tokio_postgres_rustls::MakeRustlsConnect;

/// The driver of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Driving {
    /// A separate thread.
    Thread,
    /// The runtime that opens them.
    Here,
}

/// Opens connections and drives them; a separate thread ends when this is dropped.
pub(super) struct Driver {
    by: DrivenBy,
    connector: MakeRustlsConnect,
}

enum DrivenBy {
    Thread { runtime: Handle, _dropped: oneshot::Sender<()> },
    Here,
}

impl Driver {
    /// Starts the thread, if one is needed.
    pub(super) fn start(driving: Driving, connector: MakeRustlsConnect) -> io::Result<Self> {
        if driving == Driving::Here {
            return Ok(Self { by: DrivenBy::Here, connector });
        }
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (dropped, ended) = oneshot::channel();
        let drive = move || drop(runtime.block_on(ended));
        thread::Builder::new().name("postgres".to_owned()).spawn(drive)?;
        Ok(Self { by: DrivenBy::Thread { runtime: handle, _dropped: dropped }, connector })
    }

    /// The runtime of the thread, if there is one.
    pub(super) fn thread(&self) -> Option<Handle> {
        match &self.by {
            DrivenBy::Thread { runtime, .. } => Some(runtime.clone()),
            DrivenBy::Here => None,
        }
    }
}

impl Connect for Driver {
    fn connect(&self, config: &Config) -> BoxFuture<'_, Result<(Client, JoinHandle<()>), Error>> {
        let config = config.clone();
        Box::pin(async move {
            let runtime = self.thread().unwrap_or_else(Handle::current);
            let connector = self.connector.clone();
            let opened = runtime.spawn(async move { config.connect(connector).await }).await;
            // The runtime lives as long as this struct, so a missing one would be a fault of the
            // library.
            let opened =
                opened.unwrap_or_else(|fault| std::panic::resume_unwind(fault.into_panic()));
            let (client, connection) = opened?;
            // Waiting callers get the connection's error.
            let driving = runtime.spawn(async { connection.await.unwrap_or_default() });
            Ok((client, driving))
        })
    }
}
