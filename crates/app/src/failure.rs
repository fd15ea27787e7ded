//! Why a command ended without doing its work: the request was wrong, or the surroundings failed.

use countersign_store::StoreError;

/// A command that ended without doing its work.
#[derive(Debug)]
pub enum Failure {
    /// The request was wrong. Exit status 2.
    Usage(String),
    /// The database, the disk or the network failed. Exit status 3.
    System(String),
    /// The database could not be reached, or was busy for too long: the same work can be done again
    /// as it is. Exit status 3.
    Away(StoreError),
}

impl Failure {
    /// A file or stream that could not be read or written.
    #[must_use]
    pub fn io(what: &std::path::Path, error: &std::io::Error) -> Self {
        Self::System(format!("{}: {error}", what.display()))
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Usage(why) | Self::System(why) => write!(f, "{why}"),
            Self::Away(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Schema(why) => Self::Usage(why),
            wrong @ StoreError::Address(_) => Self::Usage(wrong.to_string()),
            away @ (StoreError::Unavailable(_) | StoreError::Busy(_)) => Self::Away(away),
            other => Self::System(other.to_string()),
        }
    }
}

/// The result of a command's work.
pub type Result<T> = std::result::Result<T, Failure>;
