//! Why a file cannot be used, or not to its end. `Display` is the English of the command line and
//! of the API; it follows the name of the file.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFault {
    /// The system does not open it, for this reason.
    Unopened(String),
    /// The system does not read it, for this reason.
    Unread(String),
    /// It is cut off, or no gzip file, for this reason.
    Gzip(String),
    /// It unpacks to more than so many times its size.
    Bomb(u64),
    /// It is UTF-16.
    Utf16,
    /// It has no header.
    Empty,
    /// Its header has text after a closing quote.
    BrokenHeader,
    /// Its header is not UTF-8.
    HeaderNotText,
    /// It has a column that is not known.
    UnknownColumn {
        /// The heading, shortened and in quotes.
        found: String,
        /// The columns that it can have.
        known: String,
    },
    /// It has this column twice.
    ColumnTwice(String),
    /// It lacks this column.
    NoColumn(String),
    /// Some of its figures have a decimal comma and others a decimal point, so that either may
    /// separate thousands.
    MixedMarks {
        /// The first row with a comma.
        comma: u64,
        /// The first row with a point.
        point: u64,
    },
    /// It ends inside the quotes of this row.
    CutOff(u64),
    /// This row has more cells than a row can have.
    TooManyCells(u64),
    /// This row is longer than a row can be.
    TooLong(u64),
    /// The database has newer data.
    Conflict,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unopened(error) => write!(f, "cannot be opened: {error}"),
            Self::Unread(error) => write!(f, "cannot be read: {error}"),
            Self::Gzip(error) => {
                write!(f, "is not a complete gzip file ({error}); fetch or compress it again")
            }
            Self::Bomb(times) => write!(
                f,
                "unpacks to more than {times} times its size, which no table does; unpack it and \
                 check its contents"
            ),
            Self::Utf16 => f.write_str("is UTF-16; save it as CSV UTF-8"),
            Self::Empty => f.write_str("is empty; a header row is expected"),
            Self::BrokenHeader => f.write_str("has text behind a closing quote in its header"),
            Self::HeaderNotText => f.write_str("has a header that is not UTF-8 text"),
            Self::UnknownColumn { found, known } => {
                write!(f, "has an unknown column {found}; it can have {known}")
            }
            Self::ColumnTwice(name) => write!(f, "has the column {name} twice"),
            Self::NoColumn(name) => write!(f, "has no column {name}, which is required"),
            Self::MixedMarks { comma, point } => write!(
                f,
                "has figures with a decimal comma (row {comma}) and with a decimal point (row \
                 {point}): use one of the two throughout"
            ),
            Self::CutOff(row) => write!(f, "row {row} ends inside quotes: the file is cut off"),
            Self::TooManyCells(row) => write!(f, "row {row} has more than 256 cells"),
            Self::TooLong(row) => {
                write!(f, "row {row} is longer than 1 MiB: a quote may not be closed")
            }
            Self::Conflict => {
                f.write_str("conflicts with newer data in the database; import it again")
            }
        }
    }
}

impl From<FileFault> for String {
    fn from(fault: FileFault) -> Self {
        fault.to_string()
    }
}
