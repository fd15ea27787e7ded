//! Copies rows of numbers out of PostgreSQL in its binary format, for queries with millions of
//! rows, of which the driver would make an object each.

use super::copy_in::{HEADER, TRAILER};
use crate::error::{Result, StoreError};
use deadpool_postgres::Object;
use futures_util::{TryStreamExt, pin_mut};

/// Passes every row of `COPY (…) TO STDOUT (FORMAT binary)` to `take`. Each of its `N` columns is a
/// 64-bit number or NULL; an instant has PostgreSQL's form.
pub(crate) async fn copy_out<const N: usize>(
    client: &Object,
    sql: &str,
    mut take: impl FnMut([Option<i64>; N]) -> Result<()>,
) -> Result<()> {
    let rows = client.copy_out(sql).await?;
    pin_mut!(rows);
    let mut begun = false;
    while let Some(bytes) = rows.try_next().await? {
        let mut rest = &bytes[..];
        if !begun {
            rest = rest.strip_prefix(&HEADER[..]).ok_or_else(cut)?;
            begun = true;
        }
        while !rest.is_empty() && rest != TRAILER {
            take(row(&mut rest).ok_or_else(cut)?)?;
        }
    }
    Ok(())
}

fn cut() -> StoreError {
    StoreError::Corrupt("a copied row is cut, or has other columns".to_owned())
}

/// The next row; `None` if it has other columns or is cut off.
fn row<const N: usize>(rest: &mut &[u8]) -> Option<[Option<i64>; N]> {
    let count = i16::from_be_bytes(*rest.split_off(..2)?.first_chunk()?);
    if usize::try_from(count) != Ok(N) {
        return None;
    }
    let mut row = [None; N];
    for column in &mut row {
        match i32::from_be_bytes(*rest.split_off(..4)?.first_chunk()?) {
            -1 => {}
            8 => *column = Some(i64::from_be_bytes(*rest.split_off(..8)?.first_chunk()?)),
            _ => return None,
        }
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn a_row_is_read_to_its_end_and_refused_where_it_is_another() {
        let bytes = b"\0\x02\0\0\0\x08\0\0\0\0\0\0\0\x07\xff\xff\xff\xffmore";
        let mut rest = &bytes[..];
        assert_eq!(row(&mut rest), Some([Some(7), None]));
        assert_eq!(rest, b"more");
        assert_eq!(row::<3>(&mut &bytes[..]), None);
        assert_eq!(row::<2>(&mut &bytes[..12]), None);
        assert_eq!(row::<1>(&mut &b"\0\x01\0\0\0\x04\0\0\0\x07"[..]), None);
    }
}
