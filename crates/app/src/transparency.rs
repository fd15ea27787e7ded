//! The transparency log: the tree over all records, the checkpoints that the installation signs,
//! and the proofs that people keep.
//!
//! Hashes and proofs are those of RFC 6962, by `tlog_tiles`; checkpoints are C2SP tlog-checkpoint,
//! signed notes with Ed25519, by `ring`; cosignatures are C2SP tlog-cosignature; proofs are C2SP
//! tlog-proof; time stamps are those of RFC 3161, by `der`. Does not own the order of the leaves
//! ([`countersign_store::transparency`]), or the witness of a log elsewhere ([`crate::witness`]).

pub mod authority;
pub mod checkpoint;
pub mod cosignature;
pub mod kept;
pub mod key_file;
pub mod last_signed;
mod note;
pub mod proof;
pub mod stamped;
pub mod tile_path;
pub mod time_stamp;
pub mod tree;
pub mod witnessed;
