//! The transparency log: which records are its leaves, in which order, and the hashes of its tree.
//!
//! The tree only grows. [`pending`] holds records that are not leaves yet; the transaction that
//! adds a record adds it there too. [`witnesses`] of other companies cosign checkpoints, and time
//! stamping authorities stamp them ([`stamps`]). Does not own hashing, proofs or signatures, and
//! not when leaves are added: `app` does.

pub mod checkpoints;
pub mod contents;
mod leaf_names;
pub mod leaves;
pub mod pending;
pub mod stamps;
pub mod unlogged;
pub mod witnesses;

pub(crate) use checkpoints::STATEMENTS as CHECKPOINT_STATEMENTS;
pub(crate) use contents::STATEMENTS as CONTENT_STATEMENTS;
pub(crate) use leaves::STATEMENTS as LEAF_STATEMENTS;
pub(crate) use pending::STATEMENTS as PENDING_STATEMENTS;
pub(crate) use stamps::STATEMENTS as STAMP_STATEMENTS;
pub(crate) use unlogged::STATEMENTS as UNLOGGED_STATEMENTS;
pub(crate) use witnesses::STATEMENTS as WITNESS_STATEMENTS;
