//! The transparency log: which records are its leaves, in which order, and the hashes of its tree.
//!
//! The tree only grows. [`pending`] holds records that are not leaves yet; the transaction that adds
//! a record adds it there too. Does not own hashing, proofs or signatures, and not when leaves are
//! added: `app` does.

pub mod checkpoints;
pub mod contents;
pub mod leaves;
pub mod pending;
pub mod unlogged;

pub(crate) use checkpoints::STATEMENTS as CHECKPOINT_STATEMENTS;
pub(crate) use contents::STATEMENTS as CONTENT_STATEMENTS;
pub(crate) use leaves::STATEMENTS as LEAF_STATEMENTS;
pub(crate) use pending::STATEMENTS as PENDING_STATEMENTS;
pub(crate) use unlogged::STATEMENTS as UNLOGGED_STATEMENTS;

use crate::error::{Result, StoreError};
use crate::value::{Row, Value};
use countersign_domain::leaf::{LeafKind, LeafName};

fn values(name: &LeafName) -> [Value<'_>; 3] {
    [name.kind.token().into(), (&name.record).into(), name.number.into()]
}

/// The name in a row's columns from this one on.
fn name(row: Row<'_>, first: usize) -> Result<LeafName> {
    let kind: &str = row.get(first)?;
    let unknown = || StoreError::Corrupt(format!("unknown kind in the log: {kind:?}"));
    let kind = LeafKind::from_token(kind).ok_or_else(unknown)?;
    Ok(LeafName { kind, record: row.get(first + 1)?, number: row.get(first + 2)? })
}
