//! Begins a transaction that reads together with its first statement: a round trip costs more than
//! most statements.

use crate::engine::version_guard::{NEWEST, READ, VersionGuard};
use crate::error::Result;
use crate::value::Row;
use deadpool_postgres::Object;
use futures_util::future;
use tokio_postgres::Error;

/// A transaction that has not begun, with the guard of its process.
pub(crate) struct Beginning {
    guard: VersionGuard,
    /// The newest step of the schema that the process knows; `None` if it is not guarded yet.
    known: Option<i64>,
}

impl Beginning {
    pub(in crate::engine) const fn new(guard: VersionGuard, known: Option<i64>) -> Self {
        Self { guard, known }
    }

    /// Begins it, checks its schema and asks for the first statement, all in one round trip. An
    /// outdated process gets the error of the guard, not that of a statement that fails for it.
    pub(crate) async fn with<T>(
        self,
        client: &Object,
        first: impl Future<Output = std::result::Result<T, Error>>,
    ) -> Result<T> {
        let begins = client.batch_execute(READ);
        // Everything is sent, in this order, before the first answer comes.
        let Some(known) = self.known else {
            let (begun, first) = future::join(begins, first).await;
            return Ok(begun.and(first)?);
        };
        let statement = client.prepare_cached(NEWEST).await?;
        let newest = client.query_opt(&statement, &[]);
        let (begun, newest, first) = future::join3(begins, newest, first).await;
        begun?;
        let newest = newest?.map(|row| Row::Postgres(&row).get::<Option<i64>>(0)).transpose()?;
        self.guard.check(known, newest.flatten())?;
        Ok(first?)
    }
}
