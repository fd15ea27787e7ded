//! The database that a command line names: how it is reached, whose it is, and whether it is one.

mod connection_pool;
mod encrypted;
mod foreign;
mod place;
#[cfg(unix)]
mod read_only;
mod stale_log;
