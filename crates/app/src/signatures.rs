//! Signatures of people: public keys, SSH signatures and bare Ed25519 signatures, and the tree over
//! many statements that are signed at once.
//!
//! `ring` verifies, `ssh-key` reads the formats of OpenSSH, and `tlog_tiles` hashes. No private key
//! is read here. Does not own what a statement says ([`countersign_domain::statement`]).

pub mod bulk;
pub mod passkey;
pub mod public_key;
pub mod recorded;
pub mod signed_entries;
pub mod signed_file;
pub mod signing_record;
pub mod ssh;
pub mod touched_text;
pub mod verify;
