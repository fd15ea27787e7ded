//! A transaction: the thin seam that every statement goes through, on either engine.
//!
//! Parameters are `$1`, `$2`, … on both. SQLite numbers names by their first appearance, so they
//! are bound by name, never by position. On the embedded engine nothing here ever waits.

use crate::engine::kind::Engine;
use crate::engine::postgres::{Beginning, LeasedConnection as PostgresLease, copy_in, copy_out};
use crate::engine::sqlite::LeasedConnection;
use crate::error::{Result, StoreError};
use crate::schema::Table;
use crate::sealing::sealer::Sealing;
use crate::value::{Row, Value};
use futures_util::{FutureExt, TryStreamExt, future, pin_mut};
use rusqlite::Statement;
use tokio_postgres::SimpleQueryMessage;
use tokio_postgres::types::ToSql;

/// Concurrent statements on one connection.
const PIPELINED: usize = 512;

/// The connection behind a transaction.
pub(crate) enum Conn {
    Sqlite(LeasedConnection),
    Postgres(PostgresLease),
}

/// A transaction that ends with [`Tx::commit`] or [`Tx::rollback`]; if it is dropped, it rolls
/// back.
pub struct Tx {
    conn: Option<Conn>,
    wrote_readings: bool,
    sealing: Sealing,
    /// How it begins, if it begins with its first statement.
    begins: Option<Beginning>,
}

impl Tx {
    pub(crate) const fn new(conn: Conn, sealing: Sealing) -> Self {
        Self { conn: Some(conn), wrote_readings: false, sealing, begins: None }
    }

    /// Lets it begin with its first statement, in one round trip. PostgreSQL only.
    pub(crate) fn begin_with_first(&mut self, begins: Beginning) {
        self.begins = Some(begins);
    }

    /// Begins it now if it has not begun, for statements that do not begin it themselves.
    pub(crate) async fn begun(&mut self) -> Result<()> {
        let (Some(begins), Some(Conn::Postgres(client))) = (self.begins.take(), &self.conn) else {
            return Ok(());
        };
        begins.with(client, future::ok(())).await
    }

    /// How secrets are sealed and opened.
    pub(crate) fn sealing(&self) -> Sealing {
        self.sealing.clone()
    }

    fn conn(&self) -> &Conn {
        self.conn.as_ref().expect("a transaction has its connection until it ends")
    }

    /// The engine, for statements that differ.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.conn() {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// Records that it writes readings, so that only it may read them from now on.
    pub(crate) const fn writes_readings(&mut self) {
        self.wrote_readings = true;
    }

    /// A second transaction that reads the same readings, for another thread; none if only this one
    /// sees them, or if the engine works in a separate process anyway.
    pub(crate) fn beside(&self) -> Result<Option<Self>> {
        match self.conn() {
            Conn::Sqlite(lease) if !self.wrote_readings => {
                let lease = lease.beside().transpose()?;
                Ok(lease.map(|lease| Self::new(Conn::Sqlite(lease), self.sealing())))
            }
            _ => Ok(None),
        }
    }

    /// Commits everything that it wrote.
    ///
    /// # Errors
    /// Fails if the commit fails; nothing of it is stored then.
    pub async fn commit(mut self) -> Result<()> {
        // After a refused statement PostgreSQL answers COMMIT with a silent rollback; another
        // statement before it makes the error visible.
        let commit = match self.engine() {
            Engine::Sqlite => "COMMIT",
            Engine::Postgres => "SELECT 1; COMMIT",
        };
        if let Conn::Sqlite(lease) = self.conn() {
            lease.mark_log()?;
        }
        self.batch(commit).await?;
        self.end();
        Ok(())
    }

    /// Undoes everything it wrote.
    ///
    /// # Errors
    /// Fails if the connection is gone; the engine then rolls back by itself.
    pub async fn rollback(mut self) -> Result<()> {
        self.batch("ROLLBACK").await?;
        self.end();
        Ok(())
    }

    /// Ends a transaction that has only read. A server runs the statements of a connection in their
    /// order, so nothing has to wait for its answer.
    ///
    /// # Errors
    /// Fails if the connection is gone.
    pub(crate) async fn end_reading(mut self) -> Result<()> {
        let has_begun = self.begins.is_none();
        let Conn::Postgres(client) = self.conn() else { return self.rollback().await };
        // The first poll sends it.
        let ended = has_begun.then(|| client.batch_execute("ROLLBACK").now_or_never()).flatten();
        ended.unwrap_or(Ok(()))?;
        self.end();
        Ok(())
    }

    /// Returns the connection. If the transaction is dropped instead, it rolls back first, on
    /// either engine.
    fn end(&mut self) {
        if let Some(Conn::Postgres(client)) = self.conn.take() {
            client.end();
        }
    }

    /// Sets a savepoint; there is one at a time.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn savepoint(&mut self) -> Result<()> {
        self.batch("SAVEPOINT step").await
    }

    /// Releases the savepoint and keeps later changes.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn release(&mut self) -> Result<()> {
        self.batch("RELEASE SAVEPOINT step").await
    }

    /// Undoes the changes since the savepoint, and releases it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn rollback_to_savepoint(&mut self) -> Result<()> {
        self.batch("ROLLBACK TO SAVEPOINT step").await?;
        self.release().await
    }

    /// Runs statements without parameters or rows.
    pub(crate) async fn batch(&mut self, sql: &str) -> Result<()> {
        self.begun().await?;
        match self.conn() {
            Conn::Sqlite(lease) => Ok(lease.connection().execute_batch(sql)?),
            Conn::Postgres(client) => Ok(client.batch_execute(sql).await?),
        }
    }

    /// Runs statements in one round trip, and returns the whole number in each of their rows.
    /// PostgreSQL only.
    pub(crate) async fn numbers(&mut self, sql: &str) -> Result<Vec<Option<i64>>> {
        self.begun().await?;
        let Conn::Postgres(client) = self.conn() else {
            return Err(StoreError::Corrupt("numbers is for PostgreSQL".to_owned()));
        };
        let number = |message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).and_then(|text| text.parse().ok())),
            _ => None,
        };
        Ok(client.simple_query(sql).await?.into_iter().filter_map(number).collect())
    }

    /// How many rows were changed by way of this connection; none on PostgreSQL, which does not
    /// count the rows of several statements.
    pub(crate) fn changes(&self) -> Option<u64> {
        match self.conn() {
            Conn::Sqlite(lease) => Some(lease.connection().total_changes()),
            Conn::Postgres(_) => None,
        }
    }

    /// Runs a statement, and returns how many rows it changed.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        self.begun().await?;
        match self.conn() {
            Conn::Sqlite(lease) => {
                let mut statement = lease.connection().prepare_cached(sql)?;
                bind(&mut statement, values)?;
                Ok(statement.raw_execute()? as u64)
            }
            Conn::Postgres(client) => {
                let statement = client.prepare_cached(sql).await?;
                Ok(client.execute_raw(&statement, parameters(values)).await?)
            }
        }
    }

    /// Runs a statement for each row of values, and returns how many rows changed in all.
    ///
    /// # Errors
    /// Fails with the first error of the database.
    pub async fn execute_many<'v, R: AsRef<[Value<'v>]>>(
        &mut self,
        sql: &str,
        rows: &[R],
    ) -> Result<u64> {
        let Some(first) = rows.first() else { return Ok(0) };
        self.begun().await?;
        match self.conn() {
            Conn::Sqlite(lease) => {
                let mut statement = lease.connection().prepare_cached(sql)?;
                let places = places(&statement, first.as_ref().len())?;
                let mut changed = 0;
                for row in rows {
                    bind_at(&mut statement, &places, row.as_ref())?;
                    changed += statement.raw_execute()? as u64;
                }
                Ok(changed)
            }
            Conn::Postgres(client) => {
                let statement = client.prepare_cached(sql).await?;
                let mut changed = 0;
                for chunk in rows.chunks(PIPELINED) {
                    let runs = chunk
                        .iter()
                        .map(|row| client.execute_raw(&statement, parameters(row.as_ref())));
                    changed += future::try_join_all(runs).await?.iter().sum::<u64>();
                }
                Ok(changed)
            }
        }
    }

    /// Passes every row of a query to `take`, one after the other, without keeping them.
    ///
    /// # Errors
    /// Fails when the database does, or with the error of `take`.
    pub async fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut take: impl FnMut(Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let begins = self.begins.take();
        match self.conn() {
            Conn::Sqlite(lease) => {
                let mut statement = lease.connection().prepare_cached(sql)?;
                bind(&mut statement, values)?;
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next()? {
                    take(Row::Sqlite(row))?;
                }
                Ok(())
            }
            Conn::Postgres(client) => {
                let asked = async {
                    let statement = client.prepare_cached(sql).await?;
                    client.query_raw(&statement, parameters(values)).await
                };
                let rows = match begins {
                    Some(begins) => begins.with(client, asked).await?,
                    None => asked.await?,
                };
                pin_mut!(rows);
                while let Some(row) = rows.try_next().await? {
                    take(Row::Postgres(&row))?;
                }
                Ok(())
            }
        }
    }

    /// Every row of a query.
    ///
    /// # Errors
    /// Fails when the database does, or with the error of `map`.
    pub async fn all<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut map: impl FnMut(Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        let take = |row: Row<'_>| {
            found.push(map(row)?);
            Ok(())
        };
        self.each(sql, values, take).await?;
        Ok(found)
    }

    /// The first row of a query; `None` if it has no rows.
    ///
    /// # Errors
    /// Fails when the database does, or with the error of `map`.
    pub async fn first<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        map: impl FnMut(Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.all(sql, values, map).await?.into_iter().next())
    }

    /// Inserts rows with all columns of a table, as fast as the engine can.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a key is taken; nothing is inserted on PostgreSQL then.
    pub async fn insert<'v, R: AsRef<[Value<'v>]> + Sync>(
        &mut self,
        table: &Table<'_>,
        rows: &[R],
    ) -> Result<()> {
        let Some(first) = rows.first() else { return Ok(()) };
        let width = table.columns.len();
        assert_eq!(first.as_ref().len(), width, "{} has other columns", table.name);
        self.begun().await?;
        match self.conn() {
            Conn::Sqlite(lease) => {
                let mut statement = lease.connection().prepare_cached(&table.insert_sql())?;
                let places = places(&statement, width)?;
                for row in rows {
                    bind_at(&mut statement, &places, row.as_ref())?;
                    statement.raw_execute()?;
                }
                Ok(())
            }
            Conn::Postgres(client) => {
                copy_in(client, table, &table.copy_sql(), &mut rows.iter()).await
            }
        }
    }

    /// Inserts rows whose key is free, and returns the others. Only on the embedded engine, where a
    /// query per row has no round trip.
    pub(crate) fn insert_free<'v, R: AsRef<[Value<'v>]>>(
        &mut self,
        sql: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Vec<usize>> {
        let Conn::Sqlite(lease) = self.conn() else {
            return Err(StoreError::Corrupt("insert_free is for SQLite".to_owned()));
        };
        let mut statement = lease.connection().prepare_cached(sql)?;
        let places = places(&statement, statement.parameter_count())?;
        let mut taken = Vec::new();
        for (index, row) in rows.into_iter().enumerate() {
            bind_at(&mut statement, &places, row.as_ref())?;
            if statement.raw_execute()? == 0 {
                taken.push(index);
            }
        }
        Ok(taken)
    }

    /// Runs one query for each row of values, and passes its rows with the index of their values.
    ///
    /// # Errors
    /// Fails when the database does, or with the error of `take`.
    pub async fn each_of<'v, R: AsRef<[Value<'v>]>>(
        &mut self,
        sql: &str,
        rows: &[R],
        mut take: impl FnMut(usize, Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let Some(first) = rows.first() else { return Ok(()) };
        self.begun().await?;
        match self.conn() {
            Conn::Sqlite(lease) => {
                let mut statement = lease.connection().prepare_cached(sql)?;
                let places = places(&statement, first.as_ref().len())?;
                for (index, values) in rows.iter().enumerate() {
                    bind_at(&mut statement, &places, values.as_ref())?;
                    let mut found = statement.raw_query();
                    while let Some(row) = found.next()? {
                        take(index, Row::Sqlite(row))?;
                    }
                }
                Ok(())
            }
            Conn::Postgres(client) => {
                let statement = client.prepare_cached(sql).await?;
                for (chunk, values) in rows.chunks(PIPELINED).enumerate() {
                    let runs = values.iter().map(async |row| {
                        let values = parameters(row.as_ref());
                        let found = client.query_raw(&statement, values).await?;
                        found.try_collect::<Vec<_>>().await
                    });
                    for (index, found) in future::try_join_all(runs).await?.iter().enumerate() {
                        for row in found {
                            take(chunk * PIPELINED + index, Row::Postgres(row))?;
                        }
                    }
                }
                Ok(())
            }
        }
    }

    /// Passes every row of a `COPY … TO STDOUT (FORMAT binary)` to `take`; its columns are numbers,
    /// and [`postgres_instant`](crate::value::postgres_instant) reads instants.
    pub(crate) async fn copy_out<const N: usize>(
        &mut self,
        sql: &str,
        take: impl FnMut([Option<i64>; N]) -> Result<()>,
    ) -> Result<()> {
        self.begun().await?;
        let Conn::Postgres(client) = self.conn() else {
            return Err(StoreError::Corrupt("copy_out is for PostgreSQL".to_owned()));
        };
        copy_out(client, sql, take).await
    }

    /// Copies rows into a table, or into a temporary one with its columns. PostgreSQL only.
    pub(crate) async fn copy_into<'v, R: AsRef<[Value<'v>]>>(
        &mut self,
        table: &Table<'_>,
        target: &str,
        rows: &mut (dyn Iterator<Item = R> + Send),
    ) -> Result<()> {
        self.begun().await?;
        let Conn::Postgres(client) = self.conn() else {
            return Err(StoreError::Corrupt("copy_into is for PostgreSQL".to_owned()));
        };
        let sql = table.copy_sql().replacen(table.name, target, 1);
        copy_in(client, table, &sql, rows).await
    }
}

fn parameters<'v>(
    values: &'v [Value<'v>],
) -> impl ExactSizeIterator<Item = &'v (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync))
}

/// The position of each `$n` among the parameters of a SQLite statement.
fn places(statement: &Statement<'_>, count: usize) -> Result<Vec<usize>> {
    if statement.parameter_count() != count {
        return Err(miscounted(statement.parameter_count(), count));
    }
    let place = |number: usize| {
        let place = statement.parameter_index(&format!("${number}"))?;
        place.ok_or_else(|| miscounted(number - 1, count))
    };
    (1..=count).map(place).collect()
}

/// SQLite would take a missing value for NULL, or for that of the row before, and ignore surplus
/// values.
fn miscounted(parameters: usize, values: usize) -> StoreError {
    StoreError::Corrupt(format!("a statement with {parameters} parameters got {values} values"))
}

fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<()> {
    let places = places(statement, values.len())?;
    bind_at(statement, &places, values)
}

fn bind_at(statement: &mut Statement<'_>, places: &[usize], values: &[Value<'_>]) -> Result<()> {
    if places.len() != values.len() {
        return Err(miscounted(places.len(), values.len()));
    }
    for (place, value) in places.iter().zip(values) {
        statement.raw_bind_parameter(*place, value)?;
    }
    Ok(())
}
