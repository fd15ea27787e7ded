//! The kinds of columns, and their types on both engines.

use tokio_postgres::types::Type;

/// The kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// Yes or no.
    Bool,
    /// A point in time.
    Instant,
    /// An id.
    Uuid,
    /// Bytes.
    Bytes,
}

impl ColumnKind {
    /// The type on SQLite.
    #[must_use]
    pub const fn sqlite(self) -> &'static str {
        match self {
            Self::Int | Self::Bool | Self::Instant => "INTEGER",
            Self::Text => "TEXT",
            Self::Uuid | Self::Bytes => "BLOB",
        }
    }

    /// The type on PostgreSQL.
    #[must_use]
    pub const fn postgres(self) -> Type {
        match self {
            Self::Int => Type::INT8,
            Self::Text => Type::TEXT,
            Self::Bool => Type::BOOL,
            Self::Instant => Type::TIMESTAMPTZ,
            Self::Uuid => Type::UUID,
            Self::Bytes => Type::BYTEA,
        }
    }
}
