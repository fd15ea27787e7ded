//! Copies rows into a table of PostgreSQL in its binary format.
//!
//! The rows are sent in large pieces, because each piece wakes the thread that drives the
//! connection, which costs more than encoding a few rows. The next piece is encoded while one is
//! sent and the server writes the one before.

use crate::error::{Result, StoreError};
use crate::schema::Table;
use crate::value::Value;
use deadpool_postgres::Object;
use futures_util::{SinkExt, pin_mut};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};

/// The start of the format: its signature, no flags, no extension.
pub(super) const HEADER: &[u8; 19] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// The end of the format, in place of a row's number of columns.
pub(super) const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();
/// The bytes of one piece.
const PIECE: usize = 1 << 17;
/// The bytes by which a row may exceed its piece before memory is moved.
const SLACK: usize = 1 << 12;

/// Copies rows with all columns of `table` by the statement `sql`.
pub(crate) async fn copy_in<'v, R: AsRef<[Value<'v>]>>(
    client: &Object,
    table: &Table<'_>,
    sql: &str,
    rows: &mut (dyn Iterator<Item = R> + Send),
) -> Result<()> {
    let statement = client.prepare_cached(sql).await?;
    let sink = client.copy_in(&statement).await?;
    pin_mut!(sink);
    let types = table.postgres_types();
    let mut piece = BytesMut::with_capacity(PIECE + SLACK);
    piece.extend_from_slice(HEADER);
    for row in rows {
        encode(&types, row.as_ref(), &mut piece)?;
        if piece.len() >= PIECE {
            let full = std::mem::replace(&mut piece, BytesMut::with_capacity(PIECE + SLACK));
            sink.feed(full.freeze()).await?;
        }
    }
    piece.extend_from_slice(&TRAILER);
    sink.feed(piece.freeze()).await?;
    sink.finish().await?;
    Ok(())
}

/// Appends one row: the number of its columns, then each with its length.
fn encode(types: &[Type], row: &[Value<'_>], out: &mut BytesMut) -> Result<()> {
    let count = i16::try_from(types.len()).ok().filter(|_| row.len() == types.len());
    let count = count.ok_or_else(|| {
        let (found, expected) = (row.len(), types.len());
        StoreError::Corrupt(format!("a row of {expected} columns got {found} values"))
    })?;
    out.extend_from_slice(&count.to_be_bytes());
    for (value, column) in row.iter().zip(types) {
        let start = out.len();
        out.extend_from_slice(&[0; 4]);
        let refused = |error| StoreError::Corrupt(format!("a value cannot be written: {error}"));
        let length = match value.to_sql(column, out).map_err(refused)? {
            IsNull::Yes => -1,
            IsNull::No => i32::try_from(out.len() - start - 4)
                .map_err(|_| StoreError::Corrupt("a value is longer than 2 GiB".to_owned()))?,
        };
        out[start..start + 4].copy_from_slice(&length.to_be_bytes());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_its_count_and_each_value_behind_its_length() {
        let mut out = BytesMut::new();
        let row = [Value::Int(1), Value::Null, Value::Text("é")];
        encode(&[Type::INT8, Type::INT8, Type::TEXT], &row, &mut out).unwrap();
        let expected = b"\0\x03\0\0\0\x08\0\0\0\0\0\0\0\x01\xff\xff\xff\xff\0\0\0\x02\xc3\xa9";
        assert_eq!(&out[..], expected);
        assert!(encode(&[Type::INT8], &row, &mut out).is_err());
    }
}
