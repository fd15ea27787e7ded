//! What a table consists of, and the statements that fill it.

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

/// One table.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// The name that people see.
    pub name: &'a str,
    /// How many of its first columns are the primary key.
    pub key: usize,
    /// Its columns in order, with their kinds.
    pub columns: &'a [(&'a str, ColumnKind)],
}

impl Table<'_> {
    /// The names of its columns, in a list.
    #[must_use]
    pub fn column_list(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    /// The names of its key, in a list.
    #[must_use]
    pub fn key_list(&self) -> String {
        self.columns[..self.key].iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn insert_sql(&self) -> String {
        let numbers: Vec<String> = (1..=self.columns.len()).map(|n| format!("${n}")).collect();
        let (name, columns) = (self.name, self.column_list());
        format!("INSERT INTO {name} ({columns}) VALUES ({})", numbers.join(", "))
    }

    pub(crate) fn copy_sql(&self) -> String {
        format!("COPY {} ({}) FROM STDIN (FORMAT binary)", self.name, self.column_list())
    }

    pub(crate) fn postgres_types(&self) -> Vec<Type> {
        self.columns.iter().map(|(_, kind)| kind.postgres()).collect()
    }
}
