//! The database that a command line names: how it is reached, whose it is, and whether it is one.

mod encrypted;
mod foreign;
mod given_back;
mod place;
#[cfg(unix)]
mod read_only;
mod stale_log;
