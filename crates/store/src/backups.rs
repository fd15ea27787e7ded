//! Backups: each is one SQLite file, made from either engine, with what identifies its
//! installation.
//!
//! The crate `app` decides on folders, names and removal.

use crate::copy::{self, Content};
use crate::engine::Store;
use crate::engine::sqlite::backup::into_one_file;
use crate::error::{Result, StoreError};
use crate::installation;
use crate::migrations::SchemaState;
use crate::url::DatabaseUrl;
use countersign_domain::instant::Instant;
use std::path::{Path, PathBuf};

pub use crate::engine::sqlite::exclusive::Exclusive;

/// What SQLite finds wrong with a file, in up to a hundred rows; one that says `ok` otherwise.
const INTEGRITY: &str = "PRAGMA integrity_check(100)";
const PAGE_SIZE: &str = "SELECT page_size FROM pragma_page_size";
/// What lies beside the file of an embedded database and belongs to it.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Bytes of a file.
    Bytes {
        /// That are copied.
        done: u64,
        /// That there are.
        total: u64,
    },
    /// Rows of the table that is copied now.
    Rows(u64),
}

/// Writes one state of the database into a file that is there and empty. It does not keep others
/// from writing. The file is not yet on the disk when this returns, only handed to the operating
/// system.
///
/// # Errors
/// Fails when the database or the disk does, or the copy differs from its source; the file is of no
/// use then.
pub async fn write(
    store: &Store,
    file: &Path,
    now: Instant,
    mut progress: impl FnMut(Copied),
) -> Result<()> {
    if store.url().file().is_some() {
        return store.copy_file(file, |done, total| progress(Copied::Bytes { done, total }));
    }
    let to = Store::open_disposable(&DatabaseUrl::Sqlite(file.to_owned())).await?;
    to.make_schema(now).await?;
    copy_and_compare(store, &to, |rows| progress(Copied::Rows(rows))).await?;
    drop(to);
    into_one_file(file)
}

/// Copies everything of a database into one that has the schema and nothing else, and compares what
/// was read with what is there.
///
/// # Errors
/// [`StoreError::Conflict`] where the target holds anything, [`StoreError::Corrupt`] where it
/// differs afterwards.
pub async fn copy_and_compare(
    from: &Store,
    to: &Store,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    let read = copy::copy(from, to, |_, rows| progress(rows)).await?;
    let written = copy::contents(to, |_| {}).await?;
    read.iter().zip(&written).try_for_each(|(read, written)| copy::equal(read, written))
}

/// Writes one state of a database with an older schema, as it is, into a file that is there and
/// empty: the program that made the database can use the file. Returns what is in it. A copy of a
/// server's database has been compared with its source then, and [`compare`] does so for a file.
///
/// # Errors
/// As [`write`].
pub async fn write_older(
    store: &Store,
    file: &Path,
    now: Instant,
    mut progress: impl FnMut(Copied),
) -> Result<Vec<Content>> {
    if store.url().file().is_some() {
        store.copy_file(file, |done, total| progress(Copied::Bytes { done, total }))?;
        let copy = Store::open_to_read(&DatabaseUrl::Sqlite(file.to_owned())).await?;
        return copy::contents_of_any(&copy).await;
    }
    let steps = store.steps().await?;
    let to = Store::open_disposable(&DatabaseUrl::Sqlite(file.to_owned())).await?;
    to.migrate_to(steps, now).await?;
    let contents = copy::copy_older(store, &to, |rows| progress(Copied::Rows(rows))).await?;
    drop(to);
    into_one_file(file)?;
    Ok(contents)
}

/// Compares an embedded database to which no one writes with what a copy of it holds.
///
/// # Errors
/// [`StoreError::Corrupt`] where they differ.
pub async fn compare(store: &Store, copied: &[Content]) -> Result<()> {
    if store.url().file().is_none() {
        return Ok(());
    }
    let source = copy::contents_of_any(store).await?;
    if source.len() != copied.len() {
        return Err(StoreError::Corrupt("the copy has other tables than its source".to_owned()));
    }
    source.iter().zip(copied).try_for_each(|(source, copied)| copy::equal(source, copied))
}

/// Applies the steps of the schema that a backup lacks. It stays one file.
///
/// # Errors
/// Fails when the file cannot be written, or a newer program made it.
pub async fn migrate(file: &Path, now: Instant) -> Result<()> {
    let store = Store::open_disposable(&DatabaseUrl::Sqlite(file.to_owned())).await?;
    store.migrate(now).await?;
    drop(store);
    into_one_file(file)
}

/// What a database is, as far as its schema and its one row tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The state of its schema.
    pub schema: SchemaState,
    /// When its installation was made; none in a database that has none.
    pub made_at: Option<Instant>,
}

/// What a database is.
///
/// # Errors
/// [`StoreError::Schema`] when a newer program made it, or another one.
pub async fn identify(store: &Store) -> Result<Identity> {
    let schema = store.schema_state().await?;
    let made_at = match schema {
        SchemaState::Empty => None,
        _ => store.reading(async |tx| installation::made_at(tx).await).await?,
    };
    Ok(Identity { schema, made_at })
}

/// What is wrong with the file of an embedded database, as SQLite checks it page by page; nothing
/// where it is whole.
///
/// # Errors
/// Fails when the file cannot be read.
pub async fn faults(store: &Store) -> Result<Vec<String>> {
    let Some(file) = store.url().file() else { return Ok(Vec::new()) };
    let length = std::fs::metadata(file)?.len();
    let (page_size, found) = store
        .reading::<_, StoreError>(async |tx| {
            let page_size = tx.first(PAGE_SIZE, &[], |row| row.get::<i64>(0)).await?;
            let found = tx.all(INTEGRITY, &[], |row| row.get::<String>(0)).await?;
            Ok((page_size.unwrap_or_default().unsigned_abs(), found))
        })
        .await?;
    // SQLite fills a last page that is cut with zeros, and may find nothing wrong with it.
    if page_size == 0 || length % page_size != 0 {
        return Ok(vec![format!("its length of {length} bytes is no whole number of pages")]);
    }
    Ok(found.into_iter().filter(|found| found != "ok").collect())
}

/// The files that belong to the file of an embedded database: its log, the index of the log, and a
/// journal. Not all of them need to be there.
#[must_use]
pub fn beside(file: &Path) -> [PathBuf; 3] {
    BESIDE.map(|ending| {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        path.into()
    })
}
