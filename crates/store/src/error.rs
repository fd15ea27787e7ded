//! The errors of a database, as one closed list for both engines.

use rusqlite::ErrorCode;
use tokio_postgres::error::SqlState;

/// An error of the store.
#[derive(Debug)]
pub enum StoreError {
    /// A row with this key exists already, or another writer changed it first.
    Conflict(String),
    /// Another process holds the database; the work can be repeated.
    Busy(String),
    /// The disk, or the space given to the database, is full.
    Full(String),
    /// The database cannot be reached, opened, read or written.
    Unavailable(String),
    /// The address of the database, or a setting in it, cannot be used.
    Address(String),
    /// The database's file, the files beside it, or its server do not allow this.
    Unfit(String),
    /// This program cannot use the version of the database.
    Schema(String),
    /// There is no key to seal a secret, which is therefore not stored.
    NoKey,
    /// The stored data cannot be what this program wrote.
    Corrupt(String),
}

impl StoreError {
    /// Whether the same work may succeed if it is repeated.
    #[must_use]
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Conflict(why) => write!(f, "the database has a conflicting row: {why}"),
            Self::Busy(why) => write!(f, "the database is busy: {why}; try again"),
            Self::Full(why) => write!(
                f,
                "the disk is full: {why}; free some space and run the same command again, which \
                 continues after what was committed"
            ),
            Self::Unavailable(why) => write!(
                f,
                "cannot use the database: {why}; what was committed stays: run the same command \
                 again when the database is back"
            ),
            Self::Address(why) => write!(f, "the database's address cannot be used: {why}"),
            Self::Schema(why) | Self::Unfit(why) => write!(f, "{why}"),
            Self::NoKey => write!(
                f,
                "secrets are not stored, because there is no key to seal them; give one with \
                 --key-file"
            ),
            Self::Corrupt(why) => write!(f, "the database has invalid content: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let why = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(why),
            Some(ErrorCode::DiskFull) => Self::Full(why),
            Some(ErrorCode::ConstraintViolation) => Self::Conflict(why),
            Some(ErrorCode::NotADatabase) => Self::Schema(why),
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt(why),
            Some(_) => Self::Unavailable(why),
            None => Self::Corrupt(why),
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(server) = error.as_db_error() else {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            let why = cause.map_or(error.to_string(), |cause| format!("{error}: {cause}"));
            return Self::Unavailable(why);
        };
        let why = server.message().to_owned();
        match *server.code() {
            // Class 23: every violated constraint, as on the embedded engine.
            ref code if code.code().starts_with("23") => Self::Conflict(why),
            SqlState::T_R_SERIALIZATION_FAILURE
            | SqlState::T_R_DEADLOCK_DETECTED
            | SqlState::LOCK_NOT_AVAILABLE => Self::Busy(why),
            SqlState::DISK_FULL => Self::Full(why),
            SqlState::READ_ONLY_SQL_TRANSACTION | SqlState::INSUFFICIENT_PRIVILEGE => {
                Self::Unfit(why)
            }
            SqlState::RAISE_EXCEPTION => Self::Conflict(why),
            _ => Self::Unavailable(why),
        }
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// The result of a database operation.
pub type Result<T> = std::result::Result<T, StoreError>;
