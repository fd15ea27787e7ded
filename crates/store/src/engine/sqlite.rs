//! The embedded engine: one writer and any number of readers on one file.

pub(crate) mod backup;
pub(crate) mod exclusive;
mod file_header;
mod replaced;
mod wal_file;

use crate::error::{Result, StoreError};
use replaced::NamedFile;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

/// How long a writer waits for a writer in another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(60);
/// The first pause between two looks at whether another process still writes; each later one is
/// longer by as much, up to the longest.
const BUSY_PAUSE: Duration = Duration::from_millis(2);
const LONGEST_BUSY_PAUSE: Duration = Duration::from_millis(50);
/// How often, and how far apart, switching to a log is tried while other programs open the file.
const WAL_TRIES: u32 = 1_000;
const WAL_PAUSE: Duration = Duration::from_millis(10);
/// The number of prepared statements per connection.
const CACHED_STATEMENTS: usize = 128;

/// SQLite's messages for a file, or one beside it, that cannot be opened to write.
const NOT_WRITABLE: [&str; 3] = ["unable to open", "readonly", "permission denied"];

/// Moves the log into the file and truncates it.
const EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";
/// Tests whether a file can be read at all.
const COUNT_SCHEMA: &str = "SELECT COUNT(*) FROM sqlite_schema";

#[derive(Clone)]
pub(crate) struct Pool {
    path: PathBuf,
    access: ConnectionAccess,
    writer: Arc<tokio::sync::Mutex<Connection>>,
    readers: Readers,
    /// How long a transaction waits for a writer in another process.
    patience: Duration,
}

/// The access of a connection.
#[derive(Clone, Copy)]
enum ConnectionAccess {
    /// It writes; if `durable`, a commit is on the disk before it returns.
    Write { durable: bool },
    /// It reads beside writers.
    Read,
    /// It reads a file that no one writes, without even the marks of readers.
    ReadUnchanging,
}

type Readers = Arc<Mutex<Vec<Connection>>>;

impl Pool {
    /// Opens the file. If `durable`, a commit is on the disk before it returns.
    pub(super) fn open(path: &Path, durable: bool) -> Result<Self> {
        file_header::check(path)?;
        let access = ConnectionAccess::Write { durable };
        let opening = NamedFile::begin(path);
        let writer = connect(path, access).map_err(|error| with_path(path, error))?;
        prepare(&writer, path, &opening).map_err(|error| with_path(path, error))?;
        Ok(Self::of(path, access, writer))
    }

    /// Opens the file to read only: also on a disk or in a folder that cannot be written to, if no
    /// one is writing.
    pub(super) fn open_to_read(path: &Path) -> Result<Self> {
        file_header::check(path)?;
        let opening = NamedFile::begin(path);
        let open = |access| -> Result<(ConnectionAccess, Connection)> {
            let connection = connect(path, access)?;
            connection.query_row(COUNT_SCHEMA, [], |_| Ok(()))?;
            Ok((access, connection))
        };
        let (access, reader) = match open(ConnectionAccess::Read) {
            Err(_) if !has_log(path) => open(ConnectionAccess::ReadUnchanging)?,
            Err(StoreError::Unavailable(why)) => return Err(unread_log(path, &why)),
            opened => opened.map_err(|error| wal_file::or_refused(path, error))?,
        };
        if matches!(access, ConnectionAccess::Read) {
            wal_file::check(&reader, path).map_err(|error| wal_file::or_refused(path, error))?;
            opening.end()?;
        }
        Ok(Self::of(path, access, reader))
    }

    fn of(path: &Path, access: ConnectionAccess, writer: Connection) -> Self {
        Self {
            path: path.to_owned(),
            access,
            writer: Arc::new(tokio::sync::Mutex::new(writer)),
            readers: Readers::default(),
            patience: BUSY_TIMEOUT,
        }
    }

    /// Moves the log into the file and empties it. If another process is reading, the log stays and
    /// is overwritten later.
    pub(super) async fn empty_log(&self) -> Result<()> {
        let connection = Arc::clone(&self.writer).lock_owned().await;
        connection.query_row(EMPTY_LOG, [], |_| Ok(()))?;
        // The next write begins a new log, which has to be announced to the file first.
        wal_file::begin(&connection, &self.path)
    }

    pub(super) async fn begin_write(&self) -> Result<LeasedConnection> {
        let connection = Arc::clone(&self.writer).lock_owned().await;
        let changes = connection.total_changes();
        let lease = LeasedConnection::Writer { connection, pool: self.clone(), changes };
        let (began, mut pause) = (Instant::now(), BUSY_PAUSE);
        while !begin_immediate(lease.connection())? {
            if began.elapsed() >= self.patience {
                let why = "another process writes to it and does not finish".to_owned();
                return Err(StoreError::Busy(why));
            }
            tokio::time::sleep(pause).await;
            pause = (pause + BUSY_PAUSE).min(LONGEST_BUSY_PAUSE);
        }
        Ok(lease)
    }

    pub(super) fn begin_read(&self) -> Result<LeasedConnection> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = connect(&self.path, self.access)?;
                keep_file_whole(&connection, false)?;
                connection.pragma_update(None, "query_only", true)?;
                connection
            }
        };
        connection.execute_batch("BEGIN")?;
        Ok(LeasedConnection::Reader {
            connection: Some(connection),
            home: Arc::clone(&self.readers),
        })
    }
}

/// Begins a transaction that writes; false while another process has one. SQLite would wait for it,
/// but on this thread, which has pages to show meanwhile.
fn begin_immediate(connection: &Connection) -> Result<bool> {
    connection.busy_timeout(Duration::ZERO)?;
    let begun = connection.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from);
    connection.busy_timeout(BUSY_TIMEOUT)?;
    match begun {
        Err(StoreError::Busy(_)) => Ok(false),
        begun => begun.map(|()| true),
    }
}

/// Prepares a connection that writes, once file and log are known to belong together. Before that
/// nothing is written, not even when it is closed.
fn prepare(writer: &Connection, path: &Path, opening: &NamedFile) -> Result<()> {
    if writer.is_readonly(MAIN_DB)? {
        return Err(StoreError::Unfit(unwritable(path)));
    }
    file_header::check_tables(writer, path)?;
    wal_file::check(writer, path)?;
    opening.end()?;
    // Readers never wait for the writer.
    writer.pragma_update(None, "page_size", 8192)?;
    use_wal(writer)?;
    writer.pragma_update(None, "wal_autocheckpoint", 4096)?;
    wal_file::begin(writer, path)?;
    keep_file_whole(writer, false)
}

/// Sets whether the last connection to close leaves the log beside the file.
fn keep_file_whole(connection: &Connection, whole: bool) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, whole)?;
    Ok(())
}

/// The error of a file that cannot be opened to write, with its path and what to do.
fn with_path(path: &Path, error: StoreError) -> StoreError {
    let StoreError::Unavailable(why) = error else { return wal_file::or_refused(path, error) };
    if path.is_dir() {
        return StoreError::Unfit(format!("{} is a folder; name a file in it", path.display()));
    }
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => StoreError::Unfit(format!(
            "{}: there is no folder {}; make it first",
            path.display(),
            folder.display()
        )),
        _ if NOT_WRITABLE.iter().any(|it| why.contains(it)) => {
            StoreError::Unfit(format!("{} ({why})", unwritable(path)))
        }
        _ => StoreError::Unavailable(format!("{}: {why}", path.display())),
    }
}

fn unwritable(path: &Path) -> String {
    format!(
        "{} cannot be written: the file or its folder, in which its log has to be, is read-only \
         for you. Change that, or use a verb that only reads",
        path.display()
    )
}

/// The error of a file whose log cannot be read.
fn unread_log(path: &Path, why: &str) -> StoreError {
    StoreError::Unfit(format!(
        "{0} cannot be read ({why}). The log {1} holds data that the file does not have, and \
         reading it needs a writable folder: copy both files into one, or run countersign verify \
         there once as a user who may write",
        path.display(),
        wal_file::path(path).display()
    ))
}

/// Programs that open a new file at the same time collide here; SQLite waits for locks elsewhere
/// but refuses at once here.
fn use_wal(connection: &Connection) -> Result<()> {
    for _ in 1..WAL_TRIES {
        match connection.pragma_update(None, "journal_mode", "wal").map_err(StoreError::from) {
            Err(StoreError::Busy(_)) => std::thread::sleep(WAL_PAUSE),
            result => return result,
        }
    }
    Ok(connection.pragma_update(None, "journal_mode", "wal")?)
}

/// Whether there is a log beside a file with data that the file does not have.
fn has_log(path: &Path) -> bool {
    std::fs::metadata(wal_file::path(path)).is_ok_and(|log| log.len() > 0)
}

/// Makes a new file that only its owner can read, whatever the umask is. SQLite gives the files
/// beside it the same permissions.
fn for_owner_alone(path: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // If the file exists or cannot be made, SQLite reports what is wrong.
    drop(options.open(path));
}

fn connect(path: &Path, access: ConnectionAccess) -> Result<Connection> {
    let to_read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match access {
        ConnectionAccess::Write { .. } => {
            for_owner_alone(path);
            Connection::open(path)?
        }
        ConnectionAccess::Read => Connection::open_with_flags(path, to_read)?,
        ConnectionAccess::ReadUnchanging => {
            let path = path.display().to_string();
            let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let flags = to_read | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?
        }
    };
    // Until file and log are known to belong together.
    keep_file_whole(&connection, true)?;
    let durable = !matches!(access, ConnectionAccess::Write { durable: false });
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    // A plan is kept when other values are bound: preparing again costs more than it gains.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", if durable { "full" } else { "off" })?;
    connection.pragma_update(None, "foreign_keys", true)?;
    if matches!(access, ConnectionAccess::Write { .. }) {
        // Deleted and replaced data is overwritten, so that a used secret is gone.
        connection.pragma_update(None, "secure_delete", true)?;
    }
    connection.pragma_update(None, "cache_size", -24_000)?;
    Ok(connection)
}

/// A connection for the time of one transaction.
pub(crate) enum LeasedConnection {
    Writer {
        connection: OwnedMutexGuard<Connection>,
        pool: Pool,
        changes: u64,
    },
    /// A reading connection, which returns to the pool.
    Reader {
        connection: Option<Connection>,
        home: Readers,
    },
}

impl LeasedConnection {
    /// The connection.
    pub(crate) fn connection(&self) -> &Connection {
        match self {
            Self::Writer { connection, .. } => connection,
            Self::Reader { connection, .. } => {
                connection.as_ref().expect("a lease has its connection until it is dropped")
            }
        }
    }
}

impl LeasedConnection {
    /// Writes the number of the log before a commit.
    pub(crate) fn mark_log(&self) -> Result<()> {
        match self {
            Self::Writer { connection, pool, changes }
                if connection.total_changes() != *changes =>
            {
                wal_file::mark(connection, &pool.path)
            }
            _ => Ok(()),
        }
    }

    /// Another connection that reads the same committed state; only the writer has one, because no
    /// one else commits meanwhile.
    pub(crate) fn beside(&self) -> Option<Result<Self>> {
        match self {
            Self::Writer { pool, .. } => Some(pool.begin_read()),
            Self::Reader { .. } => None,
        }
    }
}

impl Drop for LeasedConnection {
    fn drop(&mut self) {
        let connection = self.connection();
        // A transaction that was not ended is rolled back; nothing can be done about an error.
        if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
            return;
        }
        if let Self::Reader { connection, home } = self {
            let mut idle = home.lock().unwrap_or_else(PoisonError::into_inner);
            idle.extend(connection.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_to_read_is_read_and_never_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("50% of? it#1.db");
        let pool = Pool::open(&path, true).unwrap();
        let writer = pool.writer.blocking_lock();
        writer
            .execute_batch(
                "CREATE TABLE schema_migrations (version, name, hash, applied_at);
                 CREATE TABLE t (id INTEGER); INSERT INTO t VALUES (7)",
            )
            .unwrap();
        drop(writer);
        assert!(has_log(&path), "what was just written is in the log, which is read too");
        let beside = Pool::open_to_read(&path).unwrap();
        drop(beside.begin_read().unwrap());
        drop(beside);
        // The last writing connection moves the log into the file.
        drop(pool);
        assert!(!has_log(&path));
        let alone = connect(&path, ConnectionAccess::ReadUnchanging).unwrap();
        let beside = Pool::open_to_read(&path).unwrap();
        let lease = beside.begin_read().unwrap();
        for connection in [lease.connection(), &alone] {
            let found = connection.query_row("SELECT id FROM t", [], |row| row.get::<_, i64>(0));
            assert_eq!(found.unwrap(), 7);
            assert!(connection.execute_batch("INSERT INTO t VALUES (8)").is_err());
        }
    }

    /// Another process that writes, as far as SQLite can tell.
    fn other_writer(path: &Path) -> Connection {
        let other = Connection::open(path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }

    #[tokio::test]
    async fn a_writer_waits_for_another_process_and_its_thread_does_other_things_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.db");
        let pool = Pool::open(&path, true).unwrap();
        let other = other_writer(&path);
        let work = async {
            for _ in 0..20 {
                drop(pool.begin_read().unwrap());
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            other.execute_batch("COMMIT").unwrap();
            Instant::now()
        };
        let (begun, released) = tokio::join!(pool.begin_write(), work);
        assert!(begun.is_ok() && released.elapsed() < Duration::from_secs(5));
    }

    #[tokio::test]
    async fn a_writer_that_waits_in_vain_says_so_and_can_try_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.db");
        let patience = Duration::from_millis(100);
        let pool = Pool { patience, ..Pool::open(&path, true).unwrap() };
        let other = other_writer(&path);
        let began = Instant::now();
        let Err(StoreError::Busy(why)) = pool.begin_write().await else { panic!("it is held") };
        assert!(why.contains("another process") && began.elapsed() >= patience, "{why}");
        drop(other);
        assert!(pool.begin_write().await.is_ok());
    }

    #[test]
    fn a_file_that_is_not_there_is_not_made_to_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none.db");
        assert!(Pool::open_to_read(&path).is_err());
        assert!(!path.exists());
    }
}
