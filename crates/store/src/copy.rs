//! Copies a whole database between the engines, and proves the copy.

use crate::engine::Store;
use crate::error::{Result, StoreError};
use crate::schema::{ColumnKind, TABLES, Table};
use crate::stored_tables;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::history::Hash;
use countersign_domain::instant::Instant;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Rows in memory at once.
const CHUNK: usize = 20_000;
/// SQLite compares references at the end of the transaction.
const REFERENCES_LAST: &str = "PRAGMA defer_foreign_keys = ON";

/// The contents of a table: the number of rows, and the hash over them in order of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The name of the table.
    pub table: String,
    /// The number of rows.
    pub rows: u64,
    /// SHA-256 over every value.
    pub hash: Hash,
}

/// A value in memory between two databases.
pub(crate) enum OwnedValue {
    Null,
    Int(i64),
    Bool(bool),
    Text(String),
    Bytes(Vec<u8>),
    Instant(Instant),
    Uuid(Uuid),
}

impl OwnedValue {
    fn read(row: Row<'_>, column: usize, kind: ColumnKind) -> Result<Self> {
        let value = match kind {
            ColumnKind::Int => row.get::<Option<i64>>(column)?.map(Self::Int),
            ColumnKind::Bool => row.get::<Option<bool>>(column)?.map(Self::Bool),
            ColumnKind::Text => row.get::<Option<String>>(column)?.map(Self::Text),
            ColumnKind::Bytes => row.get::<Option<Vec<u8>>>(column)?.map(Self::Bytes),
            ColumnKind::Instant => row.get::<Option<Instant>>(column)?.map(Self::Instant),
            ColumnKind::Uuid => row.get::<Option<Uuid>>(column)?.map(Self::Uuid),
        };
        Ok(value.unwrap_or(Self::Null))
    }

    pub(crate) fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Bool(truth) => Value::Bool(*truth),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Instant(instant) => Value::Instant(*instant),
            Self::Uuid(id) => Value::Uuid(*id),
        }
    }

    /// The same bytes for the same value on either engine. Lengths separate neighbours, and a mark
    /// separates values from NULL.
    pub(crate) fn digest(&self, hash: &mut Sha256) {
        if !matches!(self, Self::Null) {
            hash.update(b"+");
        }
        match self {
            Self::Null => hash.update(b"-"),
            Self::Int(number) => hash.update(number.to_be_bytes()),
            Self::Bool(truth) => hash.update([u8::from(*truth)]),
            Self::Instant(instant) => hash.update(instant.micros().to_be_bytes()),
            Self::Uuid(id) => hash.update(id.as_bytes()),
            Self::Text(text) => digest_bytes(text.as_bytes(), hash),
            Self::Bytes(bytes) => digest_bytes(bytes, hash),
        }
    }
}

fn digest_bytes(bytes: &[u8], hash: &mut Sha256) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

fn select(table: &Table<'_>, limit: Option<usize>) -> String {
    let (columns, name, key) = (table.column_list(), table.name, table.key_list());
    let all = format!("SELECT {columns} FROM {name}");
    let Some(limit) = limit else { return format!("{all} ORDER BY {key}") };
    let numbers: Vec<String> = (1..=table.key).map(|number| format!("${number}")).collect();
    format!("{all} WHERE ({key}) > ({}) ORDER BY {key} LIMIT {limit}", numbers.join(", "))
}

pub(crate) fn read_row(table: &Table<'_>, row: Row<'_>) -> Result<Vec<OwnedValue>> {
    let columns = table.columns.iter().enumerate();
    columns.map(|(at, (_, kind))| OwnedValue::read(row, at, *kind)).collect()
}

/// The key of a row, whose columns begin at this one.
pub(crate) fn read_key(table: &Table<'_>, row: Row<'_>, first: usize) -> Result<Vec<OwnedValue>> {
    let key = table.columns[..table.key].iter().enumerate();
    key.map(|(at, (_, kind))| OwnedValue::read(row, first + at, *kind)).collect()
}

/// The contents of every table, in one state of the database.
///
/// # Errors
/// Fails when the database does.
pub async fn contents(
    store: &Store,
    mut progress: impl FnMut(&'static str),
) -> Result<Vec<Content>> {
    let mut tx = store.read().await?;
    let mut contents = Vec::new();
    for table in TABLES {
        progress(table.name);
        contents.push(content(&mut tx, table).await?);
    }
    tx.rollback().await?;
    Ok(contents)
}

async fn content(tx: &mut Tx, table: &Table<'_>) -> Result<Content> {
    let (mut hash, mut rows) = (Sha256::new(), 0);
    tx.each(&select(table, None), &[], |row| {
        rows += 1;
        for value in read_row(table, row)? {
            value.digest(&mut hash);
        }
        Ok(())
    })
    .await?;
    Ok(Content { table: table.name.to_owned(), rows, hash: hash.finalize().into() })
}

/// The contents of every table of any schema, in one state of the database.
///
/// # Errors
/// Fails when the database does.
pub(crate) async fn contents_of_any(store: &Store) -> Result<Vec<Content>> {
    let mut tx = store.read_any().await?;
    let mut contents = Vec::new();
    for table in &stored_tables::find(&mut tx).await? {
        contents.push(content(&mut tx, &table.shape(&table.columns())).await?);
    }
    tx.rollback().await?;
    Ok(contents)
}

/// Copies everything into a database that has the schema and nothing else, in one transaction:
/// a copy that is interrupted leaves nothing behind. Returns what was read, to compare with what
/// the target holds afterwards. `progress` hears of every table and of the rows that have been
/// copied of it.
///
/// # Errors
/// [`StoreError::Conflict`] when the target has any rows.
pub async fn copy(
    from: &Store,
    to: &Store,
    mut progress: impl FnMut(&'static str, u64),
) -> Result<Vec<Content>> {
    let mut source = from.read().await?;
    let mut target = to.begin().await?;
    for table in TABLES {
        let any = format!("SELECT 1 FROM {} LIMIT 1", table.name);
        if target.first(&any, &[], |_| Ok(())).await?.is_some() {
            return Err(StoreError::Conflict(format!("the target's {} is not empty", table.name)));
        }
    }
    let mut read = Vec::new();
    for table in TABLES {
        let progress = |rows| progress(table.name, rows);
        read.push(copy_table(&mut source, &mut target, table, progress).await?);
    }
    target.commit().await?;
    source.rollback().await?;
    Ok(read)
}

/// Copies everything of a server's database with an older schema into a new file with the same one,
/// and compares what was read with what is there.
///
/// # Errors
/// [`StoreError::Corrupt`] where the file differs afterwards.
pub(crate) async fn copy_older(
    from: &Store,
    to: &Store,
    mut progress: impl FnMut(u64),
) -> Result<Vec<Content>> {
    let mut source = from.read_any().await?;
    let mut target = to.begin().await?;
    // The tables come in no order that their references would allow.
    target.batch(REFERENCES_LAST).await?;
    let tables = stored_tables::find(&mut source).await?;
    let mut read = Vec::new();
    for table in &tables {
        let columns = table.columns();
        let table = table.shape(&columns);
        read.push(copy_table(&mut source, &mut target, &table, &mut progress).await?);
    }
    target.commit().await?;
    source.rollback().await?;
    let mut target = to.read().await?;
    for (table, read) in tables.iter().zip(&read) {
        let written = content(&mut target, &table.shape(&table.columns())).await?;
        equal(read, &written)?;
    }
    target.rollback().await?;
    Ok(read)
}

/// Fails where a copy of a table is not what was read.
pub(crate) fn equal(read: &Content, written: &Content) -> Result<()> {
    if read == written {
        return Ok(());
    }
    Err(StoreError::Corrupt(format!("the copy's {} differs from its source", read.table)))
}

async fn copy_table(
    source: &mut Tx,
    target: &mut Tx,
    table: &Table<'_>,
    mut progress: impl FnMut(u64),
) -> Result<Content> {
    let (mut hash, mut copied) = (Sha256::new(), 0);
    progress(copied);
    let mut after: Option<Vec<OwnedValue>> = None;
    loop {
        let rows = chunk(source, table, after.as_deref()).await?;
        rows.iter().flatten().for_each(|value| value.digest(&mut hash));
        let values: Vec<Vec<Value<'_>>> =
            rows.iter().map(|row| row.iter().map(OwnedValue::value).collect()).collect();
        target.insert(table, &values).await?;
        copied += rows.len() as u64;
        progress(copied);
        drop(values);
        if rows.len() < CHUNK {
            return Ok(Content {
                table: table.name.to_owned(),
                rows: copied,
                hash: hash.finalize().into(),
            });
        }
        after = rows.into_iter().next_back();
    }
}

async fn chunk(
    tx: &mut Tx,
    table: &Table<'_>,
    after: Option<&[OwnedValue]>,
) -> Result<Vec<Vec<OwnedValue>>> {
    let Some(after) = after else {
        let first = format!("{} LIMIT {CHUNK}", select(table, None));
        return tx.all(&first, &[], |row| read_row(table, row)).await;
    };
    let key: Vec<Value<'_>> = after.iter().take(table.key).map(OwnedValue::value).collect();
    tx.all(&select(table, Some(CHUNK)), &key, |row| read_row(table, row)).await
}
