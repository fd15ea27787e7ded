//! Finds out which program a file belongs to, from the file alone: nothing is written, not even
//! beside it.

use super::{ConnectionAccess, connect};
use crate::error::{Result, StoreError};
use rusqlite::{Connection, ErrorCode};
use std::path::Path;

/// "Csgn", as SQLite's header names the program that a file belongs to.
pub(super) const APPLICATION: i32 = 0x4373_676e;

const APPLICATION_ID: &str = "SELECT application_id FROM pragma_application_id";
const USER_VERSION: &str = "SELECT user_version FROM pragma_user_version";
const SCHEMA_VERSION: &str = "SELECT schema_version FROM pragma_schema_version";
const TABLES: &str = "SELECT COUNT(*) FROM sqlite_schema";
const LEDGER: &str = "SELECT COUNT(*) FROM pragma_table_info('schema_migrations') \
     WHERE name IN ('version', 'name', 'hash', 'applied_at')";
/// The columns of the table that lists the schema's steps.
const LEDGER_COLUMNS: i64 = 4;

/// The marks of a database in its first page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HeaderMarks {
    /// The number of its log.
    pub(super) log: u32,
    /// SQLite's number of the schema's state.
    pub(super) schema: u32,
}

impl HeaderMarks {
    /// Reads the marks that this connection sees, log included.
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let number = |sql| connection.query_row(sql, [], |row| row.get::<_, i32>(0));
        let (log, schema) = (number(USER_VERSION)?, number(SCHEMA_VERSION)?);
        Ok(Self { log: log.cast_unsigned(), schema: schema.cast_unsigned() })
    }

    /// Reads the marks of the file itself, without its log.
    pub(super) fn of_file(path: &Path) -> Result<Self> {
        Ok(Self::read(&connect(path, ConnectionAccess::ReadUnchanging)?)?)
    }
}

/// Refuses a file of another program. A file without any table belongs to no one yet.
pub(super) fn check(path: &Path) -> Result<()> {
    if std::fs::metadata(path).map_or(true, |about| about.len() == 0) {
        return Ok(());
    }
    // Read without a lock: only a positive finding counts. Errors show when the file is opened
    // normally.
    match connect(path, ConnectionAccess::ReadUnchanging) {
        Ok(alone) => check_tables(&alone, path),
        Err(StoreError::Schema(_)) => Err(no_database(path)),
        Err(_) => Ok(()),
    }
}

/// The same for an open connection, which also sees the log.
pub(super) fn check_tables(connection: &Connection, path: &Path) -> Result<()> {
    let number = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let foreign = number(APPLICATION_ID).and_then(|application| {
        if application != 0 && application != i64::from(APPLICATION) {
            return Ok(true);
        }
        Ok(number(TABLES)? > 0 && number(LEDGER)? < LEDGER_COLUMNS)
    });
    let shown = path.display();
    match foreign {
        Ok(true) => Err(StoreError::Schema(format!(
            "{shown} is not a Countersign database: another program made it; nothing was \
             changed. Name another file"
        ))),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(no_database(path))
        }
        _ => Ok(()),
    }
}

fn no_database(path: &Path) -> StoreError {
    StoreError::Schema(format!(
        "{} is neither a Countersign database nor any other SQLite database; nothing was changed. \
         Name another file",
        path.display()
    ))
}
