//! The names of records as columns.

use crate::error::{Result, StoreError};
use crate::value::{Row, Value};
use countersign_domain::leaf::{LeafKind, LeafName};

pub(super) fn values(name: &LeafName) -> [Value<'_>; 3] {
    [name.kind.token().into(), (&name.record).into(), name.number.into()]
}

/// The name in a row's columns from this one on.
pub(super) fn name(row: Row<'_>, first: usize) -> Result<LeafName> {
    let kind: &str = row.get(first)?;
    let unknown = || StoreError::Corrupt(format!("unknown kind in the log: {kind:?}"));
    let kind = LeafKind::from_token(kind).ok_or_else(unknown)?;
    Ok(LeafName { kind, record: row.get(first + 1)?, number: row.get(first + 2)? })
}
