//! A witness of a transparency log elsewhere: what it needs to read the log, to remember what it
//! has seen, and to sign.
//!
//! It needs no database. The log can be that of a Countersign or any other that C2SP tlog-tiles
//! describes. Does not own the steps of a round ([`crate::actions::witness_log`]).

pub mod key_file;
pub mod log_client;
pub mod seen;
