//! Parameters of statements and values of columns, on either engine.

use crate::error::{Result, StoreError};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

/// One parameter of a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// NULL.
    Null,
    /// A whole number; also cycles, days and quantities.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A point in time.
    Instant(Instant),
    /// An id.
    Uuid(Uuid),
    /// Whole numbers; PostgreSQL only.
    Ints(&'a [i64]),
}

macro_rules! value_from {
    ($($from:ty => |$it:ident| $into:expr;)*) => {$(
        impl<'a> From<$from> for Value<'a> {
            fn from($it: $from) -> Self {
                $into
            }
        }
    )*};
}

value_from! {
    i64 => |it| Self::Int(it);
    bool => |it| Self::Bool(it);
    &'a str => |it| Self::Text(it);
    &'a String => |it| Self::Text(it);
    &'a [u8] => |it| Self::Bytes(it);
    Instant => |it| Self::Instant(it);
    Uuid => |it| Self::Uuid(it);
    Cycle => |it| Self::Int(it.number());
    Quantity => |it| Self::Int(it.micros());
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Bool(truth) => ValueRef::Integer(i64::from(*truth)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Instant(instant) => ValueRef::Integer(instant.micros()),
            Self::Uuid(id) => ValueRef::Blob(id.as_bytes()),
            Self::Ints(_) => return Err(rusqlite::Error::InvalidQuery),
        }))
    }
}

/// 2000-01-01T00:00:00Z, from which PostgreSQL counts, in microseconds since 1970.
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

type PostgresError = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, PostgresError> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql(ty, out),
            Self::Bool(truth) => truth.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.to_sql(ty, out),
            Self::Instant(instant) => (instant.micros() - POSTGRES_EPOCH).to_sql(ty, out),
            Self::Uuid(id) => id.to_sql(ty, out),
            Self::Ints(numbers) => numbers.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// An instant as PostgreSQL counts it.
pub(crate) const fn postgres_instant(micros: i64) -> Instant {
    Instant::from_micros(micros + POSTGRES_EPOCH)
}

struct PostgresInstant(Instant);

impl<'a> FromSql<'a> for PostgresInstant {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> std::result::Result<Self, PostgresError> {
        Ok(Self(postgres_instant(i64::from_sql(ty, raw)?)))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::TIMESTAMPTZ
    }
}

/// A row of a result.
#[derive(Clone, Copy)]
pub enum Row<'r> {
    /// A row of SQLite.
    Sqlite(&'r rusqlite::Row<'r>),
    /// A row of PostgreSQL.
    Postgres(&'r tokio_postgres::Row),
}

impl<'r> Row<'r> {
    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the column is of another type.
    pub fn get<T: ReadColumn<'r>>(&self, column: usize) -> Result<T> {
        match self {
            Self::Sqlite(row) => {
                let value = row.get_ref(column)?;
                T::from_sqlite(value)
                    .ok_or_else(|| corrupt(column, &format!("{:?}", value.data_type())))
            }
            Self::Postgres(row) => {
                T::from_postgres(row, column).map_err(|error| corrupt(column, &error.to_string()))
            }
        }
    }
}

fn corrupt(column: usize, what: &str) -> StoreError {
    StoreError::Corrupt(format!("unexpected value in column {column}: {what}"))
}

/// A type as which a column can be read.
pub trait ReadColumn<'r>: Sized {
    /// Reads a value of SQLite; `None` if it has another type.
    fn from_sqlite(value: ValueRef<'r>) -> Option<Self>;

    /// Reads a value of PostgreSQL.
    ///
    /// # Errors
    /// The driver's error, when the column has another type.
    fn from_postgres(
        row: &'r tokio_postgres::Row,
        column: usize,
    ) -> std::result::Result<Self, tokio_postgres::Error>;
}

macro_rules! column {
    ($($into:ty, $value:ident => $sqlite:expr, $from:ty => |$it:ident| $postgres:expr;)*) => {$(
        impl<'r> ReadColumn<'r> for $into {
            fn from_sqlite($value: ValueRef<'r>) -> Option<Self> {
                $sqlite
            }

            fn from_postgres(
                row: &'r tokio_postgres::Row,
                column: usize,
            ) -> std::result::Result<Self, tokio_postgres::Error> {
                row.try_get::<usize, $from>(column).map(|$it| $postgres)
            }
        }

        impl<'r> ReadColumn<'r> for Option<$into> {
            fn from_sqlite(value: ValueRef<'r>) -> Option<Self> {
                match value {
                    ValueRef::Null => Some(None),
                    other => <$into as ReadColumn<'r>>::from_sqlite(other).map(Some),
                }
            }

            fn from_postgres(
                row: &'r tokio_postgres::Row,
                column: usize,
            ) -> std::result::Result<Self, tokio_postgres::Error> {
                let value = row.try_get::<usize, Option<$from>>(column)?;
                Ok(value.map(|$it| $postgres))
            }
        }
    )*};
}

column! {
    i64, value => value.as_i64().ok(), i64 => |it| it;
    bool, value => value.as_i64().ok().map(|it| it != 0), bool => |it| it;
    &'r str, value => value.as_str().ok(), &'r str => |it| it;
    String, value => value.as_str().ok().map(str::to_owned), String => |it| it;
    Vec<u8>, value => value.as_blob().ok().map(<[u8]>::to_vec), Vec<u8> => |it| it;
    Instant, value => value.as_i64().ok().map(Instant::from_micros),
        PostgresInstant => |it| it.0;
    Uuid, value => value.as_blob().ok().and_then(|it| Uuid::from_slice(it).ok()), Uuid => |it| it;
    Quantity, value => value.as_i64().ok().map(Quantity::from_micros),
        i64 => |it| Quantity::from_micros(it);
    Cycle, value => value.as_i64().ok().map(Cycle::from_number), i64 => |it| Cycle::from_number(it);
}
